"""A 接龙 as people type it who have no button for it: with bullets, in one line, or a name a line.

Each becomes numbered lines, as `chain.py` reads them. Only a text that somebody gave as such is looked at so
closely: in a log a list of rules would be taken for names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..problems import Place, Problem
from .chain import DAY, ENDS, MOST_ENTRIES, bare, chain_words, chains_of, head_of, is_aside, numbered
from .files import Source
from .how_many import counted, folded
from .records import Chain, LogError
from .text_lines import text_lines

LONGEST = 20_000
"""Letters of a line: a whole chain may stand in one."""
LONGEST_ENTRY = 40
"""Letters of a line that is a name without any mark."""
MOST_LINES = 3 * MOST_ENTRIES
MARKED = re.compile(
    r"(?P<run>\d{1,12})[\ufe0f\u20e3]*\s*(?P<mark>[.．、)）:：])|(?P<sign>[①-⑳㉑-㉟㊱-㊿]|\d\ufe0f?\u20e3)"
)
BEGINS = re.compile(r"(?m)^[ \t]*(\d+)[ \t]*[.．、)）:：]\s*\D")
"""A line that begins with a number."""
DASHES = "-–—*•·・●○◦▪■□◆◇▶►→"


def read(source: Source) -> list[Chain]:
    """All copies in a text, in its order. Raises LogError E619 where nobody has entered any."""
    found = list(chains_in_text(line for _, line in text_lines(source)))
    if not found:
        raise LogError(Problem("E619", Place(source.shown)))
    return found


def chains_in_text(lines: Iterable[str]) -> Iterator[Chain]:
    """Each copy, in whatever layout. Raises nothing."""
    for block in blocks(lines):
        plain = apart(block)
        if not any(numbered(line.strip(), 0) for line in plain):
            dashed = bulleted(plain)
            if dashed is None:
                yield from (chain._replace(loose=True) for chain in chains_of(named(plain)))
                continue
            plain = dashed
        yield from chains_of(plain)


def blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """From one head to the next."""
    block: list[str] = []
    for line in lines:
        if block and (head_of(line.strip()) or len(block) >= MOST_LINES):
            yield block
            block = []
        block.append(line[:LONGEST])
    yield block


def apart(lines: Sequence[str]) -> list[str]:
    """Each entry on a line of its own, where the numbers of the text follow each other from one on, also
    where how many stands right before the next number (小红 x23、老周). Else the lines as they are."""
    text = "\n".join(lines)
    cuts = [at for at, _ in counted_up(text)]
    begun = {found.start(1) for found in BEGINS.finditer(text)}
    if len(cuts) < 2 or not begun <= set(cuts):
        return list(lines)
    return [line for a, b in pairwise([0, *cuts, len(text)]) for line in text[a:b].split("\n")]


def counted_up(text: str) -> Iterator[tuple[int, int]]:
    """(where it stands, the number) of each number that is one more than the one before."""
    last, first = 0, ""
    for found in MARKED.finditer(text):
        wanted = str(last + 1)
        run = unicodedata.normalize("NFKC", found["run"] or "")
        if found["sign"]:
            fits = unicodedata.numeric(found["sign"][0]) == last + 1
        else:
            fits = (
                run.endswith(wanted)
                and (last > 0 or run == wanted)
                and not is_amount(text, found.end("mark"))
            )
        if fits and first in ("", found["mark"] or "sign"):
            first, last = found["mark"] or "sign", last + 1
            yield (found.start() if found["sign"] else found.end("run") - len(wanted)), last


def is_amount(text: str, at: int) -> bool:
    """The mark before is that of 2.5斤 or 20:30."""
    if text[at - 1] not in ".:：" or not text[at : at + 1].isdecimal():
        return False
    return text[at - 1] != "." or bool(counted("things").match(folded(text[at : at + 12])))


def bulleted(lines: Sequence[str]) -> list[str] | None:
    """With numbers for bullets; None where no two lines have one."""
    signs = [bullet(line) for line in lines]
    most = max((sign for sign in signs if sign), key=signs.count, default="")
    if not most or signs.count(most) < 2:
        return None
    found, count = list[str](), 0
    for line, sign in zip(lines, signs, strict=True):
        if sign == most:
            count += 1
            line = f"{count}. {line.strip().removeprefix(sign).lstrip(chr(0xFE0F) + ' ')}"
        found.append(line)
    return found


def bullet(line: str) -> str:
    """The sign with which a line begins, if words follow; "" for others and for the head of a chain."""
    text = line.strip("\ufeff\u200e \t\r")
    sign, rest = text[:1], text[1:].lstrip("\ufe0f \t")
    if not any(map(str.isalnum, rest)) or rest[0] == sign or head_of(text):
        return ""
    return sign if sign in DASHES or unicodedata.category(sign) in ("So", "Sm") else ""


def named(lines: Sequence[str]) -> Iterator[str]:
    """Behind the head each short line is an entry; the first one is the title, if it reads like one."""
    told = [line.strip("\ufeff\u200e \t\r") for line in lines]
    first = next((at for at, line in enumerate(told) if line), len(told))
    if first == len(told) or not head_of(told[first]):
        return
    yield told[first]
    at = first + 1
    if is_head_alone(told[first]) and at < len(told) and is_title(told, at):
        yield told[at]
        at += 1
    count = 0
    for line in told[at:]:
        if line and len(line) <= LONGEST_ENTRY and not is_aside(line):
            count += 1
            yield f"{count}. {line}"


def is_head_alone(line: str) -> bool:
    return bare(line).strip("#:：【】[]") in (head_of(line).strip("#:："), ENDS.strip("#"))


def is_title(lines: Sequence[str], at: int) -> bool:
    """An empty line or an example stands behind it, or it tells what is done, or a day."""
    text = bare(lines[at])
    words = [bare(word) for some in chain_words()["actions"].values() for word in some]
    behind = "".join(lines[at + 1 : at + 2])
    return not behind or is_aside(behind) or any(w in text for w in words) or bool(DAY.search(text))
