"""May a member be named in public? Of all columns that ask, one no is enough, and only a clear yes is a yes.

What the columns did not tell is told.
"""

from __future__ import annotations

import json
from itertools import islice

from ..community.people import Column
from .agreeing import may_ask, says, wants_hiding
from .cells import clean, read_yes_no
from .headers import CONSENT, HIDDEN, SAMPLE, Header
from .table_log import TableLog
from .tables import Grid

ASKING = (CONSENT, HIDDEN)
Said = list[tuple[bool, int]]
"""What the row says so far: agrees or not, and in which column."""


def read_consent(log: TableLog, text: str, line: int, column: int) -> bool | None:
    """Only a clear yes is a yes; None where nothing is said."""
    answer = read_yes_no(text)
    if not clean(text):
        return None
    if answer is None:
        log.notes["consent_unclear", ""] += 1
        log.note_unmet(column, line, text)
        log.add("W205", line, column, text)
    return answer is True


def read_hidden(log: TableLog, text: str, line: int, column: int) -> bool | None:
    """False for whoever does not want to be shown; None where nothing is said, and that is no leave."""
    hides = says(text, "hides")
    if not (hides or clean(text)) or not wants_hiding(text):
        return None
    if not hides and read_yes_no(text) is None:
        log.add("W205", line, column, text)
    return False


def agreed(log: TableLog, answers: Said, line: int) -> bool:
    """One no is enough, in whatever column; beside a yes it is told."""
    refused = [column for agrees, column in answers if not agrees]
    if refused and len(refused) < len(answers):
        log.add("W252", line, refused[0])
    return not refused


def tell_columns(log: TableLog, grid: Grid, header: Header) -> None:
    """Where nothing was read as consent: columns that only hide, and those that may ask for it."""
    if CONSENT in header.index:
        return
    if HIDDEN in header.index:
        log.add("W253", header.line, header.index[HIDDEN])
    for n, column in enumerate(header.columns):
        if is_unread(column) and may_ask(header.cells[n], [*islice(grid.column(n, header.at), SAMPLE)]):
            log.add("W254", header.line, n, repair=json.dumps(column.header, ensure_ascii=False))


def is_unread(column: Column) -> bool:
    return column.fate == "ignored" and not column.field
