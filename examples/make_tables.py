"""What the examples' ledgers hold, and how their tables look on disk: the odd formats are the point."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from xml.sax.saxutils import escape

from make_dice import Dice, Odds
from make_people import TODAY, Person

LAST_DAY = TODAY - timedelta(days=1)
FIRST_DAY = LAST_DAY - timedelta(days=364)
SPRING_FESTIVAL = date(2026, 2, 17)
Cell = str | int | float | date | None


class Row(NamedTuple):
    day: date
    member: str
    action: str
    quantity: int = 1
    amount: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Action:
    """`rows` in the year, the owner's part of them, the share of active people who ever do it."""

    id: str
    rows: int
    owner: float = 0.0
    doers: float = 1.0
    note: Callable[[Dice, Person], str] = lambda dice, person: ""
    sale: Callable[[Dice, date], tuple[int, float, str]] | None = None
    """Quantity, amount and note."""


def busy(day: date, week: Sequence[float], growth: float, chinese: bool) -> float:
    """How busy a day is: the week's rhythm, growth over the year, holidays."""
    level = week[day.weekday()] * (1 + growth * (day - FIRST_DAY).days / 364)
    quiet = abs((day - SPRING_FESTIVAL).days) <= 7 or (day.month == 10 and day.day <= 7)
    winter = (day.month == 12 and day.day >= 22) or (day.month == 1 and day.day <= 2)
    return level * (0.4 if (quiet if chinese else winter) else 1)


def keenness(curve: str, day: date) -> float:
    """0 to 1: how much of somebody's weight counts on this day."""
    left = (LAST_DAY - day).days
    if curve == "rising":  # eight weeks of growth
        return 0.06 if left > 56 else 0.1 + 0.9 * (56 - left) / 56
    if curve == "fading":
        return 1 if left > 180 else max(0.03, (left - 60) / 120)
    if curve == "jump":  # nothing, then all at once
        return 1 if left < 11 else 0.004
    return 1


def make_ledger(
    dice: Dice,
    people: list[Person],
    actions: list[Action],
    week: Sequence[float],
    growth: float,
    chinese: bool,
) -> list[Row]:
    """Rows by day. The first person is the owner; everybody with a weight has at least one row."""
    owner, *others = people
    days = Odds(
        (day, busy(day, week, growth, chinese)) for day in (FIRST_DAY + timedelta(days=n) for n in range(365))
    )
    doers = {
        action.id: Odds(
            (p, p.pull.get(action.id, 0) if p.pull else p.weight * dice.chance(action.doers))
            for p in others
            if p.weight
        )
        for action in actions
    }
    common = [action for action in actions if action.doers == 1]
    plan: list[tuple[Action, Person | None]] = [(dice.pick(common), p) for p in others if p.weight]
    for action in actions:
        missing = action.rows - sum(1 for done, _ in plan if done is action)
        plan += [(action, owner if dice.chance(action.owner) else None) for _ in range(missing)]
    rows = []
    for action, person in plan:
        while True:
            day, who = dice.draw(days), person or dice.draw(doers[action.id])
            if who.joined <= day and (person or dice.chance(keenness(who.curve, day))):
                break
        if action.sale:
            quantity, amount, note = action.sale(dice, day)
            rows.append(Row(day, who.id, action.id, quantity, amount, note))
        else:
            rows.append(Row(day, who.id, action.id, 1, None, action.note(dice, who)))
    return sorted(rows, key=lambda row: row.day)


def correct(dice: Dice, rows: list[Row], count: int, notes: Mapping[bool, str]) -> list[Row]:
    """Take `count` rows back, as operators do, with a negative row and a note: a slip on the day of the deed,
    a refund some days later."""
    taken = dice.shuffled(row for row in rows if row.quantity > 0)[:count]
    back = [
        row._replace(
            day=row.day if row.amount is None else min(row.day + later, LAST_DAY),
            quantity=-row.quantity,
            amount=None if row.amount is None else -row.amount,
            note=notes[row.amount is not None],
        )
        for row in taken
        for later in (timedelta(days=dice.between(1, 5)),)
    ]
    return sorted(rows + back, key=lambda row: row.day)


def apart(table: Iterable[Sequence[str]]) -> list[list[str]]:
    """No two rows alike with their clock: the second of two deeds in one minute comes a minute later."""
    seen: set[tuple[str, ...]] = set()
    found: list[list[str]] = []
    for row in table:
        clock, *rest = row
        while (clock, *rest) in seen:
            clock = f"{clock[:-2]}{(int(clock[-2:]) + 1) % 60:02}"
        seen.add((clock, *rest))
        found.append([clock, *rest])
    return found


def note_last_messages(dice: Dice, people: Iterable[Person], rows: Iterable[Row], known: float) -> None:
    """Active people: the last deed or later; the others: some day, where anybody looked at all."""
    last = {row.member: row.day for row in rows if row.quantity > 0}
    for person in people:
        if person.role or dice.chance(known):
            start = last.get(person.id, person.joined)
            span = (LAST_DAY - start).days if person.id not in last else min((LAST_DAY - start).days, 9)
            person.last_message = start + timedelta(days=int(max(span, 0) * dice.roll() ** 2))


def text_table(
    rows: Iterable[Sequence[Cell]], delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\n"
) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue().encode(encoding)


def money(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".removesuffix(".00")


def workbook(sheet: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> bytes:
    """A small XLSX by hand and uncompressed: the same bytes under every zlib and XlsxWriter."""
    shared: dict[str, int] = {}

    def cell(value: Cell, place: str) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'

    lines = "".join(
        f'<row r="{r}">{"".join(cell(value, f"{chr(65 + c)}{r}") for c, value in enumerate(row))}</row>'
        for r, row in enumerate(rows, 1)
    )
    columns = "".join(
        f'<col min="{c}" max="{c}" width="{w}" customWidth="1"/>' for c, w in enumerate(widths, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("worksheet", "styles", "sharedStrings")
    files = ("worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml")
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{file}"/>'
        for n, (kind, file) in enumerate(zip(kinds, files, strict=True), 1)
    )
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{file}" ContentType="{types}.{kind}+xml"/>'
        for file, kind in zip(("workbook.xml", *files), ("sheet.main", *kinds), strict=True)
    )
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">{links}</Relationships>',
        f"xl/{files[0]}": f'<worksheet xmlns="{main}"><cols>{columns}</cols>'
        f"<sheetData>{lines}</sheetData></worksheet>",
        f"xl/{files[1]}": f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        f"xl/{files[2]}": f'<sst xmlns="{main}">{strings}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return out.getvalue()
