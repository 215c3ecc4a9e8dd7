"""Holidays of the 90 days: from the table where there is one, corrected by the profile, and never guessed."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from calendar_reader import ALL, files_of, frame_of, read
from dateutil.tz import tzical

from community_playbook.outputs.calendar.days_off import days_off
from community_playbook.outputs.calendar.zone import make_timezone
from making import TODAY, community


def found(today: date = TODAY, **parts):
    return days_off(frame_of(community(**parts), today))


def test_a_year_without_a_notice_has_the_days_of_the_law_and_says_so():
    off = found()
    assert [d.isoformat() for d in off.holidays] == [
        "2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08",
    ]  # fmt: skip
    assert off.workdays == {} and "2027" in off.note and "calendar.workdays" in off.note
    events = read(files_of(frame_of(community(), TODAY))[ALL])
    days = {e.times[0]: e for e in events if e.key.startswith("day-")}
    assert set(days) == set(off.holidays)
    assert all(off.note in e.text and e.whole_day and not e.busy for e in days.values())


def test_a_year_with_its_notice_has_make_up_days_and_no_note():
    off = found(date(2026, 1, 5))
    assert off.note == "" and date(2026, 2, 20) in off.holidays
    assert set(off.workdays) == {date(2026, 2, 14), date(2026, 2, 28)}


def test_the_profile_prevails():
    own = {
        "holidays": [{"day": "2027-02-09", "name": "春节（调休）"}, {"day": "2027-01-01", "name": "新年"}],
        "workdays": [{"day": "2027-02-07"}, {"day": "2027-01-31", "name": "补 2 月 9 日"},
                     {"day": "2028-01-01"}],
    }  # fmt: skip
    off = found(calendar=own)
    assert off.holidays[date(2027, 2, 9)] == "春节（调休）" and off.holidays[date(2027, 1, 1)] == "新年"
    assert date(2027, 2, 7) not in off.holidays
    assert off.workdays == {date(2027, 1, 31): "补 2 月 9 日", date(2027, 2, 7): ""}
    assert off.note == ""
    events = read(files_of(frame_of(community(calendar=own), TODAY))[ALL])
    assert len({e.uid for e in events}) == len(events)


def test_a_country_is_asked_for_or_shanghai():
    assert found(community={"timezone": "Europe/Berlin"}).holidays == {}
    german = found(community={"timezone": "Europe/Berlin"}, calendar={"country": "DE"})
    assert date(2026, 12, 25) in german.holidays and german.note == ""
    unknown = found(calendar={"country": "ZZ"})
    assert unknown.holidays == {} and "ZZ" in unknown.note


def test_without_the_table_there_are_none_and_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    off = found(calendar={"holidays": [{"day": "2026-12-24", "name": "年会"}]})
    assert off.holidays == {date(2026, 12, 24): "年会"} and "community-playbook[holidays]" in off.note
    data = files_of(frame_of(community(), TODAY))[ALL]
    assert not [e for e in read(data) if e.key.startswith("day-")]
    assert "community-playbook[holidays]" in data.decode("utf-8").replace("\r\n ", "")


ZONES = (
    "Asia/Shanghai", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Santiago", "UTC",
    "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Chatham",
)  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_in_the_file_is_the_zone(name):
    zone = ZoneInfo(name)
    text = make_timezone(zone, date(2025, 12, 1), date(2028, 2, 1)).to_ical().decode()
    found = tzical(io.StringIO(text)).get(name)
    for hour in range(0, 24 * 365 * 2, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        local = moment.astimezone(zone).replace(tzinfo=None)
        if local.replace(tzinfo=zone, fold=1).utcoffset() == local.replace(tzinfo=zone).utcoffset():
            assert local.replace(tzinfo=found).utcoffset() == local.replace(tzinfo=zone).utcoffset(), local
