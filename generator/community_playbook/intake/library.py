"""Reads the authored knowledge in `playbook/`: one folder a tactic, its facts in YAML, its words in Markdown.

Faults here are ours, not the operator's: they raise `LibraryFault`, which names the file and the repair.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import FunctionLoader, StrictUndefined
from jinja2.environment import TemplateExpression
from jinja2.sandbox import SandboxedEnvironment

from ..assets import asset, parse_yaml
from ..compiled import bytecode_cache
from ..knowledge.library import (
    BANDS,
    SHEET_BANDS,
    STAGE_BANDS,
    Entry,
    Expression,
    FlatFacts,
    Item,
    Job,
    Kind,
    Library,
    Limit,
    Platform,
    Prose,
    Sheet,
    Texts,
    always,
)
from .found import parsed

SOURCES: dict[str, str] = {}
"""Expressions by themselves, as the templates that compute them."""
ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    loader=FunctionLoader(SOURCES.get),
    bytecode_cache=bytecode_cache(),
    cache_size=0,
)
HEADING = re.compile(r"^(##|###) +([A-Za-z_][\w-]*)(?: *· *(.+?))? *$", re.M)


class LibraryFault(Exception):  # noqa: N818 - a fault of the playbook, not an error of the program
    """An authored file that does not follow `playbook/README.md`."""


def read_yaml(path: Path) -> Any:
    try:
        return parse_yaml(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise LibraryFault(f"{path}: {error}") from error


@cache
def compile_expression(source: str) -> Any:
    """What `Environment.compile_expression` makes, but kept between runs as templates are."""
    SOURCES[source] = f"{{% set result = ({source}) %}}"
    return TemplateExpression(ENVIRONMENT.get_template(source), undefined_to_none=False)


def expression(source: object, place: str) -> Expression:
    """A condition or a number over the facts, for example `2 * newcomers_evening`."""
    if isinstance(source, bool | int | float):
        value = source
        return lambda _facts: value
    try:
        compiled = compile_expression(str(source))
    except Exception as error:
        raise LibraryFault(f"{place}: {source!r} is no expression: {error}") from error

    def evaluate(facts: FlatFacts) -> Any:
        try:
            return compiled(**facts)
        except Exception as error:
            raise LibraryFault(f"{place}: {source!r}: {error}") from error

    return evaluate


def read_texts(path: Path) -> Texts:
    """Splits an authored Markdown file into front matter, lead and texts by (band, id)."""
    text = path.read_text("utf-8").replace("\r\n", "\n")
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if not match:
        raise LibraryFault(f"{path}: begins without a front matter between two lines of ---")
    meta = read_meta(match[1], path)
    rest = text[match.end() :]
    heads = list(HEADING.finditer(rest))
    lead = rest[: heads[0].start()] if heads else rest
    body: dict[tuple[str, str], Prose] = {}
    labels: dict[tuple[str, str], Prose] = {}
    band = ""
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        content = rest[head.end() : following.start() if following else len(rest)].strip("\n")
        if head[1] == "##":
            band, key = head[2], (head[2], "")
        else:
            key = (band, head[2])
        if key in body:
            raise LibraryFault(f"{path}: {' '.join(key)} stands twice")
        body[key] = Prose(content.strip())
        if head[3]:
            labels[key] = Prose(head[3])
    return Texts(meta, Prose(lead.strip()), body, labels)


def read_meta(text: str, path: Path) -> Mapping[str, Any]:
    try:
        meta = parse_yaml(text)
    except yaml.YAMLError as error:
        raise LibraryFault(f"{path}: front matter: {error}") from error
    if not isinstance(meta, dict):
        raise LibraryFault(f"{path}: the front matter is no list of `key: value`")
    return meta


def read_entry(folder: Path) -> Entry:
    """One authored folder: its only `.yml` and one `.md` a language."""
    path = next(iter(sorted(folder.glob("*.yml"))))
    data: Mapping[str, Any] = read_yaml(path)
    place = str(path)

    def when(raw: Mapping[str, Any]) -> Expression:
        return expression(raw["when"], f"{place} {raw.get('id', '')}") if "when" in raw else always

    def optional(raw: Mapping[str, Any], key: str) -> Expression | None:
        return expression(raw[key], f"{place} {raw.get('id', '')} {key}") if key in raw else None

    def item(raw: Mapping[str, Any]) -> Item:
        return Item(
            id=str(raw["id"]),
            when=when(raw),
            clock=str(raw.get("clock", "")),
            who=str(raw.get("who", "")),
            job=str(raw.get("job", "")),
            minutes=optional(raw, "minutes"),
            points=optional(raw, "points"),
            key=bool(raw.get("key", False)),
        )

    def job(raw: Mapping[str, Any]) -> Job:
        on = raw["on"]
        return Job(
            id=str(raw["id"]),
            on=(on,) if isinstance(on, str) else tuple(on),
            clock=str(raw["clock"]),
            who=str(raw["who"]),
            key=bool(raw.get("key", False)),
            later=bool(raw.get("later", False)),
            when=when(raw),
            minutes=optional(raw, "minutes"),
        )

    jobs = {str(raw.get("id")) for raw in data.get("jobs", ())}
    if lost := {str(raw["job"]) for raw in data.get("do", ()) if "job" in raw} - jobs:
        raise LibraryFault(f"{path}: a step names the job {sorted(lost)[0]!r}, which is not under jobs")
    try:
        return Entry(
            id=re.sub(r"^\d+-", "", folder.name),
            number=int(data.get("number", 0)),
            talk=data.get("talk", False),
            texts={p.stem: read_texts(p) for p in sorted(folder.glob("*.md"))},
            drawing=str(data.get("drawing", "")),
            needs=tuple(data.get("needs", ())),
            impact=dict(data.get("impact", {})),
            goals=dict(data.get("goals", {})),
            strength=int(data.get("strength", 1)),
            setup_minutes=int(data.get("setup_minutes", 0)),
            priority=int(data.get("priority", 0)),
            cost=optional(data, "cost_per_month"),
            budget=optional(data, "budget_per_month"),
            target=optional(data.get("measure", {}), "target"),
            when=when(data),
            running=optional(data, "running_when"),
            jobs=tuple(job(raw) for raw in data.get("jobs", ())),
            bands={
                band: tuple(item(raw) for raw in data.get(band, ()))
                for band in dict.fromkeys((*BANDS, *STAGE_BANDS, *SHEET_BANDS, "factors", "items"))
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryFault(f"{path}: {error!r}") from error


def read_sheet(folder: Path) -> Sheet:
    """A duty on paper: an entry, and what only paper needs."""
    data: Mapping[str, Any] = read_yaml(folder / "sheet.yml")
    try:
        return Sheet(
            read_entry(folder),
            tactics=tuple(int(number) for number in data["tactics"]),
            who=str(data["who"]),
            table=str(data.get("table", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryFault(f"{folder / 'sheet.yml'}: {error!r}") from error


def read_found(path: Path) -> Any:
    try:
        return parsed(path)
    except yaml.YAMLError as error:
        raise LibraryFault(f"{path}: {error}") from error


def read_platform(path: Path) -> Platform:
    data = read_found(path)
    limits = {k: Limit(float(v["value"]), v["strength"], v["source"]) for k, v in data["limits"].items()}
    notes = {language: tuple(texts) for language, texts in data["notes"].items()}
    flags = {key: bool(data[key]) for key in ("has_packets", "hand_invites", "can_move")}
    return Platform(
        id=path.stem,
        limits=limits,
        words=data["words"],
        checked=str(data["checked"]),
        notes=notes,
        like=str(data.get("like", path.stem)),
        markdown=bool(data.get("markdown", False)),
        slow=bool(data.get("slow", False)),
        **flags,
    )


def read_kind(path: Path) -> Kind:
    data = read_found(path)
    fields = {language: tuple(names) for language, names in data["intro_fields"].items()}
    return Kind(
        id=path.stem,
        names=data["names"],
        newcomers_share=float(data["newcomers_share"]),
        packet_intro=float(data["packet_intro"]),
        intro_fields=fields,
        wise=data["wise"],
        unwise=data["unwise"],
        like=str(data.get("like", path.stem)),
        leads=str(data.get("leads", "points")),
        one_city=bool(data.get("one_city", False)),
    )


def load_library(folder: Path | None = None) -> Library:
    """The whole of `playbook/`. A tactic, a duty, an incentive or a step of the roadmap is a folder."""
    return _load(folder or asset("playbook"))


@cache
def _load(root: Path) -> Library:
    def entries(name: str) -> tuple[Entry, ...]:
        found = [read_entry(path) for path in sorted((root / name).iterdir()) if path.is_dir()]
        return tuple(sorted(found, key=lambda entry: (entry.number, entry.id)))

    sheets = [read_sheet(path) for path in sorted((root / "sheets").iterdir()) if path.is_dir()]
    roadmap = entries("roadmap")
    if [step.number for step in roadmap] != list(range(len(roadmap))):
        raise LibraryFault(f"{root / 'roadmap'}: `number` is 0 for not-now, then 1, 2, 3 ... without a gap")
    library = Library(
        tactics=entries("tactics"),
        duties=entries("duties"),
        incentives=entries("incentives"),
        stages=roadmap[1:],
        not_now=roadmap[0],
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.entry.number)),
        diagnosis=read_entry(root / "diagnosis"),
        quiet=read_entry(root / "quiet"),
        kinds={path.stem: read_kind(path) for path in sorted((root / "kinds").glob("*.yml"))},
        platforms={path.stem: read_platform(path) for path in sorted((root / "platforms").glob("*.yml"))},
    )
    known = {tactic.id for tactic in library.tactics}
    for tactic in library.tactics:
        if unknown := set(tactic.needs) - known:
            raise LibraryFault(f"{tactic.id}: needs {sorted(unknown)}, which is no tactic")
    return library
