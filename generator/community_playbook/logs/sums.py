"""What does a log tell of people: since when, until when, in which groups, and which deeds on which day?

A message is counted once, whatever file it stands in. Bots do nothing here; a chat of two is no community.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from .deeds import MOST_CHATS, MOST_PEOPLE, Deeds
from .edges import Edges
from .known import ANSWERED, ASKS, PLAIN, WHO, Known, Slot, key_of
from .notices import Called
from .records import Account, Chat, Message, Record
from .replies import Replies, Reply
from .system_lines import DECLINED
from .talk import Talk

ACTIVE, ANSWER, WELCOME, LIKED, REACTED = "active_day", "answer", "welcome", "liked", "reacted"
"""Deeds, as they stand in the ledger: a day with a message, an answer to a question of another, the first
answer to somebody new, reactions of others, reactions to others where the log says who gave them: both on the
day of the message."""
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
    number: int
    name: str = ""
    bot: bool = False
    staff: bool = False
    gone: bool = False
    """By the platform's own word."""
    first: date | None = None
    last: date | None = None
    began: int = 0
    """The second of the first message."""
    hour: int = 0
    """The hour in which a message was counted last."""
    joined: date | None = None
    left: date | None = None
    chats: set[str] = field(default_factory=set)
    reacted: date | None = None
    """The day of the first message to which they are known to have reacted."""
    looked_in: set[str] = field(default_factory=set)
    """Chats in which they reacted."""

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
    messages: int = 0
    twice: int = 0
    later: int = 0
    """Messages dated after today."""
    undated: int = 0
    """Lines whose time is none."""
    own: int = 0
    """Messages of whoever exported, who is not named."""
    days: set[date] = field(default_factory=set)
    numbered: list[Person] = field(default_factory=list)
    """Everybody, by number."""
    chat_numbers: dict[str, int] = field(default_factory=dict)
    private: set[int] = field(default_factory=set)
    """Numbers of chats of two."""
    known: list[Known] = field(default_factory=list)
    """The messages of each chat, by its number."""
    packed: Deeds = field(default_factory=Deeds)
    edges: Edges = field(default_factory=Edges)
    fresh: Deeds = field(default_factory=Deeds)
    """Of the deeds those by messages that are new on a day that an earlier taking held a part of."""
    replies: Replies = field(default_factory=Replies)
    talk: Talk = field(default_factory=Talk)
    liked: Counter[int] = field(default_factory=Counter)
    given: Counter[int] = field(default_factory=Counter)
    """By chat: reactions of others, and those of them of which the log says who gave them."""
    lines: set[int] = field(default_factory=set)
    """Messages without an id: chat, time, sender and kind."""
    named: list[tuple[str, str, str, str, date]] = field(default_factory=list)
    """("" or DECLINED, name, kind, chat, day) of joins and leaves by name alone, until everybody is known."""
    waiting: list[tuple[str, int, int, int, int, bool]] = field(default_factory=list)
    """(id of the question, who answers, chat, second, day, is it fresh), until the whole log is read."""
    welcomes: dict[int, Reply] = field(default_factory=dict)
    """The first answer to each newcomer, by number."""

    def add(self, records: Iterable[Record]) -> None:
        self.edges.begin()
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
            found = self.people[key] = Person(key, min(len(self.numbered), MOST_PEOPLE - 1))
            self.numbered.append(found)
        if name:
            found.name = name
        return found

    def number_of(self, chat: str) -> int:
        found = self.chat_numbers.get(chat)
        if found is None:
            found = self.chat_numbers[chat] = min(len(self.known), MOST_CHATS - 1)
            self.known.append(Known())
            if chat in self.chats and self.chats[chat].kind == "private":
                self.private.add(found)
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
        when = said.at
        at = when.astimezone(self.zone) if when.tzinfo else when.replace(tzinfo=self.zone)
        day = at.date()
        if day > self.today:
            self.later += 1
            return
        second = max(int((when if when.tzinfo else at).timestamp()), 0)
        ordinal = day.toordinal()
        fresh = self.edges.meet(said.chat, ordinal, second, said.sender)
        if not said.id and self.is_line(said):
            self.twice += 1
            return
        chat = self.number_of(said.chat)
        moves = said.kind in ("join", "leave")
        found = None if moves and not said.sender else self.person(said.sender, "" if moves else said.name)
        asks = said.asks and not moves and said.kind != "notice"
        slot = self.known[chat].add(
            key_of(said.id) if said.id else None, found.number if found else 0, asks, second
        )
        if slot is None:
            self.twice += 1
            return
        self.messages += 1
        self.days.add(day)
        if moves:
            self.add_movement(said, day)
        elif said.kind != "notice" and found:
            self.add_words(said, found, slot, day, second, chat, fresh)
            if not found.bot and chat not in self.private:
                self.talk.heard(found, ordinal * 24 + at.hour, second)

    def is_line(self, said: Message) -> bool:
        """It has no id, and the same stood there before."""
        key = hash((said.chat, said.at, said.sender, said.kind, said.people, said.asks))
        known = key in self.lines
        self.lines.add(key)
        return known

    def add_movement(self, said: Message, day: date) -> None:
        """Who joined or left."""
        for key, name in said.people:
            if key and key != DECLINED:
                self.moved(self.person(key, name), said.kind, said.chat, day)
                self.people[key].bot = self.people[key].bot or said.bot
            else:
                self.named.append((key, name, said.kind, said.chat, day))

    def moved(self, person: Person, kind: str, chat: str, day: date) -> None:
        if kind == "join":
            person.joined = min(person.joined or day, day)
            person.chats.add(chat)
        else:
            person.left = max(person.left or day, day)

    def move_named(self) -> None:
        called = Called({key: person.name for key, person in self.people.items()} if self.named else {})
        for case, name, kind, chat, day in self.named:
            if key := called.account(name, case == DECLINED):
                self.moved(self.person(key, name if key == name else ""), kind, chat, day)
        self.named.clear()

    def add_words(
        self, said: Message, found: Person, slot: Slot, day: date, second: int, chat: int, fresh: bool
    ) -> None:
        found.bot = found.bot or said.bot
        if found.first is None or second < found.began:
            found.first, found.began = day, second
        if found.last is None or day > found.last:
            found.last = day
        if said.chat not in found.chats:
            found.chats.add(said.chat)
        ordinal = day.toordinal()
        self.packed.was_there(ordinal, found.number, chat)
        if said.likes:
            self.did(LIKED, ordinal, found.number, chat, fresh, said.likes)
            self.liked[chat] += said.likes
        for giver in said.givers:
            self.add_reaction(giver, said.chat, day, chat, fresh)
        target: Slot | None = None
        if said.to:
            target = self.answer(said.to, found.number, chat, second, ordinal, fresh)
        elif said.calls or said.quotes:
            target = self.talk.meant(chat, said.calls, said.quotes, found.number, second)
            if target:
                self.talk.inferred += 1
                self.replied(target, found.number, chat, second, ordinal, fresh)
        if target is None or not (said.to or said.calls):
            slot.mark(PLAIN)
        elif target and slot.has(ASKS) and target.has(ASKS) and target.who != found.number:
            slot.mark(ANSWERED)  # whoever asks back answers
        self.talk.spoke(chat, found.id, found.name, slot)

    def add_reaction(self, giver: Account, key: str, day: date, chat: int, fresh: bool) -> None:
        """It tells of people who never write. Their name is that of their messages, if there are any."""
        found = self.person(giver.id, "")
        found.name = found.name or giver.name
        found.bot = found.bot or giver.bot
        found.looked_in.add(key)
        found.reacted = min(found.reacted or day, day)
        self.given[chat] += 1
        self.did(REACTED, day.toordinal(), found.number, chat, fresh)

    def did(self, deed: str, day: int, who: int, chat: int, fresh: bool, times: int = 1) -> None:
        self.packed.add(deed, day, who, chat, times)
        if fresh:
            self.fresh.add(deed, day, who, chat, times)

    def answer(self, to: str, who: int, chat: int, second: int, day: int, fresh: bool) -> Slot | None:
        """The message that it answers, if that came before."""
        target = self.known[chat].find(key_of(to))
        if target is None:
            self.waiting.append((to, who, chat, second, day, fresh))
        else:
            self.talk.linked[chat] = self.talk.linked.get(chat, 0) + 1
            self.replied(target, who, chat, second, day, fresh)
        return target

    def replied(self, target: Slot, who: int, chat: int, second: int, day: int, fresh: bool) -> None:
        code = target.run.codes[target.at]
        if code >> WHO == who:
            return
        asked = bool(code & ASKS)
        self.replies.add(who, code >> WHO, chat, second, asked)
        if asked:
            self.did(ANSWER, day, who, chat, fresh)
            if not self.numbered[who].bot:
                target.mark(ANSWERED)

    def finish(self) -> None:
        """Answers that stood before their question, welcomes, and whoever is no member of a community."""
        self.move_named()
        for to, who, chat, second, day, fresh in self.waiting:
            if target := self.known[chat].find(key_of(to)):
                self.talk.linked[chat] = self.talk.linked.get(chat, 0) + 1
                self.replied(target, who, chat, second, day, fresh)
        self.waiting.clear()
        self.welcome()
        none = set(self.no_communities())  # those who only react make no community
        for person in self.people.values():
            person.chats |= person.looked_in
            person.chats -= none

    def welcome(self) -> None:
        """The first answer of another person after joining is a welcome, if it came soon."""
        spans = {p.number: self.span_of(p.joined) for p in self.numbered if p.joined and not p.bot}
        for one in self.replies:
            span = spans.get(one.whom)
            if span is None or not span[0] <= one.at < span[1] or self.numbered[one.who].bot:
                continue
            if one.whom not in self.welcomes or one.at < self.welcomes[one.whom].at:
                self.welcomes[one.whom] = one
        for one in self.welcomes.values():
            day = datetime.fromtimestamp(one.at, self.zone).toordinal()
            self.packed.add(WELCOME, day, one.who, one.chat)

    def span_of(self, joined: date) -> tuple[float, float]:
        """The seconds of the days in which an answer is a welcome."""
        start, end = joined, joined + NEW + timedelta(days=1)
        first, last = (datetime(day.year, day.month, day.day, tzinfo=self.zone) for day in (start, end))
        return first.timestamp(), last.timestamp()

    def no_communities(self) -> list[str]:
        """Ids of private chats and of chats in which nobody speaks but one or two."""
        people: Counter[str] = Counter()
        for person in self.people.values():
            if not person.bot:
                people.update(person.chats)
        return sorted(
            key for key, chat in self.chats.items() if chat.kind == "private" or people[key] < FEWEST
        )

    def deeds(self) -> Iterator[tuple[Deed, int]]:
        """Each with its count; those of bots, and of chats that are no community, are none."""
        return self.named_deeds(self.all_deeds())

    def counted(self, packed: Deeds) -> Iterator[tuple[Deed, int]]:
        """Deeds that are counted, of people in groups."""
        return self.named_deeds(self.in_groups(packed.sums()))

    def named_deeds(self, found: Iterable[tuple[str, int, int, int, int]]) -> Iterator[tuple[Deed, int]]:
        names = {number: key for key, number in self.chat_numbers.items()}
        for action, day, who, chat, times in found:
            yield Deed(date.fromordinal(day), self.numbered[who].id, action, names[chat]), times

    def all_deeds(self) -> Iterator[tuple[str, int, int, int, int]]:
        """(deed, ordinal of the day, number of the person, number of the chat, how often)."""
        yield from self.in_groups((ACTIVE, day, who, chat, 1) for day, who, chat in self.packed.days())
        yield from self.in_groups(self.packed.sums())

    def in_groups(
        self, found: Iterable[tuple[str, int, int, int, int]]
    ) -> Iterator[tuple[str, int, int, int, int]]:
        """Those of people, in chats that are communities."""
        numbers = self.chat_numbers
        groups = [
            set() if p.bot else {numbers[chat] for chat in p.chats if chat in numbers} for p in self.numbered
        ]
        return (one for one in found if one[3] in groups[one[2]])

    def let_go(self) -> None:
        """Of single messages and answers nothing more is asked: deeds alone are left."""
        self.known, self.replies, self.talk = [], Replies(), Talk()
        self.lines.clear()

    def members(self) -> list[Person]:
        """Everybody who is in a group, and no bot, in order of the ids."""
        return [
            self.people[key]
            for key in sorted(self.people)
            if self.people[key].chats and not self.people[key].bot
        ]
