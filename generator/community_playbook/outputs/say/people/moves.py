"""The moves of one week by squad: whom, from where to where, and what they and the new group are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ....plan.clock import DAYS
from ....plan.people.rotation import TACTIC, Move, Rotation, Wave
from ..agenda import off
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..once import once
from ..text import isolate

JOB, INVITE = "batch", "invite"
"""The job in which people are moved, and the message that goes with it."""
FIRST_NAMES = 7
MANY = 3
"""So many of one trade in a squad are worth a word."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class Tick:
    tick: str
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """A squad that moves in one week."""

    squad: str
    start: str
    to: str
    about: str
    names: str
    all: str
    message: Bubble
    """What each of them is told in private: the same for all."""
    ticks: Sequence[Tick]


def first_wave(found: Rotation) -> Wave:
    """Raises ValueError where nobody moves."""
    if found.wave is None:
        raise ValueError("nobody moves")
    return found.wave


def batch_day(frame: Frame) -> int:
    """The weekday of the moves: this week's, else the authored one."""
    steps = frame.plan.agenda.of(TACTIC, JOB)
    if steps:
        return steps[0].day.weekday()
    job = next(job for job in frame.entries[TACTIC].jobs if job.id == JOB)
    return DAYS.index(job.on[0])


def batch_day_name(frame: Frame) -> str:
    return frame.weekday(frame.plan.agenda.monday + timedelta(days=batch_day(frame)), "full")


def day_of(frame: Frame, wave: Wave) -> date | None:
    return wave.monday + timedelta(days=batch_day(frame)) if wave.monday else None


def group_name(frame: Frame, found: Rotation, group: int) -> str:
    names = {g.id: g.name for g in frame.facts.sizes.group_list}
    return names[found.groups[group]]


def squad_name(frame: Frame, found: Rotation, squad: int) -> str:
    """Its own name; else the group that it began in, and its number there."""
    if squad in found.named:
        return isolate(found.named[squad])
    first, second = divmod(squad, len(found.groups))
    return frame.words("rotation.squad", group=group_name(frame, found, first), n=second + 1)


def by_squad(wave: Wave) -> list[tuple[Move, list[Move]]]:
    """(one of them, all of them) of each squad, once for each group that members of it come from."""
    found = []
    for _, same in groupby(wave.moves, key=lambda move: (move.squad, move.start)):
        moves = list(same)
        found.append((moves[0], moves))
    return found


def parties_of(frame: Frame, found: Rotation, wave: Wave) -> list[Party]:
    return [party(frame, found, one, moves) for one, moves in by_squad(wave)]


def party(frame: Frame, found: Rotation, one: Move, moves: Sequence[Move]) -> Party:
    words, names = frame.words, [frame.name(move.member) for move in moves]
    minutes = round(len(moves) * frame.facts.rotation.minutes_per_move)
    join = words("print.names_join")
    return Party(
        squad=squad_name(frame, found, one.squad),
        start=group_name(frame, found, one.start),
        to=group_name(frame, found, one.to),
        about=words("rotation.party", n=len(moves), minutes=frame.minutes(minutes)),
        names=join.join(names[:FIRST_NAMES]) + (" …" if len(names) > FIRST_NAMES else ""),
        all=words("rotation.all", n=len(moves)),
        message=invitation(frame, found, one, len(moves)),
        ticks=[Tick(frame.tick(TACTIC, one.squad, one.start, n), name) for n, name in enumerate(names)],
    )


def how_moved(frame: Frame) -> str:
    """The way in which a platform moves people."""
    return "role" if frame.spoken["can_move"] else "hand" if frame.spoken["hand_invites"] else "link"


def invitation(frame: Frame, found: Rotation, one: Move, count: int) -> Bubble:
    """Without a name, so that all of a squad get the same."""
    words, key = frame.words, f"rotation.invite.{how_moved(frame)}"
    squad, to = squad_name(frame, found, one.squad), group_name(frame, found, one.to)
    said = [line.format(squad=squad, to=to, n=count) for line in words.get(key)]
    return bubble(frame, words("rotation.invite.label", squad=squad), said, off=off(frame, TACTIC))


def greetings(frame: Frame) -> list[tuple[str, Bubble]]:
    """One message for each group that gets people, by its name: where they come from, what they do, who
    agreed to be named."""
    found = frame.plan.people.rotation
    if found is None or found.wave is None:
        return []
    words, made = frame.words, []
    for to in dict.fromkeys(move.to for move in found.wave.moves):
        moves = [move for move in found.wave.moves if move.to == to]
        name = group_name(frame, found, to)
        label = words("rotation.greet.label", group=name)
        made.append((name, bubble(frame, label, [greeting(frame, found, moves)], off=off(frame, TACTIC))))
    return made


def greeting(frame: Frame, found: Rotation, moves: Sequence[Move]) -> str:
    words = frame.words
    froms = dict.fromkeys(group_name(frame, found, move.start) for move in moves)
    said = words.counted("rotation.greet.came", len(moves), n=len(moves), groups=frame.listed(list(froms)))
    trades = Counter(
        frame.people[move.member].industry for move in moves if frame.people[move.member].industry
    )
    many = [
        trade
        for trade, count in sorted(trades.items(), key=lambda pair: (-pair[1], pair[0]))
        if count >= MANY
    ]
    if many:
        said += words("rotation.greet.trades", trades=frame.listed(many[:2]))
    shy = words("boards.somebody")
    named = [name for move in moves if (name := frame.posted_name(move.member)) != shy][:NAMED]
    if named:
        said += words("rotation.greet.named", names=frame.listed(named))
    return said + words("rotation.greet.ask")


@once
def names_of_week(frame: Frame) -> list[str]:
    """Where this week's moves are made: a line for each squad, with everybody who goes."""
    found = frame.plan.people.rotation
    if found is None or found.wave is None or not found.running:
        return []
    join, words = frame.words("print.names_join"), frame.words
    return [
        words(
            "rotation.line", squad=squad_name(frame, found, one.squad), n=len(moves),
            start=group_name(frame, found, one.start), to=group_name(frame, found, one.to),
            names=join.join(frame.name(move.member) for move in moves),
        )
        for one, moves in by_squad(found.wave)
    ]  # fmt: skip


@once
def sent_this_week(frame: Frame) -> list[Bubble]:
    """What goes out with this week's moves: to each squad, then in each group that gets people."""
    found = frame.plan.people.rotation
    if found is None or found.wave is None or not found.running:
        return []
    to_squads = [invitation(frame, found, one, len(moves)) for one, moves in by_squad(found.wave)]
    return [*to_squads, *(message for _, message in greetings(frame))]
