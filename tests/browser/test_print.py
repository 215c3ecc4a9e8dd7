"""Every page of the operator's site on paper, in both languages: nothing cut, lost, orphaned or left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Visit
from playwright.sync_api import Browser
from printing import Paper, print_page

from example_sites import example_site

HEAVY = ("index", "boards", "incentives", "roadmap", "today", "week")
"""Pages that grow with the community."""
SITES = {
    "bazaar-zh": (390, ()),
    "devguild-en": (1280, ()),
    "lighthouse-zh": (1280, HEAVY),
    "lighthouse-en": (390, HEAVY),
    "newborn-zh": (1280, ("index", "today", "week", "roadmap", "tactic-rotation", "import")),
}
"""How wide a screen prints it, which pages (all where none is named)."""
OFTEN = {("bazaar-zh", 0), ("devguild-en", 1), ("lighthouse-zh", 0), ("newborn-zh", 0)}
PARTS = [
    pytest.param((site, part), marks=[pytest.mark.sweep] * ((site, part) not in OFTEN))
    for site, (_, only) in SITES.items()
    for part in range(1 if only else 2)
]
"""A site of which all pages are printed is printed in two parts. Every run prints one of them of a Chinese site and
the other of an English one, each page at least once, and both with the pages that grow."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]
Printer = Callable[[Path], Paper]


@pytest.fixture(params=PARTS, ids=lambda p: f"{p[0]}-{p[1]}")
def printed(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Paper]]:
    """Each page of one part of a site as paper."""
    site, part = request.param
    name, language = site.split("-")
    width, only = SITES[site]
    folder = example_site(name, language, tmp_path_factory)
    person = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    pages = [p for p in sorted(folder.glob("*.html")) if not only or p.stem in only]
    assert len(pages) == (len(only) or 37)
    assert "week" in {path.stem for path in pages}, "the one that lies on its side"
    page, found = person.new_page(), {}
    for path in pages if only else [p for n, p in enumerate(pages) if n % 2 == part or p.stem in HEAVY]:
        page.goto(path.as_uri())
        found[path.stem] = print_page(page)
    yield found
    person.close()


def test_every_page_prints_well(printed: dict[str, Paper]) -> None:
    assert {name: paper.faults for name, paper in printed.items() if paper.faults} == {}
    for name, paper in printed.items():
        enough_was_read(name, paper)
        has_its_shape(name, paper)


def enough_was_read(name: str, paper: Paper) -> None:
    """Nearly every mark is found again in the PDF; else a clean page would only be an unread one."""
    assert len(paper.parts) >= 0.95 * len(paper.marks["names"]), name
    assert paper.marks["heads"], name


def has_its_shape(name: str, paper: Paper) -> None:
    """A4, upright; the week lies on its side and its seven days begin on one sheet: a full one has a second."""
    upright = [tall > wide for wide, tall in paper.sizes]
    assert all({round(wide), round(tall)} == {595, 842} for wide, tall in paper.sizes), name
    assert upright == [name != "week"] * len(upright), name
    assert "1" in paper.texts[0], "number of the sheet"
    if name == "week":
        days = [m for m, n in enumerate(paper.marks["names"]) if n.startswith("li.day")]
        assert len(days) == 7 and all(list(paper.parts[day]) in ([0], [0, 1]) for day in days)


HEAD = "<!doctype html><title>x</title><style>@page { size:A4;margin:20mm } body,p { margin:0 } html { font:16px sans-serif }</style>"
FAULTS = {
    "cut": "<p style='height:150mm'>Text</p><ul><li style='height:120mm'>Cut<p style='margin-top:100mm'>Rest</p></li></ul>",
    "orphaned": "<p style='height:230mm'>Text</p><h2>Alone</h2><p style='height:60mm;break-inside:avoid'>Next</p>",
    "empty": "<p>Text</p><div style='break-before:page;height:50mm'></div>",
    "lost on the left": "<p style='margin-left:-18mm'>Text that starts in the margin and goes on</p>",
    "beyond": "<p style='width:250mm'>Text</p>",
    "coloured": "<p style='background:#0b6b4f'>Text</p>",
    "lost": "<details><summary>Fold</summary><p>Text</p></details>",
    "tiny": "<p style='font-size:7px'>Text</p>",
    "for the screen": "<nav>Menu</nav>",
}


@pytest.fixture
def sheet(open_page: Callable[..., Visit], tmp_path: Path) -> Callable[[str], Paper]:
    def print_(html: str) -> Paper:
        path = tmp_path / "page.html"
        path.write_text(f"{HEAD}<main>{html}</main>", "utf-8")
        return print_page(open_page(path, 1280).page)

    return print_


@pytest.mark.parametrize("kind", FAULTS)
def test_the_check_finds_each_fault(sheet: Callable[[str], Paper], kind: str) -> None:
    """What is not seen here would not be seen on a page either."""
    assert list(sheet(FAULTS[kind]).faults) == [kind.removesuffix(" on the left")]


def test_a_good_page_has_none(sheet: Callable[[str], Paper]) -> None:
    rows = "".join(f"<li style='height:40mm;break-inside:avoid'>{n}</li>" for n in range(12))
    paper = sheet(f"<h1>Title</h1><ol>{rows}</ol>")
    assert paper.faults == {}
    assert len(paper.texts) == 3
