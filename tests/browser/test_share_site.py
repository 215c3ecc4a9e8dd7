"""The members' site in a real browser: from the disk and over HTTP, with and without script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import Audit, Visit, visit
from playwright.sync_api import BrowserContext, Page, expect
from printing import print_page

from community_playbook.community.community import Community
from community_playbook.community.people import City, LedgerEntry, Member
from community_playbook.plan.game.share import MemberPage, Share
from community_playbook.words import words
from making import TODAY, profile
from share_samples import small_site, write_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Opener = Callable[..., Visit]
Contexts = Callable[..., BrowserContext]
NAMES = ["陈望舒", "Straße", "İpek Çelik", "ΟΔΥΣΣΕΑΣ", "👩\u200d🚀 小月❤\ufe0f", "Cafe\u0301 Zoë", "محمد علي", "陈望舒", "W" * 40,
         "<b>&'\"", "𠮷野家 的猫", "\u200b小\u202e明"]  # fmt: skip
TYPED = ["陈望舒", "STRASSE", "i\u0307pek çelik", "οδυσσεας", "👩\u200d🚀 小月❤", "café zoë", " محمد علي", "陈望舒", "w" * 40,
         "<B>&'\"", "𠮷野家   的猫", "小明"]  # fmt: skip
RULES = [{"action": "answer", "points": 5, "name": "回答一个问题"}, {"action": "article", "points": 20}]


def make_community() -> Community:
    people = [
        Member(f"m{i}", name, city="cd", industry="企业服务和供应链金融咨询", squad="远峰队" if i % 2 else "望峰队",
               joined=TODAY - timedelta(days=400 * i), consent=True)
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    people += [Member(f"x{i}", f"某某{i}", squad="远峰队", consent=False) for i in range(12)]
    deeds = [LedgerEntry(TODAY - timedelta(days=d), m.id, "answer", 1 + i % 7, None, "")
             for i, m in enumerate(people) for d in (1, 8, 15)]  # fmt: skip
    made = profile(
        community={"name": "灯塔会员", "language": ["zh", "en"], "link": "https://example.org/join"},
        points={"mode": "ledger", "rules": RULES, "teams": "squads"},
        badges=[{"id": "b", "name": "五问五答", "when": {"action": "answer", "count": 5}},
                {"id": "c", "name": "百问百答", "when": {"action": "answer", "count": 100}},
                {"id": "y", "name": "三年同路人", "when": {"years": 3}}],
        incentives={"prize": [{"name": "年度茶礼", "value": 399, "quantity": 2, "claim_days": 7, "for": {"badge": "c"}}],
                    "exposure": [{"name": "公众号推荐位", "reach": 8000, "for": {"rank": 3, "period": "week"}}]},
        publish={"base_url": "https://example.org/share"},
    )  # fmt: skip
    cities = {"cd": City("cd", {"zh": "成都", "en": "Chengdu"}, 30.6, 104.0)}
    return Community(made, tuple(sorted(people, key=lambda m: m.id)), tuple(sorted(deeds)), (), cities)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Share]:
    community = make_community()
    share, files = small_site(community, ("zh", "en"))
    return write_site(tmp_path_factory.mktemp("share"), share, community, files), share


@pytest.fixture(scope="module")
def served(made: tuple[Path, Share]) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(made[0])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def richest(share: Share) -> MemberPage:
    return max(share.members, key=lambda page: (bool(page.standing), page.next is not None, len(page.badges)))


OTHERS = ((1280, "dark", True), (390, "light", True), (320, "dark", False))


@pytest.mark.parametrize(("home", "screens"), [("", []), ("en/", [OTHERS])], ids=["zh", "en"])
def test_pages_are_sound(
    made: tuple[Path, Share], audits: Callable[..., list[Audit]], home: str, screens: list[object]
) -> None:
    """At each width in each colour, in one of the two languages or the other."""
    folder, share = made
    longest = next(page for page in share.members if page.shown_name.startswith("WWW"))
    for path in ("index.html", *(f"m/{page.slug}/index.html" for page in (richest(share), longest))):
        assert audits(folder / (home + path), *screens) == [Audit((), (), 0, ())] * 3, path


def test_folds_and_results_are_sound_too(made: tuple[Path, Share], open_page: Opener) -> None:
    found = open_page(made[0] / "index.html", 390)
    find(found.page, "陈望舒")
    found.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert found.overflow == 0
    assert not found.errors


def find(page: Page, name: str) -> list[str]:
    """Types a name; the addresses that are offered."""
    page.locator("#who").fill(name)
    page.locator("#who").press("Enter")
    expect(page.locator(".found > *").first).to_be_visible()
    return [link.get_attribute("href") or "" for link in page.locator(".found a").all()]


@pytest.mark.parametrize("where", ["disk", "served"])
def test_everybody_finds_the_own_page(
    made: tuple[Path, Share], served: str, open_page: Opener, where: str
) -> None:
    folder, share = made
    found = open_page(folder / "index.html" if where == "disk" else served + "index.html")
    assert not [url for url in found.requests if "find.js" in url], "loaded when it is needed"
    slugs = {
        page.shown_name: [p.slug for p in share.members if p.shown_name == page.shown_name]
        for page in share.members
    }
    for name, typed in zip(NAMES, TYPED, strict=True):
        links = find(found.page, typed)
        assert sorted(links) == [f"m/{slug}/index.html" for slug in slugs[name]], typed
    assert find(found.page, "没有这个人") == []
    assert words("zh").get("share.find.none") in found.page.locator(".found").inner_text()
    assert find(found.page, "某某1") == [], "who did not agree has no page"
    find(found.page, "Straße")
    found.page.locator(".found a").click()
    expect(found.page.locator("h1 bdi")).to_have_text("Straße")
    assert not found.errors
    assert not found.outside


def test_the_english_home_finds_english_pages(made: tuple[Path, Share], open_page: Opener) -> None:
    found = open_page(made[0] / "en" / "index.html")
    find(found.page, "straße")
    found.page.locator(".found a").click()
    expect(found.page.locator("html")).to_have_attribute("lang", "en")
    found.page.locator("header nav a").click()
    expect(found.page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(found.page.locator("h1 bdi")).to_have_text("Straße")


def test_without_hashing_the_page_says_whom_to_ask(made: tuple[Path, Share], context: Contexts) -> None:
    """As over plain HTTP on another machine, and in old chat browsers."""
    people = context()
    people.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = visit(people, made[0] / "index.html").page
    expect(page.locator("#who")).to_be_hidden()
    expect(page.locator(".find .plain")).to_have_text(words("zh").get("share.find.missing"))


def test_pictures_switch_without_script(made: tuple[Path, Share], context: Contexts) -> None:
    folder, share = made
    found = visit(context(390, java_script_enabled=False), folder / "m" / richest(share).slug / "index.html")
    picture = found.page.locator(".pic").first
    images, labels, links = (picture.locator(css) for css in (".pic__v img", ".sizes label", ".acts a"))
    assert images.count() == labels.count() == links.count() == 3
    for n in (0, 2, 1):
        labels.nth(n).click()
        for i in range(3):
            expect(images.nth(i)).to_be_visible(visible=i == n)
            expect(links.nth(i)).to_be_visible(visible=i == n)
        assert images.nth(n).get_attribute("src") == links.nth(n).get_attribute("href")
    expect(found.page.locator(".bub p").first).to_be_visible()
    expect(found.page.locator(".bub button").first).to_be_hidden()
    expect(found.page.locator(".send").first).to_be_hidden()
    assert not found.errors


def test_pictures_switch_by_keyboard(made: tuple[Path, Share], open_page: Opener) -> None:
    folder, share = made
    page = open_page(folder / "m" / richest(share).slug / "index.html").page
    page.locator(".pic input").first.focus()
    page.keyboard.press("ArrowRight")
    images = page.locator(".pic").first.locator(".pic__v img")
    for i in range(3):
        expect(images.nth(i)).to_be_visible(visible=i == 1)
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator(".sizes label").nth(1).evaluate(outline) == "solid", "the focus is seen"


def test_the_whole_bubble_copies(made: tuple[Path, Share], served: str, context: Contexts) -> None:
    people = context(390, permissions=["clipboard-read", "clipboard-write"])
    found = visit(people, f"{served}m/{richest(made[1]).slug}/index.html")
    bubble = found.page.locator(".bub").first
    said = bubble.locator("p").inner_text()
    bubble.click(position={"x": 20, "y": 20})
    expect(bubble.locator("button")).to_have_text("已复制")
    assert found.page.evaluate("navigator.clipboard.readText()") == said
    assert "灯塔会员" in said
    assert not found.errors


SHEET = """
navigator.canShare = data => !!(data.files && data.files[0] instanceof File)
navigator.share = data => { window.sent = [data.files[0].name, data.files[0].type, data.files[0].size]; return Promise.resolve() }
"""


def test_the_phones_own_sheet_gets_the_picture(
    made: tuple[Path, Share], served: str, context: Contexts
) -> None:
    people = context()
    people.add_init_script(SHEET)
    found = visit(people, f"{served}m/{richest(made[1]).slug}/index.html")
    button = found.page.locator(".send:visible").first
    button.click()
    found.page.wait_for_function("window.sent")
    name, kind, size = found.page.evaluate("window.sent")
    assert name.endswith("-1x1.png")
    assert kind == "image/png"
    assert size > 0
    assert not found.errors, "the policy lets the picture be fetched"


def test_no_sheet_no_button(made: tuple[Path, Share], served: str, context: Contexts) -> None:
    people = context()
    people.add_init_script("navigator.share = () => Promise.resolve(); navigator.canShare = () => false")
    page = visit(people, f"{served}m/{richest(made[1]).slug}/index.html").page
    expect(page.locator(".send").first).to_be_hidden()


def test_the_policy_holds(made: tuple[Path, Share], open_page: Opener) -> None:
    """Were a name ever to become markup, its script would still not run."""
    page = open_page(made[0] / "index.html").page
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran=1\">')")
    page.evaluate(
        "{ const s = document.createElement('script'); s.textContent = 'window.ran=1'; document.body.append(s) }"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None


def test_paper_has_no_controls(made: tuple[Path, Share], open_page: Opener) -> None:
    folder, share = made
    page = open_page(folder / "m" / richest(share).slug / "index.html", 1280).page
    page.emulate_media(media="print")
    for css in (".hold", ".sizes", ".acts", "header nav"):
        expect(page.locator(css).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("home", ["", "en/"])
def test_pages_print_well(made: tuple[Path, Share], open_page: Opener, home: str) -> None:
    folder, share = made
    longest = next(page for page in share.members if page.shown_name.startswith("WWW"))
    for path in ("index.html", *(f"m/{page.slug}/index.html" for page in (richest(share), longest))):
        paper = print_page(open_page(folder / (home + path), 390, "dark", bypass_csp=True).page)
        assert paper.faults == {}, path
        assert len(paper.parts) >= 0.95 * len(paper.marks["names"]), "a clean page was read, not missed"
