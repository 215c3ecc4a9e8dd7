"""The duty sheets: what the hand does, with the community's own clocks, names and amounts.

What runs, on which days, when and how long is read from the agenda; a sheet says which jobs it covers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...community.profile import Meetup
from ...knowledge.library import FlatFacts, Item, Sheet
from ...plan.agenda import Step
from ...plan.clock import clock_minutes, clock_text
from ...plan.game.periods import closing_month
from ...plan.hands import OWNER
from ...plan.rhythms import Laid
from ..say.agenda import days_said, later_line, minutes_said, not_started
from ..say.frame import Frame
from ..say.hands import who_name
from ..say.tactics import case_said
from ..say.text import Clock, Composer, Folder
from ..shelf import Waiting
from .ink import Ink
from .paper import Box, DutySheet, Part, Says
from .rhythm_sheet import rhythm_sheet
from .tables import make_table, week_parts

CLOCK = re.compile(r"([a-z_]+)([+-]\d+)?")
PARTS = ("before", "run", "after")
MEETUP = "meetup"
"""The sheet that is made for each meetup that is announced."""
MOST_MEETUPS = 6
TABLE = ("small-meetups", "meet")
"""The job at which people sit down, where nothing is announced."""


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
        """The sheets of this week, and one for each meetup that is announced."""
        for sheet in self.frame.library.sheets:
            coming = coming_meetups(self.frame) if sheet.entry.id == MEETUP else []
            for number, meetup in enumerate(coming, 1):
                yield from self.duty(sheet, meetup, number if len(coming) > 1 else 0)
            if sheet.covers and not coming and is_due(self.frame, sheet):
                yield from self.duty(sheet, None, 0)
            elif not sheet.covers:
                mine = [one.id for one in self.frame.facts.hands.crew if one.role == sheet.who]
                for number, who in enumerate(mine, 1):
                    if steps_of(self.frame, sheet, who):
                        yield from self.duty(sheet, None, number if len(mine) > 1 else 0, who)

        for laid in self.frame.plan.rhythms:
            if laid.tasks:
                yield self.rhythm(laid)

    def rhythm(self, laid: Laid) -> Duty:
        """The week of what people come for, behind the sheets of single jobs."""
        words, title = self.frame.words, self.frame.title(laid.rhythm.entry)
        data = rhythm_sheet(self.frame, self.ink, laid)
        short = self.frame.folder(laid.rhythm.entry).meta["short"]
        steps = list(self.frame.plan.agenda.of(laid.id))
        who = most_of(steps) or "owner"
        return Duty(data["id"], len(self.frame.library.sheets) + 1, words("rhythm.sheet", what=title), short,
                    words("rhythm.sheet_when"), who, data)  # fmt: skip

    def waiting(self) -> Iterator[Waiting]:
        """The sheets that are for this community and are not printed this week."""
        for sheet in self.frame.library.sheets:
            entries = dict.fromkeys(entry for entry, _ in sheet.covers)
            facts = sheet_facts(self.frame, sheet)
            if is_due(self.frame, sheet) or not sheet.entry.when(facts):
                continue
            if sheet.entry.id == MEETUP and coming_meetups(self.frame):
                continue
            if line := not_started(self.frame, list(entries)):
                meta = composer_of(self.frame, facts).folder(sheet.entry).meta
                yield Waiting(meta["title"], meta["short"], line)

    def duty(self, sheet: Sheet, meetup: Meetup | None, number: int, whose: str = "") -> Iterator[Duty]:
        """`whose`: of the week of one person, the id."""
        frame, ink, entry = self.frame, self.ink, sheet.entry
        facts = sheet_facts(frame, sheet, meetup)
        if not entry.when(facts):
            return
        folder = composer_of(frame, facts).folder(entry)
        table = make_table(frame, ink, sheet.table, meetup)
        parts: list[Part] = week_parts(frame, ink, whose)
        for band in PARTS:
            items = [self.item(folder, band, item, facts) for item in shown(frame, sheet, band, facts)]
            last = band == "run" and bool(table)
            if items or last:
                parts.append({"head": ink.text(folder.meta.get(band, "")), "items": items, "table": last})
        steps = steps_of(frame, sheet, whose)
        helper = sheet.who == "helper" and not frame.facts.hands.solo
        who = most_of(steps) or ("helper" if helper else "owner")
        names = frame.listed(
            [who_name(frame, w) for w in frame.facts.hands.ids if any(s.who == w for s in steps)]
        )
        spent = "" if meetup else minutes_said(frame, steps, whole=not sheet.covers)
        said = [folder.meta["rhythm"], names or who_name(frame, who), spent]
        rules = [ink.prose(folder.first("rules", item.id)) for item in shown(frame, sheet, "rules", facts)]
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
            "says": [self.says(folder, item, facts) for item in shown(frame, sheet, "say", facts)],
            "later": []
            if meetup
            else ink.text(later_line(frame, list(dict.fromkeys(entry for entry, _ in sheet.covers)))),
            "foot": ink.text(
                frame.words(
                    "print.target_counted" if served(frame, sheet) else "print.target",
                    text=folder.meta["target"],
                )
            )
            if folder.meta.get("target")
            else [],
            "serves": serves(frame, sheet),
        }
        listed = f"{title} · {names}" if whose and number else title
        yield Duty(id_, entry.number, listed, folder.meta["short"], folder.meta["rhythm"], who, data)

    def item(self, folder: Folder, band: str, item: Item, facts: FlatFacts) -> Box:
        parts = folder.paragraphs(band, item.id)
        return {
            "at": self.frame.usage.time(clock_of(item.clock, facts)),
            "text": self.ink.prose(parts[0]),
            "note": self.ink.prose(parts[1]) if len(parts) > 1 else [],
        }

    def says(self, folder: Folder, item: Item, facts: FlatFacts) -> Says:
        label = folder.label("say", item.id)
        lines = self.frame.voice.message(folder.message(item.id).split("\n"), label)
        return {
            "label": self.ink.text(label),
            "at": case_said(self.frame, item) or self.frame.usage.time(clock_of(item.clock, facts)),
            "lines": [self.ink.long(line, False) for line in lines],
        }


def shown(frame: Frame, sheet: Sheet, band: str, facts: FlatFacts) -> list[Item]:
    """The items that hold for this community, and whose tactic or duty runs."""
    runs = frame.plan.agenda.runs
    return [i for i in sheet.entry.visible(band, facts) if not i.of or any(runs(entry) for entry in i.of)]


def composer_of(frame: Frame, facts: FlatFacts) -> Composer:
    return Composer(facts, frame.words, frame.community.profile.community.currency)


def steps_of(frame: Frame, sheet: Sheet, whose: str = "") -> list[Step]:
    """The steps of the week that a sheet is for: those of its jobs, or all of a role, or of one person."""
    steps = frame.plan.agenda.steps
    if sheet.covers:
        return [step for step in steps if (step.entry, step.job) in sheet.covers]
    return [step for step in steps if (step.who == whose if whose else step.role == sheet.who)]


def is_due(frame: Frame, sheet: Sheet) -> bool:
    """Is there anything to do by it this week? What is owed is paid, whatever the plan says."""
    owed = sheet.table == "payouts" and any(state.due for state in frame.plan.game.offers)
    return owed or bool(steps_of(frame, sheet))


def most_of(steps: list[Step]) -> str:
    """Who spends most minutes on them; "" where there are none."""
    spent: Counter[str] = Counter()
    for step in steps:
        spent[step.who] += step.minutes
    return max(spent, key=lambda who: (spent[who], who == OWNER)) if steps else ""


def served(frame: Frame, sheet: Sheet) -> list[int]:
    covered = {entry for entry, _ in sheet.covers}
    return [t.number for t in frame.library.tactics if t.id in covered and frame.plan.agenda.runs(t.id)]


def serves(frame: Frame, sheet: Sheet) -> str:
    """ "2026 第 48 周 · 第 1、3 招": of the tactics that it covers, those that run."""
    numbers = served(frame, sheet)
    if not numbers:
        return frame.edition
    key = "print.serves" if len(numbers) > 1 else "print.serves_one"
    return f"{frame.edition} · {frame.words(key, n=frame.listed(numbers))}"


def clock_of(clock: str, facts: FlatFacts) -> str:
    """ "20:30" as it is; the name of a fact, with minutes more or less: join_start-10; "" where that is not
    known, as the clock of a job that this week does not have."""
    match = CLOCK.fullmatch(clock)
    if not match:
        return clock
    fact = facts[match[1]]
    if isinstance(fact, Clock) and not match[2]:
        return fact.shown
    start = str(fact)
    return clock_text(clock_minutes(start) + int(match[2] or 0)) if ":" in start else ""


def sheet_facts(frame: Frame, sheet: Sheet, meetup: Meetup | None = None) -> dict[str, Any]:
    """All facts of the plan, the month that is closed next, the days and clocks of the week's jobs, and what
    is known of a meetup."""
    rows = (entry.day for entry in frame.community.ledger)
    closed = closing_month(rows, frame.plan.facts.days.today)
    key = "print.month" if closed.start.year == frame.plan.facts.days.today.year else "pictures.month"
    return {
        **frame.spoken,
        **step_facts(frame),
        **meet_facts(frame, meetup),
        "month_name": frame.month(key, closed.start),
        "sheet_days": days_said(frame, steps_of(frame, sheet)),
    }


def step_facts(frame: Frame) -> dict[str, str]:
    """By job: days_write ("Tuesday and Thursday"), at_write (when it begins); "" where this week has
    none."""
    found: dict[str, str] = {}
    for entry in (*frame.library.tactics, *frame.library.duties):
        for job in entry.jobs:
            steps = frame.plan.agenda.of(entry.id, job.id)
            found[f"days_{job.id}"] = days_said(frame, steps)
            main = next((step for step in steps if step.main), None)
            found[f"at_{job.id}"] = Clock.of(main.start, frame.usage) if main else ""
    return found


def coming_meetups(frame: Frame) -> list[Meetup]:
    today = frame.plan.facts.days.today
    found = [m for m in frame.community.profile.events.meetups if m.day >= today]
    return sorted(found, key=lambda m: (m.day, m.time, m.city))[:MOST_MEETUPS]


def meet_facts(frame: Frame, meetup: Meetup | None) -> dict[str, Any]:
    """What a text about one table may say; slots to fill in by hand where nothing is announced."""
    words = frame.words
    window = meetup.time if meetup else Meetup.model_fields["time"].default
    start, end = (clock_minutes(clock) for clock in window.split("-"))
    planned = frame.plan.agenda.of(*TABLE) if meetup is None else ()
    if planned:
        start, end = clock_minutes(planned[0].start), clock_minutes(planned[0].start) + end - start

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
