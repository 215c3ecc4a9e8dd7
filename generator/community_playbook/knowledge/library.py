"""What the playbook says, as frozen types: tactics, duties, incentives, kinds, platforms and their words.

Conditions and minutes are `Expression`s: callables over the facts, compiled when the library is loaded,
so that planning needs neither templates nor files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NewType

from .choosing import choose_countdown
from .countdowns import NOBODY, CountStep, Crowd, Usual
from .jobs import JobWords
from .rhythms import Cycle, Hook, Joining, Lexicon, Reach, Season
from .sums import NO_SUMS, Sums
from .topics import NO_USE, Topic, TopicUse

FlatFacts = Mapping[str, Any]
"""By the names of `playbook/facts.yml`."""
Expression = Callable[[FlatFacts], Any]

Prose = NewType("Prose", str)
"""Text that we wrote: inline Markdown and `{{ fact }}` allowed. Every other string is escaped."""

BANDS = ("why", "not_for", "do", "say", "traps", "evidence")
"""The parts of a tactic that are lists of items, in the order of the page."""

STAGE_BANDS = ("do", "worksheet", "examples", "say", "traps", "evidence")
"""The parts of a step of the roadmap, in the order of the page. The ids of `examples` are the kinds."""


SHEET_BANDS = ("before", "run", "after", "rules", "say")
"""The parts of a sheet of paper, in the order in which they stand on it."""


def always(_facts: FlatFacts) -> bool:
    """The condition of an item that has none."""
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One reason, step, line of a worksheet, example, message, trap or piece of evidence: its words are found
    by band and id."""

    id: str
    when: Expression = always
    clock: str = ""
    """A time ("12:30"), the name of a fact that holds one (join_start), or ""."""
    who: str = ""
    """"owner", "helper" (assistant; the owner where there is none), or "" as the job says."""
    job: str = ""
    unanswered: str = ""
    """Of a message: the job in which it is sent where nobody answers."""
    case: bool = False
    """Of a message: it is sent only if what its title says happens."""
    each: bool = False
    """Of a message: it goes out once for every newcomer."""
    each_match: bool = False
    """Of such a message: once for every member whom the newcomer is introduced to."""
    minutes: Expression | None = None
    points: Expression | None = None
    """Diagnosis only: what the fact adds to the intensity."""
    key: bool = False
    made: str = ""
    """Of a message: it is made of the board that is posted ("board"), as the page of tables has it
    ("invitation", "host"); the words beside it are for where there is none."""
    of: tuple[str, ...] = ()
    """Sheets only: tactics and duties of which one must run, so that it is printed; () = always."""

    @property
    def usual(self) -> bool:
        """Of a message: it is sent each time, whatever happens."""
        return not (self.case or self.unanswered)


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the week. Minutes per occurrence = the visible steps that name it, or `minutes`."""

    id: str
    on: tuple[str, ...]
    """("evenings",) or weekdays ("mon", "thu")."""
    clock: str
    who: str
    key: bool = False
    later: bool = False
    """Does not occur yet in the week in which the tactic starts."""
    when: Expression = always
    minutes: Expression | None = None
    money: Expression | None = None
    """What one occurrence hands out, in the profile's currency."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The one number of a tactic, and the rule of its page. `kind`: share (count of `of`), count (so many a
    time) or level (a figure of its own); `better`: more or less; `every`: week, month, season or time; `low`
    in a row off the target ask for a change, `stop` more for the end."""

    target: Expression
    kind: str
    better: str
    of: int
    every: Expression
    low: Expression
    stop: Expression

    def spoken(self, facts: FlatFacts) -> FlatFacts:
        """What the texts of the tactic may call by name, beside the facts."""
        return {"target": self.target(facts), "low": self.low(facts), "stop": self.stop(facts)}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one authored folder in one language, by (band, id)."""

    meta: Mapping[str, Any]
    lead: Prose
    body: Mapping[tuple[str, str], Prose]
    labels: Mapping[tuple[str, str], Prose]
    """What stands after "·" in a heading."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One authored folder: a tactic, duty, incentive, step of the roadmap, diagnosis, things left alone."""

    id: str
    number: int
    talk: int | bool
    texts: Mapping[str, Texts]
    drawing: str = ""
    needs: tuple[str, ...] = ()
    impact: Mapping[str, int] = field(default_factory=dict)
    goals: Mapping[str, int] = field(default_factory=dict)
    strength: int = 1
    setup_minutes: int = 0
    setup_by: str = "helper"
    """"owner" where only the owner can set it up; else whoever has time."""
    path: str = ""
    """Tactics of one path are one thing to members, for example the newcomers' evening."""
    priority: int = 0
    spare: bool = False
    """Of a duty: it takes only minutes that the week leaves over."""
    greets: bool = False
    """Of a duty: it is for newcomers, in a week in which nothing else is done for them."""
    cost: Expression | None = None
    budget: Expression | None = None
    """The profile's budget that the cost is held against; 0 where none was given."""
    wish: Expression | None = None
    """What it would cost a month if the operator gave a budget; 0 where one was given."""
    measure: Measure | None = None
    when: Expression = always
    urgency: Expression | None = None
    """Added to its worth where it must come before others; 0 where it need not."""
    running: Expression | None = None
    """True where the facts show that the tactic runs already, so that it needs no set-up."""
    jobs: tuple[Job, ...] = ()
    bands: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)

    def visible(self, band: str, facts: FlatFacts) -> tuple[Item, ...]:
        """The items of a band whose condition holds, in the authored order."""
        return tuple(item for item in self.bands.get(band, ()) if item.when(facts))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One duty on paper: what the hand does, in order, with a computed table where there is one."""

    entry: Entry
    covers: tuple[tuple[str, str], ...]
    """(tactic or duty, job): whose steps of the week it is for; () for the week of one person."""
    who: str
    """"owner" or "helper", where the week does not say it."""
    table: str = ""
    """Name of a table in outputs/printing/tables.py."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a community exists for: its main business, and what it makes of the tactics."""

    entry: Entry
    """Its texts; each of its beats is a job."""
    usual: Expression  # is it that of a community of which nothing else is known?
    taken: bool  # unasked, where it is
    dates: frozenset[str]  # kinds of dates that mean it, where nothing else does
    guess: Mapping[str, tuple[str, ...]]
    """By language: words by which it is recognised."""
    cycle: Cycle
    reaches: Mapping[str, Reach]
    """By id of the tactic."""
    drawing: str
    hooks: tuple[Hook, ...]
    lexicons: Mapping[str, Lexicon]
    instead: Mapping[str, Mapping[str, Lexicon]]
    """By language; the second first by what is so: they watch (screen), nobody gets hurt (seated)."""
    channels: tuple[str, ...] = ()  # names of channels that mean it, where nothing else does
    join: Joining | None = None
    mentions: Mapping[str, float] = field(default_factory=dict)
    """What counts how much between a newcomer and a member, where the profile does not say."""
    topic: TopicUse = NO_USE
    fill: tuple[str, ...] = ()
    """What its messages leave open, unless the profile says it once; the words are its band `fill`."""
    each: tuple[str, ...] = ()
    """Those of `fill` that are another in each round."""
    sums: Sums = NO_SUMS
    """What its operator reckons before the week; the words are its bands `sums` and `numbers`."""
    daily: bool = False
    """Its messages say another thing each day."""
    weeks: Mapping[str, int] = field(default_factory=dict)
    """By id of its band `weeks`, the week after it began in which that is looked at."""
    more: Mapping[str, Expression] = field(default_factory=dict)
    """By beat: minutes more of one time, where a community is larger than the one it was timed for."""

    @property
    def id(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True, eq=False)
