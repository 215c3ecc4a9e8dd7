"""What is known about each tactic, incentive and step, and how well: in full on the about page, one line with
a link everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...knowledge.library import Entry
from .frame import Frame


@dataclass(frozen=True, slots=True)
class Proof:
    """All evidence of one entry. `anchor`: where it stands on the about page."""

    anchor: str
    title: str
    strength: int
    texts: list[Markup]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """How strong it is, how many pieces, and where they are."""

    strength: int
    text: str
    link: str
    url: str


def proofs(frame: Frame) -> Iterator[Proof]:
    """Of every entry that has a page or a card of its own, in the order of the site."""
    for choice in frame.plan.choices:
        entry = frame.entries[choice.id]
        yield proof(frame, entry, f"{choice.number:02d} {frame.title(entry)}")
    laid = {one.id for one in frame.plan.rhythms}
    for entry in (rhythm.entry for rhythm in frame.library.rhythms if rhythm.id in laid):
        yield proof(frame, entry, frame.title(entry))
    for entry in frame.library.incentives:
        yield proof(frame, entry, frame.title(entry))
    for entry in frame.step_pages:
        yield proof(frame, entry, frame.title(entry))


def proof(frame: Frame, entry: Entry, title: str) -> Proof:
    folder = frame.folder(entry)
    texts = [folder.first("evidence", item.id) for item in frame.visible(entry, "evidence")]
    return Proof(anchor(entry), title, entry.strength, texts)


def anchor(entry: Entry) -> str:
    return f"proof-{entry.id}"


def proof_line(frame: Frame, entry: Entry) -> ProofLine:
    words, count = frame.words, len(frame.visible(entry, "evidence"))
    return ProofLine(
        strength=entry.strength,
        text=words("proof.line", strength=words.get("tactic.strength")[entry.strength]),
        link=words("proof.link", n=count),
        url=f"about.html#{anchor(entry)}",
    )
