"""The terms of an offer: first and last day, limit of a month, pieces of a prize, once and for all."""

from collections import Counter, defaultdict

from game_samples import by_week, day, gain, gains, offer, world
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.offers import wins_in, wins_of
from community_playbook.plan.game.periods import week_of
from tries import tries

RANKS = st.integers(1, 5)
TERMS = st.one_of(st.none(), st.integers(0, 80))
LIMITED = st.sampled_from(
    [{"points": 2, "period": "week"}, {"action": "sale", "period": "week"}, {"action": "sale", "each": True}]
)


@settings(max_examples=tries(150))
@given(gains(points=st.integers(-2, 5)), st.integers(1, 20), st.booleans(), st.integers(0, 30))
def test_once_and_for_all_on_the_day_it_was_reached(earned, wanted, deeds, start):
    """What was done before the first day of the terms does not count."""
    who = {"action": "sale"} if deeds else {"points": wanted}
    found = wins_of(offer(who={**who, "period": "all"}, start=start), world(earned, 60))
    steps = defaultdict(list)
    for e in earned:
        if e.day < day(start):
            continue
        if not deeds or e.action == "sale":
            steps[e.member].append((e.day, e.counted if deeds else e.points))
    hoped = []
    for member, changes in steps.items():
        need, since = (1 if deeds else wanted), None
        for when in sorted({d for d, _ in changes}):
            total = sum(value for d, value in changes if d <= when)
            since = (since or when) if total >= need else None
        hoped += [(since, member)] if since else []
    assert [(w.day, w.member) for w in found] == sorted(hoped)


@settings(max_examples=tries(200))
@given(gains(last=80), LIMITED, st.integers(1, 6))
def test_a_limit_of_each_calendar_month_first_come_first_served(earned, who, limit):
    here = world([e._replace(counted=e.amount) for e in earned], 80)
    everybody = wins_of(offer(who=who), here)
    units = [(w.day, w.member) for w in everybody for _ in range(w.times)]
    kept = Counter()
    used = Counter()
    for when, member in units:
        if used[when.year, when.month] < limit:
            used[when.year, when.month] += 1
            kept[when, member] += 1
    found = wins_of(offer(who=who, limit=limit), here)
    assert Counter({(w.day, w.member): w.times for w in found}) == kept
    assert all(w.amount == 66 * w.times for w in found)


@settings(max_examples=tries(150))
@given(gains(last=80), LIMITED, st.integers(0, 80), st.integers(0, 40))
def test_only_from_the_first_day_to_the_last(earned, who, start, length):
    here = world([e._replace(counted=e.amount) for e in earned], 80)
    bounded = offer(who=who, start=start, end=start + length)
    everything = wins_of(bounded, here, live=False)
    assert everything == wins_of(offer(who=who), here)
    assert wins_of(bounded, here) == [w for w in everything if day(start) <= w.day <= day(start + length)]


@settings(max_examples=tries(150))
@given(gains(last=80), st.integers(1, 6), st.sampled_from(["week", "month", "all"]), st.booleans())
def test_no_more_prizes_than_there_are(earned, quantity, period, deeds):
    who = {"period": period, **({"action": "sale"} if deeds else {"points": 2})}
    here = world(earned, 80)
    plenty = wins_of(offer("exposure", who=who), here)
    found = wins_of(offer("prize", who=who, quantity=quantity), here)
    assert [w[:2] for w in found] == [w[:2] for w in plenty[:quantity]]


@settings(max_examples=tries(250))
@given(gains(points=st.integers(0, 3), last=80), RANKS, st.integers(1, 9), TERMS, TERMS)
def test_a_limit_of_ranks_counts_places_and_never_cuts_shared_money(earned, rank, limit, start, end):
    """Week after week of each month, as long as places are left; weeks outside the terms use none."""
    parts = {k: v for k, v in (("start", start), ("end", end)) if v is not None}
    made = offer(who={"rank": rank, "period": "week"}, limit=limit, **parts)
    paid = defaultdict(list)
    for win in wins_of(made, world(earned, 90)):
        paid[win.day].append(win.amount)
    used = Counter()
    for week, values in sorted(by_week(earned).items()):
        when = week.end
        if (start is None or day(start) <= when) and (end is None or when <= day(end)):
            places = min(rank, limit - used[when.year, when.month], len(values))
            used[when.year, when.month] += places
            assert sum(paid.pop(when, [])) == 66 * places
    assert not paid


def test_no_more_prizes_than_there_are_for_each_deed():
    made = offer("prize", quantity=2, who={"action": "answer", "each": True})
    found = wins_of(made, world([gain(0, "a", 5, deeds=5)], 6))
    assert sum(w.times for w in found) <= 2


def test_a_limit_of_all_time():
    made = offer(who={"rank": 3, "period": "all"}, end=10, limit=1)
    found = wins_of(made, world([gain(0, m, 5) for m in "ab"], 20))
    assert [w.amount for w in found] == [33, 33]


def test_an_offer_that_is_over_keeps_its_winner():
    made = offer(who={"rank": 1, "period": "all"}, end=10)
    before = wins_of(made, world([gain(0, "a", 5)], 20))
    after = wins_of(made, world([gain(0, "a", 5), gain(15, "b", 50)], 20))
    assert [w.member for w in before] == [w.member for w in after] == ["a"]


def test_a_deed_within_the_terms_wins():
    made = offer(who={"action": "answer", "period": "all"}, start=10)
    found = wins_of(made, world([gain(0, "a"), gain(12, "a")], 20))
    assert [w.member for w in found] == ["a"]


def test_a_rank_of_all_time_waits_for_its_last_day():
    made = offer(who={"rank": 1, "period": "all"}, end=10)
    assert wins_of(made, world([gain(0)], 9)) == []
    assert [w.day for w in wins_of(made, world([gain(0)], 10))] == [day(10)]
    assert wins_of(offer(who={"rank": 1, "period": "all"}), world([gain(0)], 400)) == []


@settings(max_examples=tries(150))
@given(gains(points=st.integers(0, 3), last=27), RANKS, st.integers(1, 9), TERMS)
def test_the_running_week_under_a_limit_is_read_as_if_it_were_over(earned, rank, limit, start):
    made = offer(who={"rank": rank, "period": "week"}, limit=limit, start=start or 0)
    if made.holds(day(27)):
        over = [w for w in wins_of(made, world(earned, 27)) if w.day == day(27)]
        assert list(wins_in(made, week_of(day(27)), world(earned, 25))) == over


def test_the_places_that_nobody_took_are_left():
    made = offer(limit=3)
    earned = [gain(7, "a"), *(gain(14, m) for m in "abc")]
    assert sum(w.amount for w in wins_in(made, week_of(day(14)), world(earned, 15))) == 2 * 66
