"""What the texts of a rhythm may say beside all facts: its anchors, clocks, minutes and lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...community.rhythms import Chosen
from ...knowledge.library import FlatFacts
from ...knowledge.rhythms import Beat, offset_of
from ...plan.anchors import anchor_clock, anchor_days, clock_of, fixed_day, root_weeks
from ...plan.clock import DAYS
from ...plan.plan import Plan
from ...plan.purpose import lexicons_of
from ...plan.rhythms import Laid
from ...plan.sums import reckoned
from ...words import Words
from .actions import countable
from .goods_facts import SpokenGoods, spoken_goods
from .round_facts import round_day, said_of_rounds
from .text import Clock
from .topic_facts import sample_of, spoken_topic, topic_words

WEEK = tuple(range(len(DAYS)))


@dataclass(frozen=True, slots=True)
class SpokenAnchor:
    """Its day is a weekday, or a date where the profile gives one; `several`: it comes on more weekdays."""

    day: str
    clock: Clock
    several: bool = False


def rhythm_facts(plan: Plan, laid: Laid, words: Words, day: date | None = None) -> FlatFacts:
    """`day`: on which it is said, where that is known; else Monday."""
    cycle, known, day = laid.rhythm.cycle, day, day or plan.facts.days.monday
    start = fixed_day(laid.rhythm, cycle.season[0], laid.chosen) if cycle.season else None
    return {
        **reckoned(laid, plan.facts),
        "weekday": DAYS[day.weekday()],
        "season_day": max((day - start).days + 1, 0) if start else 0,
        "topic": spoken_topic(plan, words, day, since=start),
        "anchors": {a.id: anchor_said(plan, laid, a.id, words, day) for a in cycle.anchors},
        "times": {beat.id: beat_said(plan, laid, beat, words) for beat in cycle.beats},
        "rounds": {beat.id: round_said(plan, laid, beat, words, known) for beat in cycle.beats},
        "goods": {beat.id: goods_said(plan, laid, beat, words, known) for beat in cycle.beats},
        **said_of_rounds(plan, laid, words, known),
        "now": sorted({step.job for step in plan.agenda.of(laid.id)}),
        "measured": sorted(laid.chosen.minutes),
        "lex": lexicon(plan, laid, words),
        "noticed": noticed(plan, words, lexicon(plan, laid, words)),
    }


def goods_said(plan: Plan, laid: Laid, beat: Beat, words: Words, day: date | None) -> SpokenGoods:
    """Of the round for which it is done on `day`, else on its first day of this week."""
    meant = round_day(plan, laid, beat, day)
    return spoken_goods(plan, laid, words, meant or day or plan.facts.days.monday)


def lexicon(plan: Plan, laid: Laid, words: Words) -> dict[str, str | list[str]]:
    """The words of a rhythm; where it asks newcomers what the topic asks, those of the topic. Chinese
    texts put their own mark behind `ask_short`."""
    setting = plan.facts.setting
    lexicons = lexicons_of(laid.rhythm, screen=setting.screen, seated=setting.seated)
    found = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in words.usage.pick(lexicons).items()
    }
    if plan.topic and laid.rhythm.topic.newcomers:
        known = topic_words(plan.topic.topic, words)
        found |= {
            "ask_short": known.ask.rstrip("？"),
            "sample": known.sample,
            "topic_good": known.pieces[0].title,
        }
    return found | {"sample": sample_of(plan, words, str(found["sample"]))}


def lexicon_of(plan: Plan, words: Words) -> dict[str, str | list[str]]:
    """The words of what people come for, the first of two; empty where nothing is known of it."""
    laid = next((one for one in plan.rhythms if one.fits), None)
    return lexicon(plan, laid, words) if laid else {}


TOLD_TIMES, FEW_TIMES = 10, 2
"""How often somebody helped is said from here on; a small number is no praise, so only what they did is."""


def noticed(plan: Plan, words: Words, lexicon: Mapping[str, object]) -> str:
    """What a star is praised for: what the ledger counts, else a gap with a sample of this trade; never a
    deed that nobody knows of."""
    facts = plan.facts
    star = next(iter(facts.carriers.activity.stars), None)
    when = "then" if facts.days.data_day != facts.days.today else "now"
    if star and star.deeds >= TOLD_TIMES:
        return words(f"noticed.{when}", n=star.deeds)
    if star and star.action and star.deeds >= FEW_TIMES:
        named = next((rule.name for rule in facts.rewards.rule_list if rule.action == star.action), None)
        action = words.get("actions").get(star.action) or countable(named or star.action, words)
        return words(f"noticed.few.{when}", action=action)
    return words("noticed.gap", sample=lexicon["noticed"]) if lexicon else ""


def round_said(plan: Plan, laid: Laid, beat: Beat, words: Words, day: date | None) -> SpokenAnchor | None:
    """The anchor for which a beat is done on `day`, else on its first day of this week: with its date where
    the anchor comes again in between, as its weekday alone would mean the wrong one; None without one."""
    offset = offset_of(beat.on[0])
    if offset is None or offset.anchor in DAYS:
        return None
    usual = anchor_said(plan, laid, offset.anchor, words, day)
    weeks = root_weeks(laid.rhythm, laid.rhythm.cycle.anchor(offset.anchor), full=laid.levels.full)
    day = day or min(beat_days_of_week(plan, laid, beat), default=None)
    if day is None or -offset.more < weeks * len(DAYS):
        return usual
    days = anchor_days(laid.rhythm, offset.anchor, laid.chosen, plan.facts.days.monday, full=laid.levels.full)
    meant = day - timedelta(days=offset.more)
    for slot in plan.week.slots:
        if (slot.task.entry, slot.task.job, slot.day) == (laid.id, beat.id, day) and slot.task.round:
            meant = laid.rhythm.cycle.from_root(offset.anchor, date.fromordinal(slot.task.round))
    found = meant if meant in days else min((one for one in days if one >= day), default=None)
    return SpokenAnchor(dated(found, words), usual.clock) if found else usual


def dated(day: date, words: Words) -> str:
    weekday, written = words(f"days.{DAYS[day.weekday()]}.full"), words.usage.written(day, words.usage.day)
    return words("rhythm.dated", weekday=weekday, day=written)


def anchor_said(plan: Plan, laid: Laid, anchor: str, words: Words, day: date | None = None) -> SpokenAnchor:
    """What comes less than once a week has a date: the next one from `day` on, else from Monday; so has one
    that is not on its usual day."""
    clock = Clock.of(anchor_clock(laid.rhythm, anchor, laid.chosen), words.usage)
    fixed = fixed_day(laid.rhythm, anchor, laid.chosen) if laid.rhythm.cycle.season else None
    if fixed:
        return SpokenAnchor(words.usage.written(fixed, words.usage.day), clock)
    day, full = day or plan.facts.days.monday, laid.levels.full
    days, own = (
        anchor_days(laid.rhythm, anchor, chosen, plan.facts.days.monday, full=full)
        for chosen in (as_usual(laid), laid.chosen)
    )
    coming = min((one for one in own if one >= day), default=None)
    rare = root_weeks(laid.rhythm, laid.rhythm.cycle.anchor(anchor), full=full) > 1
    if coming and (rare or coming != min((one for one in days if one >= day), default=None)):
        return SpokenAnchor(dated(coming, words), clock)
    return SpokenAnchor(weekdays_said(days, words), clock, len({day.weekday() for day in days}) > 1)


def weekdays_said(days: Sequence[date], words: Words) -> str:
    """Each weekday once, in the order of a week."""
    return words.usage.listed(
        [words(f"days.{DAYS[n]}.full") for n in sorted({day.weekday() for day in days})]
    )


def weekdays_short(days: Sequence[date], words: Words, form: str) -> str:
    """For a heading: every day and the working days have a name of their own. `form`: short or full."""
    there = sorted({day.weekday() for day in days})
    name = {WEEK: "every", WEEK[:5]: "work"}.get(tuple(there))
    if name:
        return str(words(f"days_of.{name}"))
    return words.usage.listed([words(f"days.{DAYS[n]}.{form}") for n in there])


def beat_days(plan: Plan, laid: Laid, beat: Beat) -> list[date]:
    """As the week has it; as it is usual of a beat that this week does not have, or not yet on all days."""
    if beat.since:
        return usual_days(plan, laid, beat)
    return beat_days_of_week(plan, laid, beat) or usual_days(plan, laid, beat)


def beat_days_of_week(plan: Plan, laid: Laid, beat: Beat) -> list[date]:
    return [s.day for s in plan.week.slots if (s.task.entry, s.task.job) == (laid.id, beat.id)]


def beat_said(plan: Plan, laid: Laid, beat: Beat, words: Words) -> SpokenAnchor:
    """As the week has it, but for what is made up; of a beat that it does not have, as usual."""
    slots = [s for s in plan.week.slots if (s.task.entry, s.task.job) == (laid.id, beat.id)]
    usual = {day.weekday() for day in usual_days(plan, laid, beat)}
    slots = [s for s in slots if s.day.weekday() in usual] or slots
    if slots:
        return SpokenAnchor(
            weekdays_said([s.day for s in slots], words), Clock.of(slots[0].start, words.usage)
        )
    return SpokenAnchor(
        weekdays_said(usual_days(plan, laid, beat), words),
        Clock.of(clock_of(laid.rhythm, beat, laid.chosen), words.usage),
    )


def as_usual(laid: Laid) -> Chosen:
    """Without the rounds of which the operator says that they are moved or fall out."""
    return replace(laid.chosen, rounds=tuple(one for one in laid.chosen.rounds if not one.moved))


def usual_days(plan: Plan, laid: Laid, beat: Beat, chosen: Chosen | None = None) -> list[date]:
    """Days on which a beat comes, in some week; `chosen`: as usual, where nobody says otherwise."""
    monday, full = plan.facts.days.monday, laid.levels.is_full(beat)
    chosen = chosen or as_usual(laid)
    found = []
    for written in beat.days_of(full=full):
        offset = offset_of(written)
        if written in DAYS:
            found.append(monday + timedelta(days=DAYS.index(written)))
        elif offset:
            starts = anchor_days(laid.rhythm, offset.anchor, chosen, monday, full=laid.levels.full)
            found += [start + timedelta(days=offset.more) for start in starts]
    return found
