"""Who moves where: the lists of the week by squad, what a part of the moves brings, or why nobody moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from markupsafe import Markup

from ....plan.people.rotation import TACTIC, Option, Rotation, Wave
from ..agenda import starts_said, state_said
from ..bubble import Bubble
from ..frame import Frame
from .moves import Party, batch_day_name, day_of, first_wave, greetings, parties_of
from .squad_grid import Grid, grids

SHOWN_PARTIES, SHOWN_GREETINGS = 4, 2
"""A page must not be endless on a phone: the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a part of all moves brings. `picked`: nearest to what the profile asks for."""

    name: str
    about: str
    figures: Sequence[tuple[str, str]]
    picked: bool
    x: float
    """In the drawing, in percent of its width."""
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class RotationView:
    kick: str
    phrases: Sequence[str]
    state: str
    runs: bool
    off: str
    lead: str
    grids: Sequence[Grid]
    """Wide and narrow; empty where there are too many groups to draw."""
    key: Sequence[tuple[str, str]]
    """(kind of tile, what it means)."""
    grid_said: str
    cap: Sequence[str]
    list_title: str
    list_about: str
    parties: Sequence[Party]
    more: str
    held: str
    choices: Sequence[Choice]
    curve: Sequence[tuple[float, float, float, float]]
    """The line through them, from nothing moved: x in percent, y in px."""
    chart: str
    limit: str
    """On the drawing."""
    limit_y: float
    choices_cap: Sequence[str]
    messages: Sequence[Bubble]
    unanswered: str
    wishes: str
    moves: bool = True
    """Which of the two views it is."""


@dataclass(frozen=True, slots=True)
class NoRotationView:
    """Why nobody moves, and what to do instead. `again`: when to look again."""

    kick: str
    phrases: Sequence[str]
    state: str
    lead: Markup | str
    instead: Sequence[str]
    again: str
    page: str
    moves: bool = False


def rotation_view(frame: Frame) -> RotationView | NoRotationView:
    found = frame.plan.people.rotation
    return moving(frame, found) if found and found.wave else staying(frame)


def staying(frame: Frame) -> NoRotationView:
    words, choice = frame.words, frame.plan.choice(TACTIC)
    entry, sizes = frame.entries[TACTIC], frame.facts.sizes
    reason = choice.not_for if choice.state == "no" else missing(frame)
    said = words.get(f"rotation.no.{'purpose' if reason in frame.rhythms else reason}")
    lead = frame.no_reason(choice) if choice.state == "no" else said["lead"]
    return NoRotationView(
        kick=words("rotation.no.kick", groups=sizes.member_groups, people=frame.number(sizes.members)),
        phrases=said["phrases"],
        state=words("states.no") if choice.state == "no" else state_said(frame, TACTIC),
        lead=lead,
        instead=said["instead"],
        again=said["again"],
        page=frame.page(entry),
    )


def missing(frame: Frame) -> str:
    """What the list lacks, where the tactic fits."""
    return "still" if frame.facts.sizes.has_roster and not frame.facts.rotation.rotation_week else "roster"


def moving(frame: Frame, found: Rotation) -> RotationView:
    words, runs, wave = frame.words, frame.plan.agenda.runs(TACTIC), first_wave(found)
    parties = parties_of(frame, found, wave)
    order, each = len(found.groups), round(found.size / len(found.groups))
    left = len(parties) - SHOWN_PARTIES
    drawn = grids(frame, found, kinds_of(found))
    choices = choices_of(frame, found)
    return RotationView(
        kick=words("rotation.kick", term=found.term, groups=order, people=frame.number(len(found.squads))),
        phrases=[
            part.format(
                day=batch_day_name(frame),
                squads=squads_said(frame, wave),
                weeks=weeks_said(frame, found.weeks),
            )
            for part in words.get("rotation.h1")
        ],
        state=state_said(frame, TACTIC),
        runs=runs,
        off="" if runs else words("rotation.off"),
        lead=words("rotation.lead", size=round(found.size), n=order, each=each),
        grids=drawn,
        key=key_of(frame, found) if drawn else (),
        grid_said=words("rotation.grid", n=order),
        cap=[*([words("rotation.cap_grid")] if drawn else []), *terms_said(frame, found)],
        list_title=words("rotation.list" if runs else "rotation.list_first"),
        list_about=list_about(frame, wave),
        parties=parties[:SHOWN_PARTIES],
        more=words("rotation.more", n=left) if left > 0 else words("rotation.table"),
        held=words("rotation.held", n=len(found.held)) if found.held else "",
        choices=choices,
        curve=curve(choices),
        chart=words("rotation.chart", values=frame.listed([one.said for one in choices])),
        limit=words("rotation.limit", percent=percent(found.limit)),
        limit_y=height(found.limit),
        choices_cap=choices_cap(frame, found),
        messages=[message for _, message in greetings(frame)][:SHOWN_GREETINGS],
        unanswered=words("rotation.unanswered"),
        wishes=words("rotation.wishes"),
    )


def weeks_said(frame: Frame, weeks: int) -> str:
    return frame.words.counted("rotation.weeks", weeks, n=weeks)


def squads_said(frame: Frame, wave: Wave) -> str:
    n = len({move.squad for move in wave.moves})
    return frame.words.counted("rotation.squads", n, n=frame.count(n))


def list_about(frame: Frame, wave: Wave) -> str:
    """When, how many, how long."""
    words, day = frame.words, day_of(frame, wave)
    minutes = round(len(wave.moves) * frame.facts.rotation.minutes_per_move)
    when = frame.dated(day) if day else starts_said(frame, frame.plan.agenda.standings[TACTIC])
    return words("rotation.list_about", when=when, n=len(wave.moves), minutes=frame.minutes(minutes))


def key_of(frame: Frame, found: Rotation) -> list[tuple[str, str]]:
    """What the tiles mean, with how many squads of each there are."""
    words, counted = frame.words, Counter(kinds_of(found).values())
    return [
        (kind, words(f"rotation.key.{kind}", n=counted[kind], weeks=len(found.waves)))
        for kind in ("now", "go", "later", "rest")
        if counted[kind]
    ]


def kinds_of(found: Rotation) -> dict[int, str]:
    """Of each squad: now, in the weeks that are listed, later, or done and at home."""
    order = len(found.groups)
    kinds = dict.fromkeys(range(order * order), "rest")
    kinds |= dict.fromkeys(found.ahead, "later")
    kinds |= {move.squad: "go" for wave in found.waves for move in wave.moves}
    return kinds | {move.squad: "now" for move in first_wave(found).moves}


def terms_said(frame: Frame, found: Rotation) -> list[str]:
    """How often everybody can still be mixed, and which numbers of groups would do better."""
    words, order, left = frame.words, len(found.groups), found.terms - found.term
    if left < 0:
        said = [words("rotation.terms_over", terms=found.terms)]
    else:
        said = [
            words("rotation.terms", n=order, terms=found.terms),
            words.counted("rotation.terms_left", left, n=left),
        ]
    if found.better:
        parts = [words("rotation.better_one", n=n, terms=terms) for n, terms in found.better]
        said.append(words("rotation.better", n=order, better=frame.listed(parts)))
    return said


def percent(share: float) -> str:
    return f"{round(100 * share)}%"


TOP, BOTTOM, LEFT, RIGHT = 26, 150, 4, 92
"""Of the drawing: y in px, x in percent."""


def height(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def choices_of(frame: Frame, found: Rotation) -> list[Choice]:
    wanted = frame.facts.rotation.rotation_percent / 100
    nearest = min(found.options, key=lambda option: abs(option.share - wanted), default=None)
    return [choice(frame, found, n, option, option == nearest) for n, option in enumerate(found.options)]


def weeks_of(found: Rotation, moves: int) -> int:
    """At the pace of whole squads, which is the one of the headline."""
    return ceil(moves * found.weeks / found.left) if found.left else 0


def choice(frame: Frame, found: Rotation, number: int, option: Option, picked: bool) -> Choice:
    words = frame.words
    minutes = option.moves * frame.facts.rotation.minutes_per_move
    weeks = weeks_of(found, option.moves)
    figures = (
        ("moves", frame.number(option.moves)),
        ("hours", frame.usage.unit(max(round(minutes / 60), 1), "hour")),
        ("mean", percent(option.fresh.mean)),
        ("worst", percent(option.fresh.worst)),
    )
    return Choice(
        name=words.get("rotation.parts")[number],
        about=words("rotation.part_weeks", weeks=weeks_said(frame, weeks)),
        figures=[(words(f"rotation.figures.{key}"), value) for key, value in figures],
        picked=picked,
        x=round(LEFT + option.share * (RIGHT - LEFT), 2),
        y=height(option.fresh.mean),
        said=percent(option.fresh.mean),
    )


def curve(choices: Sequence[Choice]) -> list[tuple[float, float, float, float]]:
    points = [(float(LEFT), height(0)), *((one.x, one.y) for one in choices)]
    return [(*one, *other) for one, other in pairwise(points)]


def choices_cap(frame: Frame, found: Rotation) -> list[str]:
    words = frame.words
    if not found.options:
        return [words("rotation.not_counted", n=len(found.groups))]
    whole = found.options[-1].fresh
    said = [
        words("rotation.choices", limit=percent(found.limit), size=round(found.size), n=len(found.groups)),
        words("rotation.choices_worst", worst=percent(whole.worst)),
    ]
    if percent(whole.mean) != percent(found.limit):
        why = "squads" if found.term <= found.terms else "faces"
        sizes = sorted(Counter(found.squads.values()).values())
        below = words(f"rotation.below.{why}", mean=percent(whole.mean), least=sizes[0], most=sizes[-1])
        said.insert(1, below)
    return said
