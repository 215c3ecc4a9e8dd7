"""Each flag rises just above its threshold and not at it; what owner and staff give is never flagged."""

from collections import defaultdict
from fractions import Fraction

import pytest
from game_samples import day, deed, gain, rule, scored
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.boards import make_tallies
from community_playbook.plan.game.health import LOOK_BACK_DAYS, MOST_RULES, check_game
from community_playbook.plan.game.periods import week_of
from tries import tries

SUNDAY = 83
RULES = [rule("answer", 5), rule("sale", Fraction(1, 2).__float__())]


def health(rows=(), rules=RULES, staff=(), earned=None, until=SUNDAY):
    found = scored(rows, rules, day(until), staff).earned if earned is None else sorted(earned)
    tallies = make_tallies(found, None)
    edition = week_of(day(until))
    return check_game(rows, rules, found, tallies, edition, day(until), frozenset(staff))


def given_to(member, number=SUNDAY, **givers):
    """So many deeds, each with its giver."""
    return [deed(number, member, giver=giver) for giver, n in givers.items() for _ in range(n)]


def kinds(found):
    return [(f.kind, f.member, f.other) for f in found.flags]


def test_one_giver_of_more_than_half():
    rows = given_to("a", x=5, y=2, z=2)
    flag = health(rows).flags[0]
    assert (flag.kind, flag.member, flag.other, flag.value) == ("giver", "a", "x", 25)
    assert flag.share == pytest.approx(5 / 9)
    assert kinds(health(given_to("a", x=5, y=5))) == [], "half is not more than half"
    assert kinds(health(given_to("a", x=4))) == [], "four rows say nothing"
    assert kinds(health(given_to("a", x=5))) == [("giver", "a", "x")]


def test_the_weight_of_deeds_counts_and_not_their_number():
    rows = [*given_to("a", x=4), *(deed(SUNDAY, "a", "sale", giver=g) for g in "yzyzyz")]
    assert kinds(health(rows)) == [("giver", "a", "x")]


def test_two_who_give_each_other():
    rows = given_to("a", b=4, x=3, y=3) + given_to("b", a=4, x=3, y=3)
    assert kinds(health(rows)) == [("pair", "b", "a")]
    at_the_line = given_to("a", b=3, x=3, y=4) + given_to("b", a=4, x=3, y=3)
    assert kinds(health(at_the_line)) == [], "three tenths are not more than three tenths"
    one_way = given_to("a", b=4, x=3, y=3) + given_to("b", x=5, y=5)
    assert kinds(health(one_way)) == []


def test_a_pair_is_told_once():
    rows = given_to("a", b=9, x=1) + given_to("b", a=9, x=1)
    assert kinds(health(rows)) == [("pair", "b", "a")]
    more = rows + given_to("c", b=5)
    assert kinds(health(more)) == [("giver", "c", "b"), ("pair", "b", "a")]


@settings(max_examples=tries(200))
@given(
    st.lists(
        st.builds(deed, st.just(SUNDAY), st.sampled_from("abcd"), giver=st.sampled_from("abcdxy")),
        max_size=40,
    )
)
def test_what_staff_gives_is_never_flagged(rows):
    """And flags equal the shares, counted one by one."""
    staff = {"c", "x"}
    given_, of_all = defaultdict(int), defaultdict(int)
    for row in rows:
        given_[row.giver, row.member] += 1
        of_all[row.member] += 1
    share = {
        pair: Fraction(n, of_all[pair[1]])
        for pair, n in given_.items()
        if of_all[pair[1]] >= 5 and not staff & {*pair}
    }
    mutual = {
        frozenset(p) for p in share if p[0] != p[1] and min(share[p], share.get(p[::-1], 0)) > Fraction(3, 10)
    }
    single = {p for p, s in share.items() if s > Fraction(1, 2) and frozenset(p) not in mutual}
    found = health(rows, staff=staff)
    assert {frozenset((f.member, f.other)) for f in found.flags if f.kind == "pair"} == mutual
    assert {(f.other, f.member) for f in found.flags if f.kind == "giver"} == single
    assert not any({f.member, f.other} & staff for f in found.flags)
    assert found.has_givers == any(r.giver for r in rows)


def test_only_the_last_ninety_days_and_nothing_of_the_future():
    assert kinds(health(given_to("a", SUNDAY - LOOK_BACK_DAYS + 1, x=5))) == [("giver", "a", "x")]
    assert kinds(health(given_to("a", SUNDAY - LOOK_BACK_DAYS, x=5))) == []
    assert kinds(health(given_to("a", SUNDAY + 1, x=5))) == []


def weekly(last, *earlier, deeds=3):
    """Points of the last week, and of the weeks before it, the newest first."""
    values = enumerate((last, *earlier))
    return [gain(SUNDAY - 3 - 7 * ago, "a", value, deeds=deeds) for ago, value in values if value]


@pytest.mark.parametrize(
    ("values", "jumped"),
    [
        ((51, 10, 10, 10, 10), True),
        ((50, 10, 10, 10, 10), False),
        ((51, 10, 10, 10), False),  # three weeks say nothing
        ((51, 10, 0, 10, 0, 10, 0, 10), True),  # weeks without points are no usual weeks
        ((26, 1, 1, 9, 9, 9, 1), True),  # the median is 5, the mean above it
        ((25, 1, 1, 9, 9, 9, 1), False),
        ((999, 10, 10, 10, *[0] * 9, 10), False),  # the fourth one lies 13 weeks back
        ((999, 10, 10, 10, *[0] * 8, 10), True),
    ],
)
def test_a_jump_is_more_than_five_usual_weeks(values, jumped):
    found = health(earned=weekly(*values))
    assert bool(found.flags) == jumped
    if jumped:
        assert (found.flags[0].kind, found.flags[0].member, found.flags[0].value) == ("jump", "a", values[0])


def test_one_dear_deed_is_no_jump():
    assert not health(earned=weekly(51, 10, 10, 10, 10, deeds=2)).flags


def test_a_few_rules_are_enough():
    five = [rule(f"a{i}") for i in range(MOST_RULES)]
    assert (health(rules=five).rules, health(rules=five).crowded) == (5, False)
    assert health(rules=[*five, rule("b")]).crowded
    over = [rule("b", end=SUNDAY - 1), rule("c", start=SUNDAY + 1)]
    assert not health(rules=[*five, *over]).crowded
    assert health(rules=[*five, rule("b", start=SUNDAY, end=SUNDAY)]).crowded


def test_nothing_to_say():
    assert health().flags == ()
    assert not health([deed(0)]).has_givers


def test_a_share_of_all_points():
    """Five thanks from a friend beside a hundred answers that nobody gave are no reason to ask."""
    rows = [*given_to("a", x=5), *(deed(n, "a") for n in range(SUNDAY) for _ in "ab")]
    assert kinds(health(rows)) == []


def test_what_was_taken_back_was_not_given():
    taken = [deed(SUNDAY, "a", quantity=-1, giver="x") for _ in range(6)]
    assert kinds(health(given_to("a", x=6, y=3) + taken)) == [("giver", "a", "y")]
