"""The sums of a week, said: what comes out, what to do with it, and which numbers in it are ours."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...plan.rhythms import Laid
from .frame import Frame


@dataclass(frozen=True, slots=True)
class SumNote:
    """The same of all sums of one main business: each number once."""

    because: str
    write: str


@dataclass(frozen=True, slots=True)
class SumLine:
    """`text`: the sum in words; `do`: what to do with it this week; `because`: which of its numbers are ours,
    or missing, `write`: the line of the profile that says them; both "" where it says all."""

    id: str
    title: str
    text: Markup
    do: Markup
    because: str
    write: str


def sums_of(frame: Frame) -> tuple[SumLine, ...]:
    """Of all that people come for, the first one first."""
    return tuple(line for laid in frame.plan.rhythms for line in sums_in(frame, laid))


def sums_in(frame: Frame, laid: Laid) -> tuple[SumLine, ...]:
    entry = laid.rhythm.entry
    folder = frame.folder(entry)
    lines = []
    for item in frame.visible(entry, "sums"):
        text, *more = folder.paragraphs("sums", item.id)
        open_ = unsaid(laid, item.id)
        lines.append(
            SumLine(
                id=item.id,
                title=folder.label("sums", item.id),
                text=text,
                do=more[0] if more else Markup(),
                because=because(frame, laid, open_),
                write=write(laid, open_),
            )
        )
    return tuple(lines)


def pressing(frame: Frame, laid: Laid) -> str:
    """Id of the sum that says what matters most here; where nothing presses, the first; "" where none is."""
    shown = [item.id for item in frame.visible(laid.rhythm.entry, "sums")]
    press, facts = laid.rhythm.sums.press, frame.facts_of(laid)
    return next((id_ for id_ in shown if id_ in press and press[id_](facts)), next(iter(shown), ""))


def sum_note(frame: Frame, laid: Laid) -> SumNote:
    shown = [item.id for item in frame.visible(laid.rhythm.entry, "sums")]
    rests = {id_ for sum_ in shown for id_ in unsaid(laid, sum_)}
    open_ = tuple(one.id for one in laid.rhythm.sums.numbers if one.id in rests)
    return SumNote(because(frame, laid, open_), write(laid, open_))


def unsaid(laid: Laid, sum_: str) -> tuple[str, ...]:
    """The numbers on which a sum rests and that the profile does not say."""
    return tuple(id_ for id_ in laid.rhythm.sums.rests.get(sum_, ()) if id_ not in laid.chosen.numbers)


def because(frame: Frame, laid: Laid, open_: tuple[str, ...]) -> str:
    """What is taken for them, and which nobody can know."""
    sums, folder, words = laid.rhythm.sums, frame.folder(laid.rhythm.entry), frame.words
    ours = [folder.plain("numbers", id_) for id_ in open_ if sums.number(id_).usual]
    asked = [folder.label("numbers", id_) for id_ in open_ if not sums.number(id_).usual]
    said = [words("rhythm.ours", what=frame.usage.semicolon.join(ours))] if ours else []
    said += [words("rhythm.asked", what=frame.listed(asked))] if asked else []
    return frame.usage.gap.join(said)


def write(laid: Laid, open_: tuple[str, ...]) -> str:
    """Ready to paste, as that of what messages leave open."""
    keys = ", ".join(f"{id_}: …" for id_ in open_)
    return f"{{id: {laid.id}, numbers: {{{keys}}}}}" if open_ else ""
