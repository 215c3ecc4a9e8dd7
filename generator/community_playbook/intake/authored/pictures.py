"""Does every picture have a box for each of its texts in every format, and every feed a word and a format?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .languages import Tongue
from .shapes import is_number, is_whole, unknown_keys
from .source import Shelf, Source, Steps, dotted, shown

Kinds = Mapping[str, Mapping[str, Sequence[str]]]
"""By kind: its `texts` and `shapes` in every format, and `some` that a small format leaves out."""
NEEDED = {"short": '"11"', "size": "[1080, 1080]", "margin": "64", "smallest": "30", "about": "…"}
"""What a format must say, each with a value that is right."""


def check_pictures(shelf: Shelf, kinds: Kinds, texts: Sequence[str], words: Mapping[str, Tongue]) -> None:
    """`texts`: what may be said of the setting of one text."""
    folder = shelf.root / "templates" / "images"
    frames = shelf.open(folder / "formats.yml")
    if frames is None or not isinstance(frames.value, dict):
        return
    for name in mapping(frames, ("formats",)):
        check_frame(frames, name, texts)
    check_feeds(frames, words)
    for path in sorted((folder / "layouts").glob("*.yml")):
        check_layout(shelf, path, frames, kinds.get(path.stem), texts)


def mapping(source: Source, steps: Steps) -> Mapping[str, object]:
    """The mapping at a place; an empty one, which is told, where there is none."""
    value: object = source.value
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, dict):
        return value
    source.tell("E411", steps, key=dotted(steps), found=shown(value), sample=f"{steps[-1]}: {{…}}")
    return {}


def check_frame(frames: Source, name: str, texts: Sequence[str]) -> None:
    at: Steps = ("formats", name)
    frame = mapping(frames, at)
    for key, sample in NEEDED.items():
        if frame and key not in frame:
            frames.tell("E406", (*at, key), key=dotted((*at, key)), repair=f"{key}: {sample}")
    size = frame.get("size")
    if size is not None and not (isinstance(size, list) and len(size) == 2 and all(map(is_whole, size))):
        there = (*at, "size")
        frames.tell("E408", there, key=dotted(there), found=shown(size), sample="size: [1080, 1080]")
    if "items" in frame:
        check_items(frames, (*at, "items"), texts)


def check_feeds(frames: Source, words: Mapping[str, Tongue]) -> None:
    """A feed or role names a format that there is; every language has a name for each feed, and offers only
    feeds that there are."""
    feeds, formats = mapping(frames, ("feeds",)), mapping(frames, ("formats",))
    asked: list[tuple[Steps, object]] = [
        (("roles", name), format_) for name, format_ in mapping(frames, ("roles",)).items()
    ]
    asked += [
        (("feeds", n, "format"), f.get("format") if isinstance(f, dict) else f) for n, f in feeds.items()
    ]
    at: Steps
    for at, format_ in asked:
        if format_ not in formats:
            frames.tell("E412", at, key=dotted(at), found=shown(format_), known=", ".join(formats))
    for language, tongue in words.items():
        for name in feeds:
            if tongue and ("feeds", "names", name) not in tongue:
                file = f"templates/words/{language}/feeds.yml"
                frames.tell_of(language, "E454", ("feeds", name), file=file, name=name)
        offered = tongue.get(("feeds", "offered"))
        for i, name in enumerate(offered.value if offered and isinstance(offered.value, list) else ()):
            if offered and name not in feeds:
                at = ("feeds", "offered", i)
                offered.source.tell("E412", at, key=dotted(at), found=shown(name), known=", ".join(feeds))


def check_layout(
    shelf: Shelf, path: Path, frames: Source, kind: Mapping[str, Sequence[str]] | None, texts: Sequence[str]
) -> None:
    source = shelf.open(path)
    if source is None:
        return
    own = mapping(source, ("formats",))
    unknown_keys(source, own, mapping(frames, ("formats",)), ("formats",))
    for name in mapping(frames, ("formats",)):
        at: Steps = ("formats", name)
        if name not in own:
            source.tell("E450", at, format=name)
            continue
        if not mapping(source, at):
            continue
        check_items(source, (*at, "items"), texts)
        if kind:
            shared = list(mapping(frames, at).get("items") or ())  # type: ignore[call-overload]
            check_roles(source, at, kind, shared)


def check_roles(source: Source, at: Steps, kind: Mapping[str, Sequence[str]], shared: Sequence[str]) -> None:
    """A text without a box cannot be drawn; an empty one ("line:") says that it is left out."""
    for key, wanted, code in (("items", kind["texts"], "E451"), ("geometry", kind["shapes"], "E452")):
        found = mapping(source, (*at, key))
        for role in wanted:
            if role not in found:
                source.tell(code, (*at, key), role=role, format=str(at[-1]), key=dotted((*at, key)))
    known = [*kind["texts"], *kind["some"], *shared]
    unknown_keys(source, mapping(source, (*at, "items")), known, (*at, "items"))


def check_items(source: Source, at: Steps, texts: Sequence[str]) -> None:
    for role, text in mapping(source, at).items():
        if isinstance(text, dict):
            check_item(source, (*at, role), text, texts)
        elif text is not None:
            sample = f"{role}: {{box: [0, 0, 100, 36], size: 36}}"
            source.tell("E411", (*at, role), key=dotted((*at, role)), found=shown(text), sample=sample)


def check_item(source: Source, at: Steps, text: Mapping[str, object], texts: Sequence[str]) -> None:
    unknown_keys(source, text, texts, at)
    box, size = text.get("box"), text.get("size")
    if not (isinstance(box, list) and len(box) == 4 and all(map(is_number, box)) and min(box[2:]) > 0):
        source.tell("E453", (*at, "box"), key=dotted((*at, "box")), found=shown(box))
    if not is_whole(size):
        at = (*at, "size")
        source.tell("E407", at, key=dotted(at), found=shown(size), sample="size: 36")
