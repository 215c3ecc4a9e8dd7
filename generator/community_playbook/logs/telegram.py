"""Telegram Desktop: `result.json` of one chat, or of all (then `chats.list`).

Source: core.telegram.org/import-export. `date` has no zone; `date_unixtime` is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ijson
from ijson.common import JSONError

from ..problems import Place, Problem
from .chain import chain_in
from .files import Source
from .json_stream import Item, items, listed, text
from .reactions import reactions
from .records import Account, Chat, LogError, Message, Record, is_question, moment

KINDS = {
    "private_group": "group", "private_supergroup": "group", "public_supergroup": "group",
    "personal_chat": "private", "bot_chat": "private", "saved_messages": "private",
    "private_channel": "channel", "public_channel": "channel",
}  # fmt: skip
JOINED = ("join_group_by_link", "join_group_by_request")


def read(source: Source) -> Iterator[Record]:
    """Chats one after the other. Of a chat, name, type and id stand before its messages."""
    one = head(source)
    if one is not None:
        yield one
        yield from (m for item in items(source, "messages.item") if (m := message(one.id, item)))
        return
    for item in items(source, "chats.list.item"):
        chat = chat_of(item.get("name"), item.get("type"), item.get("id"))
        yield chat
        yield from (m for x in listed(item, "messages") if isinstance(x, dict) and (m := message(chat.id, x)))


def head(source: Source) -> Chat | None:
    """The chat whose export this is; None for an export of many."""
    found: dict[str, object] = {}
    with source.open() as stream:
        try:
            for path, event, value in ijson.parse(stream):
                if path in ("name", "type", "id") and event in ("string", "number"):
                    found[path] = value
                elif path == "messages":
                    return chat_of(found.get("name"), found.get("type"), found.get("id"))
                elif path == "chats":
                    return None
        except JSONError as error:
            raise LogError(Problem("E607", Place(source.shown), {"count": "0"})) from error
    return None


def chat_of(name: Any, kind: Any, number: Any) -> Chat:
    return Chat(text(number) or text(name), text(name), KINDS.get(text(kind), "group"))


def message(chat: str, item: Item) -> Message | None:
    at = moment(text(item.get("date_unixtime"))) or moment(text(item.get("date")))
    if at is None:
        return None
    number, answered = text(item.get("id")), text(item.get("reply_to_message_id"))
    if item.get("type") == "service":
        return service(chat, item, number, at)
    sender = text(item.get("from_id"))
    if not sender:
        return None
    liked, givers = reactions(likes(item), sender) if item.get("reactions") else (0, ())
    said = words(item.get("text"))
    return Message(
        chat, at, sender, text(item.get("from")), "said", number, answered, is_question(said),
        liked, bot=sender.startswith("channel"),
        calls=called(item) if type(item.get("text")) is list else "", givers=givers, chain=chain_in(said),
    )  # fmt: skip


def likes(item: Item) -> Iterator[tuple[object, list[Account]]]:
    """Of each sign its count, and whom the file names: the latest few."""
    for one in listed(item, "reactions"):
        if isinstance(one, dict):
            who = [x for x in listed(one, "recent") if isinstance(x, dict)]
            yield one.get("count"), [account(text(x.get("from_id")), text(x.get("from"))) for x in who]


def account(key: str, name: str) -> Account:
    return Account(key, name, key.startswith("channel"))


def called(item: Item) -> str:
    """The id of the first who is mentioned and has no name of the platform."""
    parts = (part for part in listed(item, "text") if isinstance(part, dict))
    return next((f"user{one.get('user_id')}" for one in parts if one.get("type") == "mention_name"), "")


def service(chat: str, item: Item, number: str, at: Any) -> Message | None:
    action, actor, name = item.get("action"), text(item.get("actor_id")), text(item.get("actor"))
    others = tuple((m, m) for m in map(text, listed(item, "members")) if m)
    if action in JOINED:
        return Message(chat, at, actor, name, "join", number, people=((actor, name),))
    if action == "invite_members":
        return Message(chat, at, actor, name, "join", number, people=tuple(("", m) for m, _ in others))
    if action == "remove_members":
        return Message(chat, at, actor, name, "leave", number, people=tuple(("", m) for m, _ in others))
    return None


def words(value: Any) -> str:
    """A text, or its plain pieces: a list of texts and marked parts."""
    if isinstance(value, list):
        return "".join(part if isinstance(part, str) else text(part.get("text")) for part in value if part)
    return text(value)
