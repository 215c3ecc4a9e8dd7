"""A file that is no log: a list of members, from a form, a platform or a sheet, read as any members table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from ..community.people import Member, Reading, Unmet
from ..community.profile import Profile
from ..contacts import stand_in
from ..intake.answers import Answers
from ..intake.cells import clean_name, read_id
from ..intake.cities import load_cities
from ..intake.headers import is_private, recogniser
from ..intake.members import read_members
from ..intake.private_cells import Privacy
from ..intake.tables import LOOK_AHEAD, MAX_BYTES, best_score, find_codec, read_grid
from ..intake.workbooks import read_workbook
from ..logs.files import Source
from ..logs.recognise import GROUPS, Preset, list_with
from ..logs.table import delimiter_of
from ..problems import Place, Problem
from .merge import Row
from .rows import BETWEEN, SIGNS, said

WORKBOOK = b"PK\x03\x04"
ID = "id"


class Listed(NamedTuple):
    """A list of members, or of groups alone."""

    shown: str
    preset: Preset | None
    rows: list[Row]
    groups: list[str]
    reading: Reading | None
    problems: list[Problem]

    @property
    def doubles(self) -> list[Unmet]:
        """Names that several rows have, where there are no ids and nobody answered."""
        if self.reading is None:
            return []
        titles = {fact for key, fact in self.reading.notes if key == "name_as_id"}
        return [one for one in self.reading.unmet if one.header in titles]


def read_list(
    source: Source, preset: Preset | None, profile: Profile, privacy: Privacy, answers: Answers
) -> Listed | list[Problem]:
    """The members of a file; every fault of it where it has none. `answers`: who rows of one name are."""
    with source.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return [Problem("E203", Place(source.shown), {"limit": str(MAX_BYTES // 2**20)})]
    if broken := never_closed(data, source.shown):
        return [broken]
    data, preset = as_plain(data, preset, source.shown)
    if preset and preset.reader == GROUPS:
        called = (privacy.name(clean_name(name)) for name in column(data, preset.columns["name"]))
        groups = [name for name in dict.fromkeys(called) if name]
        return (
            Listed(source.shown, preset, [], groups, None, [])
            if groups
            else [Problem("E618", Place(source.shown))]
        )
    options = profile.tables
    if preset:
        data = with_columns(as_ours(data, preset, privacy), preset)
        named = named_columns(data, preset)
        options = options.model_copy(update={"columns": {**named, **options.columns}})
    grid, problems = read_grid(data, source.shown, options, recogniser("members", options.columns))
    if grid is None:
        return problems
    members, reading, problems = read_members(
        grid, options, profile.community.timezone, load_cities(), privacy, answers
    )
    if reading is None or not members:
        return [p for p in problems if p.is_error] or [Problem("E618", Place(source.shown))]
    return Listed(source.shown, preset, [row_of(member) for member in members], [], reading, problems)


def never_closed(data: bytes, shown: str) -> Problem | None:
    """E610 with the line on which a cell begins that swallows the rest of the file, private columns too: they
    would stand in a column that is read."""
    if data[:4] == WORKBOOK:
        return None
    text = data.decode(find_codec(data, None) or "utf-8", "replace").lstrip("\ufeff")
    rows = csv.reader(StringIO(text), delimiter=delimiter_of(text.split("\n", 1)[0])[1], strict=True)
    line = 1
    try:
        for _ in rows:
            line = rows.line_num + 1
    except csv.Error as error:
        return Problem("E610", Place(shown, line)) if "end of data" in str(error) else None
    return None


def is_list(source: Source, profile: Profile) -> bool:
    """Two columns of members in its head: a table, whatever words its rows begin with."""
    recognise = recogniser("members", profile.tables.columns)
    grid, _ = read_grid(source.head(), source.shown, profile.tables, recognise)
    return grid is not None and best_score(grid, recognise) > 1


def as_plain(data: bytes, preset: Preset | None, shown: str) -> tuple[bytes, Preset | None]:
    """A known list as CSV with its header on top, whatever delimiter it had, in whichever sheet and row of a
    workbook it began; anything else as it is."""
    if data[:4] == WORKBOOK:
        sheets = read_workbook(data, shown, None)
        for sheet in sheets if not isinstance(sheets, Problem) else ():
            rows = [row[1:] for row in table(sheet.rows)]
            for at, row in enumerate(rows[:LOOK_AHEAD]):
                if found := list_with({cell.strip() for cell in row}):
                    return as_csv(rows[at:]), found
        return data, preset
    if preset is None:
        return data, None
    text = data.decode(find_codec(data, None) or "utf-8", "replace").lstrip("\ufeff")
    return as_csv([*csv.reader(StringIO(text), delimiter=delimiter_of(text.split("\n", 1)[0])[1])]), preset


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def table(data: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(data.decode("utf-8-sig")))]


def column(data: bytes, title: str) -> list[str]:
    rows = table(data)
    at = rows[0].index(title)
    return [row[at] for row in rows[1:] if at < len(row)]


def as_ours(data: bytes, preset: Preset, privacy: Privacy) -> bytes:
    """Without columns that the preset leaves out; of an account that is a contact, by which members are told
    apart, nothing but its stand-in."""
    told = {
        title: name
        for title, name in preset.columns.items()
        if not name or (name == ID and is_private(title))
    }
    if not told:
        return data
    rows = table(data)
    for at, title in enumerate(rows[0]):
        if title in told:
            rows[0][at] = told[title]
            for row in rows[1:]:
                if at < len(row) and told[title]:
                    key = read_id(row[at])
                    row[at] = stand_in(key, privacy.key) if key else ""
    return as_csv(rows)


def with_columns(data: bytes, preset: Preset) -> bytes:
    """With a column more for each that is several of theirs: first and last name."""
    if not preset.together:
        return data
    rows = table(data)
    for name, titles in preset.together.items():
        places = [rows[0].index(title) for title in titles if title in rows[0]]
        for row in rows[1:]:
            parts = (row[at].strip() for at in places if at < len(row))
            row.extend([""] * (len(rows[0]) - len(row)))
            row.append(" ".join(part for part in parts if part))
        rows[0].append(name)
    return as_csv(rows)


def named_columns(data: bytes, preset: Preset) -> dict[str, str]:
    """Their header to ours, for the headers that are there."""
    header = next(iter(table(data.split(b"\n", 1)[0])), [])
    starts = {title[:-1]: name for title, name in preset.columns.items() if title.endswith("*")}
    named = {title: name for title, name in preset.columns.items() if title in header and name}
    for title in header:
        for start, name in starts.items():
            if title.startswith(start) and name not in named.values():
                named[title] = name
    return named


def row_of(member: Member) -> Row:
    """All that was understood, and no contact. Bots have a state of their own."""
    return {
        "id": member.id,
        "name": member.name,
        "alias": member.alias,
        "city": member.city_text,
        "industry": member.industry,
        "skills": BETWEEN.join(tag.translate(SIGNS) for tag in member.skills),
        "resources": BETWEEN.join(tag.translate(SIGNS) for tag in member.resources),
        "groups": BETWEEN.join(tag.translate(SIGNS) for tag in member.groups),
        "squad": member.squad,
        "role": "" if member.role == "member" else member.role,
        "tier": member.tier,
        "team": member.team,
        "joined": said(member.joined),
        "last_message": said(member.last_message),
        "paid_until": said(member.paid_until),
        "state": member.state,
        "consent": "yes" if member.consent else "no" if member.refused else "",
    }
