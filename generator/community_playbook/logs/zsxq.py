"""知识星球, as its own command-line tool prints topics: one JSON a page, or several pages behind each other.

Source: `group-topics.md` and `topic-detail.md` of unnoo/zsxq-skill. The last topic of a page is the first of
the next; a number counts once. A question that is asked is one whatever it says; its answer hangs below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from .chain import chain_in
from .files import Source
from .json_stream import Item, below, listed, part, text
from .records import Account, Chat, Message, Record, is_question, moment

ASKED = "q&a"
BODIES = ("talk", "question", "task", "solution")
COMMENTS = ("show_comments", "comments")
MARKED = re.compile(r'<e\s[^<>]{0,400}?title="(?P<title>[^"]{0,400})"[^<>]{0,400}?/>')
"""A tag, a mention or words in bold inside of a text."""


def read(source: Source) -> Iterator[Record]:
    chats: set[str] = set()
    for item in below(source, "topics"):
        group = part(item, "group")
        chat = text(group.get("group_id")) or source.chat
        if chat not in chats:
            chats.add(chat)
            yield Chat(chat, text(group.get("name")) or source.chat)
        yield from topic(chat, item)


def topic(chat: str, item: Item) -> Iterator[Record]:
    number = text(item.get("topic_id"))
    body = next((part(item, name) for name in BODIES if part(item, name)), item)
    words = plain(text(item.get("content")) or text(body.get("text")))
    asks = item.get("type") == ASKED or is_question(words)
    counts = part(item, "counts") or {"likes": item.get("likes_count")}
    by = body if part(body, "owner") else item
    yield from one(chat, by, item, number, "", asks, counts.get("likes"), words)
    if part(item, "answer"):
        yield from one(chat, part(item, "answer"), item, f"{number}-a", number, False, None, "")
    for comment in (c for name in COMMENTS for c in listed(item, name) if isinstance(c, dict)):
        words = plain(text(comment.get("text")))
        asks, liked = is_question(words), comment.get("likes_count")
        key = text(comment.get("comment_id"))
        to = text(comment.get("parent_comment_id")) or number
        yield from one(
            chat,
            comment,
            comment,
            f"c{key}" if key else "",
            f"c{to}" if to != number else to,
            asks,
            liked,
            words,
        )


def plain(words: str) -> str:
    """A text with its tags as they are read: `#接龙#` is one, percent-encoded."""
    if "<e " not in words:
        return words
    return MARKED.sub(lambda found: unquote(found["title"]), words)


def one(
    chat: str, by: Item, at: Item, number: str, to: str, asks: bool, likes: object, words: str
) -> Iterator[Record]:
    """What somebody wrote: `by` names the owner, `at` the time."""
    owner = part(by, "owner")
    key, name = text(owner.get("user_id")), text(owner.get("alias")) or text(owner.get("name"))
    when = moment(text(at.get("create_time")))
    if not key or when is None:
        return
    yield Account(key, name)
    liked = likes if isinstance(likes, int) and likes > 0 else 0
    yield Message(chat, when, key, name, "said", number, to, asks, liked, chain=chain_in(words))


def read_members(source: Source) -> Iterator[Record]:
    """The list of members: since when, and whoever left. It tells no name of the group, and where an
    address on the network lies is no city."""
    chats: set[str] = set()
    for item in below(source, "members"):
        chat, key = text(item.get("group_id")) or source.chat, text(item.get("user_id"))
        name = text(item.get("alias")) or text(item.get("name"))
        if chat not in chats:
            chats.add(chat)
            yield Chat(chat, "")
        if not key:
            continue
        yield Account(key, name, left=item.get("status") == "exited")
        if at := moment(text(item.get("join_time"))):
            yield Message(chat, at, key, name, "join", people=((key, name),))
