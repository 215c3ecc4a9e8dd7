"""The roadmap as tables: teams and their shares, missing bricks, the scenarios, the next 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...plan.roadmap.lego import Combo, shares
from ...plan.roadmap.scenario_draws import Way
from ...plan.roadmap.scenario_inputs import SCALE, Input
from ..say.frame import Frame
from ..say.roadmap.days import days_view
from ..say.roadmap.lego import missing_text
from .table import Cell, Kind, Sheet, Special
from .words import called, city_of, make_sheet

HUNDRED = Decimal(100)


def combos_sheet(frame: Frame) -> Sheet:
    """A line for each seat of each team that can begin."""
    rows = [row for combo in frame.plan.roadmap.lego.combos for row in seat_rows(frame, combo)]
    return make_sheet(
        frame, "combos",
        [("demand", "text"), ("name", "text"), ("id", "typed"), ("city", "text"), ("brings", "text"),
         ("share", "percent")],
        rows,
    )  # fmt: skip


def seat_rows(frame: Frame, combo: Combo) -> list[tuple[Cell, ...]]:
    parts = frame.community.profile.upgrade.lego.community_parts
    seats = {seat.member: seat for seat in combo.team}
    rows: list[tuple[Cell, ...]] = []
    for share in shares(list(seats), community=parts):
        part = share.percent / HUNDRED
        if share.member:
            brings = frame.listed([brick.word for brick in seats[share.member].brings])
            name, city = called(frame, share.member), city_of(frame, share.member)
            rows.append((combo.name, name, share.member, city, brings, part))
        elif parts:
            words = frame.words
            say = words("roadmap.shares.community"), "", "", words("roadmap.shares.community_does")
            rows.append((combo.name, *say, part))
    return rows


def missing_sheet(frame: Frame) -> Sheet:
    lego = frame.plan.roadmap.lego
    names = {combo.place: combo.name for combo in lego.combos}
    listed = frame.listed
    rows = [
        (
            missing_text(frame, found), found.unlocks, listed([names[place] for place in found.demands]),
            listed([called(frame, c.member) for c in found.candidates]),
            listed([c.member for c in found.candidates]),
        )
        for found in lego.missing
    ]  # fmt: skip
    return make_sheet(
        frame, "missing",
        [("missing", "text"), ("unlocks", "number"), ("demands", "text"), ("ask_first", "text"),
         ("ids", "typed")],
        rows,
    )  # fmt: skip


def scenarios_sheet(frame: Frame) -> Sheet:
    """Of each way what comes out, then what went in; low and high are the 10th and 90th of 100 draws, of an
    input its range."""
    result = frame.plan.roadmap.scenarios.result
    ways = [way for way in (result.none, result.partner, result.lego) if way] if result else []
    rows = [row for way in ways for row in (*outcome_rows(frame, way), *input_rows(frame, way))]
    return make_sheet(
        frame, "scenarios",
        [("way", "text"), ("measure", "text"), ("low", "number"), ("middle", "number"), ("high", "number"),
         ("source", "text")],
        rows,
    )  # fmt: skip


def outcome_rows(frame: Frame, way: Way) -> list[tuple[Cell, ...]]:
    words = frame.words
    name = words(f"roadmap.ways.{way.id}")
    source = words("sheets.ways.week" if way.id == "none" else "sheets.ways.drawn")
    found: list[tuple[str, Kind, Sequence[Decimal] | None]] = [("hours", "number", way.hours)]
    if way.id != "none":
        found = [("count", "number", way.count), ("net", "money", way.net), *found]
        found.append(("hourly", "money", way.net_per_hour))
        found.append(("loss", "percent", [Decimal(str(way.chance_of_loss))]))
    return [
        (name, words(f"sheets.ways.{key}"), *spread(kind, values), source)
        for key, kind, values in found
        if values
    ]


def input_rows(frame: Frame, way: Way) -> list[tuple[Cell, ...]]:
    words = frame.words
    name = words(f"roadmap.ways.{way.id}")
    return [
        (
            name, input_name(frame, found), *spread(kind_of(found), found.span),
            f"{words(f'roadmap.ways.known.{found.known}')} · {found.where}",
        )
        for found in way.inputs
    ]  # fmt: skip


def input_name(frame: Frame, found: Input) -> str:
    """Fees are listed by tier: "fees:partner"."""
    key, _, tier = found.name.partition(":")
    known = frame.community.profile.tiers.get(tier)
    name = frame.words(f"roadmap.inputs.{key}")
    return f"{name} · {(known.name if known else None) or tier}" if tier else name


def kind_of(found: Input) -> Kind:
    if found.unit not in SCALE:
        raise ValueError(f"{found.name}: unknown unit {found.unit}")
    return "money" if found.unit == "money" else "percent" if found.unit == "share" else "number"


def spread(kind: Kind, values: Sequence[Decimal]) -> tuple[Cell, ...]:
    """Low, middle and high; one value alone, or three that are the same, stand in the middle."""
    if len(set(values)) == 1:
        return None, Special(kind, values[0]), None
    return tuple(Special(kind, value) for value in values)


def days_sheet(frame: Frame) -> Sheet:
    """Dated pieces, then what waits, with its reason and without a day."""
    days, view = frame.plan.roadmap.days, days_view(frame)
    rows: list[tuple[Cell, ...]] = [
        (found.day, row.weekday, row.what, found.piece.minutes, row.note)
        for found, row in zip(days.dated, view.rows, strict=True)
    ]
    rows += [
        (None, "", row.what, found.piece.minutes or None, row.why)
        for found, row in zip(days.waiting, view.waiting, strict=True)
    ]
    return make_sheet(
        frame, "days",
        [("day", "date"), ("weekday", "text"), ("what", "long"), ("minutes", "number"), ("note", "long")],
        rows,
    )  # fmt: skip
