"""Reads `playbook/rhythms/` (what communities exist for, a folder each) and the seasons of the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from ..knowledge.library import Entry, Expression, Item, Job, Prose, Rhythm, Texts
from ..knowledge.rhythms import OWN_BANDS, Anchor, Beat, Cycle, Hook, Joining, Lexicon, Reach, Season
from ..knowledge.sums import Sums
from ..parsed import parse_authored
from .topics import use_of

LEXICON = ("lexicon", "")
INSTEAD = ("screen", "seated")
"""Facts for which a lexicon may have words of its own."""


def anchor_of(raw: Mapping[str, Any]) -> Anchor:
    weeks = int(raw.get("every_weeks", 1))
    return Anchor(
        id=str(raw["id"]),
        clock=str(raw["clock"]),
        day=str(raw.get("day", "")),
        days_full=tuple(raw.get("days_full", ())),
        after=str(raw.get("after", "")),
        days=int(raw.get("days", 0)),
        every_weeks=weeks,
        named={language: tuple(words) for language, words in raw.get("named", {}).items()},
        every_weeks_full=int(raw.get("every_weeks_full", weeks)),
        lead=int(raw.get("lead", 0)),
        each_group=bool(raw.get("each_group", False)),
    )


def beat_of(raw: Mapping[str, Any]) -> Beat:
    return Beat(
        id=str(raw["id"]),
        on=tuple(raw["on"]),
        small_on=tuple(raw.get("small_on", raw["on"])),
        clock=str(raw["clock"]),
        who=str(raw["who"]),
        small=int(raw["small"]),
        full=int(raw["full"]),
        per_group=int(raw.get("per_group", 0)),
        by=str(raw.get("by", "")),
        away=int(raw.get("away", 0)),
        key=bool(raw.get("key", False)),
        first=bool(raw.get("first", False)),
        since=int(raw.get("since", 0)),
        newcomers=bool(raw.get("newcomers", False)),
        paying=bool(raw.get("paying", False)),
        trade=bool(raw.get("trade", False)),
        helped=bool(raw.get("helped", False)),
        back=bool(raw.get("back", False)),
        income=bool(raw.get("income", False)),
        rest=tuple(raw.get("rest", ())),
        ahead=int(raw.get("ahead", 0)),
        behind=str(raw.get("behind", "")),
        sized=tuple(raw.get("sized", ())),
        needs=str(raw.get("needs", "")),
        spare=int(raw.get("spare", 0)),
    )


def joining_of(raw: Mapping[str, Any]) -> Joining:
    return Joining(tuple(raw["on"]), str(raw["clock"]), int(raw["minutes"]))


def reach_of(raw: Mapping[str, Any]) -> Reach:
    minutes = raw.get("minutes")
    own = {band: tuple(raw[band]) for band in OWN_BANDS if band in raw}
    return Reach(
        state=str(raw["state"]),
        minutes=None if minutes is None else int(minutes),
        inside=str(raw.get("inside", "")),
        own=own,
        cases=tuple(raw.get("cases", ())),
        uncounted=bool(raw.get("uncounted", False)),
        native=bool(raw.get("native", False)),
    )


def jobs_of(data: Mapping[str, Any]) -> Iterator[Job]:
    """Each beat as a job of the entry: its days are those of the plan, not of a week that is always alike."""
    for raw in data["beats"]:
        yield Job(str(raw["id"]), ("beat",), str(raw["clock"]), str(raw["who"]), bool(raw.get("key", False)))


def lexicon_of(text: str) -> Lexicon:
    """Raises yaml.YAMLError, or TypeError where it is no list of words by name."""
    made = parse_authored(text)
    if not isinstance(made, dict):
        raise TypeError("the lexicon is a list of words by name")
    return lexicon_from({key: value for key, value in made.items() if key not in INSTEAD})


def instead_of(texts: Mapping[str, str]) -> dict[str, dict[str, Lexicon]]:
    """By fact and language the same with what is said instead; `texts`: by language."""
    made = {language: parse_authored(text) for language, text in texts.items()}
    return {
        fact: {
            language: {**lexicon_of(texts[language]), **lexicon_from(words.get(fact, {}))}
            for language, words in made.items()
        }
        for fact in INSTEAD
        if any(fact in words for words in made.values())
    }


def lexicon_from(made: Mapping[str, Any]) -> Lexicon:
    return {key: tuple(map(str, v)) if isinstance(v, list) else str(v) for key, v in made.items()}


def entry_of(data: Mapping[str, Any], entry: Entry) -> Entry:
    """Its beats as jobs with one step each, so that whatever shows a job of a tactic shows a beat."""
    beats = [str(raw["id"]) for raw in data["beats"]]
    return replace(
        entry,
        drawing="",
        jobs=tuple(jobs_of(data)),
        bands={**entry.bands, "do": tuple(Item(id_, job=id_) for id_ in beats)},
        texts={language: texts_of(texts, beats) for language, texts in entry.texts.items()},
    )


def texts_of(texts: Texts, beats: Sequence[str], band: str = "beats") -> Texts:
    """The name of a beat is the line of its job, what is done in it the text of its step."""
    jobs = {("jobs", id_): texts.labels.get((band, id_), Prose(id_)) for id_ in beats}
    steps = {("do", id_): texts.body[(band, id_)] for id_ in beats}
    return replace(texts, body={**texts.body, **jobs, **steps})


def cycle_of(data: Mapping[str, Any]) -> Cycle:
    """Raises one of FAULTS where `fields.yml` is not followed."""
    return Cycle(
        weeks=int(data["cycle_weeks"]),
        anchors=tuple(anchor_of(raw) for raw in data["anchors"]),
        season=tuple(data["season"]),
        beats=tuple(beat_of(raw) for raw in data["beats"]),
        small_hours=float(data["hours"]["small"]),
        full_hours=float(data["hours"]["full"]),
        drop=tuple(data["drop"]),
        keep=tuple(data["keep"]),
    )


def rhythm_of(
    data: Mapping[str, Any],
    entry: Entry,
    usual: Expression,
    sums: Sums,
    more: Mapping[str, Expression],
) -> Rhythm:
    """`usual`: the compiled `for`; `more`: of beats. Raises one of FAULTS."""
    return Rhythm(
        entry=entry,
        usual=usual,
        taken=bool(data.get("taken", False)),
        dates=frozenset(data.get("dates", ())),
        guess={language: tuple(words) for language, words in data["guess"].items()},
        channels=tuple(data.get("channels", ())),
        cycle=cycle_of(data),
        reaches={tactic: reach_of(raw) for tactic, raw in data["tactics"].items()},
        drawing=str(data["drawing"]),
        hooks=tuple(
            Hook(str(raw["id"]), tuple(raw["pause"]), bool(raw.get("exam", False))) for raw in data["hooks"]
        ),
        lexicons={language: lexicon_of(texts.body[LEXICON]) for language, texts in entry.texts.items()},
        instead=instead_of({language: texts.body[LEXICON] for language, texts in entry.texts.items()}),
        join=joining_of(data["join"]) if "join" in data else None,
        topic=use_of(data.get("topic")),
        fill=tuple(data.get("fill", ())),
        each=tuple(data.get("each", ())),
        sums=sums,
        daily=bool(data.get("daily", False)),
        weeks={str(raw["id"]): int(raw["week"]) for raw in data.get("weeks", ())},
        mentions={facet: float(weight) for facet, weight in data.get("mentions", {}).items()},
        more=more,
    )


def read_zones(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Time zones by the name of their place. Raises OSError or yaml.YAMLError."""
    data: Mapping[str, Any] = parse_authored(path.read_text("utf-8"))
    return {name: tuple(zones) for name, zones in data.items()}


def read_seasons(path: Path, zones: Mapping[str, tuple[str, ...]]) -> tuple[Season, ...]:
    """The times of the calendar that rhythms turn around. Raises OSError or yaml.YAMLError."""
    data: Mapping[str, Any] = parse_authored(path.read_text("utf-8"))
    return tuple(
        Season(
            id=id_,
            names=raw["names"],
            spans=tuple((str(first), str(last)) for first, last in raw["spans"]),
            kind=str(raw.get("kind", "")),
            zones=tuple(zone for said in raw.get("zones", ()) for zone in zones.get(said, (said,))),
        )
        for id_, raw in data.items()
    )


def read_words(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By name the words of each language. Raises OSError or yaml.YAMLError."""
    data: Mapping[str, Any] = parse_authored(path.read_text("utf-8"))
    return {name: {language: tuple(words) for language, words in raw.items()} for name, raw in data.items()}


FAULTS = (KeyError, TypeError, ValueError, yaml.YAMLError)
"""What a folder that does not follow `fields.yml` raises here."""
