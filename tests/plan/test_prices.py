"""What the terms, the month and the badges of an offer do to its price."""

from datetime import date

import pytest
from game_samples import CAPS, EACH, day, deeds_of, gain, offer, priced, world

from community_playbook.plan.game.badges import BadgeState, Holding
from community_playbook.plan.game.costs import monthly_counts, past_weeks, price
from community_playbook.plan.game.periods import Period


def test_offers_without_money_cost_nothing():
    cost = priced([offer("exposure"), offer(amount=0, number=1, who=EACH)], deeds_of(9, lambda _: 2), 62)
    assert (cost.offers, cost.p90, cost.hard) == ((), 0, 0)


def test_a_limit_stands_above_all_draws():
    cost = priced([offer(amount=5, who=EACH, limit=4)], deeds_of(10, lambda _: 9), 69)
    assert cost.p90 <= cost.hard == 20


def test_a_limit_that_every_month_reaches_is_what_it_costs():
    """Seven deeds each week, at most 20 a month: no month ever brought or will bring fewer than 20."""
    cost = priced([offer(amount=1, who=EACH, limit=20)], deeds_of(26, lambda _: 7), 7 * 26 - 1)
    assert cost.p50 == cost.p90 == 20


def badge_state(holders):
    return BadgeState("answer", "n", tuple(Holding(day(0), m) for m in holders), (), {}, 0)


def test_who_has_a_badge_does_not_win_it_again():
    made = offer(amount=10, who={"badge": "answer"})
    assert priced([made], [gain(0)], 20, 10, badges=[badge_state("abcd")]).hard == 60


def test_a_badge_with_the_name_of_an_action_changes_no_price():
    made = offer(amount=10, who={"action": "answer", "period": "all"})
    assert priced([made], [gain(0)], 20, 10, badges=[badge_state("abcd")]).hard == 100


def test_what_is_over_costs_nothing():
    cost = priced([offer(amount=5, who={"action": "article", "each": True}, end=60)],
                  [e._replace(action="article") for e in deeds_of(9, lambda _: 2)], 62)  # fmt: skip
    assert (cost.p90, cost.hard) == (0, 0)


def test_pieces_limit_the_price_of_each_deed():
    made = offer("prize", 10, quantity=2, who={"action": "article", "each": True})
    assert priced([made], [gain(0)], 20).hard == 20


@pytest.mark.parametrize(
    ("until", "ago", "month"),
    [
        (20, 0, 10),
        (29, 0, 10),
        (30, 0, 10),
        (31, 0, 11),
        (27, 3, 10),
        (27, 7, 10),
        (27, 10, 10),
        (27, 11, 11),
        (-40, 65, 10),
    ],
)
def test_which_month_is_priced(until, ago, month):
    """The one after the edition, or after last week where the tables are old. Day 31 is the first of October."""
    cost = price([offer()], world([gain(0)], until), 9, CAPS, None, day(until + ago), 1)
    assert cost.month.start == date(2026, month, 1)


def test_months_of_the_same_history_that_are_over():
    """The running month is not one of them, nor what lies more than half a year back."""
    earned = [gain(30 * n, f"m{i}") for n in range(-12, 5) for i in range(3)]
    here = world(earned, 128)
    counts = monthly_counts(offer(who={"action": "answer", "period": "month"}), here, past_weeks(here))
    assert counts == [3] * 6, "July to December"


def test_the_days_of_the_terms_limit_what_a_cap_allows():
    """October begins on day 31: the terms hold on its first ten days, or on its last one."""
    for terms, days in (
        ({"end": 40}, 10),
        ({"start": 61}, 1),
        ({"start": 62}, 0),
        ({"start": 0, "end": 99}, 31),
    ):
        assert priced([offer(amount=1, who=EACH, **terms)], [gain(0)], 20, 7).hard == 3 * 7 * days


def test_what_is_gone_costs_nothing():
    prize = offer("prize", 10, quantity=2, who={"action": "answer", "period": "all"})
    assert [priced([prize], [gain(n, m) for n, m in enumerate("abc"[:k])], 20, 9).hard for k in range(4)] == [
        20, 10, 0, 0,
    ]  # fmt: skip
    everybody = badge_state("abcde")
    assert priced([offer(who={"badge": "answer"})], [gain(0)], 20, 4, badges=[everybody]).hard == 0


def test_a_lot_is_drawn_once_when_it_is_decided():
    for who, most in (({"points": 1, "period": "week"}, 5), ({"badge": "b"}, 0)):
        assert priced([offer("prize", 1, quantity=5, draw=True, who=who)], [gain(0)], 20).hard == most
    assert (
        priced([offer("prize", 1, quantity=5, draw=True, who={"badge": "b"}, end=40)], [gain(0)], 20).hard
        == 5
    )


def test_a_season_is_paid_in_the_month_of_its_last_day():
    made = offer(amount=10, who={"rank": 3, "period": "season"})
    for last, paid in ((30, 0), (31, 30), (61, 30), (62, 0)):
        assert priced([made], [gain(0)], 20, season=Period("season", day(0), day(last))).hard == paid
