"""The home page: a diagnosis, not a welcome. What to do, why, and what is left alone."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...plan.anniversary import NEAR_DAYS, next_anniversary
from ...plan.choice import MOST_NEW, SITTING
from ...plan.plan import Action
from ...plan.questions import stale_since
from .actions import action_name
from .bubble import Bubble
from .frame import Frame
from .hands import capital, who_else, who_name, who_short
from .near import NearLine, near_lines
from .once import once
from .rhythm_facts import weekdays_short
from .tactics import ending_message

SHOWN_FACTORS = 4
SHOWN_QUIET = 4
LOUD = ("light", "heavy")
"""Verdicts that a tone may contradict."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionView:
    when: str
    what: str
    why: str
    who: str
    who_name: str
    minutes: str
    url: str
    link: str
    tick: str
    steps: str
    """Ids of the steps of the week, with blanks between."""


@dataclass(frozen=True, slots=True)
class MeterRow:
    name: str
    used: str
    capacity: str
    percent: float


@dataclass(frozen=True, slots=True)
class FactorLine:
    fact: Markup
    meaning: Markup
    source: Markup
    formula: Markup
    """Shown on the about page alone."""
    points: float
    signed: str


@dataclass(frozen=True, slots=True)
class QuietLine:
    what: Markup
    why: Markup


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question to the operator, and what its answer would gain."""

    q: str
    gain: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page; `have`: hours a week that there are, `cost_*`: what the week takes of them."""

    anniversary: str
    """Said when it is near, else ""."""
    near: list[NearLine]
    better: str
    as_of: str
    phrases: list[str]
    lead: str
    first: FirstStep | None
    members: str
    members_note: list[str]
    have: str
    have_note: list[str]
    cost_hours: int
    cost_minutes: int
    meter: list[MeterRow]
    left: str
    acts_title: str
    things: str
    """How many things this week holds, and how many of them are new."""
    ended: list[Bubble]
    """What is said of tactics that have ended."""
    actions: list[ActionView]
    act_none: str
    why_title: str
    why_say: str
    factors: list[FactorLine]
    nine_title: str
    quiet: list[QuietLine]


ROOMY = 120
"""Minutes a week in which the smallest version of a tactic has room."""


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def home_view(frame: Frame) -> HomeView:
    plan, words, facts = frame.plan, frame.words, frame.facts
    week, verdict = plan.week, frame.verdict_key()
    there = week.owner_capacity + week.helper_capacity
    actions = [action_view(frame, action, i) for i, action in enumerate(plan.actions)]
    now = len(plan.state("now"))
    works = bool(now) or any(laid.tasks for laid in plan.rhythms)
    preparing = not works and any(s.task.setup for s in week.slots)
    lead = "home.lead" if works else "home.lead_prepare" if preparing else "home.lead_none"
    factors = factor_views(frame)
    shown = len(factors[:SHOWN_FACTORS])
    asked = len(question_views(frame))
    return HomeView(
        better=words(f"home.better.{('none', 'one', 'two', 'three')[asked]}"),
        as_of=frame.as_of,
        anniversary=anniversary(frame),
        near=near_lines(frame),
        phrases=words.get(f"verdict.{verdict}.phrases"),
        lead=words(lead, wise=wise(frame), time=frame.minutes(week.minutes)).strip(),
        first=first_step(frame),
        members=frame.number(facts.sizes.members) if facts.sizes.members else "",
        members_note=members_note(frame),
        have=frame.number(round(facts.hands.hours, 2)),
        have_note=have_note(frame),
        cost_hours=week.minutes // 60,
        cost_minutes=week.minutes % 60,
        meter=meter(frame),
        left=left(frame),
        acts_title=words(f"home.acts.{('zero', 'one', 'two', 'three')[len(actions)]}"),
        things=things(frame),
        ended=[made for t in frame.library.tactics if (made := ending_message(frame, t))],
        actions=actions,
        act_none=words(f"home.{'act_none' if there < ROOMY else 'act_rest'}", hours=frame.minutes(there)),
        why_title=words("home.why", verdict=words.get("verdict")[verdict]["phrases"][0].rstrip("，,; ")
                           + frame.usage.comma + words.get("verdict")[verdict]["phrases"][1]),
        why_say=words(
            "home.why_say_beside" if plan.reached.inside else "home.why_say",
            score=plan.diagnosis.score, n=len(plan.diagnosis.factors), shown=shown,
            verdict=capital(frame.verdict_name), cap=plan.diagnosis.cap,
            now=sum(c.this_week for c in plan.choices if c.id not in plan.reached.inside),
        ),
        factors=factors[:SHOWN_FACTORS],
        nine_title=nine_title(frame, now),
        quiet=quiet_views(frame),
    )  # fmt: skip


