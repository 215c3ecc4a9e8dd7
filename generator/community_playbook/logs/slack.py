"""Slack's own export: a folder or zip with users.json, channels.json and a folder of days for each channel.

Source: docs.slack.dev, the export's README. `ts` is the id and the time of a message in its channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath

from .chain import chain_in
from .files import Source
from .json_stream import Item, items, listed, part, text, whole
from .reactions import reactions
from .records import LOOKED_AT, Account, Chat, Message, Record, is_question

LISTS = ("channels.json", "groups.json")
SAID = ("", "me_message", "file_share", "thread_broadcast")
CALLS = re.compile(r"<@([A-Z0-9]{2,20})")
JOINS, LEAVES = ("channel_join", "group_join"), ("channel_leave", "group_leave")


def read(sources: Sequence[Source]) -> Iterator[Record]:
    """The people first, then each channel with its days in order."""
    by_name = {source.name: source for source in sources if source.name in ("users.json", *LISTS)}
    if "users.json" in by_name:
        yield from map(account, (user for user in whole(by_name["users.json"]) if isinstance(user, dict)))
    ids = {
        text(channel.get("name")): text(channel.get("id"))
        for name in LISTS
        if name in by_name
        for channel in whole(by_name[name])
        if isinstance(channel, dict)
    }
    last = ""
    for source in sorted(sources, key=lambda source: (source.folder, source.name)):
        if source in by_name.values() or not source.name[:4].isdecimal() or not source.name.endswith(".json"):
            continue
        name = PurePosixPath(source.folder.replace("\\", "/")).name
        chat = ids.get(name, name)
        if chat != last:
            last = chat
            yield Chat(chat, f"#{name}")
        yield from (m for item in items(source, "item") if (m := message(chat, item)))


def account(user: Item) -> Account:
    profile = part(user, "profile")
    name = text(profile.get("display_name")) or text(user.get("real_name")) or text(profile.get("real_name"))
    bot = bool(user.get("is_bot")) or user.get("id") == "USLACKBOT"
    staff = any(bool(user.get(key)) for key in ("is_admin", "is_owner", "is_primary_owner"))
    return Account(
        text(user.get("id")), name or text(user.get("name")), bot, bool(user.get("deleted")), staff
    )


def message(chat: str, item: Item) -> Message | None:
    sender, ts, subtype = text(item.get("user")), text(item.get("ts")), text(item.get("subtype"))
    bot = bool(item.get("bot_id")) or subtype == "bot_message"
    sender = sender or text(item.get("bot_id"))
    try:
        at = datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not sender:
        return None
    kind = "said" if subtype in SAID else "notice"
    kind = "join" if subtype in JOINS else "leave" if subtype in LEAVES else kind
    thread, said = text(item.get("thread_ts")), text(item.get("text"))
    found = CALLS.search(said[:LOOKED_AT]) if "<@" in said else None
    liked, givers = reactions(likes(item), sender) if item.get("reactions") else (0, ())
    return Message(
        chat, at, sender, text(part(item, "user_profile").get("display_name")), kind, ts,
        thread if thread != ts else "", is_question(said), liked,
        ((sender, ""),) if kind in ("join", "leave") else (), bot, found[1] if found else "",
        givers=givers, chain=chain_in(said),
    )  # fmt: skip


def likes(item: Item) -> Iterator[tuple[object, list[Account]]]:
    """Of each sign its count, and whom the file names; of many the names are cut off."""
    for one in listed(item, "reactions"):
        if isinstance(one, dict):
            yield one.get("count"), [Account(text(user), "") for user in listed(one, "users")]
