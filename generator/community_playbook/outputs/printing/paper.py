"""The sheets as the typesetter reads them (`templates/print/*.typ`): what each kind holds, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict


class Run(TypedDict):
    """A piece of a line that is set in one way; none of it is ever markup."""

    t: str
    b: NotRequired[bool]
    """Bold."""
    rtl: NotRequired[bool]
    """From right to left."""
    f: NotRequired[str]
    """The font that has it, other than ours."""
    e: NotRequired[str]
    """Name of the emoji that is drawn instead."""


Runs = list[Run]


class Box(TypedDict):
    """A box to tick: `at` is the hour, or ""."""

    at: str
    text: Runs
    note: Runs


class Part(TypedDict):
    """Before, run or after, or a day; `table`: the table of the sheet stands below."""

    head: Runs
    items: list[Box]
    table: bool


class Says(TypedDict):
    label: Runs
    at: str
    lines: list[Runs]


class Described(TypedDict):
    main: Runs
    small: Runs


Cell = Runs | Described | Literal["box"] | None
"""None is empty, to be written in."""


class ColumnData(TypedDict):
    label: str
    width: float


class TableData(TypedDict):
    cols: list[ColumnData]
    rows: list[list[Cell]]
    height: float


class DutySheet(TypedDict):
    kind: Literal["duty"]
    id: str
    title: Runs
    sub: Runs
    parts: list[Part]
    table: TableData | None
    rules: list[Runs]
    rules_label: Runs
    says: list[Says]
    later: Runs
    """What of it has not begun, and when it does."""
    foot: Runs
    serves: str


class Stair(TypedDict):
    name: Runs
    note: Runs
    state: str


class NextMove(TypedDict):
    head: Runs
    strong: Runs
    text: Runs


class GateLine(TypedDict):
    step: Runs
    label: Runs
    have: Runs
    ok: bool


class DayLine(TypedDict):
    day: str
    what: Runs
    minutes: str


class RoadSheet(TypedDict):
    kind: Literal["road"]
    id: str
    title: Runs
    sub: Runs
    call: Runs
    stairs: list[Stair]
    first: NextMove
    gap: NextMove
    gates: list[GateLine]
    days_head: Runs
    days: list[DayLine]
    no_days: Runs


class PaperCard(TypedDict):
    """`rows`: what is asked or told, beside its answer."""

    kind: Runs
    big: Runs
    name: Runs
    rows: list[list[Runs]]
    line: Runs


class CardSheet(TypedDict):
    kind: Literal["cards"]
    id: str
    title: Runs
    size: str
    qr: str
    cards: list[PaperCard]


class Certificate(TypedDict):
    emblem: str
    alt: str
    name: Runs
    sentence: Runs
    why: Runs
    day: str


class CertificateSheet(TypedDict):
    kind: Literal["certificate"]
    id: str
    title: Runs
    community: Runs
    certificates: list[Certificate]


PaperSheet = DutySheet | RoadSheet | CardSheet | CertificateSheet


class PackBase(TypedDict):
    """What every document needs beside its sheets. `day`: year, month, day; `emoji`: drawings by name."""

    lang: str
    region: str | None
    wide: bool
    clock: int
    author: str
    day: Sequence[int]
    fonts: Sequence[str]
    emoji: Mapping[str, str]
    words: Mapping[str, object]
    foot: Runs
