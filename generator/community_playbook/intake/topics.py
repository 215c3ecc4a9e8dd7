"""Reads `playbook/topics/` (what communities talk about, a folder each). The words of a topic are read when
they are asked for: there are many, and a community has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..knowledge.topics import (
    NO_USE,
    Care,
    Deal,
    Exercise,
    Good,
    Piece,
    Place,
    Question,
    Snag,
    TimeOfYear,
    Topic,
    TopicUse,
    TopicWords,
)
from .found import parsed


class WordsOfTopic(Mapping[str, TopicWords]):
    """By language: the files that stand in its folder."""

    def __init__(self, folder: Path) -> None:
        self.files = {path.stem: path for path in sorted(folder.glob("*.yml")) if path.name != FACTS}

    def __getitem__(self, language: str) -> TopicWords:
        return words_of(parsed(self.files[language]))

    def __contains__(self, language: object) -> bool:
        return language in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


FACTS = "topic.yml"


def topic_of(folder: Path) -> Topic:
    """Raises OSError, yaml.YAMLError, KeyError or TypeError where `fields.yml` is not followed."""
    data: Mapping[str, Any] = parsed(folder / FACTS)
    return Topic(
        id=re.sub(r"^\d+-", "", folder.name),
        number=int(data["number"]),
        guess={language: tuple(words) for language, words in data["guess"].items()},
        hints={language: tuple(words) for language, words in data.get("hints", {}).items()},
        unheard=tuple(data.get("unheard", ())),
        words=WordsOfTopic(folder),
        buyers=bool(data.get("buyers", False)),
        exam=bool(data.get("exam", False)),
        screen=bool(data.get("screen", False)),
        seated=bool(data.get("seated", False)),
        place=place_of(data["place"]) if "place" in data else None,
        lead=int(data.get("lead", 0)),
    )


def place_of(raw: Mapping[str, Any]) -> Place:
    return Place(int(raw["people"]), int(raw["least"]), int(raw["most"]), float(raw["hours"]))


def words_of(data: Mapping[str, Any]) -> TopicWords:
    place = data.get("place", {})
    return TopicWords(
        name=data["name"],
        questions=tuple(Question(one["ask"], one["mine"]) for one in data["questions"]),
        stuck=tuple(Snag(one["says"], one["check"]) for one in data["stuck"]),
        tasks=tuple(Exercise(one["do"], one["half"]) for one in data["tasks"]),
        show=tuple(data["show"]),
        seasons=tuple(TimeOfYear(tuple(one["months"]), one["line"]) for one in data["seasons"]),
        careful=tuple(Care(one["when"], one["say"]) for one in data["careful"]),
        ask=data["newcomer"]["ask"],
        sample=data["newcomer"]["sample"],
        common=tuple(data["common"]),
        goods=tuple(good_of(one) for one in data.get("goods", ())),
        pieces=tuple(Piece(one["title"], tuple(one["parts"]), one["opening"]) for one in data["pieces"]),
        place=place.get("one", ""),
        places=place.get("many", place.get("one", "")),
        deal=deal_of(data["deal"]) if "deal" in data else None,
    )


def deal_of(raw: Mapping[str, Any]) -> Deal:
    return Deal(raw["supply"], raw["need"], raw["budget"], raw["bring"])


def good_of(raw: Mapping[str, Any]) -> Good:
    return Good(raw["name"], raw["size"], tuple(raw["months"]), raw["price"], raw["say"], raw["trap"])


def use_of(raw: Mapping[str, Any] | None) -> TopicUse:
    """Of the `topic` of a rhythm."""
    if not raw:
        return NO_USE
    return TopicUse(
        newcomers=bool(raw.get("newcomers", False)),
        asks=bool(raw.get("asks", False)),
        buyers=bool(raw.get("buyers", False)),
        usual=str(raw.get("usual", "")),
        goods=str(raw.get("goods", "")),
        seated={language: tuple(words) for language, words in raw.get("seated", {}).items()},
        exam={language: tuple(words) for language, words in raw.get("exam", {}).items()},
    )
