"""Which tables does a build hand out? All exports of a plan in one workbook, and each as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...problems import Problem
from ..say.frame import Frame
from ..shelf import BOOK, SHEETS, News
from .desk_sheets import letters_sheet, loans_sheet, pieces_sheet
from .game_sheets import badges_sheet, boards_sheet, costs_sheet, teams_sheet, winners_sheet
from .mentions_sheet import mentions_sheet
from .moves_sheet import moves_sheet
from .people_sheets import leaving_sheet, stars_sheet, trips_sheet
from .road_sheets import combos_sheet, days_sheet, missing_sheet, scenarios_sheet
from .table import Sheet
from .week_sheets import (
    links_sheet,
    messages_sheet,
    newcomer_sheet,
    notes_sheet,
    repair_sheet,
    tactics_sheet,
    week_sheet,
)
from .workbook import WHOLE, csv_bytes, workbook_bytes

EXPORTS: tuple[Callable[[Frame], Sheet], ...] = (
    week_sheet, messages_sheet, tactics_sheet, newcomer_sheet, boards_sheet, teams_sheet, badges_sheet,
    winners_sheet, costs_sheet, combos_sheet, missing_sheet, scenarios_sheet, days_sheet,
    leaving_sheet, stars_sheet, trips_sheet, moves_sheet, mentions_sheet, letters_sheet, loans_sheet,
    pieces_sheet,
)  # fmt: skip
SAMPLE = Decimal("1234.25")
"""Has decimals where the currency has them."""


def sheet_files(
    frame: Frame,
    problems: Sequence[Problem] = (),
    links: Mapping[str, str] | None = None,
    news: Mapping[str, News] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the workbook and the CSV files, in the language of the frame. `links`: where the page
    of each member stands below `share/`, by id; `news`: what is new on it."""
    sheets = plan_sheets(frame, problems, links, news)
    today = frame.plan.facts.days.today
    yield f"{SHEETS}/{BOOK}", workbook_bytes(sheets, today, money_format(frame))
    for sheet in sheets:
        yield f"{SHEETS}/{sheet.key}.csv", csv_bytes(sheet)


def plan_sheets(
    frame: Frame,
    problems: Sequence[Problem] = (),
    links: Mapping[str, str] | None = None,
    news: Mapping[str, News] | None = None,
) -> list[Sheet]:
    """Only sheets with rows."""
    made = [
        *(make(frame) for make in EXPORTS),
        links_sheet(frame, links or {}, news or {}),
        notes_sheet(frame, problems),
        repair_sheet(frame),
    ]
    return [sheet for sheet in made if sheet.rows]


def money_format(frame: Frame) -> str:
    """The number format of amounts, with the sign of the currency where the pages have it."""
    sample = frame.amount(SAMPLE)
    pattern = WHOLE + "".join("0" if mark.isdigit() else mark for mark in sample.decimals)
    return quoted(sample.sign) + pattern + quoted(f" {sample.unit}" if sample.unit else "")


def quoted(text: str) -> str:
    return f'"{text}"' if text else ""
