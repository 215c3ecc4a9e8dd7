"""What a workbook's values do not show: errors, formulas that nobody calculated, rows that are hidden."""

from __future__ import annotations

import pytest

from community_playbook.community.profile import TableOptions
from community_playbook.intake.headers import recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.tables import read_grid
from sheet_xml import sheet_of, workbook_of

HEAD = "日期|成员编号|动作|数量|邮箱"


def told(rows: list[str], after: str = "", calculate: bool = False) -> tuple[int, list[str]]:
    """How many deeds were read, and each problem with its place."""
    data = workbook_of(sheet_of(rows, after), calculate=calculate)
    grid, problems = read_grid(data, "l.xlsx", TableOptions(), recogniser("ledger"))
    assert grid is not None, problems
    entries, _, found = read_ledger(grid, TableOptions(), "Asia/Shanghai", ())
    return len(entries), [f"{p.code} {p.place.cell}" for p in found]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!"])
def test_an_error_in_a_used_cell_stops_with_its_place(error: str) -> None:
    assert told([HEAD, "2026-11-17|1|answer|1|", f"2026-11-17|1|answer|={error}|"]) == (0, ["E234 D3"])
    assert told([HEAD, f"2026-11-17|={error}|answer|1|"]) == (0, ["E234 B2"])


@pytest.mark.parametrize("cell", ["D", "C", "B", "A"])
def test_a_formula_that_was_never_calculated_is_no_one(cell: str) -> None:
    row = ["2026-11-17", "1", "answer", "2", ""]
    row["ABCD".index(cell)] = "="
    assert told([HEAD, "|".join(row)]) == (0, [f"E235 {cell}2"])


def test_a_zero_is_no_result_where_the_workbook_asks_to_be_calculated() -> None:
    rows = [HEAD, "2026-11-17|1|answer|=0|"]
    assert told(rows, calculate=True) == (0, ["E235 D2"])
    assert told(rows) == (1, [])
    assert told([HEAD, "2026-11-17|1|answer|=3|"], calculate=True) == (1, [])


def test_what_is_not_read_may_hold_anything() -> None:
    """A column that is private or unknown, the title above, a row of totals."""
    good = "2026-11-17|1|answer|1|"
    assert told([HEAD, good + "=#N/A"]) == (1, [])
    assert told(["=#REF!", HEAD, good]) == (1, [])
    assert told([HEAD, good, "合计|||=#VALUE!|"]) == (1, [])


def test_hidden_and_filtered_rows_are_read_and_told() -> None:
    rows = [HEAD, "2026-11-17|1|answer|1|", "~2026-11-17|2|answer|1|", "~2026-11-18|2|answer|1|"]
    assert told(rows) == (3, ["W230 A3"])
    assert told(rows, '<autoFilter ref="A1:E4"/>') == (3, ["W231 A3"])
    assert told(rows[:2], '<autoFilter ref="A1:E4"/>') == (1, [])
