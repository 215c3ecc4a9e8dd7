"""The Lego part of the roadmap: the first combination, the missing brick, the walls, shares, spare bricks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ....plan.roadmap.lego import Combo, Missing, Seat, shares
from ....plan.roadmap.lego_cover import Brick, alike
from ..frame import Frame
from .stage import step_page

OPEN_WALLS, WIDE, LONG_WORD = 3, 3, 8
"""Walls that stand open; bricks in a course; letters from which four beside each other get too narrow."""
MOST_IDLE, MOST_NAMES = 12, 3
CENT = Decimal("0.01")
SIZES = (2, 3, 4)
WALL_STATE = {"ready": ("now", "i-check"), "missing": ("later", "i-cross"), "waits": ("next", "i-next"),
              "empty": ("later", "i-later")}  # fmt: skip


def counted(frame: Frame, n: int, one: str = "partner", many: str | None = None) -> str:
    """A number in Chinese, a number with its noun in English."""
    return frame.number(n) if frame.zh else str(frame.filters["plural"](n, one, many))


def person(frame: Frame, member: str) -> dict[str, str]:
    found = frame.people.get(member)
    return {"name": frame.name(member), "city": frame.city(found.city) if found else ""}


def names(frame: Frame, seats: Sequence[Seat]) -> str:
    return str(frame.filters["listed"]([frame.name(seat.member) for seat in seats]))


def quoted(frame: Frame, texts: Sequence[str]) -> str:
    shown = [f"“{t}”" for t in texts[:MOST_NAMES]]
    return str(frame.filters["listed"](shown)) + (" …" if len(texts) > MOST_NAMES else "")


def dated(frame: Frame, kind: str) -> dict[str, str] | None:
    """The day of the first piece of a kind in the next 90 days."""
    found = next((d for d in frame.plan.roadmap.days.dated if d.piece.kind == kind), None)
    if found is None:
        return None
    return {"day": frame.day(found.day), "weekday": frame.weekday(found.day, "full"),
            "minutes": frame.minutes(found.piece.minutes)}  # fmt: skip


def first_view(frame: Frame) -> dict[str, Any]:
    """Next month's first combination, or why there is none."""
    words, roadmap = frame.words, frame.plan.roadmap
    combo = roadmap.lego.first
    if combo is None or roadmap.advice in ("wait", "new"):
        return {"wall": None, "none": words(f"roadmap.next.{no_first(frame)}")}
    who = names(frame, combo.team)
    rare = ""
    if combo.rarest:
        rare = words("roadmap.next.rare", brick=combo.rarest.word, holders=counted(frame, combo.holders))
    size = counted(frame, combo.size, "person", "people")
    meet, pace = dated(frame, "meet"), frame.community.profile.upgrade.minutes
    key = "why" if roadmap.ready > 1 else "only"
    say = [words(f"roadmap.next.{key}", size=size, ready=frame.number(roadmap.ready), rare=rare).strip()]
    if combo.city:
        say.append(words("roadmap.next.city", n=frame.number(combo.together), city=frame.city(combo.city)))
    say.append(
        words("roadmap.next.meet", **meet)
        if meet
        else words("roadmap.next.meet_waits", minutes=frame.minutes(pace.meet))
    )
    return {
        "wall": wall_view(frame, combo),
        "name": combo.name,
        "who": words(f"roadmap.next.{'alone' if combo.size == 1 else 'who'}", names=who, name=combo.name),
        "names": who,
        "say": say,
        "when": words("roadmap.next.meet", **meet) if meet else "",
        "url": step_page("new-offer") + "#say-team",
        "letter": words("roadmap.next.letter"),
        "none": "",
    }  # fmt: skip


def no_first(frame: Frame) -> str:
    roadmap = frame.plan.roadmap
    states = {combo.state for combo in roadmap.lego.combos}
    if roadmap.advice in ("wait", "new"):
        return f"none_{roadmap.advice}"
    if not roadmap.lego.partners:
        return "none_partners"
    if not roadmap.lego.combos:
        return "none_demands"
    return "none_waits" if "waits" in states else "none_ready"


