"""The page of badges: who has earned which one and when, and who is nearly there."""

from __future__ import annotations

from dataclasses import dataclass

from ....community.rewards import Badge, BadgeRule, Condition
from ....plan.game.badges import BadgeState, Holding
from ....plan.game.public import STARS, consents
from ..actions import action_name, countable
from ..bubble import Bubble, bubble
from ..frame import Frame
from .rows import initial

LATEST = 6
FRESH_DAYS = 31


@dataclass(frozen=True, slots=True)
class BadgeHolder:
    name: str
    initial: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class NearHolder:
    """Somebody who nearly has a badge."""

    name: str
    done: str
    wanted: str
    lacks: str
    percent: float


@dataclass(frozen=True, slots=True)
class BadgeView:
    name: str
    rule: str
    count: str
    holders: list[BadgeHolder]
    more: str
    near: list[NearHolder]


@dataclass(frozen=True, slots=True)
class BadgesView:
    phrases: list[str]
    badges: list[BadgeView]
    messages: list[Bubble]


def badges_view(frame: Frame) -> BadgesView:
    words, game = frame.words, frame.plan.game
    rules = {badge.id: badge for badge in frame.community.profile.badges}
    fresh = sum(
        1
        for state in game.badges
        for h in state.holders
        if not rules[state.id].when.takes_only_time() and (game.until - h.day).days < FRESH_DAYS
    )
    near = sum(len(state.near) for state in game.badges)
    key = "h1" if fresh and near else "h1_fresh" if fresh else "h1_near" if near else "h1_none"
    return BadgesView(
        phrases=[p.format(fresh=fresh, near=near) for p in words.get(f"badges.{key}")],
        badges=[badge_view(frame, rules[state.id], state) for state in game.badges],
        messages=messages(frame),
    )


def badge_view(frame: Frame, badge: Badge, state: BadgeState) -> BadgeView:
    words = frame.words
    latest = sorted(state.holders, key=lambda h: (-h.day.toordinal(), h.member))[:LATEST]
    return BadgeView(
        name=badge.name,
        rule=badge_rule(frame, badge),
        count=frame.number(len(state.holders)),
        holders=[
            BadgeHolder(
                name=frame.name(h.member),
                initial=initial(frame.name(h.member)),
                day=frame.full_day(h.day),
                reason=h.reason,
            )
            for h in latest
        ],
        more=words("badges.more", n=frame.number(len(state.holders) - len(latest)))
        if len(state.holders) > len(latest)
        else "",
        near=[
            NearHolder(
                name=frame.name(n.member),
                done=frame.number(n.done),
                wanted=frame.number(n.wanted),
                lacks=words("badges.lacks", n=frame.number(n.wanted - n.done)),
                percent=round(float(100 * n.done / n.wanted), 1),
            )
            for n in state.near
        ],
    )


def badge_rule(frame: Frame, badge: Badge) -> str:
    """When a badge is earned, in words: all that is asked for; beside it perhaps a gift of the owner."""
    words = frame.words
    ways = [conditions_said(frame, badge.when)] if badge.when.conditions() else []
    if badge.given or not ways:
        ways.append(words("badges.rule.given_too" if ways else "badges.rule.given"))
    return "".join(ways)


def conditions_said(frame: Frame, when: BadgeRule, length: str = "rule") -> str:
    """All conditions in one sentence; `length`: "rule", or "short" for a picture."""
    said = frame.words(f"badges.{length}.join").join(
        condition_said(frame, condition, length) for condition in when.conditions()
    )
    return said if when.action else said[:1].upper() + said[1:]  # an action keeps the operator's letters


def condition_said(frame: Frame, condition: Condition, length: str) -> str:
    """One condition; a kind may have other words for a single one (`<kind>_one`)."""
    profile, words = frame.community.profile, frame.words
    single = f"{condition.kind}_one"
    alone = condition.wanted == 1 and single in words.get(f"badges.{length}")
    period = profile.points.period if isinstance(profile.points.period, str) else "season"
    return words(
        f"badges.{length}.{single if alone else condition.kind}",
        action=countable(action_name(condition.deed, profile, words), words),
        board=words(f"badges.boards.{period}"),
        n=frame.number(condition.wanted),
    )


def only_years(when: BadgeRule) -> bool:
    """Is there nothing to tell but the years?"""
    return [condition.kind for condition in when.conditions()] == ["years"]


def messages(frame: Frame) -> list[Bubble]:
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
        key = "given" if holding.reason else "years" if only_years(badge.when) else "new"
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
        (not badge.when.takes_only_time(), holding.day, holding.member, badge, holding)
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
