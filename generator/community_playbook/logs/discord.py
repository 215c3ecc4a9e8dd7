"""Discord, as DiscordChatExporter writes it: one JSON file a channel, thread or part.

Source: `JsonMessageWriter.cs` and `MessageKind.cs` of Tyrrrz/DiscordChatExporter. A truncated file has no
`messageCount`, which stands last.
"""

from __future__ import annotations

from collections.abc import Iterator

import ijson
from ijson.common import JSONError

from ..problems import Place, Problem
from .chain import chain_in
from .files import Source
from .json_stream import Item, items, listed, part, text
from .reactions import reactions
from .records import Account, Chat, LogError, Message, Record, is_question, moment

KINDS = {
    **dict.fromkeys(("GuildMemberJoin", "7", "UserJoin"), "join"),
    **dict.fromkeys(("Default", "Reply", "0", "19", "20", "23"), "said"),
}
PRIVATE = ("DirectTextChat", "DirectGroupTextChat", "1")
STAFF = frozenset({"admin", "administrator", "mod", "moderator", "staff", "team", "管理员", "管理"})


def read(source: Source) -> Iterator[Record]:
    chat = head(source)
    yield chat
    known: set[tuple[str, str]] = set()
    for item in items(source, "messages.item"):
        author = part(item, "author")
        sender, at = text(author.get("id")), moment(text(item.get("timestamp")))
        if not sender or at is None:
            continue
        name = text(author.get("nickname")) or text(author.get("name"))
        if (sender, name) not in known:
            known.add((sender, name))
            roles = {text(role.get("name")).strip().lower() for role in listed(author, "roles")}
            yield Account(sender, name, bool(author.get("isBot")), staff=bool(roles & STAFF))
        kind, said = KINDS.get(text(item.get("type")), "notice"), text(item.get("content"))
        answered = text(part(item, "reference").get("messageId")) if item.get("reference") else ""
        liked, givers = reactions(likes(item), sender) if item.get("reactions") else (0, ())
        yield Message(
            chat.id, at, sender, name, kind, text(item.get("id")), answered, is_question(said),
            liked,
            ((sender, name),) if kind == "join" else (), bool(author.get("isBot")),
            called(item) if item.get("mentions") else "", givers=givers, chain=chain_in(said),
        )  # fmt: skip


def head(source: Source) -> Chat:
    """The channel, which stands before the messages, and the proof that the file is whole."""
    found: dict[str, str] = {}
    wanted = {"channel.id": "id", "channel.name": "name", "channel.type": "type"}
    with source.open() as stream:
        try:
            for path, event, value in ijson.parse(stream):
                if path in wanted and event in ("string", "number"):
                    found[wanted[path]] = str(value)
                elif path == "messages":
                    break
        except JSONError as error:
            raise LogError(Problem("E607", Place(source.shown), {"count": "0"})) from error
    kind = "private" if found.get("type") in PRIVATE else "group"
    return Chat(found.get("id", source.shown), found.get("name", source.name), kind)


def called(item: Item) -> str:
    """The id of the first who is mentioned."""
    return next((text(one.get("id")) for one in listed(item, "mentions") if isinstance(one, dict)), "")


def likes(item: Item) -> Iterator[tuple[object, list[Account]]]:
    """Of each sign its count, and whom the file names: no more than a hundred."""
    for one in listed(item, "reactions"):
        if isinstance(one, dict):
            yield one.get("count"), [account(user) for user in listed(one, "users") if isinstance(user, dict)]


def account(user: Item) -> Account:
    name = text(user.get("nickname")) or text(user.get("name"))
    return Account(text(user.get("id")), name, bool(user.get("isBot")))
