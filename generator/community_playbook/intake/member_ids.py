"""By what can the rows of a roster be told apart? Their ids; without any, names if no two are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from .answers import Answers, word_key
from .cells import clean_name, is_example, read_id, says
from .headers import CONSENT, Header
from .life import Row
from .table_log import TableLog, joined
from .tables import Grid

NOBODY: frozenset[str] = frozenset()


def choose_id(grid: Grid, header: Header, log: TableLog) -> frozenset[str] | None:
    """Without ids names will do; those that several rows have are given back: they could be several people.
    None where nothing tells members apart: no names, or half of the rows or more share one."""
    index = header.index
    if "name" not in index and "alias" in index:
        header.rename("alias", "name")
    if "id" in index and any(map(read_id, own_cells(grid, header, index["id"]))):
        return NOBODY
    doubles: list[str] = []
    for name in ("name", "alias"):
        if name in index and not doubles:
            texts = map(clean_name, own_cells(grid, header, index[name]))
            times = Counter(text for text in texts if text and not says("total", text))
            doubles = sorted(text for text, count in times.items() if count > 1)
            few = 2 * sum(times[text] for text in doubles) < times.total()
            if (few or not doubles) and (times or "id" not in index):
                index["id"] = index[name]
                log.notes["name_as_id", log.title(index[name])] = 1
                return frozenset(doubles)
    if "id" in index and not doubles:  # empty, like everything else
        return NOBODY
    code = "E222" if doubles else "E221"
    log.add(code, header.line, names=joined(doubles), columns=header.titles())
    return None


def key_of_double(name: str, line: int, column: int, log: TableLog, answers: Answers) -> str:
    """Who a row is whose name others have too, as the operator answered: the id that is to stand for all of
    them. Empty where nobody answered, which is told, or the name was set aside."""
    answer = answers.of(log.title(column)).get(word_key(name))
    if answer is None:
        log.note_unmet(column, line, name)
        log.skip("same name", "W255", line, column, name)
        return ""
    answers.taken(answer, bool)
    log.skipped["same name"] += answer.aside
    return clean_name(answer.means)


def put_together(first: Row, more: Row) -> None:
    """Two rows of one person: what the upper one does not say, and one clear no."""
    groups = {*first.get("groups", ()), *more.get("groups", ())}
    no = False in (first.get(CONSENT), more.get(CONSENT))
    for name, value in more.items():
        first.setdefault(name, value)
    first.update({"groups": tuple(sorted(groups))} if groups else {})
    first.update({CONSENT: False} if no else {})


def own_cells(grid: Grid, header: Header, column: int) -> Iterator[str]:
    """The cells of a column that are no example."""
    rows = islice(grid.rows(), header.at + 1, None)
    return (cells[column] for _, cells in rows if column < len(cells) and not is_example(first_filled(cells)))


def first_filled(cells: list[str]) -> str:
    return next(filter(str.strip, cells), "")
