"""Every page of the examples in a real browser: phone and desktop, light and dark, from the disk."""

import pytest
from browsing import turn

from example_sites import example_site

NAMES = ("lighthouse", "bazaar", "trailmates", "devguild", "newborn", "metropolis")
PAGES = {"trailmates": 28, "newborn": 23, "metropolis": 33, "bazaar": 35, "devguild": 35}
"""Without points no page of the points game; the road of people has a page less."""
OWN = {name: ("en",) if name == "devguild" else ("zh",) for name in NAMES} | {"lighthouse": ("zh", "en")}
WHOLE = {("lighthouse", "zh", 390), ("devguild", "en", 1280)}
"""Here axe looks at every page; elsewhere in the community's own language at one of each kind, on the phone."""
ALIKE = ("tactic-", "roadmap-")
FIRST = ("tactic-red-packet-first", "roadmap-exchange")
LONG, MOST_PX = ("boards", "about", "import"), 5000
"""Pages that are lists of everything; no other one is longer than this on a phone."""
PARTS = 2
"""So many tests look at one site, so that two processes can share it."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(
    scope="module", params=[(n, lang) for n in NAMES for lang in ("zh", "en")], ids=lambda p: "-".join(p)
)
def site(request, tmp_path_factory):
    name, language = request.param
    return example_site(name, language, tmp_path_factory), language, name


def looked_at(page, name, language, width):
    """Whether axe looks at a page; errors, requests and width are looked at on all of them."""
    if (name, language, width) in WHOLE:
        return True
    one_of_its_kind = page.stem in FIRST or not page.stem.startswith(ALIKE)
    return width == 390 and language in OWN[name] and one_of_its_kind


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_clean(site, part, audits):
    """On a phone all of them, by day; on a desktop by night, in the community's own language."""
    folder, language, name = site
    pages = sorted(folder.glob("*.html"))
    assert len(pages) == PAGES.get(name, 34)
    screens = [(390, "light"), (1280, "dark")] if language in OWN[name] else [(390, "light")]
    for page in pages[part::PARTS]:
        axes = [(*screen, looked_at(page, name, language, screen[0])) for screen in screens]
        for (width, scheme, _), found in zip(axes, audits(page, axes), strict=True):
            assert found.clean, f"{page.name} at {width} px, {scheme}: {found}"
            if width == 390 and page.stem not in LONG:
                assert found.height <= MOST_PX, f"{page.name} is {found.height} px long on a phone"


def test_search_finds_what_an_operator_looks_for(site, open_page):
    folder, language, name = site
    words = ("自我介绍", "换血") if language == "zh" else ("introduction", "rotation")
    if name != "devguild":  # no red packets on Discord
        words = (*words, "红包" if language == "zh" else "packet")
    if name not in ("trailmates", "newborn"):
        words = (*words, "徽章" if language == "zh" else "badge")
    visit = open_page(folder / "index.html", 1280)
    for word in words:
        assert visit.search(word), f"{word} is not found"


APART = """() => [...document.querySelectorAll('.dated li')].flatMap(line => {
  const boxes = [...line.children].map(part => {
    const range = document.createRange(); range.selectNodeContents(part); return range.getBoundingClientRect() });
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.some((a, i) => boxes.slice(i + 1).some(b => over(a, b))) ? [line.innerText] : [] })"""


def test_day_duty_and_minutes_do_not_stand_on_each_other(site, open_page):
    folder, _, _ = site
    visit = open_page(folder / "roadmap.html", 390)
    assert visit.page.evaluate(APART) == []
    assert turn(visit, 1280, "light").page.evaluate(APART) == []
