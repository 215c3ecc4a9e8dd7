"""What did each member earn on which day, under the rules of that day? (tactic 8)

One pass over the ledger, exact and in any order of rows. A deed is judged by the rule that held on its own
day, so that a new rule never touches what was earned before. Corrections are rows with negative numbers: on
the day of the deed they take away exactly what the deed had brought. Points that stand in a row count as they
stand there, without a cap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ...community.people import LedgerEntry
from ...community.rewards import PointRule
from .periods import Period

Number = int | Decimal
END_OF_DAY = 86_400


class Earning(NamedTuple):
    """All that one member earned with one action on one day."""

    day: date
    member: str
    action: str
    deeds: Number
    """As in the ledger, corrections taken off."""
    counted: Number
    """At most the daily cap."""
    points: Number
    amount: Number
    """Money of rows under a rule with `amount: true`, in the profile's currency."""
    rows: int
    second: int = END_OF_DAY
    """Of the day, when the points (or the money) last grew; its end where a row has no time."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of the rows: the sum of all parts is the number of rows in the ledger."""

    rows: int = 0
    scored: int = 0
    """Rows under a rule."""
    unruled: int = 0
    """Rows whose action had no rule on that day."""
    unruled_actions: tuple[tuple[str, int], ...] = ()
    staff: int = 0
    future: int = 0
    last_future: date | None = None
    corrections: int = 0
    """Rows with a negative quantity or amount, among the scored ones."""
    over_cap: Number = 0
    """Deeds above the daily cap: they earned nothing."""
    no_amount: int = 0
    """Rows under a rule with `amount: true` that have no amount."""


@dataclass(frozen=True, slots=True)
class Points:
    earned: tuple[Earning, ...]
    """In order of (day, member, action)."""
    audit: Audit


Moment = tuple[int, Number, Number | None, Number]
"""Of a row with a time: second of the day, quantity, points of its own, money."""


class Worth(NamedTuple):
    points: Number
    cap: int | None


@dataclass(frozen=True, slots=True)
class DayRules:
    """The rules of one day: what each action is worth, and which actions count as money."""

    worth: Mapping[str, Worth]
    money: frozenset[str]


