"""Does a rhythm hold together: are its anchors, beats and clocks there, and does it fit its hours?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ...assets import parse_yaml
from ...knowledge.rhythms import offset_of
from ..rhythms import FAULTS, cycle_of
from .shapes import Shapes
from .source import Source, Steps, dotted, shown
from .texts import Written

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
FULLEST = 0.9
"""Of the hours of a version that its beats may take: the rest is for newcomers, reports and what comes up."""


def check_rhythm(source: Source, facts: Mapping[str, Any], weekdays: Sequence[str]) -> None:
    anchors, beats = ids(facts, "anchors"), ids(facts, "beats")
    for at, found in named(
        facts, ("drop",), ("keep",), ("beats", "needs"), ("hooks", "pause"), ("tactics", "inside")
    ):
        told(source, at, found, beats)
    for at, found in named(facts, ("beats", "sized")):
        told(source, at, found, ids(facts, "numbers"))
    for at, found in named(facts, ("tactics", "cases")):
        said = facts["tactics"][at[1]].get("say")
        told(source, at, found, list(map(str, said)) if isinstance(said, list) else [])
    fill = [str(one) for one in facts.get("fill") or ()]
    use = facts.get("topic")
    if isinstance(use, dict) and "goods" in use:
        told(source, ("topic", "goods"), str(use["goods"]), fill)
    for at, found in named(facts, ("each",)):
        told(source, at, found, fill)
    for at, found in named(facts, ("season",), ("anchors", "after")):
        told(source, at, found, anchors)
    for at, found in (*named(facts, ("beats", "on"), ("beats", "small_on")), *of_join(facts, "on")):
        offset = offset_of(found)
        if found not in weekdays and (offset is None or offset.anchor not in anchors):
            told(source, at, found, [*weekdays, *anchors])
    for at, found in named(facts, ("beats", "rest")):
        offset = offset_of(found)
        if offset is None or offset.anchor not in anchors:
            told(source, at, found, anchors)
    for at, found in (
        *named(facts, ("beats", "clock"), ("beats", "by"), ("anchors", "clock")),
        *of_join(facts, "clock"),
    ):
        offset = offset_of(found)
        if not CLOCK.fullmatch(found) and (offset is None or offset.anchor not in anchors):
            source.tell("E443", at, key=dotted(at), found=shown(found), known=", ".join(anchors))
    for at, found in named(facts, ("drop",)):
        if found in facts.get("keep", ()):
            source.tell("E446", at, key=found)
    for i, anchor in enumerate(facts.get("anchors") or ()):
        if isinstance(anchor, dict) and ("day" in anchor) == ("after" in anchor):
            at = ("anchors", i)
            source.tell("E445", at, key=dotted(at), known=", ".join(anchors))
    if not source_told(source):
        check_hours(source, facts)


def source_told(source: Source) -> bool:
    return any(fault.problem.place.file == source.name for fault in source.told)


def ids(facts: Mapping[str, Any], band: str) -> list[str]:
    listed = facts.get(band)
    return [str(i.get("id")) for i in listed if isinstance(i, dict)] if isinstance(listed, list) else []


def named(facts: Mapping[str, Any], *ways: tuple[str, ...]) -> Iterator[tuple[Steps, str]]:
    """Every word at the end of a way: of a list, of a key of each entry, or of a key of each named entry."""
    for band, *key in ways:
        listed = facts.get(band)
        parts: list[tuple[Steps, Any]] = [((band,), listed)]
        if key and isinstance(listed, list):
            parts = [((band, i, *key), part.get(*key)) for i, part in enumerate(listed) if holds(part, key)]
        elif key and isinstance(listed, dict):
            parts = [((band, str(i), *key), part.get(*key)) for i, part in listed.items() if holds(part, key)]
        elif band not in facts or key:
            continue
        for at, found in parts:
            if isinstance(found, list):
                yield from (((*at, i), str(one)) for i, one in enumerate(found))
            elif isinstance(found, str):
                yield at, found


def of_join(facts: Mapping[str, Any], key: str) -> Iterator[tuple[Steps, str]]:
    """The words of one key of `join`, which is a part by itself."""
    join = facts.get("join")
    found = join.get(key) if isinstance(join, dict) else None
    if isinstance(found, list):
        yield from ((("join", key, i), str(one)) for i, one in enumerate(found))
    elif isinstance(found, str):
        yield ("join", key), found


def holds(part: object, key: Sequence[str]) -> bool:
    return isinstance(part, dict) and all(name in part for name in key)


def told(source: Source, at: Steps, found: str, known: Sequence[str]) -> None:
    if found not in known:
        source.tell("E412", at, key=dotted(at), found=shown(found), known=", ".join(known))


def check_hours(source: Source, facts: Mapping[str, Any]) -> None:
    """Whoever leaves no minute free has none when something happens."""
    try:
        cycle = cycle_of(facts)
    except FAULTS:
        return  # a value of another shape is told already
    for version, hours in (("small", cycle.small_hours), ("full", cycle.full_hours)):
        minutes, most = cycle.minutes_a_week(full=version == "full"), FULLEST * 60 * hours
        if minutes > most:
            told_minutes = {"minutes": f"{minutes:.0f}", "most": f"{most:.0f}"}
            source.tell("E444", ("hours", version), version=version, **told_minutes)


def check_lexicon(text: Written, shapes: Shapes) -> None:
    """The words of one language, under a heading of their own."""
    part = text.parts.get(("lexicon", ""))
    if part is None or not part.text:
        return
    try:
        value = parse_yaml(part.text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = part.line + 1 + (mark.line if mark else 0)
        text.source.tell_line("E400", line, why=shown(getattr(error, "problem", "") or error))
        return
    if not isinstance(value, dict):
        text.source.tell_line("E411", part.line, key=part.heading, found=shown(value), sample="member: …")
        return
    whole = Source(text.source.name, part.text, value, text.source.told, part.line, text.source.language)
    shapes.part(whole, "lexicon", value)
