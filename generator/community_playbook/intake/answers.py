"""What did the operator answer in `repair.xlsx`? A word of a column, and what it means there.

The file lies beside the profile, `playbook check --repair` writes it, and every reader of a table asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..community.file_names import ANSWERS as NAME
from ..community.people import Reading
from ..community.profile import TableOptions
from ..problems import Place, Problem
from .cells import clean_name, says, split_tags
from .headers import Header, Kind, find_header, fold, recogniser
from .table_log import TableLog, joined, shorten
from .tables import Grid, load_grid

KIND: Kind = "repair"
MOST = 10_000


class Answer(NamedTuple):
    """One filled row. `means`: an id, a name, an action, a group, a city, a day; "" where it is set aside."""

    header: str
    word: str
    means: str
    place: Place

    @property
    def aside(self) -> bool:
        """Nothing of ours: not to be read, and not to be asked about again."""
        return not self.means


def word_key(text: str) -> str:
    """How a word of a table stands in the list. The mark that some programs put before a text does not
    count."""
    return shorten(text).lstrip("'")


@dataclass(slots=True)
class Answers:
    """All answers, and what became of them: `met` by some cell that counts; `odd`: met, and not understood
    either; `there`: their word stands in a row that does not count."""

    by_header: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    met: set[Answer] = field(default_factory=set)
    odd: set[Answer] = field(default_factory=set)
    there: set[Answer] = field(default_factory=set)

    def of(self, *headers: str) -> dict[str, Answer]:
        """By the words of the columns with these headers."""
        found: dict[str, Answer] = {}
        for header in headers:
            found |= self.by_header.get(fold(header), {})
        return found

    def all(self) -> Iterator[Answer]:
        return (answer for words in self.by_header.values() for answer in words.values())

    def taken(self, answer: Answer, understood: Callable[[str], bool]) -> bool:
        """A cell met this answer: does it help? If not it is told at its own place, once."""
        self.met.add(answer)
        if not answer.aside and not understood(answer.means):
            self.odd.add(answer)
            return False
        return True

    def look_for(self, grid: Grid, header: Header) -> None:
        """Which answers that no cell met stand in this table all the same, in rows that were left out?"""
        waiting = {
            column: [answer for answer in self.of(cell).values() if answer not in self.met]
            for column, cell in enumerate(header.cells)
        }
        texts: dict[int, set[str]] = {column: set() for column, answers in waiting.items() if answers}
        for _, row in islice(grid.rows(), header.at + 1, None) if texts else ():
            for column, found in texts.items():
                if column < len(row):
                    found.add(row[column])
        for column, found in texts.items():
            words = {word_key(part) for text in found for part in (text, *split_tags(text, name=True))}
            self.there |= {answer for answer in waiting[column] if answer.word in words}

    def problems(self, whole: bool) -> list[Problem]:
        """Answers that nobody understands, and, where all tables could be read, those whose word stands
        nowhere any more."""
        told = [
            Problem(
                "W244", a.place, {"header": shorten(a.header), "value": a.word, "found": shorten(a.means)}
            )
            for a in self.odd
        ]
        idle = sorted(
            (a for a in self.all() if a not in self.met | self.there), key=lambda answer: answer.place
        )
        if idle and whole:
            facts = {"count": str(len(idle)), "words": joined(answer.word for answer in idle)}
            told.append(Problem("W246", idle[0].place, facts))
        return told

    def noted(self, reading: Reading) -> Reading:
        """With a note of how many words were read as the operator answered."""
        titles = {fold(column.header) for column in reading.columns}
        count = sum(1 for answer in self.met - self.odd if fold(answer.header) in titles)
        notes = (*reading.notes, ("answered", str(count))) if count else reading.notes
        return replace(reading, notes=tuple(sorted(notes)), words=())


def load_answers(folder: Path) -> tuple[Answers, list[Problem]]:
    """None where there is no such file."""
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return Answers(), []
    grid, problems = load_grid(path, NAME, TableOptions(), recogniser(KIND))
    return (Answers(), problems) if grid is None else read_answers(grid)


def read_answers(grid: Grid) -> tuple[Answers, list[Problem]]:
    header = find_header(grid, KIND)
    if header is None or not {"column", "word", "means"} <= header.index.keys():
        return Answers(), [Problem("E229", grid.place(header.line if header else 1))]
    log = TableLog(grid, header)
    if not log.tell_unseen():
        return Answers(), log.problems()
    by_header: dict[str, dict[str, Answer]] = {}
    torn: dict[tuple[str, str], None] = {}
    problems: list[Problem] = []
    for line, cells in islice(grid.rows(), header.at + 1, header.at + 1 + MOST):
        title, word, means = (cell_at(cells, header.index[name]) for name in ("column", "word", "means"))
        if not clean_name(means) or not word.strip():
            continue
        said = "" if says("aside", means) else means.strip()
        answer = Answer(title, word_key(word), said, grid.place(line, header.index["means"]))
        first = by_header.setdefault(fold(title), {}).setdefault(answer.word, answer)
        if first.means != answer.means:
            facts = {"header": shorten(title), "value": answer.word, "first": str(first.place)}
            problems.append(Problem("W245", answer.place, facts))
            torn[fold(title), answer.word] = None
    for title, word in torn:
        del by_header[title][word]
    return Answers(by_header), [*log.problems(), *problems]


def cell_at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