class Rulebook:
    """Dated rules. Of two rules for one action the one that began later holds; of two that began on the same
    day, the later one in the file. A rule for points and a rule for money do not get in each other's way."""

    def __init__(self, rules: Sequence[PointRule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.start or date.min)
        self.turns = {rule.start for rule in rules} | {
            date.fromordinal(rule.end.toordinal() + 1) for rule in rules if rule.end and rule.end < date.max
        }
        self.known: DayRules | None = None
        self.since, self.until = date.max, date.min

    def on(self, day: date) -> DayRules:
        if self.known is None or not self.since <= day < self.until:
            turns = sorted(turn for turn in self.turns if turn)
            self.since = max((turn for turn in turns if turn <= day), default=date.min)
            self.until = min((turn for turn in turns if turn > day), default=date.max)
            self.known = self.find(day)
        return self.known

    def find(self, day: date) -> DayRules:
        worth: dict[str, Worth] = {}
        money: dict[str, PointRule] = {}
        for rule in self.rules:
            if not (rule.start or date.min) <= day <= (rule.end or date.max):
                continue
            if rule.amount:
                money[rule.action] = rule
            elif rule.points is not None:
                worth[rule.action] = Worth(plain(rule.points), rule.daily_cap)
        return DayRules(worth, frozenset(money))


def plain(value: Number) -> Number:
    """Whole numbers as int: exact, fast, and the same text however they were computed."""
    if type(value) is int:
        return value
    decimal = Decimal(value)
    return int(decimal) if decimal == decimal.to_integral_value() else decimal.normalize()


def score(
    ledger: Iterable[LedgerEntry],
    rules: Sequence[PointRule],
    staff: frozenset[str],
    until: date,
    watched: frozenset[str] = frozenset(),
) -> Points:
    """Every earning up to and with the day `until`; rows after it are counted as future. `watched` actions
    are kept without a rule too, with no points: badges and incentives count them."""
    book = Rulebook(rules)
    earned: list[Earning] = []
    append, new = earned.append, tuple.__new__  # the generated __new__ takes twice as long
    rows = staff_rows = corrections = no_amount = future = 0
    over: Number = Decimal(0)
    unruled: dict[str, int] = {}
    last_future: date | None = None
    for day, group in by_day(ledger):
        if day > until:
            count = sum(1 for _ in group)
            rows, future, last_future = rows + count, future + count, day
            continue
        sums: dict[tuple[str, str], list[Number]] = {}
        moments: dict[tuple[str, str], list[Moment]] = {}
        known = book.on(day)
        worth, money = known.worth, known.money
        ruled = worth.keys() | money
        for entry in group:
            rows += 1
            member, action = entry[1], entry[2]
            if member in staff:
                staff_rows += 1
                continue
            given = entry[7]
            if given is None and action not in ruled:
                unruled[action] = unruled.get(action, 0) + 1
                if action not in watched:
                    continue
            quantity, cash = entry[3], entry[4]
            if quantity < 0 or (cash is not None and cash < 0) or (given is not None and given < 0):
                corrections += given is not None or action in ruled
            if cash is None and action in money:
                no_amount += 1
            found = sums.get((member, action))
            if found is None:
                found = sums[member, action] = [quantity, cash or 0, 1, 0, 0]
                moments[member, action] = []
            else:
                found[0] += quantity
                found[1] += cash or 0
                found[2] += 1
            if given is not None:
                found[3] += given
                found[4] += quantity
            if entry[8] is not None:
                moments[member, action].append((entry[8], quantity, given, cash or 0))
        for (member, action), (deeds, amount, times, told, apart) in sorted(sums.items()):
            counted, points = cut(deeds - apart if apart else deeds, worth.get(action))
            counted = plain(counted + apart) if apart else counted
            points = plain(points + told) if told else points
            if counted is not deeds:
                over += deeds - counted
            paid = plain(amount) if action in money else 0
            timed = moments[member, action]
            last = last_gain(timed, worth.get(action)) if len(timed) == times else END_OF_DAY
            append(new(Earning, (day, member, action, plain(deeds), counted, points, paid, times, last)))
    lost = sum(unruled.values())
    ordered = tuple(sorted(unruled.items(), key=lambda pair: (-pair[1], pair[0])))
    audit = Audit(
        rows=rows,
        scored=rows - lost - staff_rows - future,
        unruled=lost,
        unruled_actions=ordered,
        staff=staff_rows,
        future=future,
        last_future=last_future,
        corrections=corrections,
        over_cap=plain(over),
        no_amount=no_amount,
    )
    return Points(tuple(earned), audit)


def last_gain(rows: list[Moment], rule: Worth | None) -> int:
    """When the sum of a day last grew: what comes above the daily cap, or takes back, moves nothing."""
    if len(rows) == 1:
        return rows[0][0]
    deeds: Number = 0
    told: Number = 0
    value: Number = 0
    last = END_OF_DAY
    for second, quantity, given, cash in sorted(rows, key=in_time):
        if given is None:
            deeds += quantity
        else:
            told += given
        now = cut(deeds, rule)[1] + told
        if now > value or cash > 0:
            last = second
        value = now
    return last


def in_time(row: Moment) -> tuple[int, Number, Number]:
    """What brings before what takes back, where both stand at one second."""
    return row[0], -row[1], -(row[2] or 0)


def cut(deeds: Number, rule: Worth | None) -> tuple[Number, Number]:
    """(deeds that count, points): at most the daily cap of a member's deeds."""
    if rule is None:
        return plain(deeds), 0
    counted = deeds if rule.cap is None or deeds <= rule.cap else rule.cap
    points = counted * rule.points
    if type(points) is int and type(counted) is int:  # nearly always
        return counted, points
    return plain(counted), plain(points)


def by_day(ledger: Iterable[LedgerEntry]) -> Iterator[tuple[date, Iterator[LedgerEntry]]]:
    """The rows of each day, days in order; sorting costs next to nothing where they are in order already."""
    day = itemgetter(0)
    return groupby(sorted(ledger, key=day), key=day)


def within(earned: Sequence[Earning], period: Period) -> Sequence[Earning]:
    """The earnings of a period; they are in order of days."""
    day = itemgetter(0)
    return earned[bisect_left(earned, period.start, key=day) : bisect_right(earned, period.end, key=day)]
