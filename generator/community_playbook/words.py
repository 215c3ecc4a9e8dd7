"""Every sentence of the interface, by language and key. A language is a folder in `templates/words/`.

How it writes days, lists and amounts stands in its `language.yml` (`usage.py`). One that is based on another
holds only the words that differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from yaml import YAMLError

from .assets import asset
from .parsed import parse_authored
from .problems import Problem
from .usage import FILE, Usage, languages, usage

HAN_BLANK = re.compile(r"(?<=[\u3400-\u9fff，。、；：！？”）〕]) (?=[\u3400-\u9fff〔“（])")
"""A blank between two Chinese characters: the sentence was meant for a number or a Latin name there."""
OWN_BLANK = "\x1f"
"""Stands for the blanks inside of a value while the sentence is set: they are the value's own."""


class Words:
    """The words of one language. `say("week.title", count=3)` fills `{count}` in; keys are dotted paths."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.usage: Usage = usage(language)
        self.found: dict[str, object] = {}
        """What was asked for before, by its path."""
        own, *below = self.usage.chain
        self.tree: dict[str, Any] = read_words(own)
        for base in below[:1]:
            self.tree = laid_over(respelled(words(base).tree, self.usage), self.tree)

    def __call__(self, key: str, /, **facts: object) -> str:
        return self.say(key, **facts)

    def get(self, key: str) -> Any:
        """The value at a dotted path (text, list or mapping). Raises KeyError for an unknown key."""
        if key in self.found:
            return self.found[key]
        value: Any = self.tree
        for part in key.split("."):
            if not isinstance(value, dict) or part not in value:
                raise KeyError(f"no word {key!r} in {self.language}")
            value = value[part]
        self.found[key] = value
        return value

    def say(self, key: str, /, **facts: object) -> str:
        text = str(self.get(key))
        if not facts:
            return text
        if " " not in text:  # every blank is a value's own
            return text.format(**facts)
        own = {name: v.replace(" ", OWN_BLANK) if isinstance(v, str) else v for name, v in facts.items()}
        return HAN_BLANK.sub("", text.format(**own)).replace(OWN_BLANK, " ")

    def pick(self, versions: Mapping[str, Any]) -> Any:
        """Of an authored value by language: this one's, or that of the language below, spelled as here."""
        return respelled(self.usage.pick(versions), self.usage)

    def counted(self, key: str, count: float, /, **facts: object) -> str:
        """As `say`, where a sentence has a form for one and another for many: `{one: ..., other: ...}`."""
        forms = self.get(key)
        form = self.usage.form(count) if isinstance(forms, dict) else ""
        return self.say(f"{key}.{form if form in forms else 'other'}" if form else key, **facts)

    def problem(self, problem: Problem) -> str:
        """The sentence of a problem: what was found, what is wanted, how to repair it."""
        return str(self.get(f"problems.{problem.code}")).format(**problem.facts)


def words_in(path: Path) -> dict[str, object]:
    """Nothing where the file is broken: `intake/authored` tells that, in the words that are left."""
    try:
        tree = parse_authored(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError):
        return {}
    return tree if isinstance(tree, dict) else {}


@cache
def words(language: str) -> Words:
    return Words(language)


def read_words(language: str) -> dict[str, Any]:
    """What the files of one language hold."""
    tree: dict[str, Any] = {}
    for path in sorted(asset("templates", "words", language).glob("*.yml")):
        if path.name == FILE:
            continue
        for key, value in words_in(path).items():
            if key == "problems":  # every room keeps the sentences of its own faults
                tree.setdefault(key, {}).update(value if isinstance(value, dict) else {})
            else:
                tree[key] = value
    return tree


def respelled(tree: Any, usage: Usage, *, faults: bool = False) -> Any:
    """The words of the language below, spelled as in this one. Sentences of faults quote what stands in
    files, so their clocks stay."""
    if isinstance(tree, dict):
        return {k: respelled(value, usage, faults=faults or k == "problems") for k, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [respelled(value, usage, faults=faults) for value in tree]
    return usage.spelled(tree, clocks=not faults) if isinstance(tree, str) else tree


def laid_over(below: Any, own: Any) -> Any:
    """Mappings key by key, everything else as a whole."""
    if not (isinstance(below, dict) and isinstance(own, dict)):
        return own
    return below | {k: laid_over(below[k], value) if k in below else value for k, value in own.items()}


def spoken(language: str, say: Callable[[Words], str], otherwise: str) -> str:
    """What is said in this language or, where a word is broken or missing there, in another one."""
    for one in (language, *languages()):
        with suppress(KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, YAMLError):
            return say(words(one))
    return otherwise


def sentence(problem: Problem, language: str) -> str:
    """The sentence of a problem, which may be that its own language is broken."""
    bare = ", ".join(f"{name}: {fact}" for name, fact in problem.facts.items())
    return spoken(language, lambda words: words.problem(problem), bare)
