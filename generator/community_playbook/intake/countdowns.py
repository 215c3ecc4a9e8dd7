"""Reads `playbook/countdowns/`: what is done before and after a date, a folder each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..knowledge.countdowns import CountStep, Usual, latest_of
from ..knowledge.library import Countdown, Entry, Expression, Item, Job, always
from .rhythms import texts_of


def step_of(raw: Mapping[str, Any]) -> CountStep:
    days = int(raw["days"])
    return CountStep(
        id=str(raw["id"]),
        days=days,
        clock=str(raw["clock"]),
        who=str(raw["who"]),
        minutes=int(raw["minutes"]),
        latest=int(raw.get("latest", latest_of(days))),
        beat=str(raw.get("beat", "")),
        round=bool(raw.get("round", False)),
        several=bool(raw.get("several", False)),
        earliest=raw.get("earliest"),
    )


def words_of(raw: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    return {language: tuple(words) for language, words in raw.get(key, {}).items()}


def countdown_of(data: Mapping[str, Any], entry: Entry, when: Mapping[str, Expression]) -> Countdown:
    """Its steps as jobs with one line each, as those of a rhythm. Raises one of FAULTS where `fields.yml` is
    not followed."""
    steps = tuple(sorted(map(step_of, data["steps"]), key=lambda step: step.days))
    ids = [step.id for step in steps]
    jobs = [Job(s.id, ("beat",), s.clock, s.who, when=when.get(s.id, always)) for s in steps]
    own = replace(
        entry,
        jobs=tuple(jobs),
        bands={**entry.bands, "do": tuple(Item(id_, job=id_) for id_ in ids)},
        texts={language: texts_of(texts, ids, "steps") for language, texts in entry.texts.items()},
    )
    return Countdown(
        entry=own,
        like=str(data.get("like", "")),
        kinds=tuple(data.get("kinds", ())),
        guess=words_of(data, "guess"),
        usual=usual_of(data["usual"]) if "usual" in data else None,
        topics=tuple(data.get("topics", ())),
        rounds=tuple(data.get("rounds", ())),
        frame=bool(data.get("frame", False)),
        rhythms=tuple(data.get("rhythms", ())),
        steps=steps,
        drop=tuple(data["drop"]),
    )


def usual_of(raw: Mapping[str, Any]) -> Usual:
    return Usual(tuple(raw["platforms"]), tuple(raw["rhythms"]), words_of(raw, "place"))
