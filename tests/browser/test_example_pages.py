"""Every page of the examples in a real browser: phone and desktop, light and dark, from the disk."""

from datetime import date
from pathlib import Path

import pytest

from community_playbook import app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("lighthouse", "bazaar", "trailmates", "devguild", "newborn", "metropolis")
PAGES = {"trailmates": 21, "newborn": 21}
"""Without points no page of the points game; everywhere else four more."""
OWN = {name: ("en",) if name == "devguild" else ("zh",) for name in NAMES} | {"lighthouse": ("zh", "en")}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(
    scope="module", params=[(n, lang) for n in NAMES for lang in ("zh", "en")], ids=lambda p: "-".join(p)
)
def site(request, tmp_path_factory):
    name, language = request.param
    out = tmp_path_factory.mktemp(f"{name}-{language}")
    app.build(
        EXAMPLES / name / "profile.yml",
        out / "out",
        app.Options(date(2026, 11, 22), (language,), strict=True, pictures="boards"),
    )
    return out / "out" / "playbook", language, name


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_clean(site, width, audit):
    """On a phone all of them; on a desktop in the community's own language."""
    folder, language, name = site
    if width == 1280 and language not in OWN[name]:
        pytest.skip("its other language is looked at on the phone, which is the narrower place")
    scheme = "light" if width == 390 else "dark"
    pages = sorted(folder.glob("*.html"))
    assert len(pages) == PAGES.get(name, 26)
    for page in pages:
        found = audit(page, width, scheme)
        assert found.clean, f"{page.name} at {width} px, {scheme}: {found}"


def test_search_finds_what_an_operator_looks_for(site, open_page):
    folder, language, name = site
    words = ("自我介绍", "换血") if language == "zh" else ("introduction", "rotation")
    if name != "devguild":  # no red packets on Discord
        words = (*words, "红包" if language == "zh" else "packet")
    if name not in PAGES:
        words = (*words, "徽章" if language == "zh" else "badge")
    visit = open_page(folder / "index.html", 1280)
    for word in words:
        assert visit.search(word), f"{word} is not found"
