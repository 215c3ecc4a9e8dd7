"""From a folder of Markdown to a site: MkDocs and Material in this process, without their traps.

Three of them are closed here. Material writes settings into its pages as they are: every text of a site's
settings is escaped by `escape_setting`. MkDocs reports broken links as log lines: every line is a failure.
And the theme's 14,000 icons and 20 language packs are never looked at, which saves a third of the time.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markupsafe import Markup, escape

from ..assets import asset
from ..compiled import bytecode_cache
from ..problems import Place, Problem
from .faults import is_disk_error, our_bug
from .raw_page import pages_left_alone

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme

# What a site may set. Folders, plugins and extensions are this room's business and mkdocs.yml's.
TEXTS = frozenset({"site_name", "site_description", "site_author", "copyright", "extra"})
SETTINGS = TEXTS | {"nav", "theme", "extra_css", "extra_javascript"}

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def build_site(*, docs: Path, overrides: Path, target: Path, settings: Mapping[str, object]) -> None:
    """Builds `docs` with the templates of `overrides` into the new folder `target`.

    `settings` are keys of mkdocs.yml (SETTINGS), laid over the base configuration as `INHERIT:` would do,
    with plain texts: they are escaped here, once. Same docs and settings give the same bytes. Any warning
    of MkDocs is our bug (exit code 4); a full or forbidden disk raises OSError.
    """
    if unknown := settings.keys() - SETTINGS:
        raise ValueError(f"not a setting of a site: {', '.join(sorted(unknown))}")
    with captured() as (records, printed):
        try:
            config = site_config(docs, overrides, target, settings)
            run(config)
        except (Exception, SystemExit) as error:  # MkDocs' Abort is a SystemExit
            if is_disk_error(error):
                raise
            raise our_bug(complaints(records, f"{type(error).__name__}: {error}")) from error
        if records:
            raise our_bug(complaints(records, printed.getvalue()))


def load_builder() -> None:
    """What builds a site, ahead of the first one."""
    with captured():
        import material.plugins.search.plugin  # type: ignore[import-untyped]  # noqa: F401
        import mkdocs.commands.build
        import mkdocs.config
        import mkdocs.theme  # noqa: F401


def run(config: MkDocsConfig) -> None:
    import material.plugins.search.plugin as search
    from mkdocs.commands.build import build

    # Material cuts Chinese with jieba where it happens to be installed: other bytes, and it misses words
    search.jieba = None
    environment = theme_environment(tuple(config.theme.dirs))
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    # no 404 page and no sitemap: the site is private and is opened from the disk
    config.theme.static_templates = set()
    config.plugins.on_startup(command="build", dirty=False)
    with pages_left_alone():
        build(config)


def site_config(docs: Path, overrides: Path, target: Path, settings: Mapping[str, object]) -> MkDocsConfig:
    from mkdocs.config import load_config

    base = yaml.load(asset("mkdocs.yml").read_text("utf-8"), Loader)  # noqa: S506 - a safe one
    merged: dict[str, Any] = merge(base, escape_settings(settings))
    merged = merge(merged, {"theme": {"custom_dir": str(overrides.resolve())}})
    # As values, not as a text to be read again: no name can then be mistaken for YAML
    return load_config(
        BytesIO(b""),
        config_file_path=str(docs.parent / "mkdocs.yml"),
        **merged | {"docs_dir": str(docs), "site_dir": str(target), "strict": True},
    )


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """What MkDocs' INHERIT does: mappings are merged key by key, everything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def escape_settings(settings: Mapping[str, object]) -> dict[str, Any]:
    """All texts that reach a template, escaped; paths (`extra_css`, the targets of `nav`) as they are."""
    escaped: dict[str, Any] = {}
    for key, value in settings.items():
        if key == "nav":
            escaped[key] = escape_nav(value)
        elif key in TEXTS or key == "theme":
            escaped[key] = escape_setting(value)
        else:
            escaped[key] = value
    return escaped


def escape_setting(value: object) -> Any:
    """A text as HTML that shows it, also inside of mappings and lists; `| e` does not escape it twice."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {key: escape_setting(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [escape_setting(part) for part in value]
    return value


def escape_nav(nav: object) -> Any:
    if isinstance(nav, Mapping):
        return {escape(title): escape_nav(part) for title, part in nav.items()}
    if isinstance(nav, list | tuple):
        return [escape_nav(part) for part in nav]
    return nav


def strip_tags(value: object) -> Markup:
    """Jinja's `striptags` turns &lt;script&gt; back into a tag, and Material prints that: escape it again."""
    return escape(Markup(str(value)).striptags())  # noqa: S704 - escaped again


def dump_json(value: object, **options: Any) -> str:
    """For `| tojson`: a script writes its texts as text, so they go there as they were before escaping."""
    return json.dumps(plain(value), **options)


def plain(value: object) -> object:
    if isinstance(value, Markup):
        return value.unescape()
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


@cache
def theme_environment(folders: tuple[str, ...]) -> Environment:
    """One environment for all sites of a process: the second language finds its templates compiled."""
    from jinja2 import FileSystemLoader
    from mkdocs.theme import Theme

    class Needed(FileSystemLoader):
        """Offers MkDocs the few files of the theme that a site loads; templates are found as ever."""

        def list_templates(self) -> list[str]:
            return sorted({name for folder in self.searchpath for name in theme_files(Path(folder))})

    theme: Theme = Theme(name=None)
    theme.dirs = list(folders)
    environment = theme.get_env()
    environment.bytecode_cache = bytecode_cache(__file__)
    environment.loader = Needed(folders)
    environment.auto_reload = True
    environment.filters["striptags"] = strip_tags
    environment.policies["json.dumps_function"] = dump_json
    return environment


def theme_files(folder: Path) -> Iterator[str]:
    """The files below `assets/` but for source maps and the search's packs for other languages."""
    for path in (folder / "assets").rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".map" and "/lunr/" not in name:
            yield name


def complaints(records: list[logging.LogRecord], otherwise: str) -> list[Problem]:
    lines = list(dict.fromkeys(record.getMessage().strip() for record in records)) or [otherwise.strip()]
    return [Problem("E390", Place("mkdocs"), {"message": line}) for line in lines]


class Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def captured() -> Iterator[tuple[list[logging.LogRecord], StringIO]]:
    """Keeps MkDocs' words from the terminal, and the clock and the machine's settings from MkDocs."""
    log, collector, printed = logging.getLogger("mkdocs"), Collector(), StringIO()
    before = log.propagate, log.level
    ours = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    environ = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    log.addHandler(collector)
    log.propagate = False
    log.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(), redirect_stdout(printed), redirect_stderr(printed):
            warnings.simplefilter("ignore")
            yield collector.records, printed
    finally:
        log.removeHandler(collector)
        log.propagate = before[0]
        log.setLevel(before[1])
        for name, value in environ.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