def gap_view(frame: Frame) -> dict[str, Any]:
    """The missing brick that opens most, and who in the roster has it."""
    words, lego = frame.words, frame.plan.roadmap.lego
    if frame.plan.roadmap.advice in ("wait", "new"):
        return {"what": "", "none": words(f"roadmap.gap.none_{frame.plan.roadmap.advice}"), "more": []}
    if not lego.missing:
        rare = [c for c in lego.combos if c.rarest and c.holders]
        rarest = min(rare, key=lambda c: (c.holders, c.place), default=None)
        text = words("roadmap.gap.none" if lego.combos else "roadmap.gap.none_demands")
        if rarest and rarest.rarest:
            holders = counted(frame, rarest.holders)
            text += ("" if frame.zh else " ") + words(
                "roadmap.gap.fewest", brick=rarest.rarest.word, holders=holders
            )
        return {"what": "", "none": text, "more": []}
    top, *rest = lego.missing
    when = dated(frame, "recruit")
    return {
        "none": "",
        "what": missing_text(frame, top),
        "unlocks": unlocks_text(frame, top),
        "candidates": [candidate_view(frame, top, c.member, c.fit, c.deeds) for c in top.candidates],
        "nobody": words("roadmap.gap.nobody" if frame.community.members else "roadmap.gap.no_roster"),
        "when": words("roadmap.gap.day", **when) if when else "",
        "url": step_page("new-offer") + "#say-missing",
        "letter": words("roadmap.gap.letter"),
        "more": [{"what": missing_text(frame, m), "say": unlocks_text(frame, m)} for m in rest],
        "minutes": frame.minutes(frame.community.profile.upgrade.minutes.recruit),
    }


def missing_text(frame: Frame, missing: Missing) -> str:
    key = "industry" if not missing.skill else "skill_in" if missing.industry else "skill"
    return frame.words(f"roadmap.gap.{key}", skill=missing.skill, industry=missing.industry)


def unlocks_text(frame: Frame, missing: Missing) -> str:
    combos = {c.place: c for c in frame.plan.roadmap.lego.combos}
    found = [combos[place].name for place in missing.demands]
    alone = [combos[p].name for p in missing.demands if len(combos[p].missing) == 1]
    if not missing.unlocks:
        return frame.words("roadmap.gap.unlocks_none", names=quoted(frame, found))
    n = counted(frame, missing.unlocks, "demand")
    return frame.words("roadmap.gap.unlocks", n=n, names=quoted(frame, alone))


def candidate_view(frame: Frame, missing: Missing, member: str, fit: int, deeds: int) -> dict[str, str]:
    words = frame.words
    facts = [words("roadmap.gap.candidate_deeds", n=frame.number(deeds))] if deeds else []
    if missing.skill and missing.industry:
        facts.insert(0, words(f"roadmap.gap.candidate_skill.{fit}"))
    elif not missing.skill and fit:
        facts.insert(0, words("roadmap.gap.candidate_fit", n=frame.number(fit)))
    found = person(frame, member)
    return found | {"say": " · ".join([text for text in (found["city"], *facts) if text])}


def walls_view(frame: Frame) -> dict[str, Any]:
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
    return {
        "any": bool(combos),
        "open": made[:OPEN_WALLS],
        "rest": made[OPEN_WALLS:],
        "rest_word": words("roadmap.walls.rest", n=frame.number(max(len(made) - OPEN_WALLS, 0))),
        "say": say if combos else "",
    }


def wall_view(frame: Frame, combo: Combo) -> dict[str, Any]:
    words = frame.words
    tone, icon = WALL_STATE[combo.state]
    if combo.state == "ready":
        key = "ready_one" if combo.size == 1 else "ready"
        say = words(f"roadmap.walls.{key}", n=frame.number(combo.size))
    elif combo.state == "missing":
        listed = frame.filters["listed"]([brick.word for brick in combo.missing])
        say = words("roadmap.walls.missing", list=listed)
    elif combo.state == "waits":
        size = counted(frame, combo.size, "partner")
        say = words(
            "roadmap.walls.waits", n=size, cap=frame.number(frame.community.profile.upgrade.lego.demands_each)
        )
    else:
        say = words("roadmap.walls.empty")
    return {
        "name": combo.name,
        "state": combo.state,
        "tone": tone,
        "icon": icon,
        "word": words(f"roadmap.walls.states.{combo.state}"),
        "say": say,
        "courses": courses(frame, combo),
        "base": base_view(frame, combo),
    }


def courses(frame: Frame, combo: Combo) -> list[dict[str, Any]]:
    """Rows of at most three bricks (four where the words are short): people above, their skills below."""
    seats = combo.team or combo.nearest
    lacking = {alike(brick) for brick in combo.missing}
    bricks = [brick for brick in combo.bricks if brick.kind == "skill"]
    columns = [(brick, holder(seats, brick)) for brick in bricks]
    columns.sort(key=lambda c: (alike(c[0]) in lacking, place_of(seats, c[1])))
    short = all(len(brick.word) <= (4 if frame.zh else LONG_WORD) for brick in bricks)
    wide = len(bricks) if len(bricks) <= WIDE or (len(bricks) == WIDE + 1 and short) else WIDE
    if len(bricks) == WIDE + 1 and not short:
        wide = 2
    found = []
    for start in range(0, len(columns), max(wide, 1)):
        part = columns[start : start + wide]
        people: list[dict[str, Any]] = []
        for brick, seat in part:
            who = seat.member if seat else ""
            if people and who and people[-1]["id"] == who:
                people[-1]["span"] += 1
            else:
                people.append(who_view(frame, combo, who, alike(brick) in lacking))
        skills = [{"word": brick.word, "gap": alike(brick) in lacking} for brick, _ in part]
        found.append({"n": len(part), "people": people, "skills": skills})
    return found


