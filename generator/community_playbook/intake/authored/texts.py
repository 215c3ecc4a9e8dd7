"""Does the Markdown of a folder hold what its `.yml` asks for, in every language, and can it be filled in?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .markdown import Cut, Part, cut
from .names import Names
from .shapes import unknown_keys
from .source import Shelf, Source, shown

Key = tuple[str, str]
TEMPLATE = re.compile(r"{[{%].*?[%}]}", re.S)
LINK = re.compile(r"\]\(([^)]*)\)")
MARKS = re.compile(r"\*\*|==|\]\(")


@dataclass(frozen=True, slots=True)
class Written:
    """One language of a folder, read."""

    source: Source
    """Its front matter."""
    cut: Cut

    @property
    def parts(self) -> Mapping[Key, Part]:
        return {part.key: part for part in reversed(self.cut.parts)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `fields.yml` and the folder's `.yml` want of each language."""

    front: Sequence[str]
    bands: Sequence[str]
    ids: Mapping[str, Sequence[str]]
    """By band."""
    named: Sequence[str]
    """Bands whose items have a name after "·"."""
    facts_file: str
    names: Names
    tactics: frozenset[str]


def check_texts(shelf: Shelf, folder: Path, languages: Sequence[str], wanted: Wanted) -> list[Written]:
    """Every language of a folder that can be read."""
    found = [text for language in languages if (text := read(shelf, folder, language)) is not None]
    for text in found:
        check_front(text.source, wanted)
        check_bands(text, wanted)
        check_ids(text, wanted)
        check_same(text, [other for other in found if other is not text], wanted)
        check_prose(text, wanted)
    return found


def read(shelf: Shelf, folder: Path, language: str) -> Written | None:
    path = folder / f"{language}.md"
    text = shelf.text(path, language)
    if text is None:
        return None
    made = cut(text)
    if made is None:
        shelf.tell(path, "E420", language)
        return None
    source = shelf.parse(shelf.name(path), made.front, 1, language)
    return Written(source, made) if source else None


def check_front(source: Source, wanted: Wanted) -> None:
    """The lines between the two `---`; phrases joined are the title, but for blanks."""
    meta = source.value
    if not isinstance(meta, dict):
        known = ", ".join(wanted.front)
        source.tell("E411", (), key="---", found=shown(meta), sample=known)
        return
    unknown_keys(source, meta, wanted.front, ())
    for key in wanted.front:
        if key not in meta:
            source.tell_line("E406", 1, key=key, repair=f"{key}: {'[…]' if key == 'phrases' else '…'}")
        elif key == "phrases":
            check_phrases(source, meta)
        elif not isinstance(meta[key], str | int | float):
            source.tell("E409", (key,), key=key, found=shown(meta[key]), sample=f"{key}: …")
        else:
            tell_slips(source, wanted.names, str(meta[key]), source.line((key,)), flat=True)


def check_phrases(source: Source, meta: Mapping[str, object]) -> None:
    phrases, title = meta["phrases"], meta.get("title")
    if not isinstance(phrases, list):
        source.tell("E408", ("phrases",), key="phrases", found=shown(phrases), sample="phrases: […]")
        return
    joined = "".join(map(str, phrases))
    if title is not None and "".join(joined.split()) != "".join(str(title).split()):
        source.tell("E422", ("phrases",), found=shown(joined), title=shown(title))


def check_bands(text: Written, wanted: Wanted) -> None:
    bands = [part for part in text.cut.parts if not part.id]
    known = [part for part in bands if part.band in wanted.bands]
    for part in bands:
        if part.band not in wanted.bands:
            known_bands = ", ".join(wanted.bands)
            text.source.tell_line("E425", part.line, band=part.band, known=known_bands)
    order = sorted(known, key=lambda part: wanted.bands.index(part.band))
    moved = next((part for part, right in zip(known, order, strict=True) if part.band != right.band), None)
    if moved:
        text.source.tell_line("E426", moved.line, band=moved.band, order=", ".join(wanted.bands))


