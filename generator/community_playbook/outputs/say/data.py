"""The import report: what was read, mapped, ignored and guessed, and which answers would help most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...community.people import Column, Reading
from ...problems import Problem
from .actions import action_name
from .frame import Frame

MOST_WARNINGS = 30
USEFUL = ("city", "industry", "skills", "groups", "role", "joined", "consent")


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    header: str
    fate: str
    fate_word: str
    field: str
    filled: str


@dataclass(frozen=True, slots=True)
class ActionCount:
    name: str
    times: str


@dataclass(frozen=True, slots=True)
class TableView:
    title: str
    facts: list[Fact]
    notes: list[str]
    columns: list[ColumnView]
    actions: list[ActionCount]
    actions_title: str


@dataclass(frozen=True, slots=True)
class Warned:
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DataView:
    phrases: list[str]
    lead: str
    tables: list[TableView]
    warnings: list[Warned]
    more: str


def data_view(frame: Frame, problems: Sequence[Problem]) -> DataView:
    words, community = frame.words, frame.community
    warnings = [p for p in problems if not p.is_error]
    asked = frame.asked
    h1 = "h1_none" if not community.readings else "h1" if warnings or asked else "h1_clean"
    lead = "lead" if community.ledger else "lead_members" if community.members else "lead_none"
    more = len(warnings) - MOST_WARNINGS
    return DataView(
        phrases=words.get(f"report.{h1}"),
        lead=words(
            f"report.{lead}",
            members=frame.number(len(community.members)),
            ledger=frame.number(len(community.ledger)),
            n=frame.number(len(community.profile.model_dump(exclude_unset=True))),
        ),
        tables=[table_view(frame, reading) for reading in community.readings],
        warnings=[Warned(place=str(p.place), sentence=words.problem(p)) for p in warnings[:MOST_WARNINGS]],
        more=words("report.warnings_more", n=more) if more > 0 else "",
    )


def table_view(frame: Frame, reading: Reading) -> TableView:
    words = frame.words
    is_ledger = reading.file == frame.community.profile.ledger
    window = frame.plan.facts.days.data_day
    days = [entry.day for entry in frame.community.ledger] if is_ledger else []
    delimiters = words.get("report.delimiters")
    rows = [
        ("file", reading.file),
        ("encoding", reading.encoding.upper()),
        ("delimiter", delimiters.get(reading.delimiter, reading.delimiter)),
        ("sheet", reading.sheet),
        ("header_row", header_row(frame, reading)),
        ("rows", frame.number(reading.rows)),
        ("skipped_rows", skipped(frame, reading)),
        ("missing", missing(frame, reading) if not is_ledger else ""),
        ("span", words("report.span_say", first=min(days), last=max(days)) if days else ""),
    ]  # fmt: skip
    return TableView(
        title=words("report.ledger_file" if is_ledger else "report.members_file"),
        facts=[Fact(name=words(f"report.{key}"), value=value) for key, value in rows if value],
        notes=[words(f"import.notes.{key}", fact=fact) for key, fact in reading.notes],
        columns=[column_view(frame, column, reading.rows) for column in reading.columns],
        actions=actions(frame) if is_ledger else [],
        actions_title=words("report.actions", day=frame.day(window), year=window.year),
    )


def header_row(frame: Frame, reading: Reading) -> str:
    row = reading.header_row
    return frame.words("report.header_row_n", n=row) if row else frame.words("report.header_none")


def missing(frame: Frame, reading: Reading) -> str:
    """Columns that would help and that the table does not have, or has without a value."""
    filled = {c.field for c in reading.columns if c.filled}
    names = [frame.words(f"import.fields.{key}") for key in USEFUL if key not in filled]
    return frame.listed(names)


def skipped(frame: Frame, reading: Reading) -> str:
    parts = [
        f"{frame.words(f'import.skipped.{reason}')} {frame.number(n)}" for reason, n in reading.skipped if n
    ]
    return frame.listed(parts)


def column_view(frame: Frame, column: Column, rows: int) -> ColumnView:
    used = column.fate in ("mapped", "guessed")
    fate = "empty" if used and not column.filled else column.fate
    share = 100 * column.filled / rows if rows else 0
    percent = "<1" if 0 < share < 1 else round(share)
    return ColumnView(
        header=column.header,
        fate=fate,
        fate_word=frame.words("report.empty" if fate == "empty" else f"import.fates.{fate}"),
        field=frame.words(f"import.fields.{column.field}") if used and column.field else "",
        filled=frame.words("report.filled_of", n=frame.number(column.filled), percent=percent)
        if used
        else "",
    )


def actions(frame: Frame) -> list[ActionCount]:
    found = frame.plan.facts.carriers.activity.actions
    profile = frame.community.profile
    return [ActionCount(name=action_name(a, profile, frame.words), times=frame.number(n)) for a, n in found]
