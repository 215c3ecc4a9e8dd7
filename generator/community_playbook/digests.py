"""What decides the bytes of an output? Named by digests, so that what would be the same is not made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .assets import asset
from .community.file_names import ANSWERS, JOURNAL, OBSERVED, PEOPLE
from .intake.outline import Outline
from .intake.share_key import NAME as KEY_FILE
from .intake.standing import edition_files, first_day_of, previous_photos
from .plan.clock import first_day, planned_monday

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

    from .plan.plan import Plan

TOOLS = ("mkdocs", "mkdocs-material", "typst", "icalendar", "holidays", "tzdata", "xlsxwriter")
"""Another version of one of them may write other bytes."""
BESIDE = (KEY_FILE, JOURNAL, ANSWERS, OBSERVED, PEOPLE)
"""Files that are read where they lie beside the profile."""


def inputs_digest(
    path: Path, out: Path, outline: Outline, today: date, languages: tuple[str, ...], chosen: Sequence[object]
) -> str:
    """Names all that decides the output: inputs, authored files, program, date, languages, and what was
    `chosen` on the command line."""
    digest = sha256(repr((program_digest(), today.isoformat(), languages, chosen)).encode())
    beside = [path.parent / name for name in (*BESIDE, *outline.tables, *outline.brand)]
    inputs = [path, *beside, *previous_photos(path, out)]
    add_files(digest, inputs)
    digest.update(repr(weeks_before(out, today)).encode())
    return digest.hexdigest()


def weeks_before(out: Path, today: date) -> list[object]:
    """What an edition takes from those before it: their files, and the first day of its own week."""
    monday = planned_monday(today)
    weeks = [(path.stem, sha256(path.read_bytes()).hexdigest())
             for path in edition_files(out) if path.stem < monday.isoformat()]  # fmt: skip
    return [*weeks, first_day(first_day_of(out, monday), monday, today)]


def pages_digest(path: Path, plan: Plan, languages: tuple[str, ...]) -> str:
    """Names what decides the members' pages beside the members themselves."""
    digest = sha256(repr((program_digest(), plan.facts.days, plan.game.until, languages)).encode())
    add_files(digest, [path])
    return digest.hexdigest()


@cache
def program_digest() -> str:
    """Names the program: its own files, the authored ones, and the libraries that decide bytes."""
    digest = sha256(repr((__version__, [version_of(name) for name in TOOLS])).encode())
    authored = sorted(p for name in ("playbook", "templates") for p in walk(asset(name)))
    add_files(digest, [asset("mkdocs.yml"), *authored, *sorted(Path(__file__).parent.rglob("*.py"))])
    return digest.hexdigest()


def add_files(digest: Hash, files: Iterable[Path]) -> None:
    for file in files:
        digest.update(file.name.encode() + b"\0")
        try:
            digest.update(sha256(file.read_bytes()).digest())
        except OSError:  # reading it will say what is wrong with it
            digest.update(b"unread")


def version_of(tool: str) -> str:
    """The version of a library; empty where an optional one is not installed."""
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""


def walk(folder: Path) -> Iterator[Path]:
    return (p for p in folder.rglob("*") if p.is_file())
