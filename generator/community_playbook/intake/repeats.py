"""Is this a deed that was entered already, perhaps in another writing? One with a time of day counts once."""

from __future__ import annotations

from collections.abc import Mapping

from ..community.people import LedgerEntry
from .answers import Answer, word_key
from .headers import Header
from .keys import deed_word, loose
from .known import Known


class Repeats:
    """Deeds with a time of day, and the line of each. Two rows are one deed where all that was read of them
    means the same (001 and 1, 回答 and answer, 20:15 and 8:15 PM) and all other cells are alike. Without a
    time, or at midnight as spreadsheets write a day, two rows are two deeds.
    """

    def __init__(self, header: Header, words: Mapping[str, str], given: Mapping[str, Answer]) -> None:
        """`words`: see `deed_word` -> action of a rule; `given`: what the operator answered for actions."""
        used = {*header.index.values()}
        self.others = [column for column in range(len(header.cells)) if column not in used]
        self.words, self.given = words, given
        self.actions = Known(self.read_action)
        self.texts = Known(loose)
        self.lines: dict[int, int] = {}

    def first(self, entry: LedgerEntry, row: list[str], line: int) -> int:
        """The line on which this deed stood already, else 0. Lines are kept by hash: a million are few MB."""
        if entry.second is None:
            return 0
        rest = [self.texts[row[column]] for column in self.others]
        known = self.lines.setdefault(hash((*entry[:2], self.actions[entry.action], *entry[3:], *rest)), line)
        return 0 if known == line else known

    def read_action(self, text: str) -> str:
        answer = self.given.get(word_key(text))
        word = deed_word(answer.means if answer and answer.means else text)
        return self.words.get(word, word)