def check_ids(text: Written, wanted: Wanted) -> None:
    """The headings are the ids of the `.yml`; a message has a name."""
    parts, lost = text.parts, set[str]()
    for band, ids in wanted.ids.items():
        if any(ids) and (band, "") not in parts:
            text.source.tell_line("E423", 0, heading=f"## {band}", band=band, other=wanted.facts_file)
            lost.update(ids)
            continue
        for id_ in ids:
            if (band, id_) not in parts:
                line = parts[band, ""].line if (band, "") in parts else 0
                told = {
                    "heading": f"### {id_}" if id_ else f"## {band}",
                    "band": band,
                    "other": wanted.facts_file,
                }
                text.source.tell_line("E423", line, **told)
            elif band in wanted.named and not parts[band, id_].label:
                text.source.tell_line("E427", parts[band, id_].line, heading=f"### {id_}")
            elif not id_ and not parts[band, id_].text.strip():
                text.source.tell_line("E432", parts[band, id_].line, heading=f"## {band}")
    seen: dict[Key, int] = {}
    for part in text.cut.parts:
        if part.key in seen:
            text.source.tell_line("E428", part.line, heading=part.heading, first=str(seen[part.key]))
        seen.setdefault(part.key, part.line)
        stray = part.id and part.band in wanted.ids and not part.id.startswith("_")
        if stray and part.id not in (*wanted.ids[part.band], *lost):
            told = {"heading": part.heading, "band": part.band, "other": wanted.facts_file}
            text.source.tell_line("E424", part.line, **told)


def check_same(text: Written, others: Iterable[Written], wanted: Wanted) -> None:
    """What the `.yml` does not list (side notes, names of headings) is the same in every language."""
    mine = text.parts
    for other in others:
        for key, part in other.parts.items():
            listed = not part.id or part.id in wanted.ids.get(part.band, ())
            if key not in mine and not listed and part.id.startswith("_"):
                told = {
                    "heading": part.heading,
                    "band": part.band,
                    "other": f"{other.source.name}:{part.line}",
                }
                text.source.tell_line("E423", 0, **told)
            elif key in mine and part.label and not mine[key].label and part.band not in wanted.named:
                text.source.tell_line("E427", mine[key].line, heading=part.heading)


def check_prose(text: Written, wanted: Wanted) -> None:
    tell_slips(text.source, wanted.names, text.cut.lead, text.cut.lead_line)
    for part in text.cut.parts:
        tell_slips(text.source, wanted.names, part.text, part.line)
        tell_slips(text.source, wanted.names, part.label, part.line, flat=True)
        check_markup(text.source, part, wanted)


def tell_slips(source: Source, names: Names, text: str, line: int, *, flat: bool = False) -> None:
    """`line` is that of the first line; `flat`: a text of one line, however it is written."""
    for slip in names.in_text(text):
        source.tell_line(slip.code, line if flat else line + slip.line - 1, **slip.facts)


def check_markup(source: Source, part: Part, wanted: Wanted) -> None:
    prose = TEMPLATE.sub("", part.text)
    if "<" in prose.replace("< ", ""):
        source.tell_line("E430", part.line, heading=part.heading, found="<")
    if heading := re.search(r"^#+.*", prose, re.M):
        source.tell_line("E430", part.line, heading=part.heading, found=shown(heading[0]))
    said = part.band == "say" or part.band.startswith("say-")
    if said and (mark := MARKS.search(prose)):
        source.tell_line("E430", part.line, heading=part.heading, found=mark[0])
    for target in LINK.findall(prose):
        if target.removeprefix("tactic:") not in wanted.tactics or not target.startswith("tactic:"):
            known = ", ".join(sorted(wanted.tactics))
            source.tell_line("E431", part.line, heading=part.heading, found=shown(target), known=known)
