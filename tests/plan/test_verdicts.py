"""The rule of a page, and the test that may say "works": brute force, laws, and 10,000 tallies without effect."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.journal import Event, Journal, Line
from community_playbook.intake.library import load_library
from community_playbook.plan.evidence import ENOUGH, Evidence, poisson, share
from community_playbook.plan.verdicts import SETTLED, Rule, Verdict, decide, judge, make_verdicts
from example_plans import example_frame, planned
from tries import tries

MONDAY = date(2026, 9, 28)
COUNT = Rule("count", "more", "week", 3, 1, 2, 2)
SHARE = Rule("share", "more", "week", 7, 10, 2, 2)
QUIET = Rule("share", "less", "week", 20, 50, 4, 4)
LEVEL = Rule("level", "less", "week", 15, 1, 2, 2)
RULES = (COUNT, SHARE, QUIET, LEVEL)
GUESSES = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)


def day(week: int, weekday: int = 3) -> date:
    return MONDAY + timedelta(weeks=week, days=weekday)


def tallies(*counts: int | None, of: int | None = None, first: int = 0) -> list[Line]:
    """One a week; None is a week without a count."""
    return [
        Line(day(first + week), "tally", "x", count=count, of=of)
        for week, count in enumerate(counts)
        if count is not None
    ]


def turn(kind: Event, week: int, weekday: int = 3) -> Line:
    return Line(day(week, weekday), kind, "x")


def verdict(rule: Rule, *lines: Line) -> Verdict:
    return judge("x", rule, Journal.of(lines).about("x"))


# ---------------------------------------------------------------- the rule of the page


@pytest.mark.parametrize(
    ("counts", "decision", "left"),
    [
        ((), "open", 4),
        ((3,), "open", 3),
        ((3, 3, 9), "open", 1),
        ((3, 3, 9, 3), "keep", 2),
        ((2, 3, 2, 3), "keep", 2),
        ((3, 3, 3, 2), "keep", 1),
        ((2, 2), "change", 2),
        ((3, 3, 3, 2, 2, 2), "change", 1),
        ((3, 2, 2, 2, 2), "stop", 0),
        ((2, 2, 2, 2, 3), "keep", 2),
        ((2, None, None, 2), "change", 2),  # unknown weeks neither break a row nor count
        ((2, None, 3, None, 2), "open", 1),
    ],
)
def test_the_rule_acts_as_its_page_says(counts, decision, left):
    found = verdict(COUNT, *tallies(*counts))
    assert (found.decision, found.left) == (decision, left)


def test_a_change_begins_anew_and_then_the_end_needs_only_the_second_half():
    low = tallies(2, 2)
    assert verdict(COUNT, *low, turn("changed", 1)).decision == "open"
    again = verdict(COUNT, *low, turn("changed", 1), *tallies(2, first=2))
    assert (again.decision, again.run, again.changed) == ("open", 1, True)
    over = verdict(COUNT, *low, turn("changed", 1), *tallies(2, 2, first=2))
    assert (over.decision, over.since) == ("stop", day(1))
    better = verdict(COUNT, *low, turn("changed", 1), *tallies(5, 5, 5, 5, first=2))
    assert better.decision == "keep" and [c.fresh for c in better.counts] == [False] * 2 + [True] * 4


def test_a_start_begins_anew_from_its_own_day():
    found = verdict(COUNT, *tallies(2, 2, 2, 2), turn("started", 4), *tallies(9, first=4))
    assert (found.decision, found.left, found.run) == ("open", 3, 0)


def test_what_was_stopped_stays_stopped_until_it_starts_again():
    ended = [*tallies(9, 9, 9, 9), turn("stopped", 4)]
    found = verdict(COUNT, *ended, *tallies(9, first=6))
    assert (found.decision, found.stopped, found.needed) == ("stop", day(4), None)
    assert [c.fresh for c in found.counts] == [True] * 4 + [False]
    assert verdict(COUNT, *ended, turn("started", 5)).decision == "open"


def test_several_counts_of_a_week_are_one():
    twice = [Line(day(0, 1), "tally", "x", count=9, of=10), Line(day(0, 3), "tally", "x", count=4, of=10)]
    assert [(c.count, c.of, c.good) for c in verdict(SHARE, *twice).counts] == [(13, 20, False)]
    evenings = [Line(day(0, 1), "tally", "x", count=4), Line(day(0, 3), "tally", "x", count=2)]
    assert [(c.count, c.of, c.good) for c in verdict(COUNT, *evenings).counts] == [(6, 2, True)]
    slow = [Line(day(0, 1), "tally", "x", count=3), Line(day(0, 3), "tally", "x", count=16)]
    assert [(c.count, c.good) for c in verdict(LEVEL, *slow).counts] == [(16, False)]


def test_periods():
    monthly = Rule("share", "more", "month", 5, 10, 2, 2)
    lines = [Line(date(2026, 9, d), "tally", "x", count=4, of=10) for d in (1, 30)]
    lines += [Line(date(2026, 10, 1), "tally", "x", count=4, of=10)]
    found = verdict(monthly, *lines)
    assert [c.start for c in found.counts] == [date(2026, 9, 1), date(2026, 10, 1)]
    each = Rule("count", "more", "time", 4, 1, 2, 2)
    tables = [Line(day(0, 1), "tally", "x", count=3), Line(day(0, 4), "tally", "x", count=3)]
    assert verdict(each, *tables).decision == "change"


@given(st.lists(st.booleans(), max_size=14), st.integers(1, 4), st.integers(1, 4), st.booleans())
def test_the_rule_by_brute_force(good, low, stop, changed):
    rule = Rule("count", "more", "week", 3, 1, low, stop)
    decision, run, left = decide(rule, good, changed)

    def ends(counts, length):
        return len(counts) >= length and not any(counts[len(counts) - length :])

    last = stop if changed else low + stop
    expected = (
        "stop" if ends(good, last)
        else "change" if not changed and ends(good, low)
        else "open" if len(good) < SETTLED
        else "keep"
    )  # fmt: skip
    assert decision == expected
    assert run == next(n for n in range(len(good), -1, -1) if ends(good, n))
    if decision in ("keep", "change"):  # `left` more of them, and not one fewer, move it on
        after = [decide(rule, [*good, *[False] * n], changed)[0] for n in range(left + 1)]
        assert after[-1] != decision and set(after[:-1]) == {decision}


def test_exactly_at_the_target_is_on_it():
    assert COUNT.good(9, 3) and not COUNT.good(8, 3)
    assert SHARE.good(14, 20) and not SHARE.good(13, 20)
    assert QUIET.good(20, 50) and not QUIET.good(21, 50)


# ---------------------------------------------------------------- the claim


def e_poisson(weeks, target, sign):
    """Product over weeks for each guess, then the mean: as the method is defined."""
    total = 0.0
    for d in GUESSES:
        e = 1.0
        for count, exposure in weeks:
            e *= (1 + sign * d) ** count * exp(-sign * exposure * target * d)
        total += e / len(GUESSES)
    return total


def e_share(weeks, p0):
    total = 0.0
    for d in GUESSES:
        p1, e = p0 + 0.8 * d * (1 - p0), 1.0
        for yes, no in weeks:
            e *= (p1 / p0) ** yes * ((1 - p1) / (1 - p0)) ** no
        total += e / len(GUESSES)
    return total


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=8), st.floats(0.2, 4))
def test_counts_equal_the_product_of_their_weeks(weeks, target):
    found = poisson(sum(c for c, _ in weeks), sum(n for _, n in weeks), target)
    for value, sign in ((found.above, 1), (found.below, -1)):
        wanted = e_poisson(weeks, target, sign)
        assert exp(value) == pytest.approx(wanted, rel=1e-9, abs=1e-300)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=8), st.floats(0.05, 0.95))
def test_shares_equal_the_product_of_their_weeks(weeks, p0):
    found = share(sum(y for y, _ in weeks), sum(n for _, n in weeks), p0)
    assert exp(found.above) == pytest.approx(e_share(weeks, p0), rel=1e-9)
    assert exp(found.below) == pytest.approx(e_share([(n, y) for y, n in weeks], 1 - p0), rel=1e-9)


def test_one_without_data():
    for rule in RULES:
        assert verdict(rule).claim == "unknown" and verdict(rule).needed is None
    for empty in (poisson(0, 0, 3), share(0, 0, 0.7)):
        assert (empty.above, empty.below) == pytest.approx((0, 0))


def test_targets_at_the_edge():
    assert share(9, 0, 1.0).above == 0 and share(9, 1, 1.0).below > ENOUGH
    assert share(0, 9, 0.0).below == 0 and share(1, 9, 0.0).above > ENOUGH
    assert poisson(0, 5, 0).above == pytest.approx(0) and poisson(3, 1, 0).above > 0


@given(st.permutations([2, 9, 4, 4, 7, 3]), st.sampled_from(RULES))
def test_the_order_of_weeks_changes_no_claim(counts, rule):
    of = {"share": rule.of, "count": 2, "level": None}[rule.kind]
    found, sorted_ = (verdict(rule, *tallies(*c, of=of)) for c in (counts, sorted(counts)))
    assert (found.claim, found.needed) == (sorted_.claim, sorted_.needed)


def test_what_can_be_told():
    """Twice the target is soon told, just above it is not: the page must say how many weeks are left."""
    assert verdict(COUNT, *tallies(6, 7, 6, 6, 7, 6)).claim == "works"
    close = verdict(COUNT, *tallies(4, 4, 4, 4))
    assert close.claim == "unknown" and close.needed is not None and close.needed > 8
    assert verdict(COUNT, *tallies(3, 3, 3)).needed is None
    assert verdict(COUNT, *tallies(0, 1, 0, 0)).claim == "short"
    assert verdict(QUIET, *tallies(5, 5, 5)).claim == "works"
    assert verdict(QUIET, *tallies(45, 45, 45)).claim == "short"
    assert verdict(LEVEL, *tallies(5, 5, 5)).claim == "unknown"
    assert verdict(LEVEL, *tallies(*[5] * 9)).claim == "works"
    assert verdict(LEVEL, *tallies(*[50] * 9)).claim == "short"


@settings(max_examples=tries(60))
@given(st.lists(st.integers(0, 10), min_size=1, max_size=6), st.sampled_from(RULES))
def test_the_weeks_that_are_needed_are_enough_and_one_fewer_is_not(counts, rule):
    """Checked with whole copies of what was counted, where the number of weeks allows it."""
    of = rule.of if rule.kind == "share" else None
    found = verdict(rule, *tallies(*counts, of=of))
    if found.claim != "unknown":
        assert found.needed is None
    elif found.needed is not None:
        times = 1 + -(-found.needed // len(counts))
        later = verdict(rule, *tallies(*counts * times, of=of))
        assert later.claim != "unknown"
        before = verdict(rule, *tallies(*counts * ((found.needed - 1) // len(counts) + 1), of=of))
        assert before.claim == "unknown"


def mean_e(logs):
    return np.exp(np.array(logs)).mean(axis=0)


@pytest.mark.parametrize(("rate", "sign"), [(1, 1), (3, 1), (10, 1), (30, 1), (3, -1), (10, -1)])
def test_10_000_counts_without_effect(rate, sign):
    """At the target exactly, looked at after each of 26 weeks: "works" (and its mirror) in at most 5 %."""
    made = np.random.default_rng(7).poisson(rate, (10_000, 26)).cumsum(axis=1)
    weeks = np.arange(1, 27)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = [
            np.where(made > 0, made * np.log(max(1 + sign * d, 1e-300)), 0) - sign * weeks * rate * d
            for d in GUESSES
        ]
    said = (mean_e(logs) >= 20).any(axis=1).mean()
    assert 0 < said <= 0.05
    for row in (0, 1, 2):  # and ours is that very number
        ours = poisson(int(made[row, -1]), 26, rate)
        mine = ours.above if sign > 0 else ours.below
        assert exp(mine) == pytest.approx(mean_e(logs)[row, -1], rel=1e-6)


@pytest.mark.parametrize(("p0", "size"), [(0.7, 10), (0.2, 10), (0.4, 50), (0.5, 1)])
def test_10_000_shares_without_effect(p0, size):
    yes = np.random.default_rng(8).binomial(size, p0, (10_000, 26)).cumsum(axis=1)
    no = size * np.arange(1, 27) - yes
    for right, wrong, target in ((yes, no, p0), (no, yes, 1 - p0)):
        guesses = [target + 0.8 * d * (1 - target) for d in GUESSES]
        logs = [right * log(p / target) + wrong * log((1 - p) / (1 - target)) for p in guesses]
        assert 0 < (mean_e(logs) >= 20).any(axis=1).mean() <= 0.05


def test_an_effect_is_found():
    """Three a week where the target is three, and the truth is six: nearly always within twelve weeks."""
    made = np.random.default_rng(9).poisson(6, (300, 12))
    claims = [poisson(int(row.sum()), 12, 3).claim("more") for row in made]
    assert claims.count("works") / len(claims) > 0.97


def test_claims_look_at_both_sides():
    strong = Evidence(ENOUGH, 0)
    assert (strong.claim("more"), strong.claim("less")) == ("works", "short")


# ---------------------------------------------------------------- the nine tactics


@pytest.mark.parametrize("name", ["lighthouse", "trailmates", "newborn", "devguild"])
def test_every_tactic_has_a_verdict_by_its_own_rule(name):
    result = planned(name)
    assert result.plan and result.community
    none = result.plan.reached.uncounted
    found = make_verdicts(load_library(), result.plan.facts.flat, Journal(), none)
    tactics = [t.id for t in load_library().tactics if t.id not in none]
    assert list(found) == list(result.plan.verdicts) == tactics
    assert {(v.decision, v.claim) for v in found.values()} == {("open", "unknown")}
    for one in found.values():
        rule = one.rule
        assert rule.low >= 1 and rule.stop >= 1 and rule.target > 0
        assert rule.every in ("week", "month", "season", "time")
        assert rule.kind != "share" or rule.target <= rule.of
        assert (rule.kind == "share") == (rule.of > 1)


def test_the_numbers_of_a_page_are_those_of_its_rule():
    """The headings say target, low and stop in both languages, where they say any number at all."""
    for name, language in (("lighthouse", "zh"), ("devguild", "en")):
        frame = example_frame(name, language)
        numerals = frame.words.get("numerals")
        for tactic in (t for t in frame.library.tactics if t.id in frame.plan.verdicts):
            rule, folder = frame.plan.verdicts[tactic.id].rule, frame.folder(tactic)
            low, stop = folder.label("measure", "low"), folder.label("measure", "stop")
            assert f"{rule.target:g}" in low, tactic.id
            assert rule.low == 1 or numerals[rule.low] in low, tactic.id
            long = rule.stop >= len(numerals)  # "a full round"
            assert rule.stop == 1 or long or numerals[rule.stop] in stop, tactic.id


def test_a_stop_is_found_in_the_journal():
    plan = planned("lighthouse").plan
    assert plan
    rule = plan.verdicts["stars"].rule
    counted = [Line(day(week), "tally", "stars", count=40, of=50) for week in range(rule.low + rule.stop)]
    found = make_verdicts(load_library(), plan.facts.flat, Journal.of(counted))
    assert found["stars"].decision == "stop" and found["rotation"].decision == "open"
