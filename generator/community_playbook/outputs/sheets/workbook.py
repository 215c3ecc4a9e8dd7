"""Sheets as one XLSX workbook, or each as a CSV file. The same sheets give the same bytes."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from xlsxwriter import Workbook

from ...cell_text import clean_text, shortened
from .cells import cell_of, plain_text, sheet_name
from .table import Column, Kind, Sheet

LISTS = "lists"
"""The hidden sheet with the entries of the drop-downs: in a cell's own rule only 255 letters fit."""
LAST_ROW = 1_048_575
NARROWEST: Mapping[str, int] = {"typed": 12, "date": 12, "money": 12, "long": 24}
NARROW, WIDEST, LONG = 7, 42, 60
"""Widths of columns, in letters."""
MEASURED = 200
"""Rows that decide how wide a column is."""
NOTE_LINE = 26
LONGEST_HINT = 255
WHOLE = "#,##0"
AMOUNT = f"{WHOLE}.00"
LOOK: dict[str, Any] = {"valign": "top", "font_size": 11}


def workbook_bytes(sheets: Sequence[Sheet], made: date, money: str = AMOUNT) -> bytes:
    """`made` stands in the file as its day; `money` is the number format of amounts."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    book = Workbook(stream, options)
    book.set_properties({"created": datetime(made.year, made.month, made.day)})
    formats = make_formats(book, money)
    used = {LISTS}
    chosen: list[tuple[str, ...]] = []
    for sheet in sheets:
        name = sheet_name(sheet.title, used)
        used.add(name.lower())
        write_sheet(book.add_worksheet(name), sheet, formats, chosen)
    if chosen:
        lists = book.add_worksheet(LISTS)
        for n, choices in enumerate(chosen):
            for row, choice in enumerate(choices):
                lists.write_string(row, n, clean_text(choice))
        lists.hide()
    book.close()
    return stream.getvalue()


def make_formats(book: Any, money: str) -> dict[str, Any]:
    special: Mapping[str, dict[str, Any]] = {
        "head": {"bold": True, "bottom": 1, "text_wrap": True},
        "text": {},
        "typed": {"num_format": "@"},
        "long": {"text_wrap": True},
        "number": {},
        "money": {"num_format": money},
        "percent": {"num_format": "0.00%"},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    }
    return {kind: book.add_format(LOOK | look) for kind, look in special.items()}


def write_sheet(page: Any, sheet: Sheet, formats: Mapping[str, Any], chosen: list[tuple[str, ...]]) -> None:
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for n, column in enumerate(sheet.columns):
        page.set_column(n, n, width_of(sheet, n), formats[column.kind])
        page.write_string(0, n, clean_text(column.title), formats["head"])
        write_help(page, n, column, chosen)
    for at, row in enumerate(sheet.rows, 1):
        for n, cell in enumerate(row):
            kind, value = cell_of(cell, sheet.columns[n].kind)
            if isinstance(value, str):
                page.write_string(at, n, clean_text(value), formats[kind])
            elif isinstance(value, date):
                page.write_datetime(at, n, datetime(value.year, value.month, value.day), formats[kind])
            elif value is not None:
                page.write_number(at, n, float(value), formats[kind])
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def write_help(page: Any, n: int, column: Column, chosen: list[tuple[str, ...]]) -> None:
    """The note at a header; the drop-down and the hint of the cells below it."""
    if column.note:
        lines = 2 + sum(1 + len(line) // NOTE_LINE * (1 + wide(line)) for line in column.note.split("\n"))
        page.write_comment(
            0, n, clean_text(column.note), {"author": "", "x_scale": 2, "y_scale": max(lines / 4, 1)}
        )
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices:
        if column.choices not in chosen:
            chosen.append(column.choices)
        letters = chr(65 + chosen.index(column.choices))
        source = f"={LISTS}!${letters}$1:${letters}${len(column.choices)}"
        rule = {"validate": "list", "source": source, "error_type": "stop" if column.strict else "warning"}
    if column.hint:
        rule |= {"input_message": shortened(clean_text(column.hint), LONGEST_HINT)}
    if len(rule) > 1:
        page.data_validation(1, n, LAST_ROW, n, rule)


def width_of(sheet: Sheet, n: int) -> int:
    """Wide enough for what stands there, and never so wide that the rest leaves the screen."""
    column = sheet.columns[n]
    most = LONG if column.kind == "long" else WIDEST
    texts = (plain_text(row[n], column.kind) for row in islice(sheet.rows, MEASURED))
    lines = (line for text in (column.title, *texts) for line in text.split("\n"))
    extra = 5 if column.kind == "money" else 3
    return min(max(max(letters(line) for line in lines) + extra, NARROWEST.get(column.kind, NARROW)), most)


def letters(text: str) -> int:
    """Chinese characters and emoji are as wide as two letters."""
    text = text[: 2 * LONG]
    return len(text) + (0 if text.isascii() else sum(map(wide, text)))


def wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def csv_bytes(sheet: Sheet, encoding: str = "utf-8") -> bytes:
    """With a mark at the start in UTF-8, without which Excel garbles Chinese."""
    kinds: list[Kind] = [column.kind for column in sheet.columns]
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([plain_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)])
    return stream.getvalue().encode("utf-8-sig" if encoding == "utf-8" else encoding)
