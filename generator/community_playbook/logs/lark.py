"""飞书 (Lark), as its own command-line tool prints the messages of a chat: one JSON a page, or several pages.

Source: `lark-im-chat-messages-list.md`, `lark-im-message-enrichment.md` of larksuite/cli. Replies of a
thread hang below the message that began it.
"""

from __future__ import annotations

from collections.abc import Iterator

from .chain import chain_in
from .files import Source
from .json_stream import Item, below, listed, part, text
from .records import Account, Chat, Message, Record, called, is_question, moment
from .system_lines import gone, joined

SYSTEM = ("system",)
APPS = ("app", "bot")


def read(source: Source) -> Iterator[Record]:
    chat = Chat("", "")
    for item in below(source, "messages"):
        told = text(item.get("chat_id")) or source.chat
        if not chat.id or ("chat_id" in item and told != chat.id):
            chat = Chat(told, text(item.get("chat_name")) or source.chat)
            yield chat
        yield from said(chat, item, "")
        for reply in listed(item, "thread_replies"):
            if isinstance(reply, dict):
                yield from said(chat, reply, text(item.get("message_id")))


def said(chat: Chat, item: Item, host: str) -> Iterator[Record]:
    """`host`: the message below which it hangs."""
    sender, at, content = (
        part(item, "sender"),
        moment(text(item.get("create_time"))),
        text(item.get("content")),
    )
    name, bot = text(sender.get("name")), text(sender.get("sender_type")) in APPS
    key = text(sender.get("id")) or text(sender.get("open_id")) or name
    system = item.get("msg_type") in SYSTEM
    people = joined(content) if system else ()
    left = gone(content) if system and not people else ()
    if at is None or item.get("deleted") is True or not (key or people or left):
        return
    if key and not system:
        yield Account(key, name, bot)
    number = text(item.get("message_id"))
    answered = text(item.get("reply_to")) or text(item.get("parent_id")) or host
    kind = "join" if people else "leave" if left else "notice" if system else "said"
    yield Message(
        chat.id, at, key, name, kind, number, answered if answered != number else "", is_question(content),
        likes(item), people or left, bot, mentioned(item) or called(content),
        chain=chain_in(content),
    )  # fmt: skip


def mentioned(item: Item) -> str:
    names = (text(one.get("name")) for one in listed(item, "mentions") if isinstance(one, dict))
    return next((name for name in names if name), "")


def likes(item: Item) -> int:
    counts = [one.get("count") for one in listed(part(item, "reactions"), "counts") if isinstance(one, dict)]
    return sum(int(n) for count in counts if (n := text(count)).isdecimal() and len(n) < 8)