def nine_title(frame: Frame, now: int) -> str:
    """How many are looked at this week; where there are none, how many the main business carries along."""
    carried = sum(c.this_week for c in frame.plan.choices)
    if now or not carried:
        return frame.words("home.nine.some" if now else "home.nine.zero", n=frame.count(now))
    return frame.words("home.nine.along", n=frame.count(carried))


def wise(frame: Frame) -> str:
    """What people come for, in a sentence; else what suits them, "" where the diagnosis or the week says
    otherwise."""
    if laid := next((one for one in frame.plan.rhythms if one.fits), None):
        return frame.folder(laid.rhythm.entry).meta["one"]
    kind, agenda = frame.kind, frame.plan.agenda
    verdict = frame.plan.diagnosis.verdict
    against = kind.wise_tone and verdict in LOUD and verdict != kind.wise_tone
    idle = kind.wise_of and not any(agenda.runs(tactic) for tactic in kind.wise_of)
    return "" if against or idle else str(frame.words.pick(kind.wise))


def things(frame: Frame) -> str:
    agenda = frame.plan.agenda
    n, fresh = len(agenda.things), len(agenda.fresh)
    return frame.words(f"agenda.things.{'new' if fresh else 'old' if n else 'none'}", n=n, fresh=fresh)


def anniversary(frame: Frame) -> str:
    found = next_anniversary(frame.community.profile.community.founded, frame.facts.days.today)
    if found is None or (found.day - frame.facts.days.today).days > NEAR_DAYS:
        return ""
    return frame.words("home.anniversary", day=frame.day(found.day), n=found.years)


def first_step(frame: Frame) -> FirstStep | None:
    """The earliest job of the week, in the words of the week."""
    slots = frame.plan.week.slots
    if not slots:
        return None
    slot = min(slots, key=lambda s: (s.day, s.start))
    folder = frame.folder(frame.entries[slot.task.entry])
    what = frame.task_text(slot.task)
    if slot.task.setup:
        what = frame.words("home.prepare", what=folder.meta["title"])
    when = f"{frame.weekday(slot.day)} {frame.clock(slot.start)}"
    return FirstStep(url="today.html", text=frame.words("home.first", when=when, what=what))


def action_view(frame: Frame, action: Action, index: int) -> ActionView:
    entry, words = frame.entries[action.entry], frame.words
    folder = frame.folder(entry)
    days = weekdays_short(action.days, words, "short")
    what = folder.meta.get("short") or folder.meta["title"]
    if entry.id in frame.rhythms:
        what = words("rhythm.act", what=folder.plain("jobs", action.job), short=what)
    if action.job == "setup":
        what = words("home.prepare", what=what)
    return ActionView(
        when=f"{days} {frame.clock(action.start)}",
        what=what,
        why=folder.meta["card" if frame.page(entry) else "why"],
        who=action.who,
        who_name=capital(who_name(frame, action.who)),
        minutes=minutes_said(frame, action),
        url=frame.page(entry),
        link=frame.belongs_to(entry),
        tick=frame.tick("act", action.entry),
        steps=" ".join(step.id for step in frame.plan.agenda.of(action.entry, action.job)),
    )


def minutes_said(frame: Frame, action: Action) -> str:
    """All that it takes this week; where two share it, with whom."""
    hands = dict.fromkeys(step.who for step in frame.plan.agenda.of(action.entry))
    others = [who_name(frame, who) for who in hands if who != action.who]
    if not others:
        return frame.words("time.long_minutes", m=action.minutes)
    return frame.words("home.shared", m=action.minutes, who=frame.listed(others))


def members_note(frame: Frame) -> list[str]:
    facts, words = frame.facts, frame.words
    if facts.sizes.new:
        return [words("home.new_note")]
    many = facts.sizes.member_groups != 1
    group = frame.spoken["w_groups" if many else "w_group"]
    key = "home.groups_size" if many and facts.sizes.group_size else "home.groups_note"
    lines = [words(key, n=facts.sizes.member_groups, group=group, size=frame.number(facts.sizes.group_size))]
    if facts.sizes.partner_groups:
        group = frame.spoken["w_groups" if facts.sizes.partner_groups > 1 else "w_group"]
        people = frame.number(facts.sizes.partners)
        lines.append(words("home.partners_note", n=facts.sizes.partner_groups, group=group, people=people))
    return lines


def have_note(frame: Frame) -> list[str]:
    facts, words = frame.facts, frame.words
    if facts.hands.solo:
        return [words("home.alone")]
    number, helped = len(facts.hands.helpers), frame.usage.unit(facts.hands.helper_hours, "hour")
    return [
        words("home.you_hours", h=frame.usage.unit(facts.hands.owner_hours, "hour")),
        words("home.helpers_hours" if number > 1 else "home.helper_hours", h=helped, n=number),
    ]


