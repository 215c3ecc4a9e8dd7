"""Does a folder of the playbook follow `fields.yml`: its facts, and its words in every language?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...knowledge.rhythms import OWN_BANDS, own_band
from .countdowns import check_countdown
from .platforms import check_platform
from .rhythms import check_lexicon, check_rhythm
from .rhythms import ids as ids_in
from .shapes import Shapes
from .source import Shelf, Source, dotted, shown
from .sums import check_sums
from .texts import Wanted, check_texts
from .topics import check_topic

Schema = Mapping[str, Any]
ROOMS = {
    "tactics": "tactic",
    "duties": "duty",
    "incentives": "incentive",
    "roadmap": "stage",
    "people": "rung",
    "sheets": "sheet",
    "rhythms": "rhythm",
    "platforms": "platform",
    "countdowns": "countdown",
}
"""Folders of `playbook/` that hold one folder an entry, and the name of the file with its facts."""
SINGLE = ("diagnosis", "quiet")
"""Folders that are an entry themselves."""


def check_entries(shelf: Shelf, schema: Schema, shapes: Shapes) -> None:
    playbook = shelf.root / "playbook"
    for room, sort in ROOMS.items():
        numbers: dict[int, str] = {}
        folders = entries(playbook / room)
        for folder in folders:
            source = check_entry(shelf, folder, sort, schema, shapes)
            if source:
                check_number(source, room, numbers, len(folders))
    topics: dict[int, str] = {}
    folders = entries(playbook / "topics")
    for folder in folders:
        source = check_topic(shelf, folder, shapes)
        if source:
            check_number(source, "topics", topics, len(folders))
    for sort in SINGLE:
        check_entry(shelf, playbook / sort, sort, schema, shapes)


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def check_entry(shelf: Shelf, folder: Path, sort: str, schema: Schema, shapes: Shapes) -> Source | None:
    source = shelf.open(folder / f"{sort}.yml")
    if source is None:
        return None
    more = schema.get("more facts", {}).get(sort, ())
    own = Shapes(shapes.sections, shapes.choices, shapes.names.with_facts(more))
    own.part(source, f"{sort}.yml", source.value)
    if not isinstance(source.value, dict):
        return None
    check_jobs(source, source.value)
    names = own.names
    if sort == "rhythm":
        check_rhythm(source, source.value, shapes.choices["weekdays"])
        shelf.beats[re.sub(r"^\d+-", "", folder.name)] = ids_in(source.value, "beats")
        names = check_sums(source, source.value, names, schema["more facts"]["sums"])
    if sort == "countdown":
        check_countdown(source, source.value, shelf.beats)
    if sort == "platform":
        check_platform(source, source.value, own)
        if "like" in source.value and not any(folder.glob("*.md")):
            return source  # the texts of that one
    texts = schema[f"{sort}.md"] if sort != "rhythm" else with_own_bands(schema["rhythm.md"], source.value)
    ids = ids_of(source.value, texts)
    wanted = Wanted(
        texts["front"],
        texts["bands"],
        ids,
        texts.get("named", ()),
        source.name,
        names.with_facts(schema.get("more words", {}).get(sort, ())),
        frozenset(shapes.choices["tactics"]),
    )
    for text in check_texts(shelf, folder, shapes.choices["languages"], wanted):
        if "lexicon" in texts["bands"]:
            check_lexicon(text, own)
    return source


def with_own_bands(texts: Mapping[str, Any], facts: Mapping[str, object]) -> Mapping[str, Any]:
    """A band for each part of a tactic of which a rhythm has words of its own, with the ids that it names."""
    reaches = facts.get("tactics")
    own = {
        own_band(band, tactic): reach[band]
        for tactic, reach in (reaches.items() if isinstance(reaches, dict) else ())
        if isinstance(reach, dict)
        for band in OWN_BANDS
        if isinstance(reach.get(band), list)
    }
    said = [band for band in own if band.startswith("say-")]
    return {**texts, **own, "bands": [*texts["bands"], *own], "named": [*texts["named"], *said]}


def ids_of(facts: Mapping[str, object], texts: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The headings that each band must have: the ids of the facts, or those that `fields.yml` fixes; "" for a
    band that is a text of its own."""
    found: dict[str, Sequence[str]] = {}
    for band in texts["bands"]:
        listed = facts.get(band)
        if band in texts:
            found[band] = list(texts[band])
        elif isinstance(listed, list):
            ids = [item.get("id") if isinstance(item, dict) else item for item in listed]
            found[band] = [id_ for id_ in ids if isinstance(id_, str)]
        elif isinstance(listed, dict):
            found[band] = list(map(str, listed))
        elif band not in facts:
            found[band] = [""] if band in texts.get("alone", ()) else []
    return found


def check_jobs(source: Source, facts: Mapping[str, object]) -> None:
    """A step and a message belong to a job that there is."""
    jobs = facts.get("jobs", facts.get("beats", facts.get("steps")))
    known = [str(job.get("id")) for job in jobs if isinstance(job, dict)] if isinstance(jobs, list) else []
    for band, key in (("do", "job"), ("say", "job"), ("say", "unanswered"), ("risks", "job")):
        items = facts.get(band)
        for i, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and key in item and str(item[key]) not in known:
                at = (band, i, key)
                source.tell("E412", at, key=dotted(at), found=shown(item[key]), known=", ".join(known))


def check_number(source: Source, room: str, numbers: dict[int, str], count: int) -> None:
    """No two entries of a room have the same number; the steps of the roadmap and the sheets leave no gap."""
    value = source.value.get("number") if isinstance(source.value, dict) else None
    if not isinstance(value, int):
        return
    first = {"roadmap": 0, "people": 1, "sheets": 1}.get(room)
    if value in numbers:
        source.tell("E435", ("number",), found=str(value), other=numbers[value])
    elif first is not None and not first <= value < first + count:
        source.tell("E434", ("number",), found=str(value), low=str(first), high=str(first + count - 1))
    numbers.setdefault(value, source.name)
