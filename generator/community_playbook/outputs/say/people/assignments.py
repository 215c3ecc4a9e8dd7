"""What a letter asks for: a title, three parts and a first line, made of the member's own deed or tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ....community.profile import Profile
from ....plan.people.desk import Gap
from ....plan.people.outreach import Letter
from ....words import Words
from ..actions import deed_name


class Assignment(NamedTuple):
    title: str
    parts: tuple[str, ...]
    opening: str


Form = Mapping[str, str | list[str]]


class Assignments:
    """Hands them out. Forms of the same kind take turns, so that no two letters of a week sound alike."""

    def __init__(self, words: Words, profile: Profile) -> None:
        self.words, self.profile = words, profile
        self.used: Counter[tuple[str, str]] = Counter()

    def of_deed(self, letter: Letter) -> Assignment:
        """By the note of the deed where there is one, else by the subject, else by the deed alone."""
        basis = "note" if letter.note else letter.facet or "plain"
        return self.make(letter, basis)

    def of_subject(self, letter: Letter) -> Assignment | None:
        """Another one, on what the member knows; None where the first one is that already, or none fits."""
        fits = letter.note and letter.facet in self.words.get(f"desk.topics.{letter.job or 'other'}")
        return self.make(letter, letter.facet) if fits else None

    def make(self, letter: Letter, basis: str) -> Assignment:
        job = letter.job or "other"
        known: Mapping[str, list[Form]] = self.words.get(f"desk.topics.{job}")
        forms = known.get(basis) or known["plain"]
        form = forms[self.used[job, basis] % len(forms)]
        self.used[job, basis] += 1
        return filled(
            form,
            note=letter.note,
            subject=letter.subject,
            n=letter.times,
            day=self.words.usage.written(letter.day, self.words.usage.day),
            action=deed_name(letter.action, self.profile, self.words),
        )

    def of_gap(self, kind: str, gap: Gap) -> Assignment:
        return filled(self.words.get(f"desk.gaps.briefs.{kind}.{gap.facet}"), subject=gap.subject)


def filled(form: Form, **facts: object) -> Assignment:
    def fill(text: str | list[str]) -> str:
        return str(text).format(**facts)

    return Assignment(fill(form["title"]), tuple(map(fill, form["parts"])), fill(form["opening"]))
