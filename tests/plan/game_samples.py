"""Small ledgers, rules, offers and worlds for the tests of tactic 8, made from a few words."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal, localcontext

from hypothesis import strategies as st

from community_playbook.community.people import LedgerEntry
from community_playbook.community.rewards import Exposure, PacketReward, PointRule, Prize
from community_playbook.plan.game.boards import make_tallies
from community_playbook.plan.game.costs import price
from community_playbook.plan.game.game import DIGITS
from community_playbook.plan.game.offers import World, offer_of
from community_playbook.plan.game.periods import week_of
from community_playbook.plan.game.points import Earning, score

MONDAY = date(2026, 8, 31)
FAR = date(2027, 12, 31)
KINDS = {"exposure": Exposure, "red_packet": PacketReward, "prize": Prize}


def day(number):
    """Days count from a Monday; day 6 is its Sunday."""
    return MONDAY + timedelta(days=number)


def rule(action="answer", points=5, **more):
    """A rule; `start` and `end` are numbers of days."""
    for name in ("start", "end"):
        if more.get(name) is not None:
            more[name] = day(more[name])
    return PointRule(action=action, points=points, **more)


def deed(number, member="a", action="answer", quantity=1, amount=None, giver=""):
    return LedgerEntry(day(number), member, action, quantity, amount, "", giver)


def gain(number, member="a", points=1, amount=0, action="answer", deeds=1):
    """One earning, as if it had been scored."""
    return Earning(day(number), member, action, deeds, deeds, points, amount, 1)


def scored(rows, rules, until=FAR, staff=(), watched=()):
    """As `make_game` scores: with digits enough for exact sums."""
    with localcontext(prec=DIGITS):
        return score(rows, rules, frozenset(staff), until, frozenset(watched))


def offer(kind="red_packet", amount=66, number=0, **parts):
    """An offer; `start` and `end` are numbers of days, all else as in the profile, `who` for its `for`."""
    parts["for"] = parts.pop("who", {"rank": 3, "period": "week"})
    for name, key in (("start", "from"), ("end", "to")):
        if name in parts:
            parts[key] = day(parts.pop(name))
    money = {"red_packet": {"amount": amount}, "prize": {"value": amount}}.get(kind, {})
    made = offer_of(kind, number, KINDS[kind].model_validate({"name": kind, **money, **parts}), "week")
    assert made is not None
    return made


def world(earned, until, badges=(), season=None):
    """`until` is a number of days."""
    earned = sorted(earned)
    return World(make_tallies(earned, season), earned, {b.id: b for b in badges}, season, day(until))


PEOPLE = st.sampled_from("abcdef")
ACTIONS = st.sampled_from(["answer", "article", "sale"])
THIRD = Decimal("0.3333333333333333333333333333")
QUANTITIES = st.one_of(st.integers(-3, 6), st.sampled_from([THIRD, Decimal("0.5"), Decimal("-1.25"), -THIRD]))
AMOUNTS = st.one_of(st.none(), st.just(Decimal(0)), st.decimals(-500, 5000, places=2))


def filled(row, most):
    """Lists from empty to full: those of hypothesis have five items on average, whatever their maximum."""
    return st.sampled_from([0, 3, most // 4, most]).flatmap(lambda n: st.lists(row, min_size=n, max_size=n))


def deeds(last=40, quantities=QUANTITIES, most=40, people=PEOPLE):
    return filled(st.builds(deed, st.integers(0, last), people, ACTIONS, quantities, AMOUNTS), most)


@st.composite
def rule_lists(draw, last=40, most=6):
    spans = st.one_of(st.none(), st.integers(0, last))
    found = []
    for _ in range(draw(st.integers(0, most))):
        start, end = draw(spans), draw(spans)
        if start is not None and end is not None and end < start:
            start, end = end, start
        money = draw(st.booleans()) and draw(st.booleans())
        points = None if money else draw(st.sampled_from([Decimal("0.25"), 1, 5, 20, -2, Decimal("1.1")]))
        cap = draw(st.one_of(st.none(), st.integers(1, 4)))
        found.append(rule(draw(ACTIONS), points, amount=money, daily_cap=cap, start=start, end=end))
    return found


@st.composite
def gains(draw, last=60, most=60, points=st.integers(0, 9), people=PEOPLE):  # noqa: B008
    """Earnings in order, at most one a member, day and action."""
    key = st.tuples(st.integers(0, last), people, ACTIONS)
    keys = sorted(set(draw(filled(key, most))))
    amounts = st.integers(0, 5)
    return [gain(n, member, draw(points), draw(amounts), action) for n, member, action in keys]


def by_week(earned):
    """The board of each week, written as {week: {member: points}}."""
    found = defaultdict(lambda: defaultdict(int))
    for e in earned:
        found[week_of(e.day)][e.member] += e.points
    return {week: {m: v for m, v in values.items() if v > 0} for week, values in found.items()}


CAPS = {"answer": 3, "sale": 1}
EACH = {"action": "answer", "each": True}


def priced(offers, earned, until, people=50, seed=1, budget=None, **more):
    here = world(earned, until, **more)
    return price(offers, here, people, CAPS, budget, day(until), seed)


def deeds_of(weeks, of_week):
    """So many deeds in each week, one a member and day."""
    return [
        gain(7 * week + i % 7, f"m{i // 7:02d}", 1) for week in range(weeks) for i in range(of_week(week))
    ]
