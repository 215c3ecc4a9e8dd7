"""Tactics as the main business tells them: name, reasons, steps, messages and traps where it has its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..knowledge.library import Entry, Item, Library, Prose, Rhythm, Texts, always
from ..knowledge.rhythms import OWN_BANDS, Reach, own_band
from .reach import AS_IS
from .rhythms import Laid

COMMA = re.compile(r"(?<=，)|(?<=, )")
"""Where a title may break into two lines."""
MARKED = re.compile(r"==(?=\S)|(?<=\S)==")
"""The marks of what stands out; a comparison has blanks around it."""
NUMBER = ("unit", "number", "count")
"""What says which number to watch."""


def told_by(tactic: str, laid: Iterable[Laid]) -> Laid | None:
    """The rhythm whose words a tactic takes: the first one that changes it, else the first one."""
    done = [one for one in laid if one.fits and tactic in one.rhythm.reaches]
    changing = (one for one in done if one.rhythm.reaches[tactic].state != AS_IS)
    return next(changing, done[0] if done else None)


def as_told(library: Library, laid: Sequence[Laid]) -> Library:
    """The tactics in the words of what people come for; made of what is told already, it is the same."""
    if not laid:
        return library
    tellers = ((tactic, told_by(tactic.id, laid)) for tactic in library.tactics)
    found = tuple(retold(tactic, one.rhythm) if one else tactic for tactic, one in tellers)
    return replace(library, tactics=found)


def retold(tactic: Entry, rhythm: Rhythm) -> Entry:
    """What is changed is told whole, in the bands that the rhythm names; of what is left as it is, single
    texts are told otherwise."""
    reach = rhythm.reaches.get(tactic.id)
    if reach is None or not reach.retold:
        return tactic
    who = doer(tactic, rhythm, reach)
    bands = {band: items_of(reach, band, items, who) for band, items in tactic.bands.items()}
    measure = rhythm.entry.measure if reach.uncounted else tactic.measure
    shared = [language for language in tactic.texts if language in rhythm.entry.texts]
    texts = {id_: texts_of(tactic, rhythm, reach, id_) for id_ in shared} or tactic.texts
    return replace(tactic, bands=bands, texts=texts, measure=measure)


def doer(tactic: Entry, rhythm: Rhythm, reach: Reach) -> str:
    """Whoever does the beat in which it happens, else its main job."""
    if reach.inside:
        return rhythm.cycle.beat(reach.inside).who
    return next((job.who for job in sorted(tactic.jobs, key=lambda job: not job.key)), "owner")


def items_of(reach: Reach, band: str, items: Sequence[Item], who: str) -> tuple[Item, ...]:
    own = reach.own.get(band)
    if own is None:
        return tuple(items)
    known = {item.id: item for item in items}
    cases = reach.cases if band == "say" else ()
    if reach.state != AS_IS:
        return tuple(
            replace(unbound(known[id_]), case=id_ in cases)
            if id_ in known
            else Item(id_, who=who, key=band == "do" and not n, case=id_ in cases)
            for n, id_ in enumerate(own)
        )
    new = tuple(Item(id_, who=who, case=id_ in cases) for id_ in own if id_ not in known)
    return (*new, *items) if band == "why" else (*items, *new)


def unbound(item: Item) -> Item:
    """It stands whenever the rhythm names it, at no clock of the tactic; what goes to each newcomer still
    needs one."""
    return replace(item, clock="", when=item.when if item.each else always)


def texts_of(tactic: Entry, rhythm: Rhythm, reach: Reach, language: str) -> Texts:
    """Those of the tactic, and over them those of the rhythm."""
    theirs, ours = tactic.texts[language], rhythm.entry.texts[language]
    keys = [(band, id_) for band in OWN_BANDS for id_ in reach.own.get(band, ())]
    body = {key: ours.body[own_band(key[0], tactic.id), key[1]] for key in keys}
    kept = without_note(theirs.body) if "do" in reach.own and reach.state != AS_IS else theirs.body
    named = {key: ours.labels.get((own_band(key[0], tactic.id), key[1])) for key in keys}
    if reach.uncounted:
        body |= {("measure", part): ours.body["measure", part] for part in NUMBER}
    labels = {key: label for key, label in named.items() if label}
    told = in_short(body, reach) if reach.state != AS_IS else {}
    meta = {**theirs.meta, **told, **renamed(ours, tactic.id)}
    return replace(theirs, meta=meta, body={**kept, **body}, labels={**theirs.labels, **labels})


def renamed(ours: Texts, tactic: str) -> Mapping[str, Any]:
    """Where a rhythm has a name of its own for a tactic, what it says of it stands on the card, too."""
    title = ours.labels.get(("tactics", tactic))
    if not title:
        return {}
    phrases = [title] if "{" in title else COMMA.split(title)
    return {"title": title, "short": title, "phrases": phrases, "card": ours.body["tactics", tactic]}


def in_short(body: Mapping[tuple[str, str], Prose], reach: Reach) -> dict[str, str]:
    """The line and the reason by which it is named elsewhere: the rhythm's first job and its first reason."""
    told = {"short": "jobs", "card": "why"}
    firsts = {meta: (band, reach.own[band][0]) for meta, band in told.items() if reach.own.get(band)}
    return {meta: MARKED.sub("", body[key]).strip().split("\n\n")[0] for meta, key in firsts.items()}


def without_note(body: Mapping[tuple[str, str], Prose]) -> Mapping[tuple[str, str], Prose]:
    """The side note speaks of the usual steps."""
    return {key: text for key, text in body.items() if key != ("do", "_note")}
