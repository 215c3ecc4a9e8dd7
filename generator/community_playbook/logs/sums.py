"""What does a log tell of people: since when, until when, in which groups, and which deeds on which day?

A message is counted once, whatever file it stands in. Bots do nothing here; a chat of two is no community.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from .records import Account, Chat, Message, Record

ACTIVE, ANSWER, WELCOME, LIKED = "active_day", "answer", "welcome", "liked"
"""Deeds, as they stand in the ledger: a day with a message, an answer to a question of another, the first
answer to somebody new, reactions of others."""
NEW = timedelta(days=14)
"""So long after joining an answer is a welcome."""
FEWEST = 3
"""People of a chat that is a community."""
SELF = ("我",)
"""How exporters call whoever exported."""


class Deed(NamedTuple):
    day: date
    person: str
    action: str
    chat: str


@dataclass(slots=True)
class Person:
    """What is known of somebody. Days are those of the community's zone."""

    id: str
    name: str = ""
    bot: bool = False
    staff: bool = False
    gone: bool = False
    """By the platform's own word."""
    first: date | None = None
    last: date | None = None
    joined: date | None = None
    left: date | None = None
    chats: set[str] = field(default_factory=set)

    def has_left(self) -> bool:
        last = max((day for day in (self.last, self.joined) if day), default=None)
        return self.gone or (self.left is not None and (last is None or self.left >= last))


