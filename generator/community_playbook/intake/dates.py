"""Which day does a cell mean? One cell of a column may depend on the others: 03/04/2026, or 46086.

Only the day is kept. A time with a zone is first carried into the community's time zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from .spelled_dates import spelled

BAD, AMBIGUOUS, NO_YEAR = "bad date", "ambiguous date", "no year"

FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH_OF_EXCEL = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 25_569, 60_000
"""1970-01-01 to 2064-04-08: other five-digit numbers are no days."""
CACHED_LENGTH = 12
PLAIN_LENGTHS = (16, 19)
"""2026-03-05 20:15, with or without seconds."""

NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTHS = {name: n for n, name in enumerate(NAMES.split("|"), 1)}
MONTH = rf"(?P<month>{NAMES})[a-z]*\.?"
TIME = r"(?:[t,，\s]+(?:at\s+)?(?P<time>\S.*))?"
YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
    r"(?:[t,，\s]*(?P<time>\S.*))?"
)
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:t?(?P<time>\d{6}.*)|[t,，\s]+(?P<clock>\d.*))?")
DAY_NAMED = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]*{MONTH}[\s\-/,]*(?P<y>\d{{4}}|\d\d){TIME}")
MONTH_ONLY = re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月(?:份)?")
MONTH_NAMED = re.compile(rf"{MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{{4}}){TIME}")
LOOSE = re.compile(
    rf"(?P<a>\d{{1,2}})\s*(?P<mark>[-/.])\s*(?P<b>\d{{1,2}})\s*(?P=mark)\s*(?P<c>\d{{4}}|\d\d){TIME}"
)
WITHOUT_YEAR = re.compile(
    rf"(?P<m>\d{{1,2}})\s*(?:月\s*(?P<d>\d{{1,2}})\s*[日号]?|(?P<mark>[-/.])\s*(?P<e>\d{{1,2}})){TIME}"
)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
UNIX = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")
WEEKDAY = re.compile(
    r"[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[,.]?"
)
HALVES = "上午|下午|早上|晚上|中午|凌晨|傍晚|am|pm"
CLOCK = re.compile(
    rf"(?P<half>{HALVES})?\s*(?P<h>\d{{1,2}})(?:\s*[:时点]|(?=\d{{4}})|(?=\s*[ap]\.?m))\s*"
    r"(?P<min>\d{1,2}|半)?\s*分?:?\s*(?P<s>\d{1,2})?\s*秒?(?:[.,]\d+)?\s*"
    rf"(?P<after>{HALVES}|a\.m\.|p\.m\.)?\s*(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d.*)?"
)
OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?")
QUARTERS = "-930 -330 -230 330 430 530 545 630 845 930 1030 1245 1345"
TIMED = re.compile(r"\d\s*[:：时点]|\dT\d|\d{10}|\d{5}\.\d|\d\s*[ap]\.?m", re.IGNORECASE)
"""A text without any of these has no time of day."""
EXISTING = frozenset(
    timedelta(hours=hours) for hours in range(-12, 15)
) | frozenset(
    (-1 if text[0] == "-" else 1) * timedelta(hours=int(text.strip("-")[:-2]), minutes=int(text[-2:]))
    for text in QUARTERS.split()
)  # fmt: skip
"""Distances from UTC that some zone has; 19:00-21:00 is no zone of 21 hours."""
RANGE = re.compile(
    r"(?P<first>\d{1,2}(?::\d\d(?P<seconds>:\d\d)?|\s*[点时](?:\s*半|\s*\d{1,2}\s*分?)?|(?=\s*[ap]\.?m))"
    rf"\s*(?:{HALVES})?)\s*(?P<mark>[-~–—―−‐‑〜]+|至|到|to\b|until\b)(?P<blank>\s*)"
    rf"(?P<second>(?:次日|当日|{HALVES})?\s*\d.*)"
)


def zone_of(name: str) -> tzinfo:
    """The community's time zone; a name that this machine does not know was reported with the profile."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


