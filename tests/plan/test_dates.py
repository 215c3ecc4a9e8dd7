"""Quiet days before the dates of a profile, against a count of each day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.calendar import BigDate
from community_playbook.plan.dates import coming, quiet_until, window_of
from making import plan

START = date(2026, 11, 23)
KINDS = ("exam", "sale", "closing", "release", "term", "opening", "event", "holidays", None)


def big(first: int, days: int, kind: str | None = "exam") -> BigDate:
    start = START + timedelta(days=first)
    said = {"what": f"{kind} {first}", "from": start, "to": start + timedelta(days=days)}
    return BigDate.model_validate(said | ({"kind": kind} if kind else {}))


BIGS = st.lists(st.builds(big, st.integers(0, 60), st.integers(0, 12), st.sampled_from(KINDS)), max_size=5)


@given(BIGS, st.integers(-20, 90))
def test_quiet_days_are_those_of_a_count_day_by_day(bigs, n):
    def quiet(day):
        asked = [b for b in bigs if b.kind in ("exam", "sale", "closing", "release")]
        return any(b.start - timedelta(days=14) <= day <= b.last for b in asked)

    day = START + timedelta(days=n)
    if not quiet(day):
        assert window_of(bigs, day) is None
        assert quiet_until(bigs, day) is None
        return
    first = last = day
    while quiet(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while quiet(last + timedelta(days=1)):
        last += timedelta(days=1)
    assert window_of(bigs, day) == (first, last)
    assert quiet_until(bigs, day) == last


@given(BIGS)
def test_near_dates_have_not_passed(bigs):
    near = coming(bigs, START)
    assert list(near) == sorted(near, key=lambda b: b.start)
    assert {b.what for b in bigs} - {b.what for b in near} == {
        b.what for b in bigs if b.last < START or b.start > START + timedelta(weeks=6)
    } - {b.what for b in near}


def test_a_day_by_itself_lasts_one_day():
    exam = BigDate.model_validate({"what": "考研", "from": date(2026, 12, 19), "kind": "exam"})
    assert exam.last == date(2026, 12, 19)
    assert quiet_until([exam], date(2026, 12, 5)) == date(2026, 12, 19)
    assert quiet_until([exam], date(2026, 12, 4)) is None


def test_the_facts_hold_the_dates_that_are_near():
    made = plan(dates=[{"what": "考研", "from": "2026-12-19", "to": "2026-12-20", "kind": "exam"},
                       {"what": "高考", "from": "2027-06-07", "kind": "exam"}])  # fmt: skip
    assert [b.what for b in made.facts.days.date_list] == ["考研"]