@dataclass(slots=True)
class Sums:
    """Everything that the logs of one run tell. `me`: the id of whoever exported, if it was said."""

    zone: tzinfo
    today: date
    me: str = ""
    chats: dict[str, Chat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    deeds: Counter[Deed] = field(default_factory=Counter)
    messages: int = 0
    twice: int = 0
    later: int = 0
    """Messages dated after today."""
    own: int = 0
    """Messages of whoever exported, who is not named."""
    days: set[date] = field(default_factory=set)
    seen: dict[str, dict[str | int, int]] = field(default_factory=dict)
    """By chat and id of a message: twice the number of its sender, and one more where it asks. A
    million of them have to be cheap."""
    senders: dict[str, tuple[int, int]] = field(default_factory=dict)
    numbered: list[str] = field(default_factory=list)
    """The sender of each number."""
    lines: set[int] = field(default_factory=set)
    """Messages without an id: chat, time, sender and kind."""
    named: list[tuple[str, str, str, date]] = field(default_factory=list)
    """(name, kind, chat, day) of joins and leaves by name alone, until everybody is known."""
    waiting: list[tuple[str, Deed]] = field(default_factory=list)
    """(id of the question, answer), until the whole log is read."""
    first_answers: dict[tuple[str, date], tuple[datetime, Deed]] = field(default_factory=dict)
    """The first answer of each day to each person."""

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Message):
                self.add_message(record)
            elif isinstance(record, Account):
                self.add_account(record)
            elif record.name or record.id not in self.chats:
                self.chats[record.id] = record

    def person(self, key: str, name: str) -> Person:
        found = self.people.get(key)
        if found is None:
            found = self.people[key] = Person(key)
        found.name = name or found.name
        return found

    def add_account(self, account: Account) -> None:
        if account.id and account.id not in SELF:
            found = self.person(account.id, account.name)
            found.bot, found.staff = found.bot or account.bot, found.staff or account.staff
            found.gone = found.gone or account.left

    def add_message(self, said: Message) -> None:
        if said.sender in SELF:
            if not self.me:
                self.own += 1
                return
            said = said._replace(sender=self.me, name="")
        at = said.at.astimezone(self.zone) if said.at.tzinfo else said.at.replace(tzinfo=self.zone)
        day = at.date()
        if day > self.today:
            self.later += 1
            return
        if self.is_known(said):
            self.twice += 1
            return
        self.messages += 1
        self.days.add(day)
        if said.kind in ("join", "leave"):
            self.add_movement(said, day)
        elif said.kind != "notice":
            self.add_words(said, at, day)

    def is_known(self, said: Message) -> bool:
        if not said.id:
            key = hash((said.chat, said.at, said.sender, said.kind, said.people, said.asks))
            known = key in self.lines
            self.lines.add(key)
            return known
        seen = self.seen.setdefault(said.chat, {})
        number = key_of(said.id)
        if number in seen:
            return True
        codes = self.senders.get(said.sender)
        if codes is None:
            codes = self.senders[said.sender] = 2 * len(self.numbered), 2 * len(self.numbered) + 1
            self.numbered.append(said.sender)
        seen[number] = codes[said.asks]
        return False

    def question(self, chat: str, number: str) -> tuple[str, bool] | None:
        """(who wrote the message, does it ask)."""
        code = self.seen.get(chat, {}).get(key_of(number))
        return None if code is None else (self.numbered[code // 2], code % 2 == 1)

    def add_movement(self, said: Message, day: date) -> None:
        """Who joined or left."""
        for key, name in said.people:
            if key:
                self.moved(self.person(key, name), said.kind, said.chat, day)
                self.people[key].bot = self.people[key].bot or said.bot
            else:
                self.named.append((name, said.kind, said.chat, day))

    def moved(self, person: Person, kind: str, chat: str, day: date) -> None:
        if kind == "join":
            person.joined = min(person.joined or day, day)
            person.chats.add(chat)
        else:
            person.left = max(person.left or day, day)

    def move_named(self) -> None:
        """Whoever a notice calls by name is the only account of that name, else somebody who never wrote."""
        accounts: dict[str, list[str]] = {}
        for key, person in self.people.items():
            accounts.setdefault(person.name, []).append(key)
        for name, kind, chat, day in self.named:
            same = accounts.get(name, ())
            self.moved(self.person(same[0] if len(same) == 1 else name, name), kind, chat, day)
        self.named.clear()

    def add_words(self, said: Message, at: datetime, day: date) -> None:
        found = self.person(said.sender, said.name)
        found.bot = found.bot or said.bot
        found.first, found.last = min(found.first or day, day), max(found.last or day, day)
        found.chats.add(said.chat)
        self.deeds[Deed(day, said.sender, ACTIVE, said.chat)] = 1
        if said.likes:
            self.deeds[Deed(day, said.sender, LIKED, said.chat)] += said.likes
        if said.to:
            self.answer(said, at, day)

    def answer(self, said: Message, at: datetime, day: date) -> None:
        deed = Deed(day, said.sender, ANSWER, said.chat)
        question = self.question(said.chat, said.to)
        if question is None:
            self.waiting.append((said.to, deed))
        elif question[0] != said.sender:
            if question[1]:
                self.deeds[deed] += 1
            key = question[0], day
            self.first_answers[key] = min(self.first_answers.get(key, (at, deed)), (at, deed))

    def finish(self) -> None:
        """Answers that stood before their question, welcomes, and whoever is no member of a community."""
        self.move_named()
        for number, deed in self.waiting:
            question = self.question(deed.chat, number)
            if question and question[1] and question[0] != deed.person:
                self.deeds[deed] += 1
        self.waiting.clear()
        welcomed: set[str] = set()
        for (key, day), (_, deed) in sorted(self.first_answers.items(), key=lambda item: item[1][0]):
            newcomer = self.people[key]
            if newcomer.joined and newcomer.joined <= day <= newcomer.joined + NEW and key not in welcomed:
                welcomed.add(key)
                self.deeds[deed._replace(action=WELCOME)] += 1
        for chat in self.no_communities():
            for person in self.people.values():
                person.chats.discard(chat)
        for deed in [deed for deed in self.deeds if not self.counts(deed)]:
            del self.deeds[deed]

    def no_communities(self) -> list[str]:
        """Ids of private chats and of chats in which nobody speaks but one or two."""
        people: Counter[str] = Counter()
        for person in self.people.values():
            if not person.bot:
                people.update(person.chats)
        return sorted(
            key for key, chat in self.chats.items() if chat.kind == "private" or people[key] < FEWEST
        )

    def counts(self, deed: Deed) -> bool:
        person = self.people[deed.person]
        return not person.bot and deed.chat in person.chats

    def members(self) -> list[Person]:
        """Everybody who is in a group, and no bot, in order of the ids."""
        return [
            self.people[key]
            for key in sorted(self.people)
            if self.people[key].chats and not self.people[key].bot
        ]


def key_of(number: str) -> str | int:
    """An id as it costs least."""
    return int(number) if number.isdecimal() and number[0] != "0" and len(number) < 20 else number
