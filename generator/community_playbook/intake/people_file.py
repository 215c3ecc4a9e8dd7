"""`people.csv` beside the profile: which account is which member, and who never is. One line an account.

A line that is taken out again takes nothing with it: the tables keep the rows of each account, and whoever is
one person is put together when they are read (`one_person.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from ..community.file_names import PEOPLE
from ..problems import Place, Problem
from .cells import clean_name, read_id, split_tags

HEADER = ("account", "name", "member", "not")
NEEDED = HEADER[:3]
"""`not` may be missing."""


class Known(NamedTuple):
    """By account: the id of its member ("" where it is nobody else), its name, and whom it never is."""

    members: Mapping[str, str]
    names: Mapping[str, str]
    never: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, int]

    def same(self) -> dict[str, str]:
        """Account -> the id of another row, followed to its end."""
        found = {}
        for account in self.members:
            at, seen = account, set[str]()
            while (after := self.members.get(at)) and after != at and at not in seen:
                seen.add(at)
                at = after
            if at != account and at not in seen:  # in a ring nobody is anybody
                found[account] = at
        return found


NOBODY = Known({}, {}, {}, {})


def load_people(folder: Path) -> tuple[Known, list[Problem]]:
    """Nobody where there is no such file."""
    try:
        data = (folder / PEOPLE).read_bytes()
    except FileNotFoundError:
        return NOBODY, []
    except OSError as error:
        return NOBODY, [Problem("E603", Place(PEOPLE), {"reason": error.strerror or ""})]
    return read_people(data)


def read_people(data: bytes) -> tuple[Known, list[Problem]]:
    """E615 for a file with other columns."""
    try:
        reader = csv.reader(StringIO(data.decode("utf-8-sig")))
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        return NOBODY, [Problem("E615", Place(PEOPLE))]
    titles = tuple(cell.strip() for cell in rows[0][1]) if rows else ()
    if titles[:3] != NEEDED or titles[3:4] not in ((), HEADER[3:]):
        return NOBODY, [Problem("E615", Place(PEOPLE, 1))]
    never = {read_id(row[0]): split_tags(row[3], True) for _, row in rows[1:] if len(row) > 3}
    told = {read_id(row[0]): (line, row) for line, row in rows[1:] if len(row) > 2 and read_id(row[0])}
    return Known(
        {account: read_id(row[2]) for account, (_, row) in told.items()},
        {account: clean_name(row[1]) for account, (_, row) in told.items()},
        {account: others for account, others in never.items() if others},
        {account: line for account, (line, _) in told.items()},
    ), []
