"""The duty sheets: what the hand does, with the community's own clocks, names and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...community.profile import Meetup
from ...knowledge.library import Item, Sheet
from ...plan.clock import clock_minutes, clock_text
from ...plan.game.periods import closing_month
from ..say.frame import Frame
from ..say.text import Clock, Composer, Folder
from .ink import Ink
from .paper import Box, DutySheet, Part, Says
from .tables import make_table, week_parts

CLOCK = re.compile(r"([a-z_]+)([+-]\d+)?")
PARTS = ("before", "run", "after")
MEETUP = "meetup"
"""The sheet that is made for each meetup that is announced."""
MOST_MEETUPS = 6


@dataclass(frozen=True, slots=True)
class Duty:
    """One sheet with its words filled in; `data` is what the typesetter gets."""

    id: str
    number: int
    title: str
    short: str
    rhythm: str
    who: str
    data: DutySheet


@dataclass
class Writer:
    """Makes the sheets of one language."""

    frame: Frame
    ink: Ink

    def duties(self) -> Iterator[Duty]:
        facts = sheet_facts(self.frame)
        unfit = {choice.number for choice in self.frame.plan.choices if choice.state == "no"}
        for sheet in self.frame.library.sheets:
            due = sheet.table == "payouts" and any(state.due for state in self.frame.plan.game.offers)
            if sheet.tactics and unfit.issuperset(sheet.tactics) and not due:
                continue
            if sheet.entry.id != MEETUP:
                yield from self.duty(sheet, facts | meet_facts(self.frame, None), None, 0)
                continue
            coming = coming_meetups(self.frame)
            for number, meetup in enumerate(coming or [None], 1):
                more = meet_facts(self.frame, meetup)
                yield from self.duty(sheet, facts | more, meetup, number if len(coming) > 1 else 0)

    def duty(
        self, sheet: Sheet, facts: Mapping[str, Any], meetup: Meetup | None, number: int
    ) -> Iterator[Duty]:
        frame, ink, entry = self.frame, self.ink, sheet.entry
        if not entry.when(facts):
            return
        composer = Composer(facts, frame.words, frame.community.profile.community.currency)
        folder = composer.folder(entry)
        table = make_table(frame, ink, sheet.table, meetup)
        weekly = week_parts(frame, ink, sheet.table)
        parts: list[Part] = weekly or []
        for band in PARTS:
            items = [self.item(folder, band, item, facts) for item in entry.visible(band, facts)]
            last = band == "run" and bool(table)
            if items or last:
                parts.append({"head": ink.text(folder.meta.get(band, "")), "items": items, "table": last})
        if weekly is not None and not weekly:
            return  # nothing to do for this person this week
        helper = sheet.who == "helper" and not frame.facts.hands.solo
        minutes = sum(
            float(i.minutes(facts)) for b in PARTS for i in entry.visible(b, facts) if i.minutes is not None
        )
        if weekly:
            week = frame.plan.week
            minutes = week.helper_minutes if sheet.who == "helper" else week.owner_minutes
        who = frame.who_name("helper" if helper else "owner")
        said = [folder.meta["rhythm"], who, frame.minutes(round(minutes)) if minutes else ""]
        rules = [ink.prose(folder.first("rules", item.id)) for item in entry.visible("rules", facts)]
        id_ = f"{entry.number:02d}-{entry.id}" + (f"-{number}" if number else "")
        title = folder.meta["title"]
        data: DutySheet = {
            "kind": "duty",
            "id": id_,
            "title": ink.text(title),
            "sub": ink.text(" · ".join(part for part in said if part)),
            "parts": parts,
            "table": table.data() if table else None,
            "rules": rules,
            "rules_label": ink.text(frame.words("print.rules", notice=facts["w_notice"])) if rules else [],
            "says": [self.says(folder, item, facts) for item in entry.visible("say", facts)],
            "foot": ink.text(
                frame.words(
                    "print.target_counted" if sheet.tactics else "print.target", text=folder.meta["target"]
                )
            )
            if folder.meta.get("target")
            else [],
            "serves": serves(frame, sheet),
        }
        yield Duty(id_, entry.number, title, folder.meta["short"], folder.meta["rhythm"],
                   "helper" if helper else "owner", data)  # fmt: skip

    def item(self, folder: Folder, band: str, item: Item, facts: Mapping[str, Any]) -> Box:
        parts = folder.paragraphs(band, item.id)
        return {
            "at": self.frame.usage.time(clock_of(item.clock, facts)),
            "text": self.ink.prose(parts[0]),
            "note": self.ink.prose(parts[1]) if len(parts) > 1 else [],
        }

    def says(self, folder: Folder, item: Item, facts: Mapping[str, Any]) -> Says:
        return {
            "label": self.ink.text(folder.label("say", item.id)),
            "at": self.frame.usage.time(clock_of(item.clock, facts)),
            "lines": [self.ink.long(line, False) for line in folder.message(item.id).split("\n")],
        }


def serves(frame: Frame, sheet: Sheet) -> str:
    """ "2026 第 48 周 · 第 1、3 招"."""
    numbers = frame.listed(list(sheet.tactics))
    if not sheet.tactics:
        return frame.edition
    key = "print.serves" if len(sheet.tactics) > 1 else "print.serves_one"
    return f"{frame.edition} · {frame.words(key, n=numbers)}"


def clock_of(clock: str, facts: Mapping[str, Any]) -> str:
    """ "20:30" as it is; the name of a fact, with minutes more or less: join_start-10."""
    match = CLOCK.fullmatch(clock)
    if not match:
        return clock
    fact = facts[match[1]]
    if isinstance(fact, Clock) and not match[2]:
        return fact.shown
    start = str(fact)
    return clock_text(clock_minutes(start) + int(match[2] or 0)) if ":" in start else ""


def sheet_facts(frame: Frame) -> dict[str, Any]:
    """All facts of the plan, and the month that is closed next."""
    rows = (entry.day for entry in frame.community.ledger)
    closed = closing_month(rows, frame.plan.facts.days.today)
    key = "print.month" if closed.start.year == frame.plan.facts.days.today.year else "pictures.month"
    return frame.spoken | {"month_name": frame.month(key, closed.start)}


def coming_meetups(frame: Frame) -> list[Meetup]:
    today = frame.plan.facts.days.today
    found = [m for m in frame.community.profile.events.meetups if m.day >= today]
    return sorted(found, key=lambda m: (m.day, m.time, m.city))[:MOST_MEETUPS]


def meet_facts(frame: Frame, meetup: Meetup | None) -> dict[str, Any]:
    """What a text about one table may say; slots to fill in by hand where nothing is announced."""
    words = frame.words
    window = meetup.time if meetup else Meetup.model_fields["time"].default
    start, end = (clock_minutes(clock) for clock in window.split("-"))

    def clock(minutes: int) -> Clock:
        return Clock.of(clock_text(minutes), frame.usage)

    def slot(key: str, value: str | None) -> str:
        return value or words(f"print.slots.{key}")

    day = ""
    if meetup:
        weekday = frame.weekday(meetup.day, "full")
        day = words("print.day", day=frame.day(meetup.day), weekday=weekday)
    return {
        "meet_known": meetup is not None,
        "meet_city": slot("city", meetup.city if meetup else frame.spoken["city"]),
        "meet_day": slot("day", day),
        "meet_start": clock(start),
        "meet_end": clock(end),
        "meet_half": clock((start + end) // 2),
        "meet_place": slot("place", meetup.place if meetup else ""),
        "meet_topic": slot("topic", meetup.topic if meetup else ""),
        "meet_host": slot("host", meetup.host if meetup else ""),
        "meet_seats": str(meetup.seats if meetup else frame.facts.meeting.table_size),
        "meet_fee": (meetup.fee if meetup else "") or words("print.own_fee"),
    }
