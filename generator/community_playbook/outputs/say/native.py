"""What the platform adds to a page: how it is set up there, its limits, safety, how a name is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...knowledge.library import UNSURE, Rule
from .bubble import Bubble
from .frame import Frame
from .text import number

CALL = "@"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A limit or a rule, and by whom it is said; `source` is "" where nobody is sure."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class NativeView:
    title: str
    lines: Sequence[Markup]
    limits: Sequence[RuleLine]


def native_view(frame: Frame, band: str, id_: str) -> NativeView | None:
    """How a tactic or a rhythm is set up on the platform; None where its file says nothing of it, or
    speaks of a form that the main business changes."""
    folder = frame.folder(frame.platform.entry)
    if not folder.has(band, id_) or not frame.plan.reached.native(id_):
        return None
    rules = [rule for rule in known(frame) if id_ in rule.of]
    title = frame.words(f"native.{band}", place=folder.meta["title"])
    return NativeView(title, folder.paragraphs(band, id_), [rule_line(frame, rule) for rule in rules])


def safety_view(frame: Frame) -> NativeView:
    """What a moderator of this platform sets up, and where harm is reported."""
    folder = frame.folder(frame.platform.entry)
    lines = [
        part
        for band, id_ in folder.texts.body
        if band == "safety" and id_
        for part in folder.paragraphs(band, id_)
    ]
    return NativeView(frame.words("native.safety", place=folder.meta["title"]), lines, [])


def known(frame: Frame) -> tuple[Rule, ...]:
    return (*frame.platform.limits.values(), *frame.platform.rules)


def rule_lines(frame: Frame) -> list[RuleLine]:
    """All of them, for the page about the plan."""
    return [rule_line(frame, rule) for rule in known(frame)]


def rule_line(frame: Frame, rule: Rule) -> RuleLine:
    text = str(frame.words.pick(rule.say)).replace("{value}", number(rule.value))
    if rule.strength == UNSURE:
        return RuleLine(text, "")
    strength = frame.words(f"native.strength.{rule.strength}")
    named = rule.source if isinstance(rule.source, str) else frame.words.pick(rule.source)
    source = frame.words("native.source", strength=strength, source=named)
    return RuleLine(text, source + (frame.words("native.day", day=rule.day) if rule.day else ""))


def mention_line(frame: Frame, messages: Iterable[Bubble]) -> str:
    """How a pasted name is called; "" where no message calls anybody."""
    calls = any(CALL in line for message in messages for line in message.lines)
    return str(frame.spoken["w_mention"]) if calls else ""
