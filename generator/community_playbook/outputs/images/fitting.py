"""How does a text get into its box? Shrink a little, break well, cut last: never out of the box.

The order is the one of the picture study: one line at full size; one line down to 70 %; more lines, first at
a good place and nearly full size, then evenly; at 70 % the last line is cut by whole clusters with "…".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..look.clusters import Cluster

LEAST, NEARLY = 0.7, 0.9
EMOJI_ADVANCE = 1.06
"""Width of an emoji in parts of the size."""
AFTER, BEFORE, NEVER_FIRST = "，、。；：,;:", "（「(至", "，。、；：！？”’）」』》〉…·!?,.;:)]}%–"
IN_NUMBER = ":.,-–/"
NEVER_LAST = "（「『《〈“‘([{"
DOTS = Cluster("…", "own")

Measure = Callable[[Sequence[Cluster], int], float]
"""Width in pixels of clusters on one line at a size."""


class Fitted(NamedTuple):
    size: int
    lines: tuple[tuple[Cluster, ...], ...]
    cut: bool = False


def fit(
    clusters: Sequence[Cluster],
    measure: Measure,
    width: float,
    size: int,
    most_lines: int = 1,
    wrap_first: bool = False,
    fits_height: Callable[[int, int], bool] = lambda lines, size: True,
) -> Fitted:
    """`fits_height(lines, size)` tells whether so many lines of that size fit into the box."""
    line = tuple(clusters)
    least = max(round(size * LEAST), 1)
    if measure(line, size) <= width:
        return Fitted(size, (line,))
    if most_lines == 1 or not wrap_first:
        one = largest(line, measure, width, size, least)
        if one:
            return Fitted(one, (line,))
    if most_lines > 1:
        for lower, split in ((round(size * NEARLY), split_well), (least, split_evenly)):
            for at in range(size, lower - 1, -1):
                if not fits_height(most_lines, at):
                    continue
                lines = split(line, measure, width, at, most_lines)
                if lines:
                    return Fitted(at, lines)
        if wrap_first:
            one = largest(line, measure, width, size, least)
            if one:
                return Fitted(one, (line,))
    lines_that_fit = next((n for n in range(most_lines, 0, -1) if fits_height(n, least)), 1)
    return Fitted(least, shortened(line, measure, width, least, lines_that_fit), cut=True)


def largest(line: tuple[Cluster, ...], measure: Measure, width: float, size: int, least: int) -> int:
    """The largest size down to `least` at which the line fits, 0 where none does."""
    at = min(size, int(size * width / max(measure(line, size), 1)) + 1)
    while at >= least and measure(line, at) > width:
        at -= 1
    return at if at >= least else 0


def breaks(line: Sequence[Cluster]) -> list[int]:
    """Where a line may begin: not before closing signs, not after opening ones, not within a Latin word."""
    found = []
    for i in range(1, len(line)):
        one, next_ = line[i - 1].text, line[i].text
        if next_[0] in NEVER_FIRST or next_ == " " or one in NEVER_LAST:
            continue
        if one != " " and is_word(one) and is_word(next_):
            continue
        if one in IN_NUMBER and next_.isdigit() and i > 1 and line[i - 2].text.isdigit():
            continue
        found.append(i)
    return found


def is_word(text: str) -> bool:
    """Letters of scripts that put blanks between words."""
    return text[0].isalnum() and ord(text[0]) < 0x2E80


def split_well(
    line: tuple[Cluster, ...], measure: Measure, width: float, size: int, most_lines: int
) -> tuple[tuple[Cluster, ...], ...] | None:
    """Two lines, broken after a comma or the like, else at a blank or a dot; the pair with the shorter long
    line."""
    best = [i for i in breaks(line) if line[i - 1].text in AFTER or line[i].text in BEFORE]
    good = [i for i in breaks(line) if line[i - 1].text in (" ", "·")]
    for places in (best, good):
        pairs = [(strip(line[:i]), strip(line[i:])) for i in places]
        pairs = [p for p in pairs if all(measure(part, size) <= width for part in p)]
        if pairs:
            return min(pairs, key=lambda p: max(measure(part, size) for part in p))
    return None


def split_evenly(
    line: tuple[Cluster, ...], measure: Measure, width: float, size: int, most_lines: int
) -> tuple[tuple[Cluster, ...], ...] | None:
    """Filled line by line, then narrowed by bisection until the lines are even; None where it needs more."""
    lines = filled(line, measure, width, size)
    if len(lines) > most_lines:
        return None
    low, high = width / 2, width
    for _ in range(8):
        middle = (low + high) / 2
        tried = filled(line, measure, middle, size)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return tuple(lines)


def filled(line: tuple[Cluster, ...], measure: Measure, width: float, size: int) -> list[tuple[Cluster, ...]]:
    """Greedy lines; a word that is wider than a line is broken anywhere."""
    places = set(breaks(line))
    lines: list[tuple[Cluster, ...]] = []
    start, last = 0, 0
    i = start + 1
    while i < len(line):
        if i in places:
            last = i
        if measure(strip(line[start : i + 1]), size) > width:
            stop = last if last > start else i
            lines.append(strip(line[start:stop]))
            start, last = stop, stop
            i = start
        i += 1
    lines.append(strip(line[start:]))
    return [part for part in lines if part]


def shortened(
    line: tuple[Cluster, ...], measure: Measure, width: float, size: int, most_lines: int
) -> tuple[tuple[Cluster, ...], ...]:
    """As many whole clusters as fit, then "…"."""
    lines = filled(line, measure, width, size)
    if len(lines) <= most_lines:
        return tuple(lines)
    head = lines[: most_lines - 1]
    at = 0
    for part in head:
        while line[at].text == " ":
            at += 1
        at += len(part)
    rest = strip(line[at:])
    low, high = 1, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure((*rest[:middle], DOTS), size) <= width else (low, middle - 1)
    return (*head, (*strip(tuple(rest[:low])), DOTS))


def strip(line: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Without blanks at both ends."""
    start, end = 0, len(line)
    while start < end and line[start].text == " ":
        start += 1
    while end > start and line[end - 1].text == " ":
        end -= 1
    return line[start:end]