class Countdown:
    """What is done before and after one sort of date; equal to itself alone."""

    entry: Entry
    """Its texts; each of its steps is a job."""
    like: str
    """The countdown that it stands instead of where one of `rhythms` is what people come for; "" of none."""
    kinds: tuple[str, ...]
    """Kinds of a profile's dates that it may be for; () and no words of `guess`: every other date."""
    guess: Mapping[str, tuple[str, ...]]
    """By language: words in the name of a date by which it is heard."""
    frame: bool
    """It is heard only where nothing else is."""
    rhythms: tuple[str, ...]
    steps: tuple[CountStep, ...]
    """In order of day."""
    drop: tuple[str, ...]
    """Steps, the first falls out first."""
    usual: Usual | None = None
    topics: tuple[str, ...] = ()
    """Of what is told by its words: what people talk about, so that any name will do."""
    rounds: tuple[str, ...] = ()
    """What people come for, on a day of which the date is one of its rounds."""

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def number(self) -> int:
        return self.entry.number

    def date_id(self, first: date) -> str:
        """exam-1219: of the sort, not of the variant, so that it stays when the main business is said."""
        return f"{self.like or self.id}-{first:%m%d}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit or a rule of a platform, or a rule of law, with the strength of its source: H strong, M medium,
    L of pages that contradict each other, so that its figure is looked up in the app."""

    id: str
    say: Mapping[str, str]
    """By language; `{value}` is the figure."""
    strength: str
    source: str | Mapping[str, str]
    """A name, or by language what it is."""
    day: str
    """Of the source; "" where it has none."""
    value: float = 0.0
    of: tuple[str, ...] = ()
    """Tactics on whose page it stands."""


UNSURE = "L"
"""The strength of a source that others contradict."""
OWN = "own"
"""Of an ability: the platform has it by itself. Others: made (by a bot, a workflow, a plug-in), check (nobody
could look it up) and none."""


@dataclass(frozen=True, slots=True)
class Platform:
    """Where the groups live: what can be done there, how it is called, and how it is done."""

    id: str
    entry: Entry
    """Its texts: how a tactic or a rhythm is set up there, and what keeps people safe."""
    can: Mapping[str, str]
    """By ability: own, made, check or none."""
    handles: bool
    """People are called by a user name, not by the name that is shown."""
    bold: tuple[str, ...]
    """Marks that a message loses, because they make it bold."""
    notice_slots: int
    """How many notices a group can hold; 0 for any number."""
    notice_pings: bool
    """A new notice calls everybody."""
    hand_invites: bool
    can_move: bool
    overlap: bool  # its groups are channels of one place: the same people are in several
    limits: Mapping[str, Rule]
    rules: tuple[Rule, ...]
    """Of the platform, then of the law that holds there."""
    law: str
    """Whose law its texts speak of; "" for none."""
    bans_paid_sharing: bool
    words: Mapping[str, Mapping[str, str]]
    """By language; all but `name` are facts."""
    checked: str
    """The date on which the limits were last looked up."""
    like: str
    """The platform whose texts hold here too; its own id where it has texts of its own."""
    slow: bool
    """An answer is counted over a day, not within minutes."""


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    names: Mapping[str, str]
    newcomers_share: float
    """Assumed newcomers a week as a share of the members, where nothing better is known."""
    packet_intro: float
    intro_fields: Mapping[str, tuple[str, ...]]
    wise: Mapping[str, str]
    unwise: Mapping[str, str]
    wise_of: tuple[str, ...]
    """Tactics that `wise` speaks of: it is said where one of them runs, or where there are none."""
    wise_tone: str
    """light or heavy, where `wise` contradicts the other verdict; else ""."""
    unwise_of: tuple[str, ...]
    """Tactics that `unwise` warns of: it is said where none of them runs."""
    like: str
    """The kind whose weights and texts hold here too; its own id where it has its own."""
    leads: str
    """The board that stands first: points, or sales where there are any."""
    one_city: bool
    """Its people live in one city where no table says otherwise."""
    spare_time: bool
    """Whoever runs one has a day's work beside it: evenings and weekends."""
    trades: bool
    """What people do for a living is what they come to talk about."""
    road: str
    """Where the roadmap leads if nobody wrote of an upgrade: "business" or "people"."""