class DateColumn:
    """Reads the cells of one date column. `texts` gives all of them, for when one alone cannot decide."""

    def __init__(self, zone: tzinfo, day_first: bool | None, texts: Callable[[], Iterable[str]]) -> None:
        self.zone = zone
        self.order = {True: "dmy", False: "mdy", None: ""}[day_first]
        self.texts = texts
        self.surveyed = False
        self.serials = False
        self.known: dict[str, date] = {}
        self.completed: dict[str, date] = {}
        """Texts without a year, where the rows around them tell it."""
        self.short: dict[str, int | None] = {}
        """The times of day of short texts, which repeat."""
        self.second: int | None = None
        """Of the day, of the text that was read last; None where it has no time."""
        self.notes: set[str] = set()
        """How cells were read: day_first, month_first, year_first, excel_serial, unix_time, month_only,
        year_nearby."""

    def read(self, text: str) -> date | str:
        """The day, or the reason why there is none."""
        day: date | str | None
        if len(text) > CACHED_LENGTH:  # times of day would fill the memory
            day = self.read_iso(text) if text[4] == "-" else None
            return day or self.find(text)
        day = self.known.get(text) or self.find(text)
        if isinstance(day, date):
            self.known[text] = day
        return day

    def second_of(self, text: str) -> int | None:
        """The time of day of a cell, in the community's zone. Midnight is how spreadsheets write a day."""
        if len(text) in PLAIN_LENGTHS and text[10] in " T" and text[13::3] in (":", "::"):  # nearly always
            try:
                return int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:] or 0) or None
            except ValueError:
                pass
        if len(text) > CACHED_LENGTH:
            return self.find_second(text)
        if text not in self.short:
            self.short[text] = self.find_second(text)
        return self.short[text]

    def find_second(self, text: str) -> int | None:
        if not TIMED.search(text):
            return None
        self.second = None
        if not (len(text) > CACHED_LENGTH and text[4] == "-" and self.read_iso(text)):
            self.find(text)
        return self.second or None

    def find(self, text: str) -> date | str:
        text = tidy(text)
        day = self.read_whole(text)
        if day is not None:
            return day
        loose = LOOSE.fullmatch(text)
        if loose and is_clock(loose["time"]):
            return self.read_loose(loose)
        if SERIAL.fullmatch(text) and FIRST_SERIAL <= float(text) < LAST_SERIAL:
            self.survey()
            if self.serials:
                self.notes.add("excel_serial")
                self.second = round(float(text) % 1 * 86_400)
                return EPOCH_OF_EXCEL + timedelta(days=int(float(text)))
        matched = WITHOUT_YEAR.fullmatch(text)
        if not matched or not is_clock(matched["time"]):
            return self.read_whole(without_end(spelled(text))) or BAD
        self.survey()
        completed = self.completed.get(text)
        return self.with_time(completed, matched["time"]) or NO_YEAR

    def read_iso(self, text: str) -> date | None:
        """The short way for 2026-03-05 20:15:00, with or without zone: a million of them in seconds."""
        if text[10] not in " T":  # "2026-03-05日" and the like go the long way
            return None
        try:
            moment = datetime.fromisoformat(text)
            offset = moment.utcoffset()
            if offset is not None and (offset not in EXISTING or without_end(text.lower()) != text.lower()):
                return None
            moment = moment if offset is None else moment.astimezone(self.zone)
            day = moment.date()
            self.second = second_of_day(moment)
        except (ValueError, OverflowError):
            return None
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None

    def read_whole(self, text: str) -> date | None:
        """A text that needs no other cell."""
        unix = UNIX.fullmatch(text)
        if unix and text.isascii():
            self.notes.add("unix_time")
            moment = datetime.fromtimestamp(int(unix[1]), self.zone)
            self.second = second_of_day(moment)
            return moment.date()
        for pattern in (YEAR_FIRST, COMPACT, DAY_NAMED, MONTH_NAMED):
            match = pattern.fullmatch(text)
            if match:
                parts = match.groupdict()
                month = MONTHS.get(parts.get("month") or "") or int(parts["m"])
                year = int(parts["y"]) if len(parts["y"]) == 4 else full_year(int(parts["y"]))
                day = make_date(year, month, int(parts["d"]))
                return self.with_time(day, parts["time"] or parts.get("clock"))
        match = MONTH_ONLY.fullmatch(text)
        if match and (day := make_date(int(match["y"]), int(match["m"]), 1)):
            self.notes.add("month_only")
            return day
        return None

    def with_time(self, day: date | None, clock: str | None) -> date | None:
        """The day in the community's zone; None if what stands behind it is no time."""
        if day is None or not clock:
            return day
        match = CLOCK.fullmatch(clock)
        if not match:
            return None
        hour, minute = hour_of(match), 30 if match["min"] == "半" else int(match["min"] or 0)
        if hour > 24 or minute > 59:
            return None
        second = hour * 3600 + minute * 60 + int(match["s"] or 0)
        if not match["zone"]:
            self.second = second
            return day
        offset = OFFSET.fullmatch(match["zone"])
        if offset is None and match["zone"] not in ("z", "utc", "gmt"):
            return None
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)) if offset else timedelta()
        shift = -shift if offset and offset[1] == "-" else shift
        if shift not in EXISTING:
            return None
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone(shift))
        moment = (moment + timedelta(seconds=second)).astimezone(self.zone)
        self.second = second_of_day(moment)
        return moment.date()

    def read_loose(self, match: re.Match[str]) -> date | str:
        days = loose_days(match)
        order = self.order
        if not order and len(set(days.values())) > 1:
            self.survey()
            order = self.order
        if order:
            day = days.get(order)
        else:
            distinct = set(days.values())
            if len(distinct) > 1:
                return AMBIGUOUS
            day = distinct.pop() if distinct else None
        return self.with_time(day, match["time"]) or BAD

    def survey(self) -> None:
        """Look at the column as a whole, once: an order that fits every cell, or serials throughout."""
        if self.surveyed:
            return
        self.surveyed = True
        orders = {"dmy", "mdy", "ymd"}
        serials = others = 0
        texts = [unicodedata.normalize("NFKC", raw).strip() for raw in dict.fromkeys(self.texts())]
        for text in texts:
            loose = LOOSE.fullmatch(text)
            if loose:
                orders &= set(loose_days(loose))
                others += 1
            elif SERIAL.fullmatch(text) and FIRST_SERIAL <= float(text) < LAST_SERIAL:
                serials += 1
            elif self.read_whole(text.lower()):
                others += 1
        self.serials = bool(serials) and not others
        if not self.order and len(orders) == 1:
            self.order = orders.pop()
            self.notes.add({"dmy": "day_first", "mdy": "month_first", "ymd": "year_first"}[self.order])
        self.complete()
        self.second = None  # of a text of the column, which nobody asked for

    def complete(self) -> None:
        """A day without a year is the one nearest to the row above it that has one, or else to the row below;
        a text for which rows disagree stays without."""
        short: dict[str, set[date | None]] = {}
        before: date | None = None
        waiting: list[str] = []
        for raw in self.texts():
            text = tidy(raw)
            match = WITHOUT_YEAR.fullmatch(text)
            if match is None:
                day = self.read_whole(text)
                if isinstance(day, date):
                    before = day
                    for earlier in waiting:
                        short.setdefault(earlier, set()).add(nearest_day(earlier, day))
                    waiting.clear()
            elif before is None:
                waiting.append(text)
            else:
                short.setdefault(text, set()).add(nearest_day(text, before))
        self.completed = {
            text: day for text, days in short.items() if len(days) == 1 and (day := next(iter(days)))
        }
        if self.completed:
            self.notes.add("year_nearby")


