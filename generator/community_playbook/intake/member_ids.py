"""By what can the rows of a roster be told apart? Their ids; without any, names if no two are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from .cells import clean_name, is_example, read_id, says
from .headers import Header
from .table_log import TableLog, joined
from .tables import Grid


def choose_id(grid: Grid, header: Header, log: TableLog) -> bool:
    """Without ids, names will do if no two are alike. False if there is nothing to tell members apart."""
    index = header.index
    if "name" not in index and "alias" in index:
        header.rename("alias", "name")
    if "id" in index and any(map(read_id, own_cells(grid, header, index["id"]))):
        return True
    doubles: list[str] = []
    for name in ("name", "alias"):
        if name in index and not doubles:
            texts = map(clean_name, own_cells(grid, header, index[name]))
            times = Counter(text for text in texts if text and not says("total", text))
            doubles = sorted(text for text, count in times.items() if count > 1)
            if not doubles and (times or "id" not in index):
                index["id"] = index[name]
                log.notes["name_as_id", log.title(index[name])] = 1
                return True
    if "id" in index and not doubles:  # empty, like everything else
        return True
    code = "E222" if doubles else "E221"
    log.add(code, header.line, names=joined(doubles), columns=header.titles())
    return False


def own_cells(grid: Grid, header: Header, column: int) -> Iterator[str]:
    """The cells of a column that are no example."""
    rows = islice(grid.rows(), header.at + 1, None)
    return (cells[column] for _, cells in rows if column < len(cells) and not is_example(first_filled(cells)))


def first_filled(cells: list[str]) -> str:
    return next(filter(str.strip, cells), "")
