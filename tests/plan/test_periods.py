"""Weeks, months and seasons against counting days one by one."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.community.rewards import Season
from community_playbook.plan.clock import planned_monday
from community_playbook.plan.game.periods import (
    Period,
    after,
    before,
    closing_month,
    edition_day,
    ledger_end,
    month_of,
    newest_until,
    period_of,
    season_of,
    week_of,
    weeks_ending_in,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
KINDS = st.sampled_from(["week", "month"])


def days_of(period):
    return [period.start + n * DAY for n in range((period.end - period.start).days + 1)]


def test_weeks_ending_in_a_month_are_its_sundays():
    found = set()
    for year in range(1995, 2061):
        for month in range(1, 13):
            sundays = [
                d
                for d in range(1, monthrange(year, month)[1] + 1)
                if date(year, month, d).strftime("%a") == "Sun"
            ]
            weeks = weeks_ending_in(month_of(date(year, month, 15)))
            assert weeks == len(sundays), (year, month)
            found.add(weeks)
    assert found == {4, 5}


@given(KINDS, DAYS)
def test_a_period_holds_its_day_and_touches_its_neighbours(kind, day):
    period = period_of(kind, day)
    assert day in period
    assert period.kind == kind
    assert all(period_of(kind, d) == period for d in days_of(period))
    assert period.days == len(days_of(period))
    assert period.start - DAY not in period
    assert period.end + DAY not in period
    assert before(period).end == period.start - DAY
    assert after(period).start == period.end + DAY
    assert after(before(period)) == before(after(period)) == period


@given(DAYS)
def test_weeks_begin_on_mondays_and_months_on_the_first(day):
    week, month = week_of(day), month_of(day)
    assert (week.start.isoweekday(), week.end.isoweekday(), week.days) == (1, 7, 7)
    assert (month.start.day, month.end.day) == (1, monthrange(day.year, day.month)[1])


@given(DAYS, st.integers(0, 400), DAYS)
def test_before_a_season_as_many_days(start, length, day):
    season = season_of(Season(start=start, end=start + length * DAY))
    assert (season.start, season.end, season.days) == (start, start + length * DAY, length + 1)
    assert period_of("season", day, season) == season
    earlier = before(season)
    assert (earlier.kind, earlier.days, earlier.end) == ("season", season.days, season.start - DAY)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 22)),  # Monday: the week that ended yesterday
        (date(2026, 11, 24), date(2026, 11, 22)),
        (date(2026, 11, 25), date(2026, 11, 22)),
        (date(2026, 11, 26), date(2026, 11, 22)),
        (date(2026, 11, 27), date(2026, 11, 22)),
        (date(2026, 11, 28), date(2026, 11, 29)),  # Saturday: tomorrow
        (date(2026, 11, 29), date(2026, 11, 29)),  # Sunday: today
        (date(2027, 1, 1), date(2026, 12, 27)),  # over the turn of the year
    ],
)
def test_the_edition_ends_on_a_sunday(today, last):
    assert edition_day(today) == last


@given(DAYS)
def test_the_edition_is_the_day_before_the_planned_monday(today):
    assert edition_day(today) == planned_monday(today) - DAY


@given(st.lists(DAYS, max_size=6), DAYS, st.integers(-20, 20))
def test_the_ledger_ends_where_the_week_that_is_due_has_no_row_nor_any_day_after_it(days, today, near):
    days = [*days, today + near * DAY]
    due = week_of(planned_monday(today) - DAY)
    past = sorted(d for d in days if d <= today)
    assert newest_until(days, today) == (past[-1] if past else None)
    assert ledger_end(days, today) == (past[-1] if past and past[-1] < due.start else None)


def test_periods_sort_by_their_days():
    weeks = [week_of(date(2026, 1, 1) + timedelta(weeks=n)) for n in range(60)]
    assert sorted({*weeks}) == weeks
    assert week_of(date(2026, 1, 1)) == Period("week", date(2025, 12, 29), date(2026, 1, 4))


@pytest.mark.parametrize(
    ("today", "newest", "closed"),
    [
        (date(2026, 11, 22), date(2026, 11, 21), (2026, 11)),  # October was settled weeks ago
        (date(2026, 11, 10), date(2026, 11, 9), (2026, 10)),  # October is being settled
        (date(2026, 11, 11), date(2026, 11, 9), (2026, 11)),
        (date(2026, 12, 28), date(2026, 11, 21), (2026, 11)),  # the ledger ends in November
        (date(2027, 1, 3), date(2026, 11, 21), (2026, 11)),
        (date(2027, 1, 3), None, (2026, 12)),  # nobody keeps a ledger
        (date(2027, 1, 31), None, (2027, 1)),
    ],
)
def test_the_month_that_is_closed_next(today, newest, closed):
    rows = [newest, newest - DAY, today + DAY] if newest else []
    month = closing_month(rows, today)
    assert (month.start.year, month.start.month) == closed
    assert month == month_of(month.start)
