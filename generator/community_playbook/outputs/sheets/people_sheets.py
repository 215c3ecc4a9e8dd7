"""Lists of single people as tables: who is leaving, whom to ask, who hosts where; a letter to each."""

from __future__ import annotations

from collections.abc import Mapping

from ...plan.people.meetups import Local
from ..say.frame import Frame
from ..say.people.leaving import leaving_lines
from ..say.people.meetups import ask_host
from ..say.people.stars import star_lines
from .table import Sheet
from .words import called, city_of, make_sheet


def leaving_sheet(frame: Frame) -> Sheet:
    rows = [
        (
            frame.words(f"leaving.short.{one.list}"), called(frame, one.member), one.member,
            city_of(frame, one.member), one.due, one.last, one.facts, "\n".join(one.letter.lines), "",
        )
        for one in leaving_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "leaving",
        [("list", "text"), ("name", "text"), ("id", "typed"), ("city", "text"), ("due", "date"),
         ("last", "date"), ("facts", "text"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def stars_sheet(frame: Frame) -> Sheet:
    """Whom to ask this week, for what."""
    rows = [
        (
            called(frame, one.member), one.member, city_of(frame, one.member), one.job, one.facts,
            "\n".join(one.letter.lines), "",
        )
        for one in star_lines(frame)
    ]  # fmt: skip
    return make_sheet(
        frame, "stars",
        [("name", "text"), ("id", "typed"), ("city", "text"), ("job", "text"), ("facts", "text"),
         ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def trips_sheet(frame: Frame) -> Sheet:
    """Every city that can meet, and who is asked to host; the owner's stops first, in their order."""
    found = frame.plan.people.meetups
    if found is None:
        return make_sheet(frame, "trips", [], [])
    stops = {place.city.key: n for n, place in enumerate(found.trip.stops)} if found.trip else {}
    order = sorted(found.locals, key=lambda one: stops.get(one.city, len(stops)))
    rows = [
        (
            frame.city(one.city), frame.words(f"meetups.map.{mark(one, stops)}"), one.members, one.active,
            len(one.tables), called(frame, one.host) if one.host else "", one.host,
            "\n".join(ask_host(frame, one).lines) if one.host else "", "",
        )
        for one in order
    ]  # fmt: skip
    return make_sheet(
        frame, "trips",
        [("city", "text"), ("meeting", "text"), ("members", "number"), ("seen", "number"),
         ("tables", "number"), ("host", "text"), ("id", "typed"), ("letter", "long"), ("done", "text")],
        rows,
    )  # fmt: skip


def mark(one: Local, stops: Mapping[str, int]) -> str:
    if one.city in stops:
        return "trip"
    return "self" if one.host else "plain"