def meter(frame: Frame) -> list[MeterRow]:
    week = frame.plan.week
    rows = []
    for hand in frame.facts.hands.crew:
        used, most = week.spent(hand.id), hand.minutes
        percent = round(100 * used / most, 1) if most else 0
        rows.append(MeterRow(capital(who_short(frame, hand.id)), clock(used), clock(most), percent))
    return rows


def left(frame: Frame) -> str:
    plan, words, week = frame.plan, frame.words, frame.plan.week
    spare = week.owner_capacity + week.helper_capacity - week.minutes
    begun = sum(c.this_week and not c.running for c in plan.choices)
    waits = begun == MOST_NEW and any(c.starts for c in plan.choices)
    own = week.owner_capacity - week.owner_minutes
    short = bool(plan.left_out) or any(c.refusal and c.refusal.reason == "hours" for c in plan.choices)
    key = "none" if not spare else "starts" if waits else "all" if not short else "both"
    if key == "both" and spare - own > max(own, SITTING):
        key = "yours"
    lines = [words(f"home.left_{key}", t=frame.minutes(spare), most=frame.count(MOST_NEW))]
    for hand in frame.facts.hands.helpers:
        room = max(hand.minutes - week.spent(hand.id), 0)
        if room < 0.1 * hand.minutes and spare > room:
            who = capital(who_else(frame, hand.id))
            lines.append(words("home.helper_tight", who=who, t=frame.minutes(room)))
    if plan.state("next"):
        lines.append(words("home.full", t=frame.minutes(plan.full_minutes)))
    return frame.usage.gap.join(lines)


@once
def factor_views(frame: Frame) -> list[FactorLine]:
    folder = frame.folder(frame.library.diagnosis)
    views: list[FactorLine] = []
    for factor in frame.plan.diagnosis.factors:
        fact, meaning, source, *formula = folder.paragraphs("factors", factor.id)
        points = frame.number(abs(factor.points))
        views.append(FactorLine(
            fact=fact, meaning=meaning, source=source, formula=formula[0] if formula else Markup(""),
            points=factor.points, signed=f"{'+' if factor.points > 0 else '−'}{points}",
        ))  # fmt: skip
    return views


def quiet_views(frame: Frame) -> list[QuietLine]:
    """Where it is known what people come for, that says what suits them, and the kind does not."""
    folder = frame.folder(frame.library.quiet)
    shown = frame.visible(frame.library.quiet, "items")[:SHOWN_QUIET]
    kind, runs = frame.kind, frame.plan.agenda.runs
    warned = not any(laid.fits for laid in frame.plan.rhythms) and not any(map(runs, kind.unwise_of))
    return [
        *([QuietLine(Markup.escape(frame.words.pick(kind.unwise)), Markup(""))] if warned else []),
        *(
            QuietLine(what=parts[0], why=parts[1])
            for item in shown
            if (parts := folder.paragraphs("items", item.id))
        ),
    ][:SHOWN_QUIET]


@once
def question_views(frame: Frame) -> list[AskedQuestion]:
    facts = frame.plan.facts
    day = stale_since(frame.community, facts) or facts.days.today
    known = {
        "day": frame.dated(day),
        "days": (facts.days.today - day).days,
        "cities": facts.meeting.cities_known_percent,
        "newcomers": facts.newcomers.newcomers,
        "timezone": frame.spoken["timezone"],
        "currency": frame.community.profile.community.currency,
        "amounts": amounts(frame),
        **purposes(frame),
    }
    return [
        AskedQuestion(q=frame.words(f"questions.{key}.q"), gain=frame.words(f"questions.{key}.gain", **known))
        for key in frame.asked
    ]


def purposes(frame: Frame) -> dict[str, str]:
    """What people may come for, each with its id, and which of it the profile sounds like."""
    texts = {r.id: frame.usage.pick(r.entry.texts).meta for r in frame.library.rhythms}
    guess = frame.plan.guess
    heard = frame.words(
        f"rhythm.guess.{guess.known if frame.plan.rhythms else 'asked'}",
        what=frame.folder(frame.library.rhythm(guess.id).entry).title,
        id=guess.id,
        word=guess.word,
    ) if guess else ""  # fmt: skip
    return {
        "answers": frame.listed(
            [frame.words("rhythm.answer", answer=meta["answer"], id=id_) for id_, meta in texts.items()]
        ),
        "guess": heard,
    }


def amounts(frame: Frame) -> str:
    """What is done with money of which nobody said whose it is."""
    community = frame.community
    key = "spending" if set(community.unsaid) & set(community.spending) else "takings"
    actions = [action_name(action, community.profile, frame.words) for action in community.unsaid]
    return frame.words(f"amounts.{key}", actions=frame.listed(actions))
