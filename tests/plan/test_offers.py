"""Money is shared to the cent, and equals get equal shares of the places that they hold together."""

from collections import Counter, defaultdict
from decimal import Decimal

from game_samples import by_week, day, gains, offer, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.boards import standings, tally
from community_playbook.plan.game.offers import (
    offers_of,
    ranked_wins,
    split_evenly,
    split_packet,
    wins_in,
    wins_of,
)
from community_playbook.plan.game.periods import Period, week_of
from making import profile
from tries import tries

CENT = Decimal("0.01")
MONEY = st.decimals(0, 100_000, places=2)
RANKS = st.integers(1, 5)
UNTIL = st.integers(0, 70)


@settings(max_examples=tries(200))
@given(MONEY, st.integers(1, 60))
def test_shares_add_up_to_the_cent(money, people):
    shares = split_evenly(money, people)
    assert sum(shares) == money
    assert len(shares) == people
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= CENT
    assert all(share == share.quantize(CENT) >= 0 for share in shares)


@settings(max_examples=tries(200))
@given(MONEY, st.decimals(1, 1000, places=2))
def test_packets_stay_within_the_limit(money, most):
    packets = split_packet(money, most)
    assert sum(packets) == money
    assert all(0 < packet <= most for packet in packets) or packets == [0] == [money]
    fewest = -(-int(money * 100) // int(most * 100))
    assert len(packets) == max(fewest, 1), "as few as possible"


def test_no_limit_no_split():
    assert split_packet(Decimal(500), Decimal(0)) == [500]


@settings(max_examples=tries(250))
@given(gains(points=st.integers(0, 3)), RANKS, st.decimals("0.01", 500, places=2), UNTIL)
def test_equals_share_and_the_sum_never_changes(earned, rank, amount, until):
    found = wins_of(offer(amount=amount, who={"rank": rank, "period": "week"}), world(earned, until))
    paid = defaultdict(dict)
    for win in found:
        assert win.member not in paid[week_of(win.day)], "once a week at the most"
        assert win.day == week_of(win.day).end
        paid[week_of(win.day)][win.member] = win.amount
    for week, values in by_week(earned).items():
        shares = paid.pop(week, {})
        if week.end > day(until):
            assert shares == {}, "the week is not over"
            continue
        assert sum(shares.values()) == amount * min(rank, len(values))
        for member, value in values.items():
            better = sum(1 for v in values.values() if v > value)
            same = sum(1 for v in values.values() if v == value)
            fair = amount * max(min(rank - better, same), 0) / same
            assert abs(shares.get(member, 0) - fair) < CENT
            assert (member in shares) == (better < rank)
    assert not paid


@settings(max_examples=tries(150))
@given(
    gains(points=st.integers(0, 3), last=6), RANKS, st.integers(1, 5), st.sampled_from(["exposure", "prize"])
)
def test_things_go_to_the_first_in_the_order_of_the_board(earned, rank, quantity, kind):
    parts = {"quantity": quantity} if kind == "prize" else {}
    made = offer(kind, who={"rank": rank, "period": "week"}, **parts)
    places = min(rank, quantity) if kind == "prize" else rank
    sums = tally(earned)
    order = [member for _, member, _ in standings(sums.points, sums.reached)]
    assert [w.member for w in wins_of(made, world(earned, 6))] == order[:places]


@settings(max_examples=tries(150))
@given(gains(last=90), st.integers(1, 12), st.sampled_from(["week", "month"]), UNTIL)
def test_points_of_a_period(earned, wanted, kind, until):
    made = offer(who={"points": wanted, "period": kind})
    tallies = world(earned, until).tallies
    hoped = {
        (period.end, member)
        for period, found in tallies.periods.items()
        if period.kind == kind and period.end <= day(until)
        for member in found.points
        if sum(e.points for e in earned if e.member == member and e.day in period) >= wanted
    }
    found = wins_of(made, world(earned, until))
    assert [(w.day, w.member) for w in found] == sorted(hoped)
    assert all(w.amount == 66 for w in found)


@settings(max_examples=tries(150))
@given(gains(last=60), st.sampled_from(["week", "month", "each"]), UNTIL)
def test_deeds(earned, kind, until):
    earned = [e._replace(counted=e.amount - 1) for e in earned if e.day <= day(until)]
    who = {"action": "sale", **({"each": True} if kind == "each" else {"period": kind})}
    found = Counter()
    for win in wins_of(offer(amount=3, who=who), world(earned, until)):
        found[win.day, win.member] += win.times
        assert win.amount == 3 * win.times
    hoped = Counter()
    tallies = world(earned, until).tallies
    for e in earned:
        if e.action == "sale" and kind == "each" and e.counted > 0:
            hoped[e.day, e.member] += e.counted
    for period in tallies.periods if kind != "each" else ():
        if period.kind == kind and period.end <= day(until):
            done = Counter()
            for e in earned:
                if e.action == "sale" and e.day in period:
                    done[e.member] += e.counted
            hoped.update({(period.end, member): 1 for member, n in done.items() if n > 0})
    assert found == hoped


ABOUT_A_BOARD = st.builds(
    lambda what, wanted, period: {what: wanted, "period": period},
    st.sampled_from(["rank", "points"]), st.integers(1, 4), st.sampled_from(["week", "month", "all"]),
)  # fmt: skip


@settings(max_examples=tries(150))
@given(gains(last=80), ABOUT_A_BOARD, st.integers(20, 70))
def test_a_board_of_sales_is_read_like_one_of_points(earned, who, end):
    turned = [e._replace(points=e.amount, amount=e.points) for e in earned]
    sales = wins_of(offer(who={**who, "board": "sales"}, end=end), world(turned, 80))
    assert sales == wins_of(offer(who=who, end=end), world(earned, 80))


def test_what_the_profile_says():
    given_ = {
        "exposure": [{"name": "shown", "for": {"rank": 3}}, {"name": "nobody"}],
        "red_packet": [{"name": "packet", "amount": 66, "for": {"action": "sale", "each": True}}],
        "prize": [{"name": "tea", "value": "9.90", "quantity": 2, "for": {"badge": "b"}, "limit": 1}],
    }
    found = offers_of(profile(points={"period": "month"}, incentives=given_))
    assert [(o.id, o.condition, o.wanted, o.subject, o.period) for o in found] == [
        ("exposure-0", "rank", 3, "", "month"),
        ("red_packet-0", "each", 1, "sale", "all"),
        ("prize-0", "badge", 1, "b", "all"),
    ]
    assert [(o.amount, o.quantity, o.limit) for o in found] == [
        (0, 0, None),
        (66, 0, None),
        (Decimal("9.9"), 2, 1),
    ]


@given(gains(points=st.integers(0, 3), last=6), RANKS)
def test_the_running_week_is_read_as_if_it_were_over(earned, rank):
    made, week = offer(who={"rank": rank, "period": "week"}), week_of(day(0))
    assert list(wins_in(made, week, world(earned, 2))) == wins_of(made, world(earned, 6))
    assert list(wins_in(made, Period("week", day(70), day(76)), world(earned, 2))) == []


def test_the_first_ones_get_the_cents():
    shares = ranked_wins(
        offer(amount=Decimal("0.05"), who={"rank": 1}), [(1, m, 5) for m in "abc"], day(6), 1
    )
    assert [w.amount for w in shares] == [Decimal("0.02"), Decimal("0.02"), Decimal("0.01")]
