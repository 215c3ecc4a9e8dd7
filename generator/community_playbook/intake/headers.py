"""Which column is which? The synonyms are data: `playbook/headers.yml`. Contact columns are never read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Literal, get_args

from ..community.people import Column
from ..contacts import masked
from .agreeing import NOT_WORDS, asks_to_hide, asks_to_show, joined_and_apart, narrows
from .cells import simplified, table_words
from .tables import LOOK_AHEAD, MAX_COLUMNS, Grid, Recognise, trim

Kind = Literal["members", "ledger", "tallies", "repair"]

TRAITS, CONSENT, HIDDEN = "traits", "consent", "hidden"
SEVERAL = (TRAITS, CONSENT, HIDDEN)
"""The fields that any number of columns may fill; the last two are known by what their header asks, too."""
SAMPLE = 200
"""Rows that a guess by content looks at."""
MOST_TITLES, LONGEST_TITLE = 8, 24
"""Columns that are listed for a sentence, and letters of each."""
ENOUGH = 3
"""Filled cells below which nothing is guessed."""

BRACKETS = re.compile(r"[（(\[【〔{<《][^）)\]】〕}>》]*[）)\]】〕}>》]")
NUMBERED = re.compile(r"^\s*(?:q?\d{1,3}\s*[.、．)）:：]|\*)\s*", re.IGNORECASE)
POLITE = re.compile(r"^(?:请填写|请输入|请选择|请问)?(?:[您你](?:所在)?的?)?")


@dataclass(frozen=True, slots=True)
class Synonyms:
    fields: Mapping[str, Mapping[str, str]]
    """By kind of table: folded header -> field."""
    parts: tuple[str, ...]
    words: tuple[str, ...]
    ignored: frozenset[str]


@dataclass(slots=True)
class Header:
    """The header of one table: what became of each column, and where each field stands."""

    at: int
    """Records above it."""
    line: int
    cells: list[str]
    columns: list[Column]
    index: dict[str, int]
    above: int
    """Rows above it that are not blank: a title."""
    more: list[tuple[str, int]] = field(default_factory=list)
    """Further columns of fields of which a table may have several."""
    clock: int = -1
    """The column of times of day beside that of the days; -1 where there is none."""

    def rename(self, old: str, new: str) -> None:
        """Take a column for another field; a second column for the old field then fills that."""
        at = self.index[new] = self.index.pop(old)
        self.columns[at] = replace(self.columns[at], field=new)
        for n, column in enumerate(self.columns):
            if column.fate == "ignored" and column.field == old and old not in self.index:
                self.index[old] = n
                self.columns[n] = replace(column, fate="mapped")

    def holds(self, grid: Grid, name: str, fits: Callable[[str], bool]) -> bool:
        """Is every filled cell of a field's column of that kind, and at least one?"""
        if name not in self.index:
            return False
        column = grid.column(self.index[name], self.at)
        filled = [cell for cell in islice(column, SAMPLE) if cell.strip()]
        return bool(filled) and all(map(fits, filled))

    def titles(self) -> str:
        """The columns that are there, for a sentence."""
        shown = [column.header[:LONGEST_TITLE] for column in self.columns if column.header]
        return ", ".join(shown[:MOST_TITLES]) + (" …" if len(shown) > MOST_TITLES else "") or "—"

    def guess(self, grid: Grid, wanted: str, fits: Callable[[str], bool], share: float) -> None:
        """Take an unknown column for `wanted` if its cells say so, and no other column does."""
        unknown = [
            n
            for n, column in enumerate(self.columns)
            if column.fate == "ignored" and not column.field and fold(column.header) not in synonyms().ignored
        ]
        if wanted in self.index or not unknown:
            return
        rows = [cells for _, cells in islice(grid.rows(), self.at + 1, self.at + 1 + SAMPLE)]
        found = []
        for n in unknown:
            filled = [cells[n].strip() for cells in rows if n < len(cells) and cells[n].strip()]
            if len(filled) >= ENOUGH and sum(map(fits, filled)) >= share * len(filled):
                found.append(n)
        if len(found) == 1:
            self.index[wanted] = found[0]
            self.columns[found[0]] = Column(self.columns[found[0]].header, wanted, "guessed")


