"""What the sums of logs are as rows of the members table and the ledger. No contact is in them (law 11)."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..contacts import MASK
from ..intake.cells import clean_name, read_number
from ..intake.private_cells import Privacy
from ..logs.deeds import BIT, CHAT, DEED, MOST_CHATS, MOST_PEOPLE, PERSON, TIMES
from ..logs.sums import ACTIVE, ANSWER, LIKED, WELCOME, Deed, Person, Sums
from .merge import Row

Key = tuple[str, str, str, str]
"""Of a row of the ledger: day, member, action, note."""
ACTIONS = tuple(sorted((ACTIVE, ANSWER, LIKED, WELCOME)))
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
    """`joined` is the day of the notice; where there is none, the first sign of life."""
    groups = sorted({chat_name(sums, chat, privacy) for chat in person.chats} - {""})
    joined = min((day for day in (person.joined, person.first) if day), default=None)
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


class LedgerRows:
    """The deeds of a log in order of day, member, deed and group, each once; a day with a message is one day,
    in how many groups ever. Packed and sorted as numbers, as a log brings millions."""

    def __init__(self, sums: Sums, keys: Mapping[str, str], privacy: Privacy) -> None:
        self.members = sorted(set(keys.values()))
        self.notes = sorted({"", *group_names(sums, privacy).values()})
        self.many: dict[int, int] = {}
        rows = packed_rows(sums, keys, privacy, self.members, self.notes, self.many)
        self.packed = array("Q", sorted(rows))

    def counted(self) -> Iterator[tuple[int, int]]:
        """(day, member, deed and group as one number, how often)."""
        before, count = -1, 0
        for one in self.packed:
            if one >> TIMES != before:
                if count:
                    yield before, count
                before, count = one >> TIMES, self.many.get(one >> TIMES, 0)
            count += one & BIT - 1
        if count:
            yield before, count

    def filled(
        self, members: Sequence[str], notes: Sequence[str]
    ) -> Iterator[tuple[str, str, str, str, int]]:
        """Day, member, deed, group and how often. `members`, `notes`: ours, as they are wanted."""
        ordinal, day = 0, ""
        for head, count in self.counted():
            rest = head >> CHAT + DEED
            if rest >> PERSON != ordinal:
                ordinal = rest >> PERSON
                day = said(date.fromordinal(ordinal))
            action = ACTIONS[head >> CHAT & 2**DEED - 1]
            note = notes[head & MOST_CHATS - 1]
            yield day, members[rest & MOST_PEOPLE - 1], action, note, 1 if action == ACTIVE else count

    def __iter__(self) -> Iterator[tuple[Key, int]]:
        for day, member, action, note, count in self.filled(self.members, self.notes):
            yield (day, member, action, note), count


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
    order = {action: at for at, action in enumerate(ACTIONS)}
    for action, day, person, chat, count in sums.all_deeds():
        note = 0 if action == ACTIVE else group[chat]
        head = ((day << PERSON | who[person]) << DEED | order[action]) << CHAT | note
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
    """What stands there stays; groups are added, the last message is the later one."""
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
