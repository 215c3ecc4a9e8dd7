"""About this plan: assumptions, weights and how solid each choice is, rules of the platform, sources."""

from __future__ import annotations

from dataclasses import dataclass

from ...plan.plan import Choice
from .frame import Frame
from .home import FactorLine, factor_views
from .native import RuleLine, rule_lines
from .proof import Proof, proofs
from .reasons import reason
from .topic import heard_said

FIRM, LEANING = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A tactic with its value; `solid`: in how many of 100 trials it stays chosen."""

    title: str
    url: str
    state: str
    value: float | str
    minutes: str
    solid: int | None
    solid_word: str
    why: str


@dataclass(frozen=True, slots=True)
class AboutView:
    factors: list[FactorLine]
    factors_say: str
    formulas: list[str]
    """Of figures that stand on other pages, which say them without one."""
    weights_say: str
    weights: list[WeightRow]
    assumed: list[str]
    proofs: list[Proof]
    notes_say: str
    notes: list[RuleLine]
    made: str


def about_view(frame: Frame, version: str) -> AboutView:
    words, plan = frame.words, frame.plan
    platform = frame.platform
    eligible = sum(1 for c in plan.choices if c.state != "no")
    name = words.pick(platform.words)["name"]
    return AboutView(
        factors=factor_views(frame),
        factors_say=words("about.factors_say", score=plan.diagnosis.score),
        formulas=[words(f"about.formulas.{key}") for key in formulas_due(frame)],
        weights_say=words("about.weights_say", n=frame.number(2**eligible)),
        weights=[weight_view(frame, choice) for choice in plan.choices],
        assumed=[
            words(
                f"about.assumptions.{key}",
                newcomers=frame.number(frame.facts.newcomers.newcomers),
                day=frame.day(plan.facts.days.data_day),
                packet=frame.money(frame.facts.packets.packet_intro),
                wish=frame.money(frame.facts.packets.packet_wish),
                timezone=frame.spoken["timezone"],
                currency=frame.community.profile.community.currency,
            )
            for key in plan.facts.assumed
        ]
        + purpose_assumed(frame)
        + [line for line in (heard_said(frame),) if line],
        proofs=list(proofs(frame)),
        notes_say=words("about.notes_say", platform=name, checked=platform.checked),
        notes=rule_lines(frame),
        made=words("about.made", day=frame.day(plan.facts.days.today), version=version),
    )


def purpose_assumed(frame: Frame) -> list[str]:
    """By which word it was taken what people come for, or that none says it; nothing where it is known."""
    guess = frame.plan.guess
    if guess is None or not frame.plan.rhythms:
        return []
    what = frame.folder(frame.library.rhythm(guess.id).entry).title
    key = "rhythm" if guess.word else "rhythm_usual"
    return [frame.words(f"about.assumptions.{key}", what=what, word=guess.word)]


def formulas_due(frame: Frame) -> list[str]:
    """Of those figures that this plan shows."""
    road, found = frame.plan.roadmap, frame.facts.carriers.activity
    ways = road.scenarios.result if road.people is None else None
    due = {
        "net": ways is not None and bool(ways.bars),
        "effective": found.deeds and not found.carry.few,
        "teams": frame.plan.game.teams is not None,
    }
    return [key for key, shown in due.items() if shown]


def weight_view(frame: Frame, choice: Choice) -> WeightRow:
    entry = frame.entries[choice.id]
    counted = choice.state != "no"
    word = "firm" if choice.solid >= FIRM else "leaning" if choice.solid >= LEANING else "open"
    if choice.state in ("later", "no"):  # how sure it is that it stays out
        sure = 1 - choice.solid
        word = "firm" if sure >= FIRM else "leaning" if sure >= LEANING else "open"
    return WeightRow(
        title=f"{choice.number:02d} {frame.title(entry)}",
        url=frame.page(entry),
        state=choice.state,
        value=choice.value if counted else "–",
        minutes=frame.minutes(choice.minutes),
        solid=round(choice.solid * 100) if counted else None,
        solid_word=frame.words(f"solid.{word}"),
        why=reason(frame, choice),
    )
