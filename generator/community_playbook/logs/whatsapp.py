"""WhatsApp's own export: a line a message, dates in the order of the phone's country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .chain import Growing
from .files import Source
from .records import Account, Chat, Message, Record, called, is_question
from .stamps import day_of, order_of, stamped
from .system_lines import gone, joined
from .text_lines import text_lines

SAYS = re.compile(r"^(?P<name>[^:]{1,100}?):(?:\s(?P<said>.*))?$")


def read(source: Source, dates: str = "") -> Iterator[Record]:
    """`dates`: ymd, dmy or mdy, where the operator said so. Raises LogError E611 if several orders fit."""
    order = dates or order_of(source, (line for n, text in text_lines(source) if (line := stamped(n, text))))
    chat = Chat(name_of(source), name_of(source))
    yield chat
    users: set[str] = set()
    before: Message | None = None
    growing = Growing()
    for number, text in text_lines(source):
        line = stamped(number, text)
        if line is None:  # it goes on with the message before it
            growing.more(text)
            if before and not before.asks and is_question(text):
                before = before._replace(asks=True)
            continue
        if before:
            yield before._replace(chain=growing.chain())
        before, at, says = None, day_of(line, order), SAYS.match(line.rest)
        if at is None:
            continue
        if says is None:
            people, left = joined(line.rest), gone(line.rest)
            if people or left:
                kind = "join" if people else "leave"
                yield Message(chat.id, at, "", kind=kind, people=people or left)
            continue
        name = says["name"].strip("~ \u200e\u200f\u202a\u202c\u202f\xa0")
        if name not in users:
            users.add(name)
            yield Account(name, name)
        said = says["said"] or ""
        growing.begin(said)
        before = Message(chat.id, at, name, name, asks=is_question(said), calls=called(said))
    if before:
        yield before._replace(chain=growing.chain())


def name_of(source: Source) -> str:
    """A zip holds `_chat.txt`: then the zip bears the name of the group."""
    name = source.chat
    if name.strip("_") == "chat":
        name = source.folder.replace("\\", "/").rstrip("/.").rsplit("/", 1)[-1].removesuffix(".zip")
    return re.sub(r"^WhatsApp Chat (?:with|-) ", "", name) or source.chat
