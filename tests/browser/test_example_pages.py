"""Every page of the examples in a real browser: phone and desktop, light and dark, from the disk."""

import pytest
from browsing import turn

from example_sites import example_site
from sweeps import swept

NAMES = ("lighthouse", "bazaar", "trailmates", "devguild", "newborn", "metropolis")
PAGES = {"lighthouse": 36, "trailmates": 30, "newborn": 25, "bazaar": 37, "devguild": 37}
"""Without points no page of the points game; the road of people has a page less."""
OWN = {name: ("en",) if name == "devguild" else ("zh",) for name in NAMES}
TWO = {"lighthouse": ("en",)}
"""Looked at by night and by axe in its other language, too."""
AXE = {("lighthouse", "zh"): 390, ("devguild", "en"): 1280}
"""Here axe looks in every run, at one page of each kind: on a phone by day, on a desktop by night."""
ALIKE = ("tactic-", "roadmap-")
FIRST = ("tactic-red-packet-first", "roadmap-exchange")
LONG, MOST_PX = ("boards", "about", "import"), 5000
"""Pages that are lists of everything; no other one is longer than this on a phone."""
PARTS = 2
"""So many tests look at one site, so that two processes can share it."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]
BOTH = [(name, language) for name in NAMES for language in ("zh", "en")]
EACH = pytest.mark.parametrize(
    ("name", "language"), swept(BOTH, lambda name, language: language in OWN[name])
)
"""Every run looks at a community in its own language; in the other one it has the same pages in other words."""
PART = pytest.mark.parametrize("part", range(PARTS))


def pages_of(name, language, factory, part, whole=False):
    pages = sorted(example_site(name, language, factory, whole).glob("*.html"))
    assert len(pages) == PAGES.get(name, 35)
    return pages[part::PARTS]


def looks(audits, page, screens):
    """Nothing is wrong with a page on any of the screens (width, scheme, whether axe looks); what stands around all
    pages of a site axe looks at on one."""
    seen = audits(page, screens, framed=page.stem == "index")
    for (width, scheme, _), found in zip(screens, seen, strict=True):
        assert found.clean, f"{page.name} at {width} px, {scheme}: {found}"
        if width == 390 and page.stem not in LONG:
            assert found.height <= MOST_PX, f"{page.name} is {found.height} px long on a phone"


@PART
@EACH
def test_every_page_is_clean(name, language, part, audits, tmp_path_factory):
    """On a phone, by day; of two communities all of them, and one of each kind on a desktop, by night, and by axe; of
    the others those that are alike in turn."""
    axe = AXE.get((name, language))
    for n, page in enumerate(pages_of(name, language, tmp_path_factory, part)):
        if not axe and page.stem.startswith(ALIKE) and n % 3 != NAMES.index(name) % 3:
            continue
        looked_at = axe and (page.stem in FIRST or not page.stem.startswith(ALIKE))
        desktop = [(1280, "dark", axe == 1280)] if looked_at else []
        looks(audits, page, [(390, "light", bool(looked_at) and axe == 390), *desktop])


@pytest.mark.sweep
@PART
@pytest.mark.parametrize(
    ("name", "language"), [site for site in BOTH if site[1] in (*OWN[site[0]], *TWO.get(site[0], ()))]
)
def test_every_page_is_clean_at_night_and_for_axe(name, language, part, audits, tmp_path_factory):
    """What every run does with one page of each kind of two communities, with every page of each whole one."""
    for page in pages_of(name, language, tmp_path_factory, part, whole=True):
        night = AXE.get((name, language)) == 1280
        looks(audits, page, [(390, "light", not night), (1280, "dark", night)])


@EACH
def test_search_finds_what_an_operator_looks_for(name, language, open_page, tmp_path_factory):
    words = ("自我介绍", "换血") if language == "zh" else ("introduction", "rotation")
    if name != "devguild":  # no red packets on Discord
        words = (*words, "红包" if language == "zh" else "packet")
    if name not in ("trailmates", "newborn"):
        words = (*words, "徽章" if language == "zh" else "badge")
    visit = open_page(example_site(name, language, tmp_path_factory) / "index.html", 1280)
    for word in words:
        assert visit.search(word), f"{word} is not found"


APART = """() => [...document.querySelectorAll('.dated li')].flatMap(line => {
  const boxes = [...line.children].map(part => {
    const range = document.createRange(); range.selectNodeContents(part); return range.getBoundingClientRect() });
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.some((a, i) => boxes.slice(i + 1).some(b => over(a, b))) ? [line.innerText] : [] })"""


@EACH
def test_day_duty_and_minutes_do_not_stand_on_each_other(name, language, open_page, tmp_path_factory):
    visit = open_page(example_site(name, language, tmp_path_factory) / "roadmap.html", 390)
    assert visit.page.evaluate(APART) == []
    assert turn(visit, 1280, "light").page.evaluate(APART) == []
