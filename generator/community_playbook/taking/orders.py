"""What shops and ticket offices export: a number for each order, names in two columns, orders that fell
through.

None of it is a list of members: what an order counts as is the operator's to say (`--as`). Its words are data
(`orders` and `apart` in `playbook/headers.yml`).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO, StringIO

from ..intake.cells import folded, says
from ..intake.day_columns import written
from ..intake.headers import Header, field_of, fold
from ..intake.shapes import apart_words, order_words
from ..intake.tables import MAX_BYTES, Grid, find_codec
from ..logs.files import Source
from ..logs.table import delimiter_of

NAME = "name"
APART = ("first", "last")
TELL = {"date", "quantity", "amount"}


def first_line(source: Source) -> tuple[list[str], str]:
    """The cells of the first line, and what stands between them."""
    head = source.head()
    text = head.decode(find_codec(head, None) or "utf-8", "replace").lstrip("\ufeff")
    try:
        return delimiter_of(text.split("\n", 1)[0])
    except csv.Error:
        return [], ","


def header_cells(source: Source) -> list[str]:
    return first_line(source)[0]


def is_orders(cells: Sequence[str]) -> bool:
    """A header with a number for each order, and when or how much it was."""
    fields = {field_of(cell, "ledger") for cell in cells}
    return any(fold(cell) in order_words("number") for cell in cells) and bool(fields & TELL)


def column_of(cells: Sequence[str], part: str) -> int:
    return next((at for at, cell in enumerate(cells) if fold(cell) in order_words(part)), -1)


def standing(grid: Grid, header: Header, action: str) -> tuple[Grid, int]:
    """Without the orders that fell through, and of what only those did who were there without whoever did not
    check in, where the table says who did; how many that are. `action`: what they count as."""
    state, checked = (column_of(header.cells, part) for part in ("state", "checked"))
    if state < 0 > checked or not (is_orders(header.cells) or checked >= 0):
        return grid, 0
    void, arrived, absent = map(order_words, ("void", "arrived", "absent"))
    came = folded(action) in order_words("came")
    by_state = came and checked < 0 and any(folded(text) in arrived for text in grid.column(state, header.at))

    def stands(cells: Sequence[str]) -> bool:
        said, there = (folded(cells[at]) if 0 <= at < len(cells) else "" for at in (state, checked))
        if said in void or (by_state and said not in arrived):
            return False
        return not (came and checked >= 0 and (not there or there in absent or says("no", there)))

    out, gone = StringIO(), 0
    writer = csv.writer(out, lineterminator="\n")
    for at, (line, cells) in enumerate(grid.rows()):
        if at <= header.at or stands(cells):
            writer.writerow([line, *cells])
        else:
            gone += any(map(str.strip, cells))
    return written(grid, out), gone


def with_names(source: Source) -> Source:
    """With a column more for the name, where its first line has first and last name apart, and no name."""
    cells, mark = first_line(source)
    titles = [fold(cell) for cell in cells]
    places = [titles.index(one) for part in APART for one in apart_words(part) if one in titles]
    if len(places) != len(APART) or any(field_of(cell, "members") == NAME for cell in cells):
        return source
    with source.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return source
    whole = data.decode(find_codec(data, None) or "utf-8", "replace").lstrip("\ufeff")
    out = StringIO(newline="")
    writer = csv.writer(out)
    for at, row in enumerate(csv.reader(StringIO(whole), delimiter=mark)):
        parts = [row[n].strip() for n in places if n < len(row)]
        writer.writerow(
            [*row, *[""] * (len(cells) - len(row)), " ".join(filter(None, parts)) if at else NAME]
        )
    told = out.getvalue().encode("utf-8-sig")
    return replace(source, open=lambda: BytesIO(told), size=len(told))
