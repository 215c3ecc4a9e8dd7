"""Which facts and filters does an authored expression or text use, and can it be read at all?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from .source import nearest, shown

ENVIRONMENT = SandboxedEnvironment()


class Slip(NamedTuple):
    """One fault of an expression; `line` counts from 1 within it."""

    code: str
    line: int
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in a text."""

    facts: frozenset[str]
    spoken: frozenset[str]
    """Facts that exist in words only: the plan decides without them."""
    filters: frozenset[str]
    """Ours, beside those of Jinja."""

    def with_facts(self, more: Iterable[str]) -> Names:
        return Names(self.facts | frozenset(more), self.spoken, self.filters)

    def in_text(self, text: str) -> Iterator[Slip]:
        """The slips of a text with `{{ facts }}`."""
        if "{" in text:
            yield from self.slips(text, "E429", text, planned=False, filters=self.filters)

    def in_expression(self, source: str, *, planned: bool) -> Iterator[Slip]:
        """The slips of a condition or number. `planned`: facts that exist in words only may not decide."""
        text = f"{{{{ ({source}) }}}}"
        yield from self.slips(text, "E416", source, planned=planned, filters=frozenset())

    def slips(
        self, text: str, broken: str, found: str, *, planned: bool, filters: frozenset[str]
    ) -> Iterator[Slip]:
        used = used_in(text)
        if used.why:
            yield Slip(broken, used.line, {"why": used.why, "found": shown(found)})
        for name, line in used.names:
            if name not in self.facts:
                yield Slip("E417", line, {"name": name, "near": nearest(name, self.facts, 0)})
            elif planned and name in self.spoken:
                yield Slip("E418", line, {"name": name})
        known = filters | ENVIRONMENT.filters.keys()
        for name, line in used.filters:
            if name not in known:
                yield Slip("E419", line, {"name": name, "near": nearest(name, known, 0)})


class Used(NamedTuple):
    """What a text takes from outside, with lines; or why, and where, it cannot be read."""

    names: tuple[tuple[str, int], ...] = ()
    filters: tuple[tuple[str, int], ...] = ()
    why: str = ""
    line: int = 0


@cache  # many conditions stand in every tactic; a second look reads only what was changed
def used_in(text: str) -> Used:
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return Used(why=shown(error.message), line=error.lineno)
    found = list(tree.find_all(nodes.Name))
    own = {name.name for name in found if name.ctx != "load"} | {"loop"}
    names = [(name.name, name.lineno) for name in found if name.name not in own]
    filters = [(used.name, used.lineno) for used in tree.find_all(nodes.Filter)]
    return Used(tuple(names), tuple(filters))
