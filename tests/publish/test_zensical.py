"""The docs tree is Material's successor's as well: the same pages, titles, menus and texts (DESIGN, After Material)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from markupsafe import Markup

from community_playbook.assets import asset
from community_playbook.intake.library import load_library
from community_playbook.outputs.site import Site, make_frames, sites
from community_playbook.publish.site import build_site, merge
from community_playbook.publish.stage import write_files
from making import community, plan

pytest.importorskip("zensical", reason="pip install -e .[zensical]")
pytestmark = pytest.mark.slow
OVERRIDES = asset("templates", "site", "overrides")
SPRITE = {"validation": {"links": {"anchors": "ignore"}}}
"""It looks for the anchor of each `<use href="#i-now">` in the page's own text; they are in the frame."""


@pytest.fixture(scope="module")
def site() -> Site:
    frames = make_frames(plan(), community(), load_library(), ("zh",))
    found = sites(frames)[0]
    return replace(found, docs=list(found.docs))


@pytest.fixture(scope="module")
def successor(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as a folder that anybody could build: docs, overrides, and all settings in a mkdocs.yml."""
    folder = tmp_path_factory.mktemp("zensical")
    write_files(folder / "docs", site.docs)
    shutil.copytree(OVERRIDES, folder / "overrides")
    base = yaml.safe_load(asset("mkdocs.yml").read_text("utf-8"))
    own = {"docs_dir": "docs", "site_dir": "site", "theme": {"custom_dir": "overrides"}, **SPRITE}
    merged = yaml.safe_dump(merge(merge(base, site.settings), own), allow_unicode=True)
    (folder / "mkdocs.yml").write_text(merged, "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "-f", str(folder / "mkdocs.yml")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def today(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("material")
    write_files(folder / "docs", site.docs)
    build_site(docs=folder / "docs", overrides=OVERRIDES, target=folder / "site", settings=site.settings)
    return folder / "site"


def written(site: Site) -> list[str]:
    return [path.replace(".md", ".html") for path, _ in site.docs if path.endswith(".md")]


def part(page: Path, pattern: str) -> str:
    """What a reader sees of the part of a page that the pattern finds: entities and spaces are the builder's."""
    found = re.search(pattern, page.read_text("utf-8"), re.DOTALL)
    assert found, (page, pattern)
    return str(Markup(found[1]).striptags())


@pytest.mark.parametrize(
    "pattern",
    [
        r"<title>(.*?)</title>",
        r'<ul class="top__nav">(.*?)</ul>',
        r"<article[^>]*>(.*)</article>",
        r'<footer class="foot">(.*?)</footer>',
        r'<nav class="tabbar"[^>]*>(.*?)</nav>',
    ],
)
def test_every_page_says_the_same(site: Site, successor: Path, today: Path, pattern: str):
    assert len(written(site)) > 12
    for page in written(site):
        assert part(successor / page, pattern) == part(today / page, pattern), page
    assert part(successor / "index.html", pattern)


def test_the_menu_marks_the_page_and_every_file_is_there(site: Site, successor: Path):
    for name in written(site):
        text = (successor / name).read_text("utf-8")
        assert 'aria-current="page"' in text, name
        for target in re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', text):
            assert (successor / target).is_file(), (name, target)
