"""ChatLab's format, which many exporters write: one JSON, or JSON lines with a `_type` each.

Source: `chatlab-format.md` of hodigua/ChatLab. Types: 0 said, 20 red packet, 25 reply, 80 system.
"""

from __future__ import annotations

from collections.abc import Iterator

from .chain import chain_in
from .files import Source
from .json_stream import Item, items, lines, listed, text
from .records import Account, Chat, Message, Record, is_question, moment

KINDS = {20: "packet", 80: "notice", 81: "notice", 82: "notice"}
STAFF = ("admin", "owner")
META = "meta"


def read(source: Source) -> Iterator[Record]:
    chat = next(map(chat_of, items(source, META)), Chat(source.chat, source.chat))
    yield chat
    yield from map(account, items(source, "members.item"))
    yield from (m for item in items(source, "messages.item") if (m := message(chat.id, item)))


def read_lines(source: Source) -> Iterator[Record]:
    chat = Chat(source.chat, source.chat)
    for item in lines(source):
        kind = item.get("_type")
        if kind == "header":
            meta = item.get(META)
            chat = chat_of(meta if isinstance(meta, dict) else {})
            yield chat
        elif kind == "member":
            yield account(item)
        elif kind == "message" and (found := message(chat.id, item)):
            yield found


def chat_of(meta: Item) -> Chat:
    name = text(meta.get("name"))
    return Chat(
        text(meta.get("groupId")) or name, name, "private" if meta.get("type") == "private" else "group"
    )


def account(item: Item) -> Account:
    name = text(item.get("groupNickname")) or text(item.get("accountName"))
    roles = [text(role.get("id")) if isinstance(role, dict) else text(role) for role in listed(item, "roles")]
    return Account(text(item.get("platformId")), name, staff=any(role in STAFF for role in roles))


def message(chat: str, item: Item) -> Message | None:
    sender, at, kind = text(item.get("sender")), moment(text(item.get("timestamp"))), item.get("type")
    if not sender or at is None or sender.upper() == "SYSTEM":
        return None
    name = text(item.get("groupNickname")) or text(item.get("accountName"))
    return Message(
        chat, at, sender, name, KINDS.get(kind, "said") if isinstance(kind, int) else "said",
        text(item.get("platformMessageId")), text(item.get("replyToMessageId")),
        is_question(text(item.get("content"))), chain=chain_in(text(item.get("content"))),
    )  # fmt: skip
