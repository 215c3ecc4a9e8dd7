"""The site: complete, inert whatever the names are, the same bytes every time, silent."""

import json
import logging
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from publish_samples import contents, pages, settings

from community_playbook.problems import PlaybookError
from community_playbook.publish.checks import check_tree
from community_playbook.publish.site import build_site, escape_setting
from community_playbook.publish.stage import write_files

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


@pytest.fixture
def build(tmp_path: Path, overrides: Path):
    def run(
        docs: dict[str, bytes] | None = None, name: str = "site", frame: bool = True, **more: object
    ) -> Path:
        folder, target = tmp_path / f"{name}-docs", tmp_path / name
        write_files(folder, (docs or pages()).items())
        theme = overrides if frame else tmp_path
        build_site(docs=folder, overrides=theme, target=target, settings=settings(**more))
        return target

    return run


class Live(HTMLParser):
    """Collects what a browser would run or show as ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.raw = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.raw = tag if tag in ("script", "style") else ""
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.raw == "script" and data.strip().startswith("alert"):
            self.found.append("script")


def test_the_site_is_whole_and_small(build) -> None:
    site = build()
    check_tree(site)
    names = set(contents(site))
    assert {"index.html", "week.html", "search/search_index.json", "search/search_index.js"} <= names
    assert not [n for n in names if re.search(r"sitemap|404|objects\.inv|\.map$|/lunr/|\.gz$", n)]
    assert sum(map(len, contents(site).values())) < 500_000


def test_the_search_index_holds_our_settings(build) -> None:
    index = (build() / "search/search_index.json").read_text("utf-8")
    assert '"lang":["en"]' in index
    assert '"pipeline":[]' in index
    assert "(?<=[\\\\u3400-\\\\u9fff])" in index


@pytest.mark.parametrize("frame", [True, False], ids=["our frame", "the theme's own pages"])
def test_hostile_names_are_inert(build, frame: bool) -> None:
    extra = {"community": HOSTILE, "list": [{"title": HOSTILE}]}
    nav = [{f"首页{HOSTILE}": "index.md"}, {HOSTILE: [{HOSTILE: "week.md"}]}]
    site = build(
        frame=frame,
        site_name=HOSTILE,
        site_description=HOSTILE,
        site_author=HOSTILE,
        copyright=HOSTILE,
        nav=nav,
        extra=extra,
        theme={
            "palette": [{"scheme": "default", "toggle": {"icon": "material/weather-night", "name": HOSTILE}}]
        },
    )
    for name in ("index.html", "week.html"):
        html = (site / name).read_text("utf-8")
        assert Live(html).found == []
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        assert title is not None
        assert title[1].count("&lt;script&gt;") == (2 if frame or name == "week.html" else 1)
    index = (site / "search/search_index.json").read_text("utf-8")
    assert "<script" not in index


def test_the_proof_would_notice(build, monkeypatch: pytest.MonkeyPatch) -> None:
    from community_playbook.publish import site as module

    monkeypatch.setattr(module, "escape", lambda text: text)
    html = (build(site_name=HOSTILE, frame=False) / "index.html").read_text("utf-8")
    assert Live(html).found


def test_a_plain_name_is_shown_as_it_is(build) -> None:
    html = (build(site_name="A & B <群> 'q'", copyright="x") / "index.html").read_text("utf-8")
    assert "A &amp; B &lt;群&gt; &#39;q&#39;</title>" in html


def test_escape_setting_reaches_every_text_once() -> None:
    once = escape_setting({"a": ["<", {"b": "&"}], "n": 1, "t": True, "none": None})
    assert once == {"a": ["&lt;", {"b": "&amp;"}], "n": 1, "t": True, "none": None}
    assert escape_setting(once) == once


def test_a_script_receives_texts_as_they_were(build, overrides: Path) -> None:
    script = '<script id="w">{{ config.extra | tojson }}</script>'
    frame = '{% extends "base.html" %}{% block scripts %}' + script + "{% endblock %}"
    (overrides / "main.html").write_text(frame)
    html = (build(extra={"words": {"copied": "Can't & won't", "bad": HOSTILE}}) / "index.html").read_text(
        "utf-8"
    )
    text = re.search(r'<script id="w">(.*?)</script>', html)
    assert text is not None
    assert json.loads(text[1])["words"] == {"copied": "Can't & won't", "bad": HOSTILE}


def test_same_docs_same_bytes(build, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents(build(name="one"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert contents(build(name="two")) == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1700000000"
    stamps = re.compile(rb"20[2-9]\d-\d\d-\d\d|1970")
    assert not [n for n, text in first.items() if stamps.search(text) and "/assets/" not in f"/{n}"]


def test_a_language_does_not_colour_the_next_one(build) -> None:
    alone = contents(build(name="a", theme={"language": "en"}))
    build(name="b", theme={"language": "zh"})
    assert contents(build(name="c", theme={"language": "en"})) == alone
    assert b'<html lang="en"' in alone["index.html"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("week.md", "# 本周\n\n[x](gone.md)\n", "gone.md"),
        ("week.md", "# 本周 {#night}\n\n[x](index.md#gone)\n", "gone"),
        ("week.md", "# 本周\n\n[x](/index.md)\n", "/index.md"),
        ("week.md", "---\ntemplate: gone.html\n---\n# 本周\n", "gone.html"),
        ("more.md", "# not in the navigation\n", "more.md"),
    ],
)
def test_every_warning_is_our_bug(build, capfd, caplog, name: str, text: str, words: str) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(PlaybookError) as caught:
        build(pages() | {name: text.encode()})
    assert caught.value.exit_code == 4
    first, *_, last = caught.value.problems
    assert (first.code, last.code) == ("E390", "E399")
    assert words in first.facts["message"]
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("mkdocs").handlers


def test_folders_and_plugins_cannot_be_set(build) -> None:
    with pytest.raises(ValueError, match="hooks"):
        build(hooks=["evil.py"])
