"""WeFlow and echotrace: one JSON a chat. `type` tells what a message is; `localType` is not to be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from .chain import chain_in
from .files import Source
from .json_stream import items, text
from .records import QUOTE, Chat, Message, Record, called, is_question, moment
from .system_lines import joined

KINDS = {
    "红包卡片": "packet",
    "红包": "packet",
    "系统消息": "notice",
    "撤回消息": "notice",
    "引用消息": QUOTE,
}


def read(source: Source) -> Iterator[Record]:
    session = next(items(source, "session"), {})
    name = text(session.get("displayName")) or text(session.get("nickname")) or source.chat
    kind = "private" if session.get("type") == "私聊" else "group"
    chat = Chat(text(session.get("wxid")) or name, name, kind)
    yield chat
    for item in items(source, "messages.item"):
        at, sender = moment(text(item.get("createTime"))), text(item.get("senderUsername"))
        said, what = text(item.get("content")), KINDS.get(text(item.get("type")), "said")
        people = joined(said) if what == "notice" else ()
        if at is not None and (sender or people):
            yield Message(
                chat.id, at, sender, text(item.get("senderDisplayName")),
                "join" if people else "said" if what == QUOTE else what,
                text(item.get("localId")), "", is_question(said), people=people,
                calls=called(said), quotes=what == QUOTE, chain=chain_in(said),
            )  # fmt: skip
