"""A file of no format that we know: a chat as a table is read by its header, of everything else it is told
what it looks like and how it can be given. Of its words nothing is shown but the names of its fields."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

import ijson
from ijson.common import JSONError

from ..intake.headers import fold
from ..intake.shapes import chat_words, is_chat, is_time
from ..intake.tables import JSON
from ..logs.files import Source
from ..logs.recognise import Log, Preset
from ..logs.table import header_of
from ..logs.text_lines import codec_of
from ..problems import Place, Problem

NAMES = {"zh": "聊天记录（表格，按列名认的）", "en": "chat log (a table, by the words of its header)"}
UNKNOWN = frozenset({"E207", "E211", "E218", "E220", "E221"})
"""What is said of a table that is none."""
PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
KEY = re.compile(r"[A-Za-z_][\w.-]{0,30}|[\u4e00-\u9fff]{1,12}")
MOST_KEYS, MOST_EVENTS = 12, 4_000
LINES, LONGEST = 60, 40


def chat_table(source: Source) -> Log | None:
    """A table of messages with words in its header for when, who and what."""
    try:
        header = header_of(source)[0]
    except csv.Error:
        return None
    if not is_chat(header):
        return None
    when, clock = (*(cell for cell in header if is_time(cell)), "", "")[:2]
    who = next((cell for cell in header if fold(cell) in chat_words("sender")), "")
    what = next((cell for cell in header if fold(cell) in chat_words("message") and cell != who), "")
    if not (when and who and what):
        return None
    columns = {"at": when, "clock": clock, "name": who, "text": what}
    return Log(Preset("", NAMES, "table", columns=columns), (source,))


def told(source: Source, problems: list[Problem]) -> list[Problem]:
    """The faults of a file that is no table, or what it looks like."""
    head, place = source.head(), Place(source.shown)
    if head.startswith(PICTURES):
        return [Problem("E622", place)]
    if not {problem.code for problem in problems} & UNKNOWN or not head.strip():
        return problems
    text = head.decode(codec_of(source), "ignore")
    if JSON.match(text.lstrip("\ufeff \t\r\n")):
        keys = keys_of(source)
        return [Problem("E623", place, {"keys": ", ".join(keys)})] if keys else problems
    shape = shape_of(text.splitlines()[:LINES])
    return [Problem("E624", place, {"shape": shape})] if shape else problems


def keys_of(source: Source) -> list[str]:
    """The names of the fields of the first object in a list, else of the first one."""
    within: dict[str, list[str]] = {}
    try:
        with source.open() as stream:
            for count, (path, event, value) in enumerate(ijson.parse(stream, multiple_values=True)):
                if event == "map_key" and KEY.fullmatch(str(value)):
                    keys = within.setdefault(path, [])
                    keys += [value] if value not in keys else []
                if count >= MOST_EVENTS:
                    break
    except (JSONError, UnicodeDecodeError):
        pass
    lists = [keys for path, keys in within.items() if path.endswith("item")]
    return max(lists or within.values(), key=len, default=[])[:MOST_KEYS]


def shape_of(lines: Sequence[str]) -> str:
    """How most lines that begin with a day or a clock look, with 0 for a number and x for words; "" where
    few do: then it is no chat."""
    shapes = Counter(
        re.sub(r"[^\W\d_]+(?:[ _]+[^\W\d_]+)*", "x", re.sub(r"\d+", "0", line.strip()))[:LONGEST]
        for line in lines
        if re.match(r"\W{0,4}(?:\d{1,4}[:./年-]\d|[A-Za-z]{3,9} \d)|.{1,40}?\d{1,2}:\d\d", line)
    )
    return shapes.most_common(1)[0][0] if shapes else ""
