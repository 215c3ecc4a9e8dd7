"""The page of badges: who has earned which one and when, and who is nearly there."""

from __future__ import annotations

from typing import Any

from ....community.rewards import Badge
from ....plan.game.badges import BadgeState, Holding
from ....plan.game.public import STARS, consents
from ..frame import Frame
from ..speech import action_name
from .rows import initial

LATEST = 6
FRESH_DAYS = 31


def badges_view(frame: Frame) -> dict[str, Any]:
    words, game = frame.words, frame.plan.game
    rules = {badge.id: badge for badge in frame.community.profile.badges}
    fresh = sum(
        1
        for state in game.badges
        for h in state.holders
        if not rules[state.id].when.years and (game.until - h.day).days < FRESH_DAYS
    )
    near = sum(len(state.near) for state in game.badges)
    key = "h1" if fresh and near else "h1_fresh" if fresh else "h1_near" if near else "h1_none"
    return {
        "phrases": [p.format(fresh=fresh, near=near) for p in words.get(f"badges.{key}")],
        "badges": [badge_view(frame, rules[state.id], state) for state in game.badges],
        "messages": messages(frame),
    }


def badge_view(frame: Frame, badge: Badge, state: BadgeState) -> dict[str, Any]:
    words = frame.words
    latest = sorted(state.holders, key=lambda h: (-h.day.toordinal(), h.member))[:LATEST]
    return {
        "name": badge.name,
        "rule": badge_rule(frame, badge),
        "count": frame.number(len(state.holders)),
        "holders": [
            {
                "name": frame.name(h.member),
                "initial": initial(frame.name(h.member)),
                "day": frame.full_day(h.day),
                "reason": h.reason,
            }
            for h in latest
        ],
        "more": words("badges.more", n=frame.number(len(state.holders) - len(latest)))
        if len(state.holders) > len(latest)
        else "",
        "near": [
            {
                "name": frame.name(n.member),
                "done": frame.number(n.done),
                "wanted": frame.number(n.wanted),
                "lacks": words("badges.lacks", n=frame.number(n.wanted - n.done)),
                "percent": round(float(100 * n.done / n.wanted), 1),
            }
            for n in state.near
        ],
    }


def badge_rule(frame: Frame, badge: Badge) -> str:
    """When a badge is earned, in words; all parts must hold."""
    words, when = frame.words, badge.when
    parts = []
    if when.action:
        name = action_name(when.action, frame.community.profile, words)
        count = when.count or 1
        parts.append(words("badges.rule.first" if count == 1 else "badges.rule.action", action=name, n=count))
    if when.points:
        parts.append(words("badges.rule.points", n=frame.number(when.points)))
    if when.rank:
        period = frame.community.profile.points.period
        kind = period if isinstance(period, str) else "season"
        key = "champion" if when.rank == 1 else "rank"
        parts.append(words(f"badges.rule.{key}", n=when.rank, board=words(f"badges.boards.{kind}")))
    if when.years:
        parts.append(words("badges.rule.years", n=when.years))
    if badge.given or not parts:
        parts.append(words("badges.rule.given"))
    return words("badges.rule.join").join(parts)


def messages(frame: Frame) -> list[dict[str, Any]]:
    """To those who are nearly there, in private; and the line that names a new holder, perhaps masked."""
    words, found = frame.words, []
    states = {state.id: state for state in frame.plan.game.badges}
    for badge in frame.community.profile.badges:
        state = states[badge.id]
        if state.near:
            named = (near for near in state.near if frame.name(near.member) != near.member)
            n = next(named, state.near[0])
            lines = [
                words(
                    "badges.say.near", name=frame.name(n.member), badge=badge.name,
                    n=frame.number(n.wanted - n.done), rule=badge_rule(frame, badge),
                )
            ]  # fmt: skip
            found.append(bubble(frame, words("badges.say.near_label", badge=badge.name), lines))
    latest = newest(frame, states)
    if latest:
        badge, holding = latest
        key = "given" if holding.reason else "years" if badge.when.years else "new"
        lines = [
            words(
                f"badges.say.{key}", name=frame.public_name(holding.member), badge=badge.name,
                day=frame.day(holding.day), reason=holding.reason, n=badge.when.years,
                rule=badge_rule(frame, badge),
            )
        ]  # fmt: skip
        found.append(bubble(frame, words("badges.say.new_label"), lines))
    return found


def newest(frame: Frame, states: dict[str, BadgeState]) -> tuple[Badge, Holding] | None:
    """The newest holding of a member who agreed to be named; deeds come before what only took time."""
    show = frame.community.profile.publish.show
    found = [
        (not badge.when.years, holding.day, holding.member, badge, holding)
        for badge in frame.community.profile.badges
        for holding in states[badge.id].holders
        if (frame.plan.game.until - holding.day).days < FRESH_DAYS
        and frame.public_name(holding.member) != STARS
        and consents(frame.people.get(holding.member), show)
    ]
    if not found:
        return None
    *_, badge, holding = max(found, key=lambda item: item[:3])
    return badge, holding


def bubble(frame: Frame, label: str, lines: list[str]) -> dict[str, Any]:
    mark = frame.words("who.you_mark" if frame.facts["solo"] else "who.helper_mark")
    return {"mark": mark, "label": label, "at": "", "lines": lines}
