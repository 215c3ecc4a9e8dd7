"""A chat log as a table: which column is what, is told by its file in `playbook/sources/`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from itertools import dropwhile, islice
from zlib import crc32

from ..problems import Place, Problem
from .chain import chain_in
from .files import Source
from .records import LOOKED_AT, QUOTE, Account, Chat, LogError, Message, Record, called, is_question, moment
from .system_lines import gone, joined
from .text_lines import codec_of

LONGEST = 1_000_000
DELIMITERS = ",;\t|"
MARK = ">"
"""Before each line that is quoted."""
COUNTS = re.compile(r"\((\d{1,7})\)")


def header_of(source: Source) -> tuple[list[str], str]:
    """The cells of the first line, and the delimiter that gives most of them."""
    return delimiter_of(source.head().decode(codec_of(source), "ignore").split("\n", 1)[0])


def delimiter_of(line: str) -> tuple[list[str], str]:
    line = line.strip("\r\ufeff")
    rows = [(next(csv.reader([line], delimiter=mark), []), mark) for mark in DELIMITERS]
    cells, mark = max(rows, key=lambda row: len(row[0]))
    return [cell.strip() for cell in cells], mark


def column_of(source: Source, title: str) -> Iterator[str]:
    """The cells of one column, down to where the table can be read."""
    header, mark = header_of(source)
    at = header.index(title) if title in header else len(header)
    try:
        with source.open() as raw, TextIOWrapper(raw, codec_of(source), newline="") as stream:
            for cells in islice(csv.reader(stream, delimiter=mark), 1, None):
                if at < len(cells):
                    yield cells[at]
    except (csv.Error, UnicodeDecodeError):
        return


def read(
    source: Source, columns: Mapping[str, str], kinds: Mapping[str, Sequence[str]], quoted: str = "",
    moments: Callable[[str], datetime | None] = moment,
) -> Iterator[Record]:  # fmt: skip
    """`columns`: ours to theirs; of kinds, the words that the column `kind` has for each of ours; `quoted`:
    the line above the words of a message that tells who said what it quotes, and when; `moments`: what a
    cell that tells when means, naive in the time of the community."""
    header, mark = header_of(source)
    index = {name: header.index(title) for name, title in columns.items() if title in header}
    words = {word: kind for kind, listed in kinds.items() for word in listed}
    form = re.compile(quoted) if quoted else None
    chats: set[str] = set()
    users: set[str] = set()
    csv.field_size_limit(LONGEST)
    row = 1
    try:
        with source.open() as raw, TextIOWrapper(raw, codec_of(source), newline="") as stream:
            rows = csv.reader(stream, delimiter=mark)
            next(rows, None)
            for cells in rows:
                row = rows.line_num
                cell = {name: cells[at] if at < len(cells) else "" for name, at in index.items()}
                chat = cell.get("chat") or source.chat
                if chat not in chats:
                    chats.add(chat)
                    yield Chat(chat, cell.get("chat_name") or source.chat, kind_of(chat, "chat" in index))
                found = message(chat, cell, words, form, moments)
                if found and found.sender and found.sender not in users:
                    users.add(found.sender)
                    yield Account(found.sender, found.name)
                if found:
                    yield found
    except csv.Error as error:
        raise LogError(Problem("E610", Place(source.shown, row))) from error
    except UnicodeDecodeError as error:
        raise LogError(Problem("E609", Place(source.shown, row))) from error


def message(
    chat: str, cell: Mapping[str, str], words: Mapping[str, str], form: re.Pattern[str] | None = None,
    moments: Callable[[str], datetime | None] = moment,
) -> Message | None:  # fmt: skip
    when = f"{cell['at']} {cell['clock']}" if cell.get("clock") else cell.get("at", "")
    at, name, said = moments(when), cell.get("name", "").strip(), cell.get("text", "")
    sender = cell.get("sender", "").strip() or name
    kind = words.get(cell.get("kind", "").strip(), "said")
    if kind == "notice" and cell["kind"] == cell.get("sender"):
        sender = ""  # the platform, which is nobody
    people = joined(said) if kind == "notice" else ()
    left = gone(said) if kind == "notice" and not people else ()
    if at is None or not (sender or people or left):
        return None
    kind = "join" if people else "leave" if left else kind
    likes = sum(map(int, COUNTS.findall(cell.get("likes", "")[:LONGEST])))
    number, to = cell.get("id", "").strip(), ""
    if form and sender:
        number, to, said = number_of(at, sender), meant(form, said, at), without_quote(said)
    quotes = kind == QUOTE
    return Message(
        chat, at, sender, name, "said" if quotes else kind, number, to, is_question(said), likes,
        people or left, calls=called(said), quotes=quotes, chain=chain_in(said),
    )  # fmt: skip


def number_of(at: datetime, sender: str) -> str:
    """Of a message that has none: when it was sent, and by whom."""
    seconds = int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    return str(max(seconds, 1) << 28 | crc32(sender.encode("utf-8", "replace")) & 2**28 - 1)


def meant(form: re.Pattern[str], said: str, at: datetime) -> str:
    """The number of the message that is quoted, "" where it is not said. Its day has no year."""
    found = form.match(said[:LOOKED_AT])
    if found is None:
        return ""
    for year in (at.year, at.year - 1):
        when = moment(f"{year}-{found['at']}")
        if when and when <= at.replace(tzinfo=None):
            return number_of(when, found["who"])
    return ""


def without_quote(said: str) -> str:
    """What somebody says of their own."""
    lines = said.split("\n") if said.startswith(MARK) else [said]
    return "\n".join(dropwhile(lambda line: line.startswith(MARK), lines))


def kind_of(chat: str, told: bool) -> str:
    """In tables of WeChat the id of a group tells that it is one."""
    return "private" if told and chat.startswith("wxid_") else "group"
