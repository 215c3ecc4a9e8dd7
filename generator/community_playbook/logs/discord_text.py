"""Discord as plain text, as DiscordChatExporter writes it.

Source: `PlainTextMessageWriter.cs` of Tyrrrz/DiscordChatExporter. It tells no ids, bots or reply links; a
file that is whole ends with the number of its messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Place, Problem
from .chain import Growing
from .files import Source
from .records import Account, Chat, LogError, Message, Record, called, is_question
from .stamps import Stamped, day_of, order_of, stamped
from .text_lines import text_lines

HEAD = re.compile(r"^Channel: (?P<name>.+)$")
END = re.compile(r"^Exported [\d.,\s\u202f\xa0]+message\(s\)$")
PINNED = " (pinned)"
JOINED = "Joined the server."
LIKES, PART = "{Reactions}", "{"
EACH = re.compile(r"\S+(?: \((\d{1,7})\))?")


def read(source: Source, dates: str = "") -> Iterator[Record]:
    """`dates`: as for WhatsApp. Raises LogError E607 for a file without its last lines."""
    order = dates or order_of(source, (line for _, _, line in marked(source) if line))
    chat, users = Chat(source.chat, source.chat), set[str]()
    before: Message | None = None
    count, part, whole, growing = 0, "", False, Growing()
    for number, text, line in marked(source):
        if line is not None:
            if before:
                yield before._replace(chain=growing.chain())
            growing = Growing()
            before, at, name = None, day_of(line, order), line.rest.strip().removesuffix(PINNED).strip()
            count, part = count + 1, ""
            if at is None or not name:
                continue
            if name not in users:
                users.add(name)
                yield Account(name, name)
            before = Message(chat.id, at, name, name)
        elif not count and number < 10 and (found := HEAD.match(text)):
            chat = Chat(found["name"].strip(), found["name"].rsplit(" / ", 1)[-1].strip())
            yield chat
        elif END.match(text):
            whole = True
        elif before and text.strip("= "):  # the rule above its end is no reaction
            part = text if text.startswith(PART) else part
            if not part:
                growing.more(text) if growing.lines else growing.begin(text)
            before = added(before, text, part)
    if before:
        yield before._replace(chain=growing.chain())
    if not whole:
        raise LogError(Problem("E607", Place(source.shown), {"count": f"{count:,}"}))


def added(message: Message, text: str, part: str) -> Message:
    """The message with what one more of its lines tells."""
    if part == LIKES and text != LIKES:
        return message._replace(likes=sum(int(many or 1) for many in EACH.findall(text)))
    if part:
        return message
    if text == JOINED and message.kind == "said":
        return message._replace(kind="join", people=((message.sender, message.name),))
    return message._replace(asks=message.asks or is_question(text), calls=message.calls or called(text))


def marked(source: Source) -> Iterator[tuple[int, str, Stamped | None]]:
    """Each line; one that begins a message stands behind an empty one, and in brackets."""
    empty = True
    for number, text in text_lines(source):
        yield number, text, stamped(number, text) if empty and text.startswith("[") else None
        empty = not text.strip()
