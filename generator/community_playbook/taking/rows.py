"""What the sums of logs are as rows of the members table and the ledger. No contact is in them (law 11)."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from ..contacts import MASK
from ..intake.cells import clean_name, read_number, read_yes_no
from ..intake.private_cells import Privacy
from ..logs.deeds import BIT, CHAT, DEED, MOST_CHATS, MOST_PEOPLE, PERSON, TIMES
from ..logs.packed import Sorted
from ..logs.sums import ACTIVE, ANSWER, LIKED, REACTED, WELCOME, Deed, Person, Sums
from .merge import Row

Key = tuple[str, str, str, str]
"""Of a row of the ledger: day, member, action, note."""
ACTIONS = tuple(sorted((ACTIVE, ANSWER, LIKED, REACTED, WELCOME)))
ORDER = {action: at for at, action in enumerate(ACTIONS)}
ROW = len("2026-11-17,,,,\r\n")
"""Bytes of a row beside what stands in its cells."""
COUNTED = ("quantity", "points", "amount")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$")
BETWEEN = ";"
STATES = "left"
STAFF = "admin"
SIGNS = str.maketrans({BETWEEN: " ", "；": " ", "、": " ", ",": " ", "，": " ", "\n": " "})
"""What would cut the name of a group in two in a cell with several."""


def chat_name(sums: Sums, chat: str, privacy: Privacy) -> str:
    found = sums.chats.get(chat)
    return privacy.name(clean_name((found.name if found else chat).translate(SIGNS)))


def member_row(person: Person, key: str, sums: Sums, privacy: Privacy) -> Row:
    """`joined` is the day of the notice; where there is none, of the first message, else of the first message
    to which they reacted, which may be older than they are here."""
    groups = sorted({chat_name(sums, chat, privacy) for chat in person.chats} - {""})
    joined = min((day for day in (person.joined, person.first) if day), default=person.reacted)
    return {
        "id": key,
        "name": name_of(person, privacy),
        "groups": BETWEEN.join(groups),
        "joined": said(joined),
        "last_message": said(person.last),
        "state": STATES if person.has_left() else "",
        "role": STAFF if person.staff else "",
    }


def name_of(person: Person, privacy: Privacy) -> str:
    """Nothing where the name was a number to call or another contact: somebody has to name that member."""
    name = privacy.name(clean_name(person.name))
    return "" if name == MASK else name


def said(day: date | None) -> str:
    return day.isoformat() if day else ""


class Room(NamedTuple):
    """What still fits into a ledger that every later run can read."""

    rows: int
    size: int


class LeftOut(NamedTuple):
    """So many rows, all of days before this one; 0 and "" where everything fits."""

    rows: int
    before: str


NOTHING_LEFT = LeftOut(0, "")


class LedgerRows:
    """The deeds of a log in order of day, member, deed and group, each once; a day with a message is one day,
    in how many groups ever. Packed and sorted as numbers, as a log brings millions."""

    def __init__(self, sums: Sums, keys: Mapping[str, str], privacy: Privacy) -> None:
        self.members = sorted(set(keys.values()))
        self.notes = sorted({"", *group_names(sums, privacy).values()})
        self.many: dict[int, int] = {}
        """How often, where a packed number cannot say it."""
        parts = packed_rows(sums, keys, privacy, self.members, self.notes, self.many)
        self.packed = array("Q", added_up(Sorted(parts), self.many))
        self.met = bytearray(len(self.packed))
        """1 for what stands in the ledger already."""
        self.places = [{text: at for at, text in enumerate(texts)} for texts in (self.members, self.notes)]

    def meet(self, key: Sequence[str]) -> int:
        """How often the deed of a row of the ledger was done, the first time that it is asked for; 0 for any
        other row."""
        day, member, action, note = key
        who, where, deed = self.places[0].get(member), self.places[1].get(note), ORDER.get(action)
        if who is None or where is None or deed is None or (ordinal := ordinal_of(day)) is None:
            return 0
        head = ((ordinal << PERSON | who) << DEED | deed) << CHAT | where
        at = bisect_left(self.packed, head << TIMES)
        if at == len(self.packed) or self.packed[at] >> TIMES != head or self.met[at]:
            return 0
        self.met[at] = 1
        return self.count(at)

    def count(self, at: int) -> int:
        packed = self.packed[at]
        action = ACTIONS[packed >> CHAT + TIMES & 2**DEED - 1]
        return 1 if action == ACTIVE else packed & BIT - 1 or self.many[packed >> TIMES]

    def left(self, members: Sequence[str], notes: Sequence[str]) -> Iterator[tuple[str, str, str, str, int]]:
        """Day, member, deed, group and how often of each that was not met. `members`, `notes`: ours, as they
        are wanted."""
        ordinal, day = 0, ""
        for at, packed in enumerate(self.packed):
            if self.met[at]:
                continue
            rest = packed >> CHAT + DEED + TIMES
            if rest >> PERSON != ordinal:
                ordinal = rest >> PERSON
                day = said(date.fromordinal(ordinal))
            action = ACTIONS[packed >> CHAT + TIMES & 2**DEED - 1]
            note = notes[packed >> TIMES & MOST_CHATS - 1]
            yield day, members[rest & MOST_PEOPLE - 1], action, note, self.count(at)

    def leave_out(self, members: Sequence[str], notes: Sequence[str], room: Room) -> LeftOut:
        """Days that do not fit into the ledger any more, counted from the newest back, are left out."""
        lengths = [[len(text.encode()) for text in texts] for texts in (members, notes, ACTIONS)]
        at = edge = len(self.packed)
        rows = size = day = 0
        while at and rows <= room.rows and size <= room.size:
            at -= 1
            packed = self.packed[at] >> TIMES
            rest = packed >> CHAT + DEED
            if rest >> PERSON != day:
                edge, day = at + 1, rest >> PERSON
            if not self.met[at]:
                rows += 1
                size += ROW + lengths[0][rest & MOST_PEOPLE - 1] + lengths[1][packed & MOST_CHATS - 1]
                size += lengths[2][packed >> CHAT & 2**DEED - 1] + len(str(self.count(at)))
        if rows <= room.rows and size <= room.size:
            return NOTHING_LEFT
        first = self.packed[edge] >> TIMES + CHAT + DEED + PERSON if edge < len(self.packed) else day + 1
        many = edge - sum(self.met[:edge])
        self.met[:edge] = b"\1" * edge
        return LeftOut(many, said(date.fromordinal(first)))


def added_up(packed: Iterable[int], many: dict[int, int]) -> Iterator[int]:
    """Each deed once."""
    for head, parts in groupby(packed, lambda one: one >> TIMES):
        count = sum(one & BIT - 1 for one in parts) + many.get(head, 0)
        if count >= BIT:
            many[head] = count
        yield head << TIMES | (count if count < BIT else 0)


@cache
def ordinal_of(day: str) -> int | None:
    """None for what is no day, or no day as we write it."""
    try:
        return date.fromisoformat(day).toordinal() if DAY.match(day) else None
    except ValueError:
        return None


def packed_rows(
    sums: Sums,
    keys: Mapping[str, str],
    privacy: Privacy,
    members: Sequence[str],
    notes: Sequence[str],
    many: dict[int, int],
) -> Iterator[int]:
    """Day, member, deed, group and how often, as one number; the parts are as wide as in `Deeds`. What is
    more often than that goes into `many`."""
    place = {key: at for at, key in enumerate(members)}
    who = [place.get(keys.get(person.id, ""), 0) for person in sums.numbered]
    where, names = {name: at for at, name in enumerate(notes)}, group_names(sums, privacy)
    group = {number: where[names.get(chat, "")] for chat, number in sums.chat_numbers.items()}
    for action, day, person, chat, count in sums.all_deeds():
        note = 0 if action == ACTIVE else group[chat]
        head = ((day << PERSON | who[person]) << DEED | ORDER[action]) << CHAT | note
        if count >= BIT:
            many[head] = many.get(head, 0) + count
            count = 0
        yield head << TIMES | count


def group_names(sums: Sums, privacy: Privacy) -> dict[str, str]:
    return {chat: chat_name(sums, chat, privacy) for chat in sums.chats}


def counted(
    deeds: Iterable[tuple[Deed, int]], sums: Sums, keys: Mapping[str, str], privacy: Privacy
) -> Counter[Key]:
    """By the key that a deed has in the ledger."""
    names = group_names(sums, privacy)
    rows: Counter[Key] = Counter()
    for deed, count in deeds:
        if deed.action == ACTIVE:
            rows[deed.day.isoformat(), keys[deed.person], ACTIVE, ""] = 1
        else:
            rows[deed.day.isoformat(), keys[deed.person], deed.action, names.get(deed.chat, "")] += count
    return rows


def member_change(field: str, old: str, new: str) -> str:
    """What stands there stays; groups are added, the last message is the later one, and whoever does not want
    to be shown any more is not."""
    if field == "consent" and new == "no":
        return old if read_yes_no(old) is False else new
    if field == "groups":
        there = [part for part in old.replace("；", BETWEEN).split(BETWEEN) if part.strip()]
        more = [part for part in new.split(BETWEEN) if part not in there]
        return BETWEEN.join([*there, *more]) if more else old
    if field == "last_message":
        return max(old, new) if not old or as_day(old) else old
    return old or new


def day_key(text: str) -> str:
    """2026/11/7 and 2026年11月7日 are 2026-11-07; what else stands in a cell stays."""
    found = DAY.match(text.strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else text


def as_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def ledger_change(field: str, old: str, new: str) -> str:
    """Two exports of one day: the larger count. Where they meet within it, what is new was added before."""
    if field not in COUNTED:
        return old or new
    before, now = read_number(old), read_number(new)
    return new if before is None or (now is not None and before < now) else old
