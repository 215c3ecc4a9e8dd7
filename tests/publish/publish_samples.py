"""A site of two pages, small enough that a test builds it in a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from community_playbook.publish import build
from community_playbook.publish.sites import SiteSpec
from community_playbook.publish.stage import Content

FRAME = """{% extends "base.html" %}
{% block htmltitle %}<title>{{ page.title | striptags }} · {{ config.site_name }}</title>{% endblock %}
{% block header %}{{ config.extra.community }}{% endblock %}
{% block site_nav %}{% endblock %}
{% block container %}<article>{{ page.content }}</article>{% endblock %}
{% block footer %}{{ config.copyright or "" }}{% endblock %}
"""
ASSETS = dict.fromkeys(
    (
        "css/tokens.css",
        "css/playbook.css",
        "css/today.css",
        "css/people.css",
        "css/rhythm.css",
        "css/rotation.css",
        "css/brief.css",
        "css/print.css",
        "js/playbook.js",
        "js/today.js",
        "js/iframe-worker.js",
    ),
    b"",
)


def publish(
    out: Path, files: Iterable[tuple[str, Content]], sites: Sequence[SiteSpec], digest: str, version: str,
    inputs: Sequence[Path] = (), **more: object,
) -> build.Published:  # fmt: skip
    """A whole publication, from an empty stage."""
    with build.opened(out, inputs) as stage:
        return build.publish(stage, files, sites, digest, version, **more)  # type: ignore[arg-type]


def pages(word: str = "首版") -> dict[str, bytes]:
    return ASSETS | {
        "index.md": f"# 首页 {word}\n\n看[本周](week.md#night)。\n".encode(),
        "week.md": f"# 本周\n\n## 晚上 {word} {{#night}}\n\n红包在前。\n".encode(),
    }


def settings(**more: object) -> dict[str, object]:
    nav = [{"首页": "index.md"}, {"本周": "week.md"}]
    return {"site_name": "灯塔", "nav": nav, "extra": {"community": "灯塔会员"}} | more


def site(word: str = "首版", language: str = "zh", path: str = "playbook", **more: object) -> SiteSpec:
    return SiteSpec(language, path, settings(**more), [*pages(word).items()])


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def siblings(out: Path) -> Iterator[str]:
    """What a build left beside the output."""
    return (p.name for p in out.parent.iterdir() if p.name.startswith(f".{out.name}."))
