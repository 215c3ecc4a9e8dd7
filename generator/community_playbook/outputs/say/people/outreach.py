"""The letters of the week, all slots filled: what was noticed, title and parts, where it goes, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ....plan.people.desk import DUTY, JOB
from ....plan.people.outreach import Letter
from ..actions import deed_name, did
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..names import called_by
from .assignments import Assignment, Assignments

DUE_DAYS = 11
"""From the Monday of the week: the Friday of the next one."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """`facts`: the deed that the letter names; `day`: on which it goes out, "" where no step sends it."""

    member: str
    name: str
    facts: str
    title: str
    parts: tuple[str, ...]
    day: str
    step: str
    letter: Bubble


def letter_lines(frame: Frame) -> list[LetterLine]:
    """In the order in which they go out."""
    topics = Assignments(frame.words, frame.community.profile)
    days = {step.id: frame.day(step.day) for step in frame.plan.agenda.of(DUTY, JOB)}
    return [letter_line(frame, topics, one, days.get(one.step, "")) for one in frame.plan.people.desk.letters]


def letter_line(frame: Frame, topics: Assignments, one: Letter, day: str) -> LetterLine:
    name, topic = frame.name(one.member), topics.of_deed(one)
    text = letter_text(frame, one, topic, topics.of_subject(one))
    letter = bubble(frame, frame.words("desk.letters.label", name=name), text, who="owner", step=one.step)
    return LetterLine(
        member=one.member,
        name=name,
        facts=deed_facts(frame, one),
        title=topic.title,
        parts=topic.parts,
        day=day,
        step=one.step,
        letter=letter,
    )


def letters_of_step(frame: Frame, step: str) -> list[Bubble]:
    if not any(letter.step == step for letter in frame.plan.people.desk.letters):
        return []
    return [line.letter for line in letter_lines(frame) if line.step == step]


def letter_text(frame: Frame, one: Letter, topic: Assignment, other: Assignment | None) -> list[str]:
    words = frame.words
    write = frame.facts.rewards.articles_week > 0
    due = frame.day(frame.plan.agenda.monday + timedelta(days=DUE_DAYS))
    lines = [praise(frame, one) + words("desk.space") + words(f"desk.ask.{'write' if write else 'tell'}")]
    lines += [words("desk.titled", title=topic.title), *outline(frame, topic)]
    lines += [words("desk.opening", text=topic.opening)]
    lines += [words("desk.alternative", title=other.title)] if other else []
    return [*lines, words("desk.close", day=due, place=place(frame))]


def outline(frame: Frame, topic: Assignment) -> list[str]:
    numbered = frame.words.get("desk.part")
    return [str(form).format(text=part) for form, part in zip(numbered, topic.parts, strict=True)]


def praise(frame: Frame, one: Letter) -> str:
    told_did = "" if one.note else did(one.action, one.times, frame.words)
    told = {
        "name": called_by(frame, one.member), "day": frame.dated(one.day), "note": one.note, "did": told_did,
        "n": one.times, "action": deed_name(one.action, frame.community.profile, frame.words),
        "span": frame.lately(),
    }  # fmt: skip
    times = ("did_" if told_did else "") + ("often" if one.times > 1 else "once")
    return frame.words(f"desk.praise.{(one.job or 'other') if one.note else times}", **told)


def deed_facts(frame: Frame, one: Letter) -> str:
    words = frame.words
    key = "note" if one.note else "often" if one.times > 1 else "once"
    action = deed_name(one.action, frame.community.profile, words)
    facts = {"day": frame.dated(one.day), "note": one.note, "n": one.times, "span": frame.lately("days")}
    told = [words(f"desk.about.{key}", action=action, **facts)]
    if frame.plan.people.desk.output:
        told.append(words(f"desk.about.{'wrote' if one.wrote else 'fresh'}"))
    return words("desk.about.join").join(told)


def place(frame: Frame) -> str:
    """Where a text goes first: the first channel, the base, else what people look up on the platform."""
    content = frame.community.profile.content
    if content.channels:
        return content.channels[0].name
    base = content.base or ""
    known = frame.words.get("desk.bases")
    return str(known.get(base.casefold(), base)) if base else str(frame.spoken["w_shelf"])
