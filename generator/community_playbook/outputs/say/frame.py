"""What every page needs: words, facts, composed folders and the few ways of writing dates and minutes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ...community.community import Community
from ...community.hours import DAY
from ...community.people import Member
from ...knowledge.library import Entry, FlatFacts, Item, Job, Kind, Library, Platform
from ...plan.agenda import Step
from ...plan.clock import DAYS, clock_minutes, night_clock
from ...plan.countdown import Counted
from ...plan.duties import Task
from ...plan.facts.facts import Facts
from ...plan.game.public import consents, public_name
from ...plan.plan import Choice, Plan
from ...plan.questions import questions
from ...plan.retold import as_told, told_by
from ...plan.rhythms import Laid
from ...plan.roadmap.roadmap import EXERCISE
from ...plan.times import later_by
from ...usage import CLOCK, Usage
from ...words import Words
from .countdown_facts import date_facts
from .introductions import Introductions
from .named_rounds import Times, headed, named_rounds
from .once import once
from .rhythm_facts import lexicon_of, rhythm_facts
from .round_facts import with_about
from .speech import spoken_facts
from .text import Amount, Clock, Composer, Folder, amount, duration, isolate, number, tactic_page
from .voice import Voice, voice_of

RHYTHM_PAGE, WEEK_PAGE = "rhythm.html", "week.html"


@dataclass
class Frame:
    """One language of one plan, `said_on` a day; folders are composed once and shared by all pages."""

    plan: Plan
    community: Community
    library: Library
    words: Words
    said_on: date | None = None
    folders: dict[str, Folder] = field(default_factory=dict)
    tellers: dict[str, Composer] = field(default_factory=dict)
    """By id of a rhythm: what fills in its words about tactics."""
    asides: dict[tuple[str, str], Frame] = field(default_factory=dict)
    """The same for one newcomer and one member, whom texts then name; see `people/newcomers.py`."""
    said: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What several pages show alike; see `once.py`."""

    def __post_init__(self) -> None:
        self.library = as_told(self.library, self.plan.rhythms)

    @property
    def facts(self) -> Facts:
        return self.plan.facts

    @cached_property
    def spoken(self) -> dict[str, Any]:
        """What authored texts may use: all facts, and the words of this language."""
        return spoken_facts(self.plan, self.community, self.library, self.words, self.said_on)

    @once
    def visible(self, entry: Entry, band: str) -> tuple[Item, ...]:
        """What an authored folder has for this community; of a rhythm no message of what is not done."""
        laid = self.rhythms.get(entry.id)
        if laid is None:
            return entry.visible(band, self.spoken)
        done = {"", *(beat.id for beat in laid.rhythm.cycle.beats if laid.done(beat))}
        return tuple(item for item in entry.visible(band, self.facts_of(laid)) if item.job in done)

    @cached_property
    def rhythms(self) -> dict[str, Laid]:  # what people come for, by id
        return {laid.id: laid for laid in self.plan.rhythms}

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Ids of the questions to the operator, the most useful first."""
        unsaid = self.community.profile.rhythms is None and bool(self.library.rhythms)
        return questions(self.community, self.facts, purpose=unsaid)

    @once
    def facts_of(self, laid: Laid) -> FlatFacts:
        return {**self.spoken, **rhythm_facts(self.plan, laid, self.words, self.said_on)}

    @property
    def kind(self) -> Kind:
        return self.library.kinds[self.community.profile.community.kind]

    @property
    def platform(self) -> Platform:
        return self.library.platforms[self.community.profile.community.platform]

    @cached_property
    def introductions(self) -> Introductions:
        return Introductions(
            self.words, self.community, self.facts.setting.kind, self.facts.sizes.new, self.platform,
            lexicon_of(self.plan, self.words).get("questions", ()),
        )  # fmt: skip

    @cached_property
    def voice(self) -> Voice:
        """How messages sound, in the tone of the profile."""
        return voice_of(self.community, self.words)

    @cached_property
    def composer(self) -> Composer:
        return Composer(self.spoken, self.words, self.community.profile.community.currency)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        library, own = self.library, [laid.rhythm.entry for laid in self.plan.rhythms]
        own += [one.entry for one in self.plan.counted]
        steps = (*library.stages, *library.people, library.not_now)
        return {entry.id: entry for entry in (*library.tactics, *library.duties, *steps, *own)}

    @cached_property
    def dates(self) -> dict[str, Counted]:  # what is done for a date, by the id of its texts
        return {one.entry.id: one for one in self.plan.counted}

    @cached_property
    def round_names(self) -> Times:  # what a time of what people come for is called
        return named_rounds(self.plan, self.community.profile, self.library)

    @property
    def steps(self) -> tuple[Entry, ...]:
        """The authored steps of the road that this community goes."""
        return self.library.people if self.plan.roadmap.people else self.library.stages

    @property
    def step_pages(self) -> tuple[Entry, ...]:
        """The steps, and what to do instead where the road leads to a business."""
        return self.steps if self.plan.roadmap.people else (*self.steps, self.library.not_now)

    def folder(self, entry: Entry) -> Folder:
        if entry.id not in self.folders:
            self.folders[entry.id] = self.composer_for(entry).folder(entry)
        return self.folders[entry.id]

    def composer_for(self, entry: Entry) -> Composer:
        """A rhythm speaks of its beats; a tactic of which it has words of its own speaks of both."""
        currency = self.community.profile.community.currency
        laid = self.rhythms.get(entry.id)
        if laid:
            return Composer(self.facts_of(laid), self.words, currency)
        if one := self.dates.get(entry.id):
            return Composer({**self.spoken, **date_facts(one, self.words)}, self.words, currency)
        teller = told_by(entry.id, self.plan.rhythms)
        if teller is None or not teller.rhythm.reaches[entry.id].retold:
            return self.composer
        if teller.id not in self.tellers:
            facts = self.facts_of(teller)
            times = {**facts["times"], **self.spoken["times"]}
            self.tellers[teller.id] = Composer({**facts, "times": times}, self.words, currency)
        return self.tellers[teller.id]

    @cached_property
    def people(self) -> dict[str, Member]:
        """Everybody who has a name for the operator, those too who left."""
        return {m.id: m for m in (*self.community.former, *self.community.members)}

    def name(self, member: str) -> str:
        """What the operator calls a member, with the id where several have that name; never for what others
        may read."""
        found = self.people.get(member)
        if found is None:
            return isolate(member)
        shared = self.shared_names[found.shown] > 1
        return isolate(found.shown) + (self.words("boards.shared_name", id=member) if shared else "")

    @cached_property
    def shared_names(self) -> Counter[str]:
        return Counter(member.shown for member in self.community.members)

    @cached_property
    def flagged(self) -> frozenset[str]:
        """Members about whom the operator should ask before paying or praising."""
        return frozenset(m for flag in self.plan.game.health.flags for m in (flag.member, flag.other) if m)

    def public_name(self, member: str) -> str:
        return isolate(public_name(self.people.get(member), self.community.profile.publish.show))

    def posted_name(self, member: str) -> str:
        """The name in a message to post: of who agreed; everybody else is a member."""
        found, show = self.people.get(member), self.community.profile.publish.show
        named = found is not None and consents(found, show) and bool(found.name or found.alias)
        return self.public_name(member) if named else self.words("boards.somebody")

    def city(self, key: str) -> str:
        found = self.community.cities.get(key)
        return str(self.usage.pick(found.names)) if found else ""

    @property
    def usage(self) -> Usage:
        return self.words.usage

    def money(self, value: float | Decimal) -> str:
        return str(self.amount(value))

    def amount(self, value: float | Decimal) -> Amount:
        """Money in parts."""
        return amount(value, self.community.profile.community.currency, self.usage)

    def listed(self, values: Sequence[object]) -> str:
        """a, b and c"""
        return self.usage.listed(values)

    def minutes(self, value: int) -> str:
        return duration(value, self.words)

    def number(self, value: float | Decimal) -> str:
        return number(value)

    def count(self, value: int) -> str:
        """A small number in words: 三招, three of them."""
        numerals = self.words.get("numerals")
        return str(numerals[value]) if value < len(numerals) else number(value)

    def clock(self, clock: str) -> str:
        """ "20:30", or the name of a fact, as people read it."""
        found = self.spoken.get(clock, clock)
        return found.shown if isinstance(found, Clock) else self.usage.time(str(found)) if clock else ""

    def clock_in(self, entry: Entry, item: Item) -> str:
        """The clock of a step or message: written for the wished time of its job, it moves with the job."""
        moved = self.moved(entry, item)
        return self.clock(item.clock) if moved is None else self.usage.time(night_clock(moved))

    def moved(self, entry: Entry, item: Item) -> int | None:
        """That clock in minutes of its day; None where it is no clock of a job with weekdays."""
        job = next((job for job in entry.jobs if self.is_of(item, job, entry)), None)
        if job is None or not re.fullmatch(CLOCK, item.clock) or job.on[0] not in DAYS:
            return None
        return clock_minutes(item.clock) + later_by(self.plan.week, entry, job, self.facts.hands)

    def minute(self, entry: Entry, item: Item) -> int | None:
        """When a step or message is due, in minutes of its job's day; of the join day where its clock is one
        of a join window, so that the day before is below zero. None without a clock."""
        moved = self.moved(entry, item)
        if moved is not None or not item.clock:
            return moved
        clock = clock_minutes(str(self.facts.flat.get(item.clock, item.clock)))
        return clock - DAY * self.facts.newcomers.window.ahead.get(item.clock, 0)

    @staticmethod
    def is_of(item: Item, job: Job, entry: Entry) -> bool:
        """A message names no job: it goes with the lines of its clock."""
        lines = {line.clock for line in entry.bands.get("do", ()) if line.job == job.id}
        return item.job == job.id or (not item.job and bool(item.clock) and item.clock in {job.clock, *lines})

    def window(self, start: str, end: str) -> str:
        """From one clock to another."""
        return f"{self.clock(start)}–{self.clock(end)}"

    def day(self, value: date) -> str:
        return self.usage.written(value, self.usage.day)

    def full_day(self, value: date) -> str:
        return self.usage.written(value, self.usage.full_day)

    def lately(self, form: str = "months") -> str:
        """The three months of which the ledger speaks: up to its end, where that is not today."""
        days = self.facts.days
        if days.data_day == days.today:
            return self.words(f"spans.{form}")
        return self.words(f"spans.{form}_until", day=self.dated(days.data_day))

    def dated(self, value: date) -> str:
        """A day, with its year where that is not the plan's."""
        return self.day(value) if value.year == self.plan.facts.days.today.year else self.full_day(value)

    def days(self, start: date, end: date) -> str:
        """A span of days; years only where they differ from the plan's."""
        if start == end:
            return self.dated(start)
        if start.year != end.year or start.year != self.plan.facts.days.today.year:
            return self.words("dates.from_to", start=self.full_day(start), end=self.full_day(end))
        return self.usage.days(start, end)

    def month(self, key: str, value: date) -> str:
        """A month in the words at `key`: its number or its name, with the year where they ask for it."""
        return self.words(key, year=value.year, month=value.month, name=self.usage.month(value))

    def weekday(self, value: date, form: str = "short") -> str:
        return self.words(f"days.{DAYS[value.weekday()]}.{form}")

    @property
    def edition(self) -> str:
        year, week, _ = self.plan.week.monday.isocalendar()
        return self.words("dates.week", year=year, week=week)

    @property
    def as_of(self) -> str:
        """Said where the profile fixes the day of the plan; else ""."""
        today = self.plan.facts.days.today
        fixed = self.community.profile.today == today
        return self.words("dates.as_of", day=self.full_day(today)) if fixed else ""

    @property
    def span(self) -> str:
        return self.days(self.plan.week.monday, self.plan.week.monday + timedelta(days=6))

    @property
    def tick_prefix(self) -> str:
        """Keeps the ticks of two playbooks apart: under file:// all pages share one memory."""
        community = self.community.profile.community
        return f"{community.name}-{community.kind}"

    def tick(self, *parts: object) -> str:
        """The key under which a tick is kept: another week has other ticks."""
        year, week, _ = self.plan.week.monday.isocalendar()
        return "-".join(str(p) for p in (f"{year}w{week:02d}", *parts))

    def title(self, entry: Entry) -> str:
        return self.folder(entry).meta["title"]

    def page(self, entry: Entry) -> str:
        if entry.id in self.rhythms:
            return f"{RHYTHM_PAGE}#r-{entry.id}"
        if entry.id in self.dates:
            return f"{RHYTHM_PAGE if self.plan.rhythms else WEEK_PAGE}#d-{entry.id}"
        return tactic_page(entry.id) if entry.drawing else ""

    def task_text(self, task: Task | Step) -> str:
        """The line of a task, or of a step, in the week."""
        folder = self.folder(self.entries[task.entry])
        if task.setup:
            return self.words("week.setup", what=folder.meta["title"])
        if task.job == EXERCISE:
            return self.words("roadmap.days.exercise", what=folder.meta["short"])
        beat = task.beat if isinstance(task, Step) else task.beat.id if task.beat else ""
        text = folder.plain("do", beat).rstrip(self.usage.stop) if beat else folder.plain("jobs", task.job)
        text = with_about(self.plan, self.rhythms.get(task.entry), task, self.round_names, self.words, text)
        if one := self.dates.get(task.entry):
            text = self.words("countdown.task", date=one.big.what, what=text)
        if isinstance(task, Step):
            dated = (self.day(day), self.weekday(day)) if (day := task.ahead_of) else ("", "")
            text = headed(self.words, task, self.round_names, *dated, text)
        return text + (self.words("week.part", part=task.part, parts=task.parts) if task.parts > 1 else "")

    def belongs_to(self, entry: Entry) -> str:
        """What a job belongs to, as its link says it: a tactic, or what people come for; "" for a duty."""
        if entry.id in self.rhythms:
            return self.title(entry)
        if entry.id in self.dates:
            return self.words("countdown.note")
        return self.tactic_link(entry) if entry.drawing else ""

    def tactic_link(self, entry: Entry) -> str:
        return self.words("home.tactic_no", n=entry.number)

    def verdict_key(self) -> str:
        found = self.plan.diagnosis
        if self.facts.sizes.new:
            return "new"
        if found.verdict == "light":
            return "light" if self.facts.newcomers.newcomers < 3 else "light_high"
        if found.verdict == "standard":
            return "standard" if found.score <= 50 else "standard_high"
        return "heavy"

    @property
    def verdict_name(self) -> str:
        return str(self.words(f"verdict.{self.verdict_key()}.name"))

    def refusal(self, choice: Choice) -> str:
        """Why a tactic waits, in one sentence; "" where it does not."""
        found = choice.refusal
        if found is None:
            return ""
        names = self.listed([f"“{self.title(self.entries[n])}”" for n in found.needs])
        return self.words(
            f"refusal.{found.reason}", names=names, verdict=self.verdict_name, cap=self.plan.diagnosis.cap,
            wanted=self.minutes(found.wanted), spare=self.minutes(found.spare), id=choice.id,
        )  # fmt: skip

    def no_reason(self, choice: Choice) -> Markup:
        """Why a tactic is not for this community: by its own page, or by what people come for."""
        if choice.not_for in self.rhythms:
            return self.reached(choice.id)
        return self.folder(self.entries[choice.id]).first("not_for", choice.not_for)

    def reached(self, tactic: str) -> Markup:
        """What the main business makes of a tactic, in its own words; "" where it leaves it as it is."""
        by = self.plan.reached.by.get(tactic)
        return self.folder(self.entries[by[0]]).first("tactics", tactic) if by else Markup("")
