"""Discord as a page, as DiscordChatExporter writes it: light or dark, whole or minified.

Source: `MessageGroupTemplate.cshtml` of Tyrrrz/DiscordChatExporter. The days come from the ids of messages,
which hold the moment; what is shown depends on the country. A whole file ends with a postamble.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import TextIOWrapper
from re import compile as pattern

from ..problems import Place, Problem
from .chain import chain_in
from .files import Source
from .records import LOOKED_AT, Account, Chat, LogError, Message, Record, called, is_question

EPOCH = 1_420_070_400_000
"""Milliseconds since 1970 at which ids begin to count."""
SHIFT = 22
CHUNK = 1 << 16
LINES = frozenset({"br", "h1", "h2", "h3", "li", "div", "blockquote"})
"""What begins a line of a message."""
MOST_HELD = 1 << 20
"""Letters of a tag or comment that has no end yet: each portion looks at all of them again."""
VOID = frozenset({"img", "br", "meta", "link", "input", "hr", "use", "source"})
TARGET = pattern(r"\d{15,20}")
NAMES = ("chatlog__author", "chatlog__author-name", "chatlog__system-notification-author")
BOTS = ("chatlog__author-tag", "chatlog__bot-tag", "chatlog__bot-label")
TEXTS = ("chatlog__content", "chatlog__system-notification-content")
WANTED = (*NAMES, *TEXTS, *BOTS, "chatlog__reaction-count", "preamble__entry", "postamble")
JOINED = "joined the server."


def moment_of(number: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(((int(number) >> SHIFT) + EPOCH) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


class Reader(HTMLParser):
    """Gathers messages as the page goes by. `done`: those that are complete."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Message] = []
        self.heads: list[str] = []
        self.whole = False
        self.sender = self.name = self.id = self.to = self.text = ""
        self.bot, self.system, self.likes = False, False, 0
        self.open: list[str] = []
        """For each element that is open, the wanted one in which it stands, itself included; "" for none."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        classes = said.get("class", "").split()
        if number := said.get("data-message-id"):
            self.close_message()
            self.id = number
        if "chatlog__message-group" in classes:
            self.close_message()
            self.sender = self.name = ""
            self.bot = False
        mark = next((name for name in WANTED if name in classes), "")
        if mark in NAMES and "data-user-id" in said:
            self.sender, self.name, self.bot = said["data-user-id"], "", False
            self.system = mark == NAMES[-1]
        elif mark in BOTS:
            self.bot = True
        elif mark == "postamble":
            self.whole = True
        elif mark == "preamble__entry":
            self.heads.append("")
        if "chatlog__reply-link" in classes or "chatlog__reference-link" in classes:
            found = TARGET.search(said.get("onclick", ""))
            self.to = found[0] if found else ""
        if tag in LINES and self.text:
            self.text += "\n"
        if tag not in VOID:
            self.open.append(mark or self.inside)

    @property
    def inside(self) -> str:
        return self.open[-1] if self.open else ""

    def parse_html_declaration(self, start: int) -> int:
        """Passes over what begins with <!, whatever it declares: the library raises where it knows no such
        section."""
        if self.rawdata.startswith("<!--", start):
            return self.parse_comment(start)
        end = self.rawdata.find(">", start)
        return end + 1 if end >= 0 else -1

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()
        if tag in LINES and self.text:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        mark = self.inside
        if mark in NAMES:
            self.name += data.strip()
        elif mark in TEXTS and len(self.text) < LOOKED_AT:
            self.text += data
        elif mark == "chatlog__reaction-count" and data.strip().isdecimal():
            self.likes += int(data.strip()[:7])
        elif mark == "preamble__entry":
            self.heads[-1] += data.strip()

    def close_message(self) -> None:
        at = moment_of(self.id)
        if self.id and self.sender and at:
            joins = self.system and self.text.strip().lower() == JOINED
            kind = "join" if joins else "notice" if self.system else "said"
            self.done.append(Message(
                "", at, self.sender, self.name, kind, self.id, self.to, is_question(self.text), self.likes,
                ((self.sender, self.name),) if joins else (), self.bot, called(self.text),
                chain=chain_in(self.text),
            ))  # fmt: skip
        self.id = self.to = self.text = ""
        self.system, self.likes = False, 0


def read(source: Source) -> Iterator[Record]:
    page, chat, count = Reader(), Chat("", ""), 0
    known: set[tuple[str, str]] = set()
    try:
        with source.open() as raw, TextIOWrapper(raw, "utf-8-sig") as stream:
            while data := stream.read(CHUNK):
                page.feed(data)
                if len(page.rawdata) > MOST_HELD:
                    raise broken(source, count)
                if page.done and not chat.id:
                    chat = chat_of(page, source)
                    yield chat
                for message in page.done:
                    count += 1
                    yield from told(message, chat, known)
                page.done.clear()
    except UnicodeDecodeError as error:
        raise LogError(Problem("E609", Place(source.shown))) from error
    page.close()
    page.close_message()
    chat = chat if chat.id else chat_of(page, source)
    yield chat
    for message in page.done:
        yield from told(message, chat, known)
    if not page.whole:
        raise broken(source, count)


def broken(source: Source, count: int) -> LogError:
    return LogError(Problem("E607", Place(source.shown), {"count": f"{count:,}"}))


def chat_of(page: Reader, source: Source) -> Chat:
    """The heads of the page name the server, then the channel (behind its category)."""
    name = page.heads[1] if len(page.heads) > 1 else source.chat
    return Chat(name or source.chat, name.rsplit(" / ", 1)[-1].lstrip("# ") or source.chat)


def told(message: Message, chat: Chat, known: set[tuple[str, str]]) -> Iterator[Record]:
    who = message.sender, message.name
    if who not in known:
        known.add(who)
        yield Account(*who, bot=message.bot)
    yield message._replace(chat=chat.id)
