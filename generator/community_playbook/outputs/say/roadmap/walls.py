"""The demands of the roadmap as walls: who stands for which bricks, and which brick is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....plan.roadmap.lego import Combo, Seat
from ....plan.roadmap.lego_cover import Brick, alike
from ..frame import Frame

OPEN_WALLS, WIDE, LONG_WORD = 3, 3, 8
"""Walls that stand open; bricks in a course; letters from which four beside each other get too narrow."""
WALL_STATE = {"ready": ("now", "i-check"), "missing": ("later", "i-cross"), "waits": ("next", "i-next"),
              "empty": ("later", "i-later")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedPerson:
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class WallSeat:
    """Who stands above as many skills as `span`. Without an id nobody does, and `city` says whom to ask."""

    id: str
    span: int
    gap: bool
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class SkillBrick:
    word: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A row of bricks, people above their skills."""

    n: int
    people: list[WallSeat]
    skills: list[SkillBrick]


@dataclass(frozen=True, slots=True)
class WallBase:
    """The trade that a demand stands on, and who knows it."""

    word: str
    say: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Wall:
    name: str
    state: str
    tone: str
    icon: str
    word: str
    say: str
    courses: list[Course]
    base: WallBase | None


@dataclass(frozen=True, slots=True)
class WallsView:
    any: bool
    open: list[Wall]
    rest: list[Wall]
    rest_word: str
    say: str


def counted(frame: Frame, n: int, what: str = "partner") -> str:
    """A number with its noun, where the language has the noun there."""
    return frame.words.counted(f"roadmap.counted.{what}", n, n=frame.number(n))


def person(frame: Frame, member: str) -> NamedPerson:
    found = frame.people.get(member)
    return NamedPerson(name=frame.name(member), city=frame.city(found.city) if found else "")


def names(frame: Frame, seats: Sequence[Seat]) -> str:
    return frame.listed([frame.name(seat.member) for seat in seats])


def walls_view(frame: Frame) -> WallsView:
    """All demands but the one that stands above: what lacks a brick, then the rest as the profile has it."""
    words, roadmap = frame.words, frame.plan.roadmap
    combos = roadmap.lego.combos
    order = ("missing", "waits", "ready", "empty")
    above = roadmap.lego.first if roadmap.advice not in ("wait", "new") else None
    others = sorted((c for c in combos if c is not above), key=lambda c: (order.index(c.state), c.place))
    made = [wall_view(frame, combo) for combo in others]
    states = [combo.state for combo in combos]
    say = words(
        "roadmap.walls.say", n=frame.number(len(combos)), ready=frame.number(states.count("ready")),
        missing=frame.number(states.count("missing")), first=words("roadmap.walls.first") if above else "",
    )  # fmt: skip
    return WallsView(
        any=bool(combos),
        open=made[:OPEN_WALLS],
        rest=made[OPEN_WALLS:],
        rest_word=words("roadmap.walls.rest", n=frame.number(max(len(made) - OPEN_WALLS, 0))),
        say=say if combos else "",
    )


def wall_view(frame: Frame, combo: Combo) -> Wall:
    words = frame.words
    tone, icon = WALL_STATE[combo.state]
    if combo.state == "ready":
        key = "ready_one" if combo.size == 1 else "ready"
        say = words(f"roadmap.walls.{key}", n=frame.number(combo.size))
    elif combo.state == "missing":
        listed = frame.listed([brick.word for brick in combo.missing])
        say = words("roadmap.walls.missing", list=listed)
    elif combo.state == "waits":
        size = counted(frame, combo.size, "partner")
        say = words(
            "roadmap.walls.waits", n=size, cap=frame.number(frame.community.profile.upgrade.lego.demands_each)
        )
    else:
        say = words("roadmap.walls.empty")
    return Wall(
        name=combo.name,
        state=combo.state,
        tone=tone,
        icon=icon,
        word=words(f"roadmap.walls.states.{combo.state}"),
        say=say,
        courses=courses(frame, combo),
        base=base_view(frame, combo),
    )


def courses(frame: Frame, combo: Combo) -> list[Course]:
    """Rows of at most three bricks (four where the words are short): people above, their skills below."""
    seats = combo.team or combo.nearest
    lacking = {alike(brick) for brick in combo.missing}
    bricks = [brick for brick in combo.bricks if brick.kind == "skill"]
    columns = [(brick, holder(seats, brick)) for brick in bricks]
    columns.sort(key=lambda c: (alike(c[0]) in lacking, place_of(seats, c[1])))
    short = all(len(brick.word) <= (LONG_WORD // 2 if frame.usage.wide else LONG_WORD) for brick in bricks)
    wide = len(bricks) if len(bricks) <= WIDE or (len(bricks) == WIDE + 1 and short) else WIDE
    if len(bricks) == WIDE + 1 and not short:
        wide = 2
    found = []
    for start in range(0, len(columns), max(wide, 1)):
        part = columns[start : start + wide]
        people: list[WallSeat] = []
        for brick, seat in part:
            who = seat.member if seat else ""
            if people and who and people[-1].id == who:
                people[-1] = replace(people[-1], span=people[-1].span + 1)
            else:
                people.append(who_view(frame, combo, who, alike(brick) in lacking))
        skills = [SkillBrick(word=brick.word, gap=alike(brick) in lacking) for brick, _ in part]
        found.append(Course(n=len(part), people=people, skills=skills))
    return found


def holder(seats: Sequence[Seat], brick: Brick) -> Seat | None:
    return next((seat for seat in seats if brick in seat.brings), None)


def place_of(seats: Sequence[Seat], seat: Seat | None) -> int:
    return seats.index(seat) if seat else len(seats)


def who_view(frame: Frame, combo: Combo, member: str, gap: bool) -> WallSeat:
    words = frame.words
    if member:
        found = person(frame, member)
        return WallSeat(id=member, span=1, gap=False, name=found.name, city=found.city)
    if not gap:
        return WallSeat(id="", span=1, gap=True, name=words("roadmap.walls.busy"), city="")
    lego = frame.plan.roadmap.lego
    mine = [m for m in lego.missing if combo.place in m.demands and m.skill and m.candidates]
    ask = words("roadmap.walls.ask_first", name=frame.name(mine[0].candidates[0].member)) if mine else ""
    return WallSeat(id="", span=1, gap=True, name=words("roadmap.walls.gap"), city=ask)


def base_view(frame: Frame, combo: Combo) -> WallBase | None:
    words = frame.words
    trade = next((brick for brick in combo.bricks if brick.kind == "industry"), None)
    if trade is None:
        return None
    if trade in combo.missing:
        return WallBase(word=trade.word, say=words("roadmap.walls.trade_missing"), gap=True)
    lead = holder(combo.team or combo.nearest, trade)
    if lead is None:
        return WallBase(word=trade.word, say=words("roadmap.walls.lead_none"), gap=False)
    found = person(frame, lead.member)
    name = frame.usage.comma.join(text for text in (found.name, found.city) if text)
    return WallBase(word=trade.word, say=words("roadmap.walls.lead", name=name), gap=False)
