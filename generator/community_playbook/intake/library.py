"""Reads the authored knowledge in `playbook/`: one folder a tactic, its facts in YAML, its words in Markdown.

`authored/check.py` has held all of it against `fields.yml` before; what fails here all the same (an
expression that divides by zero) raises `LibraryFault`, which names the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import FunctionLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from ..assets import asset, assets_folder
from ..compiled import bytecode_cache
from ..knowledge.jobs import JobWords
from ..knowledge.library import (
    BANDS,
    SHEET_BANDS,
    STAGE_BANDS,
    Countdown,
    Entry,
    Expression,
    FlatFacts,
    Item,
    Job,
    Kind,
    Library,
    Measure,
    Platform,
    Prose,
    Rhythm,
    Sheet,
    Texts,
    always,
)
from ..knowledge.topics import Topic
from ..parsed import parse_authored
from ..problems import Place, PlaybookError, Problem
from .authored.markdown import cut
from .countdowns import countdown_of
from .found import parsed
from .platforms import platform_of, rule_of, with_texts
from .rhythms import FAULTS, entry_of, read_seasons, read_words, read_zones, rhythm_of
from .sums import sums_of
from .topics import topic_of

NAME = re.compile(r"[A-Za-z_]\w*")
"""What may be the name of a fact: handing over all of hundreds takes longer than to compute an expression."""
SOURCES: dict[str, str] = {}
"""Expressions by themselves, as the templates that compute them."""
ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    loader=FunctionLoader(SOURCES.get),
    bytecode_cache=bytecode_cache(__file__),
    cache_size=0,
)


class LibraryFault(PlaybookError):  # noqa: N818 - a fault of the playbook, not an error of the program
    """An authored file that does not follow `playbook/README.md`."""

    def __init__(self, path: Path, why: object, line: int = 0) -> None:
        inside = path.is_relative_to(assets_folder())
        name = path.relative_to(assets_folder()).as_posix() if inside else str(path)
        super().__init__([Problem("E499", Place(name, line), {"why": str(why)})])


def read_yaml(path: Path) -> Any:
    try:
        return parse_authored(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LibraryFault(path, error) from error


@cache
def compile_expression(source: str) -> Any:
    """What `Environment.compile_expression` makes, but kept between runs as templates are, and without its
    look through the globals each time: a plan computes hundreds."""
    SOURCES[source] = f"{{% set result = ({source}) %}}"
    compute = ENVIRONMENT.get_template(source).root_render_func

    def computed(facts: FlatFacts) -> Any:
        context = Context(ENVIRONMENT, {**ENVIRONMENT.globals, **facts}, source, {})
        for _ in compute(context):
            pass
        return context.vars["result"]

    return computed


def expression(source: object, path: Path) -> Expression:
    """A condition or a number over the facts, for example `2 * newcomers_evening`."""
    if isinstance(source, bool | int | float):
        value = source
        return lambda _facts: value
    try:
        compiled = compile_expression(str(source))
    except Exception as error:
        raise LibraryFault(path, f"{source!r}: {error}", line_with(path, str(source))) from error
    names = frozenset(NAME.findall(str(source)))

    def evaluate(facts: FlatFacts) -> Any:
        try:
            return compiled({name: facts[name] for name in names if name in facts})
        except Exception as error:
            raise LibraryFault(path, f"{source!r}: {error}", line_with(path, str(source))) from error

    return evaluate


def line_with(path: Path, source: str) -> int:
    """The first line that holds the source of an expression; 0 where it is folded."""
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if source in line), 0)


def read_texts(path: Path) -> Texts:
    """An authored Markdown file: front matter, lead and texts by (band, id)."""
    made = cut(path.read_text("utf-8").replace("\r\n", "\n"))
    if made is None:
        raise LibraryFault(path, "begins without a front matter between two lines of ---")
    try:
        meta = parse_authored(made.front)
    except yaml.YAMLError as error:
        raise LibraryFault(path, error) from error
    body = {part.key: Prose(part.text.strip()) for part in made.parts}
    labels = {part.key: Prose(part.label) for part in made.parts if part.label}
    return Texts(meta, Prose(made.lead.strip()), body, labels)


def read_entry(folder: Path) -> Entry:
    """One authored folder: its only `.yml` and one `.md` a language."""
    path = next(iter(sorted(folder.glob("*.yml"))))
    data: Mapping[str, Any] = read_yaml(path)

    def when(raw: Mapping[str, Any]) -> Expression:
        return expression(raw["when"], path) if "when" in raw else always

    def optional(raw: Mapping[str, Any], key: str) -> Expression | None:
        return expression(raw[key], path) if key in raw else None

    def item(raw: Mapping[str, Any]) -> Item:
        return Item(
            id=str(raw["id"]),
            when=when(raw),
            clock=str(raw.get("clock", "")),
            who=str(raw.get("who", "")),
            job=str(raw.get("job", "")),
            unanswered=str(raw.get("unanswered", "")),
            case=bool(raw.get("case", False)),
            each=bool(raw.get("each", False)),
            each_match=bool(raw.get("each_match", False)),
            minutes=optional(raw, "minutes"),
            points=optional(raw, "points"),
            key=bool(raw.get("key", False)),
            made=str(raw.get("made", "")),
            of=tuple(raw.get("of", ())),
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
            money=optional(raw, "money"),
        )

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
            setup_by=str(data.get("setup_by", "helper")),
            path=str(data.get("path", "")),
            urgency=optional(data, "urgency"),
            priority=int(data.get("priority", 0)),
            spare=bool(data.get("spare", False)),
            greets=bool(data.get("greets", False)),
            cost=optional(data, "cost_per_month"),
            budget=optional(data, "budget_per_month"),
            wish=optional(data, "wish_per_month"),
            measure=measure(data["measure"], path) if "measure" in data else None,
            when=when(data),
            running=optional(data, "running_when"),
            jobs=tuple(job(raw) for raw in data.get("jobs", ())),
            bands={
                band: tuple(item(raw) for raw in data.get(band, ()))
                for band in dict.fromkeys(
                    (*BANDS, *STAGE_BANDS, *SHEET_BANDS, "factors", "items", "sums", "risks", "weeks")
                )
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryFault(path, repr(error)) from error


def measure(raw: Mapping[str, Any], path: Path) -> Measure:
    return Measure(
        target=expression(raw["target"], path),
        kind=str(raw["kind"]),
        better=str(raw["better"]),
        of=int(raw.get("of", 1)),
        every=expression(raw.get("every", "'week'"), path),
        low=expression(raw["low"], path),
        stop=expression(raw["stop"], path),
    )


def covered(name: str) -> tuple[str, str]:
    """Tactic or duty, and job: "self-intro.forms"."""
    entry, _, job = name.partition(".")
    return entry, job


def read_sheet(folder: Path) -> Sheet:
    """A duty on paper: an entry, and what only paper needs."""
    data: Mapping[str, Any] = read_yaml(folder / "sheet.yml")
    try:
        return Sheet(
            read_entry(folder),
            covers=tuple(covered(name) for name in data["covers"]),
            who=str(data["who"]),
            table=str(data.get("table", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryFault(folder / "sheet.yml", repr(error)) from error


def read_rhythm(folder: Path) -> Rhythm:
    """What a community exists for: an entry whose beats are its jobs, and when they come."""
    path = folder / "rhythm.yml"
    data: Mapping[str, Any] = read_yaml(path)
    try:
        usual = expression(data.get("for", "false"), path)
        sums = sums_of(data, lambda source: expression(source, path))
        more = {str(b["id"]): expression(b["more"], path) for b in data["beats"] if "more" in b}
        return rhythm_of(data, entry_of(data, read_entry(folder)), usual, sums, more)
    except FAULTS as error:
        raise LibraryFault(path, repr(error)) from error


def read_countdown(folder: Path) -> Countdown:
    """What is done before a date: an entry whose steps are its jobs."""
    path = folder / "countdown.yml"
    data: Mapping[str, Any] = read_yaml(path)
    try:
        when = {raw["id"]: expression(raw["when"], path) for raw in data["steps"] if "when" in raw}
        return countdown_of(data, read_entry(folder), when)
    except FAULTS as error:
        raise LibraryFault(path, repr(error)) from error


def read_found(path: Path) -> Any:
    try:
        return parsed(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LibraryFault(path, error) from error


def read_platform(path: Path, root: Path) -> Platform:
    data = read_found(path)
    law = read_found(root / "laws" / f"{data['law']}.yml")["rules"] if "law" in data else ()
    try:
        return platform_of(path, data, read_entry(path.parent), tuple(map(rule_of, law)))
    except FAULTS as error:
        raise LibraryFault(path, repr(error)) from error


def read_platforms(root: Path) -> dict[str, Platform]:
    paths = sorted((root / "platforms").glob("*/platform.yml"))
    return with_texts({path.parent.name: read_platform(path, root) for path in paths})


def read_topic(folder: Path) -> Topic:
    try:
        return topic_of(folder)
    except (OSError, UnicodeDecodeError, *FAULTS) as error:
        raise LibraryFault(folder / "topic.yml", repr(error)) from error


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
        wise_of=tuple(data.get("wise_of", ())),
        wise_tone=str(data.get("wise_tone", "")),
        unwise_of=tuple(data.get("unwise_of", ())),
        like=str(data.get("like", path.stem)),
        leads=str(data.get("leads", "points")),
        one_city=bool(data.get("one_city", False)),
        spare_time=bool(data.get("spare_time", False)),
        trades=bool(data.get("trades", False)),
        road=str(data.get("road", "business")),
    )


def read_jobs(path: Path) -> JobWords:
    found = {job: tuple(word.casefold() for word in words) for job, words in read_yaml(path).items()}
    return JobWords(jobs={job: words for job, words in found.items() if job != "piece"}, piece=found["piece"])


def load_library(folder: Path | None = None) -> Library:
    """The whole of `playbook/`. A tactic, a duty, an incentive or a step of the roadmap is a folder."""
    return _load(folder or asset("playbook"))


@cache
def _load(root: Path) -> Library:
    def entries(name: str) -> tuple[Entry, ...]:
        found = [read_entry(path) for path in sorted((root / name).iterdir()) if path.is_dir()]
        return tuple(sorted(found, key=lambda entry: (entry.number, entry.id)))

    rhythms = [read_rhythm(path) for path in sorted((root / "rhythms").glob("*")) if path.is_dir()]
    topics = [read_topic(path) for path in sorted((root / "topics").glob("*")) if path.is_dir()]
    sheets = [read_sheet(path) for path in sorted((root / "sheets").iterdir()) if path.is_dir()]
    counts = [read_countdown(path) for path in sorted((root / "countdowns").glob("*")) if path.is_dir()]
    zones = read_zones(root / "zones.yml")
    roadmap = entries("roadmap")
    if [step.number for step in roadmap] != list(range(len(roadmap))):
        raise LibraryFault(root / "roadmap", "`number` is 0 for not-now, then 1, 2, 3 ... without a gap")
    return Library(
        tactics=entries("tactics"),
        duties=entries("duties"),
        incentives=entries("incentives"),
        stages=roadmap[1:],
        people=entries("people"),
        not_now=roadmap[0],
        rhythms=tuple(sorted(rhythms, key=lambda rhythm: rhythm.entry.number)),
        seasons=read_seasons(root / "calendar.yml", zones),
        zones=zones,
        weekdays=read_words(root / "weekdays.yml"),
        customs=read_words(root / "customs.yml"),
        topics=tuple(sorted(topics, key=lambda topic: topic.number)),
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.entry.number)),
        diagnosis=read_entry(root / "diagnosis"),
        quiet=read_entry(root / "quiet"),
        jobs=read_jobs(root / "jobs.yml"),
        kinds={path.stem: read_kind(path) for path in sorted((root / "kinds").glob("*.yml"))},
        platforms=read_platforms(root),
        countdowns=tuple(sorted(counts, key=lambda one: one.entry.number)),
    )
