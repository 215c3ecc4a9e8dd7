"""QQ's own text export, and the JSON of qq-chat-exporter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .chain import Growing, chain_in
from .files import Source
from .json_stream import items, part, text
from .records import Account, Chat, Message, Record, called, is_question, moment
from .system_lines import joined
from .text_lines import text_lines

OBJECT = re.compile(r"^消息对象[:：](.+)$")
SPEAKS = re.compile(
    r"^(?P<at>\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d) (?P<name>.*?)"
    r"(?:\((?P<qq>\d{5,12})\)|<(?P<mail>[^<>]{3,80})>)$"
)
RANK = re.compile(r"^【(?P<rank>[^】]{1,12})】")
STAFF = ("群主", "管理员")
SYSTEM = ("10000", "系统消息")


def read(source: Source) -> Iterator[Record]:
    """Each message is a line that names who speaks and when, then what is said."""
    chat, users = Chat(source.chat, source.chat), set[str]()
    before: Message | None = None
    growing = Growing()
    for _, line in text_lines(source):
        if found := OBJECT.match(line.strip()):
            chat = Chat(found[1].strip(), found[1].strip())
            yield chat
        elif found := SPEAKS.match(line.strip()):
            if before:
                yield before._replace(chain=growing.chain())
            before, growing = None, Growing()
            at, sender = moment(found["at"].rjust(19)), found["qq"] or found["mail"]
            rank = RANK.match(found["name"])
            name = found["name"][rank.end() :] if rank else found["name"]
            if sender not in users and sender not in SYSTEM:
                users.add(sender)
                yield Account(sender, name, staff=bool(rank and rank["rank"] in STAFF))
            if at is not None:
                before = Message(chat.id, at, sender, name, "notice" if sender in SYSTEM else "said")
        elif before and line.strip():
            growing.more(line) if growing.lines else growing.begin(line)
            people = joined(line) if before.kind == "notice" else ()
            asks = before.asks or is_question(line)
            before = before._replace(
                asks=asks,
                people=people,
                kind="join" if people else before.kind,
                calls=before.calls or called(line),
            )
    if before:
        yield before._replace(chain=growing.chain())


def read_json(source: Source) -> Iterator[Record]:
    info = next(items(source, "chatInfo"), {})
    name = text(info.get("name"))
    chat = Chat(
        text(info.get("peerUid")) or name, name, "private" if info.get("type") == "private" else "group"
    )
    yield chat
    users: set[str] = set()
    for item in items(source, "messages.item"):
        sender, content, raw = part(item, "sender"), part(item, "content"), part(item, "rawMessage")
        key, at = text(sender.get("uin")) or text(sender.get("uid")), moment(text(item.get("timestamp")))
        called = text(raw.get("sendMemberName")) or text(sender.get("name"))
        if not key or at is None:
            continue
        if key not in users:
            users.add(key)
            yield Account(key, called)
        answered = text(part(content, "reply").get("referencedMessageId"))
        said, number = text(content.get("text")), text(item.get("messageId"))
        asks, chain = is_question(said), chain_in(said)
        yield Message(chat.id, at, key, called, "said", number, answered, asks, chain=chain)
