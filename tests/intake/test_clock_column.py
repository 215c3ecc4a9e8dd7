"""Days in one column, times of day in another: who was first, and which row stands twice."""

from __future__ import annotations

import pytest

from community_playbook.community.profile import TableOptions
from community_playbook.intake.headers import recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.tables import read_grid


def read(text: str) -> tuple[list[tuple[str, str, int | None]], list[str]]:
    """(day, member, second of the day) of each deed; codes of what is told."""
    grid, _ = read_grid(text.encode(), "l.csv", TableOptions(), recogniser("ledger"))
    assert grid is not None
    entries, _, problems = read_ledger(grid, TableOptions(), "Asia/Shanghai", ())
    return [(e.day.isoformat(), e.member, e.second) for e in entries], [p.code for p in problems]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("日期,时间", "2026-11-17,21:30"), ("时间,日期", "21:30,2026-11-17"), ("日期,时间", "2026年11月17日,下午9点30分"),
        ("date,time", "17 Nov 2026,9:30 PM"), ("日期,打卡时间", "2026/11/17,21：30"), ("day,time", "20261117, 21:30:00 "),
    ],
)  # fmt: skip
def test_a_day_and_its_time_are_read_together(head: str, row: str) -> None:
    found, told = read(f"{head},编号,动作\n{row},a,回答\n{row},b,回答\n{row},a,回答\n")
    assert found == [("2026-11-17", "a", 77_400), ("2026-11-17", "b", 77_400)]
    assert told == ["W229"], "the third row is the first one again"


@pytest.mark.parametrize(
    ("head", "rows", "seconds"),
    [
        ("日期,时间", ["2026-11-17,", "2026-11-17,09:00"], [None, 32_400]),
        ("日期,提交时间", ["2026-11-17,2026-11-18 09:00", "2026-11-17,2026-11-18 10:00"], [None, None]),
        ("日期,时间", ["2026-11-17,上午场", "2026-11-17,09:00"], [None, None]),
        ("日期,时间", ["11月17日,21:00", "2026-11-17,09:00"], [75_600, 32_400]),
    ],
)
def test_only_times_of_day_go_with_a_day(head: str, rows: list[str], seconds: list[int | None]) -> None:
    found, _ = read(f"{head},编号,动作\n" + "".join(f"{row},{n},回答\n" for n, row in enumerate(rows)))
    assert [(day, second) for day, _, second in found] == [("2026-11-17", second) for second in seconds]
