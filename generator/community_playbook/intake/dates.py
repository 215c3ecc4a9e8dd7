"""Which day does a cell mean? One cell of a column may depend on the others: 03/04/2026, or 46086.

Only the day is kept. A time with a zone is first carried into the community's time zone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

BAD, AMBIGUOUS, NO_YEAR = "bad date", "ambiguous date", "no year"

FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH_OF_EXCEL = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 25_569, 60_000
"""1970-01-01 to 2064-04-08: other five-digit numbers are no days."""
CACHED_LENGTH = 12

NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
MONTHS = {name: n for n, name in enumerate(NAMES.split("|"), 1)}
MONTH = rf"(?P<month>{NAMES})[a-z]*\.?"
TIME = r"(?:[t,，\s]+(?P<time>\S.*))?"
YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
    r"(?:[t,，\s]*(?P<time>\S.*))?"
)
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:t?(?P<time>\d{6}.*))?")
DAY_NAMED = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]+{MONTH}[\s\-/,]+(?P<y>\d{{4}}){TIME}")
MONTH_NAMED = re.compile(rf"{MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{{4}}){TIME}")
LOOSE = re.compile(
    rf"(?P<a>\d{{1,2}})\s*(?P<mark>[-/.])\s*(?P<b>\d{{1,2}})\s*(?P=mark)\s*(?P<c>\d{{4}}|\d\d){TIME}"
)
WITHOUT_YEAR = re.compile(rf"\d{{1,2}}\s*(?:月\s*\d{{1,2}}\s*[日号]?|[-/.]\s*\d{{1,2}}){TIME}")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
UNIX = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")
WEEKDAY = re.compile(
    r"[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[,.]?"
)
CLOCK = re.compile(
    r"(?P<half>上午|下午|早上|晚上|中午|凌晨|am|pm)?\s*(?P<h>\d{1,2})(?:[:时点]|(?=\d{4}))\s*(?P<min>\d{1,2})?分?:?"
    r"(?P<s>\d{1,2})?秒?(?:[.,]\d+)?\s*(?P<after>am|pm|a\.m\.|p\.m\.)?\s*(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d.*)?"
)
OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?")


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
        self.notes: set[str] = set()
        """How cells were read: day_first, month_first, year_first, excel_serial, unix_time."""

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

    def find(self, text: str) -> date | str:
        text = " ".join(WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())
        text = text.strip("'\" ")
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
                return EPOCH_OF_EXCEL + timedelta(days=int(float(text)))
        matched = WITHOUT_YEAR.fullmatch(text)
        return NO_YEAR if matched and is_clock(matched["time"]) else BAD

    def read_iso(self, text: str) -> date | None:
        """The short way for 2026-03-05 20:15:00, with or without zone: a million of them in seconds."""
        if text[10] not in " T":  # "2026-03-05日" and the like go the long way
            return None
        try:
            moment = datetime.fromisoformat(text)
            day = moment.date() if moment.tzinfo is None else moment.astimezone(self.zone).date()
        except (ValueError, OverflowError):
            return None
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None

    def read_whole(self, text: str) -> date | None:
        """A text that needs no other cell."""
        unix = UNIX.fullmatch(text)
        if unix and text.isascii():
            self.notes.add("unix_time")
            return datetime.fromtimestamp(int(unix[1]), self.zone).date()
        for pattern in (YEAR_FIRST, COMPACT, DAY_NAMED, MONTH_NAMED):
            match = pattern.fullmatch(text)
            if match:
                parts = match.groupdict()
                month = MONTHS.get(parts.get("month") or "") or int(parts["m"])
                return self.with_time(make_date(int(parts["y"]), month, int(parts["d"])), parts["time"])
        return None

    def with_time(self, day: date | None, clock: str | None) -> date | None:
        """The day in the community's zone; None if what stands behind it is no time."""
        if day is None or not clock:
            return day
        match = CLOCK.fullmatch(clock)
        if not match:
            return None
        hour, minute = int(match["h"]), int(match["min"] or 0)
        late = (match["half"] or match["after"] or "")[:1] in ("下", "晚", "p")
        hour += 12 if late and hour < 12 else 0
        if hour > 24 or minute > 59:
            return None
        if not match["zone"]:
            return day
        offset = OFFSET.search(match["zone"])
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)) if offset else timedelta()
        shift = -shift if offset and offset[1] == "-" else shift
        if abs(shift) > timedelta(hours=15):
            return None
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone(shift))
        return (moment + timedelta(hours=hour, minutes=minute)).astimezone(self.zone).date()

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
        for raw in set(self.texts()):
            text = unicodedata.normalize("NFKC", raw).strip()
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