def holder(seats: Sequence[Seat], brick: Brick) -> Seat | None:
    return next((seat for seat in seats if brick in seat.brings), None)


def place_of(seats: Sequence[Seat], seat: Seat | None) -> int:
    return seats.index(seat) if seat else len(seats)


def who_view(frame: Frame, combo: Combo, member: str, gap: bool) -> dict[str, Any]:
    words = frame.words
    if member:
        return {"id": member, "span": 1, "gap": False, **person(frame, member)}
    if not gap:
        return {"id": "", "span": 1, "gap": True, "name": words("roadmap.walls.busy"), "city": ""}
    lego = frame.plan.roadmap.lego
    mine = [m for m in lego.missing if combo.place in m.demands and m.skill and m.candidates]
    ask = words("roadmap.walls.ask_first", name=frame.name(mine[0].candidates[0].member)) if mine else ""
    return {"id": "", "span": 1, "gap": True, "name": words("roadmap.walls.gap"), "city": ask}


def base_view(frame: Frame, combo: Combo) -> dict[str, Any] | None:
    words = frame.words
    trade = next((brick for brick in combo.bricks if brick.kind == "industry"), None)
    if trade is None:
        return None
    if trade in combo.missing:
        return {"word": trade.word, "say": words("roadmap.walls.trade_missing"), "gap": True}
    lead = holder(combo.team or combo.nearest, trade)
    if lead is None:
        return {"word": trade.word, "say": words("roadmap.walls.lead_none"), "gap": False}
    found = person(frame, lead.member)
    join = "，" if frame.zh else ", "
    name = join.join(text for text in (found["name"], found["city"]) if text)
    return {"word": trade.word, "say": words("roadmap.walls.lead", name=name), "gap": False}


def shares_view(frame: Frame) -> dict[str, Any]:
    """One level: each of the team a part, the community one. With amounts for the likely value."""
    words, roadmap = frame.words, frame.plan.roadmap
    combo, result = roadmap.lego.first, roadmap.scenarios.result
    parts = frame.community.profile.upgrade.lego.community_parts
    sizes = []
    for size in SIZES:
        found = shares([str(i) for i in range(size)], community=parts)
        sizes.append(
            words(
                "roadmap.shares.sizes", n=frame.number(size), each=frame.number(found[0].percent),
                community=frame.number(found[-1].percent if parts else 0),
            )
        )  # fmt: skip
    view: dict[str, Any] = {"sizes": sizes, "rows": [], "title": "", "amount": ""}
    if combo is None or roadmap.advice in ("wait", "new"):
        return view
    value = Decimal(0)
    if result and result.lego:
        value = next(i.likely for i in result.lego.inputs if i.name == "project_value")
    view |= {
        "title": combo.name,
        "amount": words("roadmap.shares.amount", money=frame.money(value)) if value else "",
    }
    seats = {seat.member: seat for seat in combo.team}
    paid = Decimal(0)
    for share in shares(list(seats), community=parts):
        amount = (value * share.percent / 100).quantize(CENT, ROUND_HALF_UP)
        own = share.member != ""
        paid += amount if own else Decimal(0)
        brings = [brick.word for brick in seats[share.member].brings] if own else []
        view["rows"].append({
            "name": frame.name(share.member) if own else words("roadmap.shares.community"),
            "brings": frame.filters["listed"](brings) if own else words("roadmap.shares.community_does"),
            "percent": f"{frame.number(share.percent)}%",
            "amount": frame.money(amount if own else value - paid) if value else "",
        })  # fmt: skip
    return view


def spare_view(frame: Frame) -> dict[str, Any]:
    words, lego = frame.words, frame.plan.roadmap.lego
    join = frame.filters["listed"]
    suggestions = [
        {
            "what": words(
                "roadmap.suggest.item", industry=found.industry, skills=" + ".join(found.skills)
            ),
            "who": words(
                "roadmap.suggest.who", names=names(frame, found.team),
                counts=join([f"{w} {frame.number(n)}" for w, n in
                             zip((found.industry, *found.skills), found.holders, strict=True)]),
            ),
        }
        for found in lego.suggestions
    ]  # fmt: skip
    rest = len(lego.idle) - MOST_IDLE
    plenty = frame.number(frame.community.profile.upgrade.lego.plenty)
    return {
        "idle_say": words("roadmap.idle.say", n=plenty),
        "idle": [
            words("roadmap.idle.item", skill=i.skill, n=frame.number(i.holders))
            for i in lego.idle[:MOST_IDLE]
        ],
        "more": words("roadmap.idle.more", n=frame.number(rest)) if rest > 0 else "",
        "suggestions": suggestions,
        "no_suggestion": words("roadmap.suggest.none", n=plenty),
    }