@dataclass(frozen=True, slots=True)
class Library:
    tactics: tuple[Entry, ...]
    duties: tuple[Entry, ...]
    incentives: tuple[Entry, ...]
    """Exposure, red packets and prizes: how to run what tactic 8 promises."""
    stages: tuple[Entry, ...]
    """The steps of the roadmap, in order 1 to 4."""
    people: tuple[Entry, ...]
    """The steps of the road of people, in order 1 to 4."""
    not_now: Entry
    """For a community that should not upgrade now; same parts as a stage."""
    rhythms: tuple[Rhythm, ...]
    """What communities exist for, in order of number."""
    seasons: tuple[Season, ...]
    """Times of the calendar around which rhythms turn."""
    zones: Mapping[str, tuple[str, ...]]
    """Time zones by the name of their place."""
    weekdays: Mapping[str, Mapping[str, tuple[str, ...]]]
    """How names call each day of the week, by language; "none": words that only look like one."""
    topics: tuple[Topic, ...]
    """What communities talk about, in order of number."""
    customs: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By id of a custom, the words by which a profile says it, by language."""
    sheets: tuple[Sheet, ...]
    """Duties on paper, in the order of the print room."""
    diagnosis: Entry
    quiet: Entry
    jobs: JobWords
    """How the ledger calls what people do: `playbook/jobs.yml`."""
    kinds: Mapping[str, Kind]
    platforms: Mapping[str, Platform]
    countdowns: tuple[Countdown, ...] = ()
    """What is done before a date, in order of number."""

    def counted(self, what: str, kind: str, crowd: Crowd = NOBODY) -> Countdown:
        """How a date of a name and a kind ("" where nobody says it) is counted back."""
        return choose_countdown(self.countdowns, what, kind, crowd)

    def tactic(self, tactic_id: str) -> Entry:
        return next(t for t in self.tactics if t.id == tactic_id)

    def rhythm(self, rhythm_id: str) -> Rhythm:
        return next(r for r in self.rhythms if r.id == rhythm_id)
