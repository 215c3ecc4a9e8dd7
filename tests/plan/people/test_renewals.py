"""Renewals: the paid-until day where there is one, else the anniversary; in the order of what is at stake."""

from datetime import date, timedelta

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.plan.people.leaving import make_leaving
from community_playbook.plan.people.renewals import make_renewals
from making import TODAY, profile

TIERS = {"member": {"price": 365}, "partner": {"price": 9800}, "free": {}}


def community(*people: Member, ledger: tuple[LedgerEntry, ...] = ()) -> Community:
    return Community(profile(tiers=TIERS), tuple(sorted(people, key=lambda m: m.id)), ledger)


def lists(*people: Member) -> dict[str, str]:
    found = make_renewals(community(*people), TODAY, {}, {})
    parts = {"due": found.due, "overdue": found.overdue, "lost": found.lost}
    return {one.member: name for name, part in parts.items() for one in part}


@pytest.mark.parametrize(
    ("until", "name"), [(0, "due"), (30, "due"), (31, None), (-1, "overdue"), (-30, "overdue"), (-31, "lost")]
)
def test_the_paid_until_day_decides(until, name):
    member = Member("m", tier="member", joined=TODAY - timedelta(700), paid_until=TODAY + timedelta(until))
    assert lists(member).get("m") == name


@pytest.mark.parametrize(
    ("joined", "name"),
    [(date(2025, 12, 1), "due"), (date(2025, 11, 1), "overdue"), (date(2025, 6, 1), None),
     (date(2026, 11, 20), None), (date(2020, 11, 22), "due"), (None, None)],
)  # fmt: skip
def test_else_the_anniversary_does(joined, name):
    assert lists(Member("m", tier="member", joined=joined)).get("m") == name


def test_a_day_that_a_year_lacks_is_the_day_before():
    member = Member("m", tier="member", joined=date(2024, 2, 29))
    found = make_renewals(community(member), date(2027, 2, 10), {}, {})
    assert [one.due for one in found.due] == [date(2027, 2, 28)]


def test_no_fee_no_renewal_and_staff_pays_nothing():
    day = date(2025, 12, 1)
    assert lists(Member("m", tier="free", joined=day), Member("n", joined=day)) == {}
    assert lists(Member("s", tier="member", joined=day, role="staff")) == {}


def test_what_is_at_stake_comes_first():
    day, ago = TODAY + timedelta(9), TODAY - timedelta(3)
    people = [
        Member(m, tier=t, paid_until=day) for m, t in (("a", "member"), ("b", "partner"), ("c", "partner"))
    ]
    found = make_renewals(community(*people), TODAY, {}, {"c": ago, "a": ago})
    assert [one.member for one in found.due] == ["c", "b", "a"]


def test_newcomers_cohorts_and_the_silent_are_counted_by_hand():
    start = date(2026, 5, 1)
    people = [Member(f"m{n}", joined=start + timedelta(n)) for n in range(6)]
    people += [Member("new", joined=TODAY - timedelta(20)), Member("last", joined=TODAY - timedelta(3))]
    people += [Member("old", joined=date(2025, 1, 1))]
    rows = [LedgerEntry(date(2026, 4, 2), "old", "answer", 1, None, "")]
    rows += [
        LedgerEntry(start + timedelta(n + d), f"m{n}", "answer", 1, None, "")
        for n in range(3)
        for d in (1, 9)
    ]
    rows += [LedgerEntry(start + timedelta(80), f"m{n}", "answer", 1, None, "") for n in (3, 4)]
    found = make_leaving(community(*people, ledger=tuple(sorted(rows))), TODAY, TODAY)
    assert [(c.month, c.joined, c.back) for c in found.cohorts] == [(start, 6, 3)]
    assert found.silent == ("new",) and found.older == 1
    assert found.rhythms == 0 and found.quiet == ()
