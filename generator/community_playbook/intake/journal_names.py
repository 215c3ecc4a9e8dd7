"""What may a line of the journal be about, and what do people call it? Ids, numbers, titles and jobs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from ..community.calendar import BigDate
from ..community.journal import SETUP
from ..knowledge.countdowns import NOBODY, Crowd
from ..knowledge.library import Entry, Library, Rhythm
from .profile.values import nearest

TITLE_MARKS = re.compile(r"[\s，。、,.:：;；!！?？]+")

CHOICE = re.compile(r"\{% if [^%]*%\}([^{}]*)(?:\{% else %\}([^{}]*))?\{% endif %\}")
"""`{% if new %}this{% else %}that{% endif %}` in a title."""


def folded(name: str) -> str:
    """How a name is compared: without marks and blanks, in small letters; 04 is 4."""
    text = TITLE_MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return text.lstrip("0") if text.isascii() and text.isdigit() else text


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a line can be about. `counts`: what its page counts (share, count, level), or ""."""

    id: str
    jobs: tuple[str, ...] = ()
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """All subjects by id, and every way to write one."""

    subjects: Mapping[str, Subject]
    written: Mapping[str, str] = field(default_factory=dict)
    """Folded id, number or title -> id."""

    def find(self, text: str) -> tuple[str, str] | None:
        """(id, job) of "points-and-teams.setup", "8", "08" or a title; None where nothing is called so. The
        job is as written: whether there is one of that name is another question."""
        whole = self.written.get(folded(text))
        if whole:
            return whole, ""
        name, dot, job = text.strip().rpartition(".")
        found = self.written.get(folded(name)) if dot else None
        return (found, job.strip()) if found else None

    def near(self, text: str) -> str:
        """The id that was probably meant, "" if none is near."""
        name = text.strip().partition(".")[0]
        if name.isdecimal():
            return ""
        written = nearest(folded(name), tuple(self.written))
        return nearest(name, tuple(self.subjects)) or self.written.get(written, "")


def names_of(library: Library, dates: Iterable[BigDate] = ()) -> Names:
    """Tactics, duties, steps of the roadmap and dates that are counted back; a tactic's number stands for it,
    and so does a title, and what a date is called."""
    subjects = {
        **{
            e.id: Subject(e.id, (SETUP, *jobs(e)), e.measure.kind if e.measure else "")
            for e in library.tactics
        },
        **{e.id: Subject(e.id, jobs(e)) for e in library.duties},
        **{e.id: Subject(e.id) for e in library.stages},
    }
    written: dict[str, str] = {}
    every = tuple(rhythm.id for rhythm in library.rhythms)
    screens = {name for one in library.countdowns if one.usual for name in one.usual.platforms}
    crowds = [Crowd(every), *(Crowd(platform=name) for name in sorted(screens)), NOBODY]
    for big, crowd in product(dates, crowds):  # whose date it is is not known yet: any way
        base = library.counted(big.what, big.kind or "", crowd)
        sort = base.like or base.id
        forms = [one for one in library.countdowns if sort in (one.id, one.like)]
        known = tuple(dict.fromkeys(step.id for one in forms for step in one.steps))
        subjects[base.date_id(big.start)] = Subject(base.date_id(big.start), known)
        written |= {folded(big.what): base.date_id(big.start)}
    for rhythm in library.rhythms:
        written |= {folded(title): tactic for tactic, title in names_in(rhythm)}
    for entry in (*library.stages, *library.duties, *library.tactics):
        written |= {folded(title): entry.id for title in titles(entry)}
    written |= {str(tactic.number): tactic.id for tactic in library.tactics}
    return Names(subjects, written | {folded(id_): id_ for id_ in subjects})


def jobs(entry: Entry) -> tuple[str, ...]:
    return tuple(job.id for job in entry.jobs)


def names_in(rhythm: Rhythm) -> Iterator[tuple[str, str]]:
    """What a rhythm calls the tactics that it changes, by their ids."""
    for texts in rhythm.entry.texts.values():
        for (band, tactic), label in texts.labels.items():
            if band == "tactics":
                yield from ((tactic, title) for title in ways(label))


def titles(entry: Entry) -> Iterator[str]:
    """Its titles in every language."""
    for texts in entry.texts.values():
        yield from ways(str(texts.meta.get("title", "")))


def ways(title: str) -> Iterator[str]:
    """Where a title depends on a fact, each way that it can read."""
    read = [title]
    while fork := next((CHOICE.search(one) for one in read if CHOICE.search(one)), None):
        read = [one.replace(fork[0], way or "") for one in read for way in fork.groups()]
    yield from (one for one in read if one and "{" not in one)
