"""What a reader gives of a log, in the order of its file: no word of anybody is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from ..problems import Problem

LOOKED_AT = 4_000
"""Letters of a message that are looked at."""
LONGEST_NAME = 60
QUOTE = "quote"
"""What the files of formats call a message that quotes another one."""


class Chat(NamedTuple):
    """A group, told before its messages. `kind`: group, private (two people) or channel (one speaks)."""

    id: str
    name: str
    kind: str = "group"


class Account(NamedTuple):
    """Somebody in a list of users; whoever is in no list is known by the messages."""

    id: str
    name: str
    bot: bool = False
    left: bool = False
    staff: bool = False


class Entry(NamedTuple):
    """A line of a 接龙. `text`: what stands behind its number; `account`: who wrote it, if told."""

    number: int
    text: str
    account: str = ""


class Chain(NamedTuple):
    """One copy of a 接龙. `starter`: who began it, where the text says so, else whoever stands first."""

    title: str
    starter: str
    entries: tuple[Entry, ...]
    loose: bool = False
    """No mark tells which of its lines are entries."""


class Message(NamedTuple):
    """One line of a chat. `at` has a zone where the file says one, else it is the time of the community."""

    chat: str
    at: datetime
    sender: str
    """The id of the platform; the name where it gives none."""
    name: str = ""
    kind: str = "said"
    """said, packet, notice (by the platform), join or leave."""
    id: str = ""
    """Tells whether two lines are one; also of the messages that answer this one."""
    to: str = ""
    """The id of the message that it answers."""
    asks: bool = False
    likes: int = 0
    """Reactions of others."""
    people: tuple[tuple[str, str], ...] = ()
    """(id, name) of whoever joined or left."""
    bot: bool = False
    calls: str = ""
    """The name behind an @, where it says one: whom it speaks to. It is compared with names, never kept."""
    quotes: bool = False
    """It quotes another message, and the log does not say which."""
    givers: tuple[Account, ...] = ()
    """Those of the reactions of others of whom the file says who gave them, once for each."""
    chain: Chain | None = None
    """The 接龙 that it is: names that people entered, and how many; of no other message is a word kept."""


Record = Chat | Account | Message


class LogError(Exception):
    """A log that cannot be read to its end."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def is_question(text: str) -> bool:
    text = text[:LOOKED_AT]
    return "?" in text or "？" in text or "؟" in text


def called(text: str) -> str:
    """The name behind the first @, as far as it may go; "" where there is none."""
    at = text.find("@", 0, LOOKED_AT)
    return text[at + 1 : at + 1 + LONGEST_NAME].lstrip("\u2068\u200e") if at >= 0 else ""


def moment(text: str) -> datetime | None:
    """ISO 8601, also with blanks or slashes, or seconds (milliseconds) since 1970; None for anything else."""
    try:
        if text[4:5] == "-":  # as most write it
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    text = text.strip()
    if text.isdecimal() and 9 <= len(text) <= 13:
        seconds = int(text) / (1000 if len(text) > 11 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    try:
        return datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