def second_of_day(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def nearest_day(text: str, near: date) -> date | None:
    """9月17日 beside 2026-10-02 is 2026-09-17; 3/5 may be March or May, so it is nothing."""
    match = WITHOUT_YEAR.fullmatch(text)
    if match is None:
        return None
    month, day = int(match["m"]), int(match["d"] or match["e"])
    if match["mark"] and month != day and day <= 12:
        return None
    month, day = (day, month) if month > 12 else (month, day)
    found = [make_date(near.year + years, month, day) for years in (-1, 0, 1)]
    return min((d for d in found if d), key=lambda d: abs(d - near), default=None)


def without_end(text: str) -> str:
    """19:00-21:00 is when something began and ended: the beginning counts. 13:00:00-05:00 is a zone."""
    match = RANGE.search(text)
    if match is None:
        return text
    zone = match["mark"] == "-" and not match["blank"] and OFFSET.fullmatch("-" + match["second"])
    if zone:
        written_by_a_program = match["seconds"] or re.search(r"\dt\d", text) or re.fullmatch(
            r"\d{4}", match["second"]
        )  # fmt: skip
        shift = timedelta(hours=-int(zone[2]), minutes=-int(zone[3] or 0))
        if written_by_a_program and shift in EXISTING:
            return text
    return text[: match.end("first")].rstrip()


def hour_of(match: re.Match[str]) -> int:
    """Of a clock, 0 to 24: 12:30 am is half past midnight."""
    hour, half = int(match["h"]), (match["half"] or match["after"] or "")[:1]
    if half in ("a", "凌") and hour == 12:
        return 0
    if half == "晚" and hour == 12:
        return 24
    return hour + 12 if half in ("下", "晚", "傍", "p") and hour < 12 else hour


def tidy(text: str) -> str:
    """Half-width, lower case, without the name of the weekday, without when something ended."""
    text = " ".join(WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())
    return without_end(text.strip("'\" "))


def is_day(dates: DateColumn, text: str) -> bool:
    """For guessing what a column holds: ambiguous days are days too, bare numbers are not."""
    return not text.isdigit() and dates.read(text) not in (BAD, NO_YEAR)


def is_clock(text: str | None) -> bool:
    return not text or CLOCK.fullmatch(text) is not None


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def loose_days(match: re.Match[str]) -> dict[str, date]:
    """The days that 5.1.26 can be, by order: dmy, mdy and, with a short year, ymd."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])

    def readings() -> Iterator[tuple[str, date | None]]:
        year = c if len(match["c"]) == 4 else full_year(c)
        yield "dmy", make_date(year, b, a)
        yield "mdy", make_date(year, a, b)
        if len(match["c"]) == 2:
            yield "ymd", make_date(full_year(a), b, c)

    return {order: day for order, day in readings() if day}


def full_year(short: int) -> int:
    return 2000 + short if short < 70 else 1900 + short
