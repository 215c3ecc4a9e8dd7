"""A file that tells who did what on which day: a ledger of another tool, orders, a column for each day.

It is read as any ledger. Equal rows of one day are one row with their number, so that the same file again, or
a longer one, adds what is new. Of totals the first file is where counting begins, the next give differences.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

from ..community.people import LedgerEntry, Member, Reading
from ..community.profile import Profile
from ..intake.cells import clean_name, is_total
from ..intake.dated_totals import in_rows_by_day
from ..intake.dates import zone_of
from ..intake.day_columns import COLUMNS, in_rows, written
from ..intake.deeds import share_used
from ..intake.headers import Header, find_header, fold, recogniser
from ..intake.ledger import POINTS, read_ledger
from ..intake.private_cells import Privacy
from ..intake.shapes import chat_log, total_words, totals_alone
from ..intake.tables import MAX_BYTES, Grid, read_grid
from ..logs.files import Source
from ..problems import Place, Problem
from .merge import Row, Table
from .orders import standing

DATE, ACTION, _ = COLUMNS[True]
SCORE = "积分"


class Wanted(NamedTuple):
    """`action`: what every row counts as, where the operator said so; `day`: of totals that tell none, and of
    all rows where the operator said it (`said`) beside what they count as."""

    action: str
    day: date
    today: date
    said: bool = False


class DeedTable(NamedTuple):
    """Such a file, found and not yet read, as that takes the members. `totals`: the title of the column of
    sums in a table without days; "" in every other."""

    shown: str
    grid: Grid
    totals: str = ""


class Deeds(NamedTuple):
    """What it tells; `all_` rows stood in it."""

    shown: str
    rows: list[Row]
    used: int
    all_: int
    problems: list[Problem]


def find_deeds(source: Source, profile: Profile, wanted: Wanted) -> DeedTable | None:
    """None for every other table: a ledger has days, people and deeds, and more columns of a ledger than of a
    list of members; attendance has a column a day; sums have people and how much in all."""
    with source.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    options, shown = profile.tables, source.shown
    if len(data) > MAX_BYTES:
        return None
    grid, _ = read_grid(data, shown, options, recogniser("ledger", options.columns))
    if grid is None or chat_log(grid):
        return None
    zone = zone_of(profile.community.timezone)
    if any(turn(grid, zone, options.day_first, wanted.today)[1] for turn in (in_rows_by_day, in_rows)):
        return DeedTable(shown, grid)
    header = find_header(grid, "ledger", options.columns)
    if header is None or not {"member", "member_id"} & header.index.keys():
        return None
    if "date" in header.index:
        told = bool({"action", "points"} & header.index.keys())
        members = recogniser("members", options.columns)(header.cells)
        sure = wanted.action or (told and len(header.index) > members)
        return DeedTable(shown, grid) if sure else None
    title = next((cell for cell in header.cells if fold(cell) in total_words()), "")
    title = title or (header.cells[header.index["points"]] if "points" in header.index else "")
    return DeedTable(shown, grid, title) if title and totals_alone(header, grid) else None


def read_deeds(
    table: DeedTable, members: Sequence[Member], profile: Profile, wanted: Wanted, privacy: Privacy
) -> Deeds:
    """Every row of it that tells a deed of somebody whom we know."""
    entries, reading, problems = entries_of(table, members, profile, wanted, privacy)
    header = find_header(table.grid, "ledger", profile.tables.columns)
    fixed = wanted.said and wanted.action and header is not None and "date" in header.index
    told: dict[tuple[str, str, str, str], list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        action = wanted.action or entry.action
        note = "" if wanted.action else entry.note  # of an export that is no ledger no word is kept
        day = wanted.day if fixed else entry.day
        told[day.isoformat(), entry.member, action, note].append(entry)
    rows: list[Row] = [
        {
            "date": day, "member_id": member, "action": action, "note": note,
            "quantity": said_number(sum((Decimal(one.quantity) for one in same), Decimal(0))),
            "points": said_sum(one.points for one in same), "amount": said_sum(one.amount for one in same),
        }
        for (day, member, action, note), same in told.items()
    ]  # fmt: skip
    used, all_ = share_used(reading) if reading else (0, 0)
    return Deeds(table.shown, rows, used, all_, problems)


def entries_of(
    table: DeedTable, members: Sequence[Member], profile: Profile, wanted: Wanted, privacy: Privacy
) -> tuple[tuple[LedgerEntry, ...], Reading | None, list[Problem]]:
    grid, options = table.grid, profile.tables
    header = find_header(grid, "ledger", options.columns)
    gone, problems = 0, list[Problem]()
    if header is not None:
        grid, gone = standing(grid, header, wanted.action)
        header = find_header(grid, "ledger", options.columns)
    if gone:
        problems.append(Problem("W626", Place(table.shown), {"count": str(gone)}))
    said = table.totals or (wanted.action and header is not None and "date" in header.index)
    if header is not None and said and "action" not in header.index:
        grid = with_cells(grid, header, wanted, table.totals)
    entries, reading, told = read_ledger(
        grid, options, profile.community.timezone, members, wanted.today, privacy
    )
    return entries, reading, [*problems, *told]


def with_cells(grid: Grid, header: Header, wanted: Wanted, totals: str) -> Grid:
    """With a column for what the operator said, and of totals with the day up to which they count."""
    more = {ACTION: wanted.action or POINTS}
    if totals:
        more[DATE] = wanted.day.isoformat()
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for at, (line, cells) in enumerate(grid.rows()):
        row = [*cells, *[""] * (len(header.cells) - len(cells))]
        if at == header.at:
            row = [SCORE if totals and cell == totals else cell for cell in row]
        if at < header.at or (at > header.at and is_total(row)):
            writer.writerow([line, *row])
        else:
            writer.writerow([line, *row, *(more if at == header.at else more.values())])
    return written(grid, out)


def said_number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def said_sum(values: Iterable[Decimal | int | None]) -> str:
    given = [Decimal(value) for value in values if value is not None]
    return said_number(sum(given, Decimal(0))) if given else ""


def members_of(table: Table, privacy: Privacy) -> list[Member]:
    """The members table as whoever reads a ledger has to know it."""
    found: dict[str, Member] = {}
    for cells in table.rows:
        name, alias = (clean_name(table.value(cells, field)) for field in ("name", "alias"))
        if key := privacy.id(table.value(cells, "id")) or name or alias:
            found.setdefault(key, Member(key, name, alias))
    return list(found.values())