@cache
def synonyms() -> Synonyms:
    tree = table_words()
    fields: dict[str, dict[str, str]] = {}
    for kind in get_args(Kind):
        fields[kind] = {fold(word): name for name, words in tree[kind].items() for word in words}
    private = tree["private"]
    return Synonyms(
        fields,
        tuple(fold(word) for word in private["parts"]),
        tuple(" ".join(spaced(word)) for word in private["words"]),
        frozenset(fold(word) for word in tree["ignored"]),
    )


def plain(header: str) -> str:
    """Half-width, lower case, no bracket behind, no number in front: "1、您的姓名（必填）" -> 姓名."""
    text = unicodedata.normalize("NFKC", header).lower().translate(simplified())
    return POLITE.sub("", NUMBERED.sub("", BRACKETS.sub(" ", text)).strip())


def spaced(header: str) -> list[str]:
    return NOT_WORDS.sub(" ", plain(header)).split()


def fold(header: str) -> str:
    return "".join(spaced(header))


def is_private(header: str) -> bool:
    """True for contact data, even where only the bracket says so: "姓名（手机）"."""
    known = synonyms()
    whole, apart = joined_and_apart(header)
    return any(part in whole for part in known.parts) or any(f" {word} " in apart for word in known.words)


@cache
def field_of(header: str, kind: Kind) -> str:
    """Our field for a header, "private", or "" where it is not ours."""
    name = synonyms().fields[kind].get(fold(header), "")
    bracket = " ".join(BRACKETS.findall(header))
    if name:
        if name == CONSENT and bracket and narrows(bracket):
            return ""
        return "private" if bracket and is_private(bracket) else name
    if is_private(header):
        return "private"
    if kind != "members":
        return ""
    return CONSENT if asks_to_show(header) else HIDDEN if asks_to_hide(header) else ""


def wanted_field(word: str, kind: Kind) -> str:
    """What an operator calls our field: its own name, or any header that we know; "" for what is none."""
    return word if word in table_words()[kind] else field_of(word, kind).replace("private", "")


Named = Mapping[str, str]
"""`tables.columns` of the profile: header -> our field."""
NOTHING_NAMED: Named = {}


def fields_in(cells: Sequence[str], kind: Kind, named: Named = NOTHING_NAMED) -> list[str]:
    own = {fold(header): wanted_field(word, kind) for header, word in named.items()}
    return [
        (own.get(fold(cell[:200])) if own and not is_private(cell[:200]) else "") or field_of(cell[:80], kind)
        if cell
        else ""
        for cell in cells[:MAX_COLUMNS]
    ]


def recogniser(kind: Kind, named: Named = NOTHING_NAMED) -> Recognise:
    return lambda cells: len(set(fields_in(cells, kind, named)) - {""})


def find_header(grid: Grid, kind: Kind, named: Named = NOTHING_NAMED) -> Header | None:
    """The row with most known headers among the first ones, the upper of two equals."""
    head = list(islice(grid.rows(), LOOK_AHEAD))
    recognise = recogniser(kind, named)
    scores = [recognise(cells) for _, cells in head]
    if not scores or not max(scores):
        return None
    at = scores.index(max(scores))
    line, cells = head[at]
    above = sum(1 for _, row in head[:at] if any(cell.strip() for cell in row))
    header = Header(at, line, trim(cells), [], {}, above)
    for n, (text, name) in enumerate(zip(header.cells, fields_in(header.cells, kind, named), strict=False)):
        title = " ".join(masked(text).split())  # a table without a header begins with its first member
        if name == "private":
            header.columns.append(Column(title, "", "private"))
        elif name and name not in header.index:
            header.index[name] = n
            header.columns.append(Column(title, name, "mapped"))
        elif name in SEVERAL:
            header.more.append((name, n))
            header.columns.append(Column(title, name, "mapped"))
        else:  # `field` of a second column says whose double it is
            header.columns.append(Column(title, name, "ignored"))
    return header
