"""The print pack: which sheets there are, each as a PDF of its own, and all of them in one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...community.paper import papers
from ...problems import Place, Problem
from ..say.frame import Frame
from ..shelf import ALL, PAPER_FOLDERS, Pack, Printed, Waiting, folder_of
from .certificates import certificates
from .cutouts import MOST_WELCOMES, cut_out_sheets, without_card
from .duties import Duty, Writer
from .ink import Ink
from .paper import PackBase, PaperSheet, Runs
from .road import road_sheet
from .typeset import Made, Order, OwnFonts, own_fonts, typeset_all

FOOT = 44
CLOCK, LONG_CLOCK = 15, 22
"""Millimetres in which 20:30 and 12:30 pm stand on a sheet."""
"""Letters of the community's name at the foot of a page."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack before it is typeset."""

    duties: Mapping[str, Duty]
    sheets: Sequence[PaperSheet]
    base: PackBase
    missing: frozenset[str]
    waiting: tuple[Waiting, ...]
    without_card: int


def draft_pack(frame: Frame, families: Mapping[str, str] | None = None) -> Draft:
    """`families`: by font file of the operator."""
    ink = Ink(families)
    writer = Writer(frame, ink)
    duties = {duty.id: duty for duty in writer.duties()}
    sheets: list[PaperSheet] = [duty.data for duty in duties.values()]
    sheets += [road_sheet(frame, ink), *cut_out_sheets(frame, ink)]
    if found := certificates(frame, ink):
        sheets.append(found)
    return Draft(
        duties,
        sheets,
        common(frame, ink),
        frozenset(ink.missing),
        tuple(writer.waiting()),
        without_card(frame),
    )


def orders_of(draft: Draft, frame: Frame, paper: str, fonts: tuple[str, ...], pictured: bool) -> list[Order]:
    """One document of all sheets, then one a sheet."""
    title = frame.words("print.pack", name=frame.community.profile.community.name)
    base = dict(draft.base) | {"paper": paper}

    def order(id_: str, sheets: Sequence[PaperSheet], title: str, pictured: bool) -> Order:
        data = json.dumps(base | {"sheets": sheets, "title": title}, ensure_ascii=False)
        return Order(f"{PAPER_FOLDERS[paper]}{id_}.pdf", data, fonts, pictured, len(sheets))

    each = [order(sheet["id"], [sheet], plain(sheet["title"]), pictured) for sheet in draft.sheets]
    return [order(ALL, draft.sheets, title, False), *each]


def make_packs(
    path: Path,
    frames: Mapping[str, Frame],
    processes: int | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> dict[str, Pack]:
    """By language. `path`: the profile, beside which the operator's own fonts lie. Raises TypesettingFault
    where a template is at fault."""
    profile = next(iter(frames.values())).community.profile
    with own_fonts([str(path.parent / name) for name in profile.brand.fonts]) as fonts:
        return typeset_packs(frames, fonts, processes, progress)


def typeset_packs(
    frames: Mapping[str, Frame], fonts: OwnFonts, processes: int | None, progress: Callable[[str], None]
) -> dict[str, Pack]:
    profile = next(iter(frames.values())).community.profile
    chosen = papers(profile.print, profile.community.timezone)
    drafts = {language: draft_pack(frame, fonts.families) for language, frame in frames.items()}
    orders = [
        (language, paper, order)
        for language, frame in frames.items()
        for paper in chosen
        for order in orders_of(drafts[language], frame, paper, fonts.folders, paper == chosen[0])
    ]
    orders.sort(key=lambda found: found[2].sheets, reverse=True)  # the long ones first, a process each
    files: dict[str, list[tuple[str, bytes]]] = {language: [] for language in frames}
    printed: dict[str, list[Printed]] = {language: [] for language in frames}
    made = typeset_all([order for _, _, order in orders], processes)
    for done, ((language, _, order), one) in enumerate(zip(orders, made, strict=True), 1):
        files[language].append((order.path, one.pdf))
        if order.pictured:
            sheet = drafts[language].sheets[len(printed[language])]
            printed[language].append(printed_sheet(frames[language], drafts[language], sheet, one))
        progress(f"print:{done}:{len(orders)}")
    return {
        language: Pack(
            tuple(printed[language]),
            tuple(files[language]),
            chosen,
            draft.missing,
            draft.waiting,
            draft.without_card,
        )
        for language, draft in drafts.items()
    }


def printed_sheet(frame: Frame, draft: Draft, sheet: PaperSheet, made: Made) -> Printed:
    duty, words = draft.duties.get(sheet["id"]), frame.words
    extra = f"print.extra.{sheet['id']}"
    return Printed(
        id=sheet["id"],
        group=sheet["kind"],
        title=duty.title if duty else words(f"{extra}.title"),
        short=duty.short if duty else words(f"{extra}.short"),
        rhythm=duty.rhythm if duty else words(f"{extra}.rhythm"),
        who=duty.who if duty else "",
        pages=made.pages,
        thumb=made.thumb,
    )


def lost_on_paper(path: Path, packs: Mapping[str, Pack]) -> list[Problem]:
    """Never a box: what no font has is a dot on paper, and named. So is how many newcomers got no card."""
    place, problems = Place(str(path)), list[Problem]()
    missing = sorted({letter for pack in packs.values() for letter in pack.missing})
    if missing:
        shown = " ".join(f"{c} (U+{ord(c[0]):04X})" for c in missing[:SHOWN])
        problems.append(Problem("W346", place, {"n": str(len(missing)), "found": shown}))
    if left := max((pack.without_card for pack in packs.values()), default=0):
        problems.append(Problem("W348", place, {"most": str(MOST_WELCOMES), "n": str(left)}))
    return problems


def pack_files(packs: Mapping[str, Pack]) -> Iterator[tuple[str, bytes]]:
    """Everything below `print/`; another language than the first has a folder of its own."""
    for language, pack in packs.items():
        for name, content in pack.files:
            yield f"{folder_of(packs, language)}{name}", content


def plain(runs: Runs) -> str:
    return "".join(run["t"] for run in runs)


def common(frame: Frame, ink: Ink) -> PackBase:
    words, today = frame.words, frame.plan.facts.days.today
    name = frame.community.profile.community.name
    label = dict(words.get("print.paper")) | {"gate_cols": list(words.get("print.gate_cols"))}
    return {
        "lang": words.usage.print["lang"],
        "region": words.usage.print.get("region"),
        "wide": words.usage.wide,
        "clock": LONG_CLOCK if words.usage.clock else CLOCK,
        "author": name,
        "day": [today.year, today.month, today.day],
        "fonts": ink.families,
        "emoji": ink.emoji,
        "words": label,
        "foot": ink.short(words("site.name", name=name), FOOT),
    }
