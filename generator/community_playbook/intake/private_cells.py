"""What becomes of a cell in which somebody wrote a contact, and of a name that nobody could show?

Whoever reads a table reads its cells through here: a contact goes no further (law 11), the row stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from secrets import token_bytes

from ..community.letters import can_be_seen, cut
from ..contacts import MASK, NOTHING, contact_in_id, kind_names, masked, private_kind, stand_in
from .cells import clean, clean_name, read_id, split_tags
from .table_log import EXAMPLES, TableLog

LONGEST_NAME = 80
"""Letters of a name, as a reader counts them: more than a card has room for."""
ENDS = re.compile(
    r"^[\s()（）\[\]【】<>《》{}|/\\,，;；:：、.·+*#@~_—–-]+|[\s(（\[【<《{|/\\,，;；:：、·+#@~_—–-]+$"
)
EMPTIED = re.compile(r"[(（\[【<《{]\s*[)）\]】>》}]")
MOST_KEPT = 10_000
"""Distinct cells with a contact that are remembered until it is told where they stand."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """How one community keeps contacts out of what is read."""

    key: bytes
    """Its secret: ids that are contacts get a stand-in that only it can make."""
    allowed: frozenset[str] = NOTHING
    """Contacts that the operator has looked at (`publish.allow`) and the community's own address."""

    def kind(self, text: str, is_id: bool = False) -> str:
        """Of the first contact in a cell; "" where there is none."""
        return contact_in_id(read_id(text), self.allowed) if is_id else private_kind(text, self.allowed)

    def name_without(self, text: str) -> str:
        """A name without what is a contact in it, and without the brackets and marks that held it; where
        nothing is left, a name that cannot be seen."""
        if not self.kind(text):
            return text
        text = ENDS.sub("", EMPTIED.sub(" ", masked(text, " ", self.allowed)))
        return " ".join(text.split()) if can_be_seen(text) else MASK

    def name(self, text: str) -> str:
        """As names are kept: no contact in it, no longer than anybody reads. Cleaned already."""
        return cut(self.name_without(text), LONGEST_NAME)

    def tags(self, text: str, names: bool = False) -> tuple[str, ...]:
        """The tags of a cell but those in which a contact stands; their separators may be part of a link."""
        return tuple(tag for tag in split_tags(self.words(text), names) if MASK not in tag)

    def words(self, text: str) -> str:
        """With a mark for each contact."""
        return masked(text, allowed=self.allowed)

    def id(self, text: str) -> str:
        """The id of a cell; a stand-in for one that is a contact. The same in every table."""
        key = read_id(text)
        return stand_in(key, self.key) if contact_in_id(key, self.allowed) else key

    def tell(self, log: TableLog, text: str, line: int, column: int, *, is_id: bool = False) -> bool:
        """Tells of the first contact in a cell, by its kind; False where there is none."""
        kind = self.kind(text, is_id)
        if kind:
            log.add("W241" if is_id else "W240", line, column, "", "", EXAMPLES, **kind_names(kind))
        return bool(kind)


OF_THIS_RUN = Privacy(token_bytes(32))
"""Where no key is kept: nobody can go back from a stand-in, and the next run makes other ones."""


@dataclass(slots=True)
class Withheld:
    """Cells of a ledger that hold a contact. Each distinct text is read once, without its place; where they
    stand is looked up at the end, and only if there are any."""

    privacy: Privacy
    texts: dict[str, bool] = field(default_factory=dict)
    """By text as it stands: whether it is an id that is a contact."""

    def key(self, text: str) -> str:
        """As the members table has it."""
        self.note(text, True)
        return self.privacy.id(text)

    def name(self, text: str) -> str:
        """As the members table has it."""
        self.note(text, False)
        return self.privacy.name(clean_name(text))

    def words(self, text: str) -> str:
        self.note(text, False)
        return self.privacy.words(clean(text))

    def note(self, text: str, is_id: bool) -> None:
        if self.privacy.kind(text, is_id) and len(self.texts) < MOST_KEPT:
            self.texts[text] = is_id

    def tell(self, log: TableLog, rows: Iterable[tuple[int, list[str]]], columns: Iterable[int]) -> None:
        columns = sorted(set(columns))
        for line, row in rows if self.texts else ():
            for column in columns:
                if column < len(row) and row[column] in self.texts:
                    self.privacy.tell(log, row[column], line, column, is_id=self.texts[row[column]])
