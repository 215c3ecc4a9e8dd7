"""Does every language of the interface have the same words, with the same places to fill in?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import NamedTuple

from ...usage import FILE, OWN, Usage, required
from .shapes import unknown_keys
from .source import Shelf, Source, Steps, dotted, shown

PLACE = re.compile(r"{(\w+)")


@dataclass(frozen=True, slots=True)
class Word:
    """One text of the interface, and where it stands."""

    source: Source
    steps: Steps
    value: object

    @property
    def places(self) -> frozenset[str]:
        return frozenset(PLACE.findall(str(self.value)))

    @property
    def where(self) -> str:
        return f"{self.source.name}:{self.source.line(self.steps)}"


Tongue = Mapping[Steps, Word]


class Rules(NamedTuple):
    """What `fields.yml` says of the words of the interface."""

    first: str
    """The language that is the measure of places to fill in."""
    own: Sequence[str]
    """Files that each language has for itself."""
    forms: Sequence[str]
    """Of a word that stands with a number: it counts as one word."""
    free: str
    """Pattern of the words whose places may differ."""


def check_languages(shelf: Shelf, languages: Sequence[str], rules: Rules) -> Mapping[str, Tongue]:
    """The words of each language; those of one are missing in no other."""
    order = sorted(languages, key=lambda language: language != rules.first)
    found = {language: words_of(shelf, language, rules) for language in order}
    every: dict[Steps, Word] = {}
    for words in found.values():
        every |= {steps: word for steps, word in words.items() if steps not in every}
    loose = re.compile(rules.free)
    for language, words in found.items():
        for steps, word in every.items():
            if steps not in words:
                tell_missing(shelf, language, words, word)
            elif words[steps].places != word.places and not loose.search(dotted(steps)):
                tell_places(words[steps], word)
    return found


def words_of(shelf: Shelf, language: str, rules: Rules) -> Tongue:
    """Every text of a language by its way from the top. A word in two files is told."""
    found: dict[Steps, Word] = {}
    tops: dict[str, Source] = {}
    for path in sorted((shelf.root / "templates" / "words" / language).glob("*.yml")):
        source = shelf.open(path, language) if path.name not in rules.own else None
        if source is None or source.value is None:
            continue
        if not isinstance(source.value, dict):
            source.tell("E411", (), key=path.stem, found=shown(source.value), sample="title: …")
            continue
        for key in source.value:
            if key in tops and key != "problems":
                source.tell("E442", (key,), key=str(key), first=tops[key].name)
            tops.setdefault(key, source)
        found |= {
            steps: Word(source, steps, value) for steps, value in leaves(source.value, set(rules.forms))
        }
    return found


def leaves(tree: object, forms: set[str], above: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Every text by its way. The forms of a plural are one."""
    if isinstance(tree, dict) and not ("other" in tree and forms >= tree.keys()):
        for key, part in tree.items():
            yield from leaves(part, forms, (*above, key))
    else:
        yield above, tree


def tell_missing(shelf: Shelf, language: str, words: Tongue, word: Word) -> None:
    """Told of the file of the same name, at the last thing above the word that is there."""
    name = f"templates/words/{language}/{PurePosixPath(word.source.name).name}"
    if name in shelf.broken:
        return
    home = next((mine.source for mine in words.values() if mine.source.name == name), None)
    facts = {"key": dotted(word.steps), "other": word.where}
    if home:
        home.tell("E440", word.steps, **facts)
    else:
        shelf.tell(shelf.root / name, "E440", language, **facts)


def tell_places(mine: Word, first: Word) -> None:
    def listed(word: Word) -> str:
        return " ".join(f"{{{name}}}" for name in sorted(word.places)) or "–"

    facts = {"found": listed(mine), "wanted": listed(first), "other": first.where}
    mine.source.tell("E441", mine.steps, key=dotted(mine.steps), **facts)


def based(shelf: Shelf) -> dict[str, str]:
    """Every language with the one that it is based on, "" where it stands for itself."""
    found: dict[str, str] = {}
    for path in sorted((shelf.root / "templates" / "words").glob(f"*/{FILE}")):
        source = shelf.open(path)
        value = source.value if source else None
        if source and isinstance(value, dict):
            check_usage(source, value)
        found[path.parent.name] = str(value.get("based_on", "")) if isinstance(value, dict) else ""
    return found


def check_usage(source: Source, value: Mapping[str, object]) -> None:
    """How a language writes: the fields of `Usage`, all of them where it is based on no other."""
    known = {one.name: one for one in fields(Usage) if one.name not in ("id", "chain")}
    unknown_keys(source, value, [*known, "based_on"], ())
    for name, one in known.items():
        if name not in value and required(one) and (name in OWN or "based_on" not in value):
            source.tell("E406", (name,), key=name, repair=f"{name}: …")
