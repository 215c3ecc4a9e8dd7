"""Every sentence of the interface, by language and key. A language is a folder in `templates/words/`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from .assets import asset, parse_yaml
from .problems import Problem

HAN_BLANK = re.compile(r"(?<=[\u3400-\u9fff，。、；：！？”）〕]) (?=[\u3400-\u9fff〔“（])")
"""A blank between two Chinese characters: the sentence was meant for a number or a Latin name there."""
OWN_BLANK = "\x1f"
"""Stands for the blanks inside of a value while the sentence is set: they are the value's own."""


class Words:
    """The words of one language. `say("week.title", count=3)` fills `{count}` in; keys are dotted paths."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.tree: dict[str, Any] = {}
        for path in sorted(asset("templates", "words", language).glob("*.yml")):
            for key, value in (parse_yaml(path.read_text("utf-8")) or {}).items():
                if key == "problems":  # every room keeps the sentences of its own faults
                    self.tree.setdefault(key, {}).update(value)
                elif key in self.tree:
                    raise ValueError(f"{path}: the word {key!r} stands in two files")
                else:
                    self.tree[key] = value

    def __call__(self, key: str, /, **facts: object) -> str:
        return self.say(key, **facts)

    def get(self, key: str) -> Any:
        """The value at a dotted path (text, list or mapping). Raises KeyError for an unknown key."""
        value: Any = self.tree
        for part in key.split("."):
            if not isinstance(value, dict) or part not in value:
                raise KeyError(f"no word {key!r} in {self.language}")
            value = value[part]
        return value

    def say(self, key: str, /, **facts: object) -> str:
        text = str(self.get(key))
        if not facts:
            return text
        own = {name: v.replace(" ", OWN_BLANK) if isinstance(v, str) else v for name, v in facts.items()}
        return HAN_BLANK.sub("", text.format(**own)).replace(OWN_BLANK, " ")

    def problem(self, problem: Problem) -> str:
        """The sentence of a problem: what was found, what is wanted, how to repair it."""
        return str(self.get(f"problems.{problem.code}")).format(**problem.facts)


@cache
def words(language: str) -> Words:
    return Words(language)


def languages() -> list[str]:
    """The languages that there are, in alphabetical order."""
    return sorted(path.name for path in asset("templates", "words").iterdir() if path.is_dir())
