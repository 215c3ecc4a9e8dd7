"""Is anything wrong with the authored files? All of it at once; nothing where they were found sound before.

Finding it takes a second, so that what was found sound is remembered by its digest, beside the compiled
templates; a build then only computes the digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ...assets import assets_folder
from ...kept import known_sound, remember_sound
from ...problems import PlaybookError, Problem, sorted_problems
from ..found import id_of
from .countdowns import bases
from .entries import check_entries, entries
from .languages import Rules, based, check_languages
from .names import Names
from .pictures import check_pictures
from .shapes import Shapes
from .source import Fault, Shelf, Source

READ = (
    "playbook/**/*.*",
    "templates/words/**/*.yml",
    "templates/images/*.yml",
    "templates/images/layouts/*.yml",
)
SPRITE = Path("templates", "site", "overrides", "partials", "sprite.html")
LIKE = re.compile(r"^like:", re.M)
JOBS = re.compile(r"^jobs:\s*\n(?:[ \t]+.*\n|#.*\n)*", re.M)
JOB = re.compile(r"^ *- *{? *id: *([\w-]+)", re.M)
OURS = re.compile(r"^talk:\s*0", re.M)
SEASON = re.compile(r"^([a-z][\w-]*):", re.M)
DRAWING = re.compile(r'<symbol id="(t\d\d)"')


def require_sound(languages: Iterable[str] = ()) -> None:
    """Raises PlaybookError with every fault of the authored files that all languages, or these, need."""
    told = faults_once(assets_folder())
    if problems := problems_of(told, languages):
        raise PlaybookError(problems)


@cache
def faults_once(root: Path) -> tuple[Fault, ...]:
    """All faults; nothing is looked at where the files are as they were when they were found sound."""
    digest = digest_of(root)
    if known_sound(digest):
        return ()
    told = tuple(look(root))
    if not told:
        remember_sound(digest)
    return told


def authored_faults(root: Path) -> list[Problem]:
    """Of every language, in reading order. `root` holds `playbook/` and `templates/`."""
    return sorted_problems([fault.problem for fault in look(root)])


def problems_of(told: Iterable[Fault], languages: Iterable[str]) -> list[Problem]:
    """Who writes one language need not have written the others."""
    wanted = {"", *languages}
    return sorted_problems([fault.problem for fault in told if fault.language in wanted])


def digest_of(root: Path) -> str:
    """Names everything that is checked, and how."""
    digest = sha256()
    for path in [*authored(root), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.name.encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def authored(root: Path) -> Iterator[Path]:
    yield root / SPRITE
    for pattern in READ:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def look(root: Path) -> list[Fault]:
    shelf = Shelf(root)
    schema = shelf.open(root / "playbook" / "fields.yml")
    facts = shelf.open(root / "playbook" / "facts.yml")
    if schema and facts:
        check_all(shelf, schema.value, facts)
    return shelf.told


def check_all(shelf: Shelf, schema: Any, facts: Source) -> None:
    shapes = shapes_of(shelf, schema, facts)
    check_entries(shelf, schema, shapes)
    for folder in ("kinds", "laws"):
        for path in sorted((shelf.root / "playbook" / folder).glob("*.yml")):
            check_file(shelf, path, f"{folder.removesuffix('s')}.yml", shapes)
    seasons = shelf.open(shelf.root / "playbook" / "calendar.yml")
    for id_, season in named(seasons):
        if seasons:
            shapes.part(seasons, "season", season, (id_,))
    for name in ("guards", "private", "jobs", "headers", "weekdays", "zones", "customs"):
        check_file(shelf, shelf.root / "playbook" / f"{name}.yml", f"{name}.yml", shapes)
    tongues = check_languages(shelf, shapes.choices["languages"], Rules(**schema["words"]))
    check_pictures(shelf, schema["pictures"], schema["texts of pictures"], tongues)


def named(source: Source | None) -> list[tuple[str, object]]:
    """What a file of named parts holds."""
    value = source.value if source else None
    return [(str(name), part) for name, part in value.items()] if isinstance(value, dict) else []


def check_file(shelf: Shelf, path: Path, section: str, shapes: Shapes) -> None:
    source = shelf.open(path)
    if source:
        shapes.part(source, section, source.value)


def shapes_of(shelf: Shelf, schema: Any, facts: Source) -> Shapes:
    """The schema, with what it leaves to the folders: kinds, languages, tactics, drawings."""
    playbook = shelf.root / "playbook"
    known: Mapping[str, object] = facts.value if isinstance(facts.value, dict) else {}
    sprite = shelf.text(shelf.root / SPRITE) or ""
    tactics = [re.sub(r"^\d+-", "", path.name) for path in entries(playbook / "tactics")]
    choices = {
        **schema["choices"],
        "kinds": alone(playbook / "kinds", "*.yml"),
        "platforms": alone(playbook / "platforms", "*/platform.yml"),
        "laws": sorted(path.stem for path in playbook.glob("laws/*.yml")),
        "rhythms": [re.sub(r"^\d+-", "", path.name) for path in entries(playbook / "rhythms")],
        "topics": [re.sub(r"^\d+-", "", path.name) for path in entries(playbook / "topics")],
        "countdowns": bases(playbook),
        "languages": [language for language, base in based(shelf).items() if not base],
        "tactics": tactics,
        "told tactics": told_tactics(playbook),
        "seasons": SEASON.findall(shelf.text(playbook / "calendar.yml") or ""),
        "drawings": DRAWING.findall(sprite),
        "entries": [*tactics, *(path.name for path in entries(playbook / "duties"))],
        "covered jobs": jobs_of(playbook),
    }
    spoken = frozenset(name for name in known if name.startswith("w_")) | frozenset(schema["spoken"])
    names = Names(frozenset(known), spoken, frozenset(schema["filters"]))
    return Shapes(schema, choices, names)


def told_tactics(playbook: Path) -> list[str]:
    """Those of the source talk: each rhythm says what becomes of them, of others it may be silent."""
    ours = {
        path.parent
        for path in playbook.glob("tactics/*/tactic.yml")
        if OURS.search(path.read_text("utf-8", "replace"))
    }
    return [re.sub(r"^\d+-", "", path.name) for path in entries(playbook / "tactics") if path not in ours]


def jobs_of(playbook: Path) -> list[str]:
    """What the sheets may cover, as tactic.job; a file that cannot be read is told elsewhere."""
    files = [*sorted(playbook.glob("tactics/*/tactic.yml")), *sorted(playbook.glob("duties/*/duty.yml"))]
    found = []
    for path in files:
        jobs = JOBS.search(path.read_text("utf-8", "replace"))
        entry = re.sub(r"^\d+-", "", path.parent.name)
        found += [f"{entry}.{job}" for job in JOB.findall(jobs[0])] if jobs else []
    return found


def alone(folder: Path, pattern: str) -> list[str]:
    """Kinds or platforms that are like no other: others have their weights and texts."""
    return [
        id_of(path)
        for path in sorted(folder.glob(pattern))
        if not LIKE.search(path.read_text("utf-8", "replace"))
    ]
