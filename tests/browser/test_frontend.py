"""The frame of the operator's site in a real browser: read from the disk, without a server or a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Audit, Visit, visit
from playwright.sync_api import BrowserContext, Page, expect
from small_site import LONG, build_small_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def yellow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small_site(tmp_path_factory.mktemp("yellow"), "#FFC800", "小田种植社", "two")


SOUND = Audit((), (), 0, ())
OTHERS = ((1280, "dark", True), (390, "light", True), (320, "dark", False))


@pytest.mark.parametrize("path", ["index.html", "say.html", "table.html", "en/index.html", "en/table.html"])
def test_a_page_is_sound(site: Path, audits: Callable[..., list[Audit]], path: str) -> None:
    screens = [OTHERS] if path.startswith("en/") else []  # each language in both colours at each width
    assert audits(site / path, *screens) == [SOUND] * 3


def test_a_yellow_brand_reads(yellow: Path, audits: Callable[..., list[Audit]]) -> None:
    for path in ("index.html", "say.html"):
        assert audits(yellow / path, [(390, "light", True), (390, "dark", True)]) == [SOUND] * 2


@pytest.mark.parametrize("word", ["红包", "换血", "自我介绍"])
def test_search_from_the_disk_finds_chinese(site: Path, open_page: Opener, word: str) -> None:
    found = open_page(site / "index.html", 1280)
    results = found.search(word)
    assert word in results[0]
    marks = found.page.locator(".md-search-result__list mark").all_inner_texts()
    assert any(word in mark for mark in marks), "the whole word is marked"
    assert not [mark for mark in marks if re.search("[一-鿿]", mark) and word not in mark]
    assert not found.outside
    assert not found.errors


def test_search_wants_the_whole_word_and_shows_its_place(site: Path, open_page: Opener) -> None:
    found = open_page(site / "index.html", 1280)
    assert len(found.search("红包")) == 2  # not the page that has only one of the two characters
    assert found.search("包红") == []
    assert "等抢完，再发自我介绍" in found.search("自我介绍")[0]
    assert found.search('"红包" -+*')


def test_search_shows_hostile_text_as_text(site: Path, open_page: Opener) -> None:
    found = open_page(site / "index.html", 1280)
    assert any("<b>尖括号</b>" in text for text in found.search("尖括号"))
    assert found.page.locator(".md-search-result__list b").count() == 0


def test_search_works_in_english_and_on_a_phone(site: Path, open_page: Opener) -> None:
    found = open_page(site / "en/index.html", 390)
    for word in ("introduction", "introductions", "Packet", "packets", "rotate"):
        assert found.search(word), word


def test_a_search_result_leads_to_its_page(site: Path, open_page: Opener) -> None:
    found = open_page(site / "index.html", 1280)
    found.search("抢完")
    found.page.locator(".md-search-result__link", has_text="消息").first.click()
    found.page.wait_for_url("**/say.html*")


def test_a_tap_copies_the_message(site: Path, open_page: Opener) -> None:
    page = open_page(site / "say.html", permissions=["clipboard-read", "clipboard-write"]).page
    button = page.get_by_role("button", name="复制：预告")
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    button.click()
    expect(page.get_by_role("status")).to_have_text("已复制，去群里粘贴")
    expect(button).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == "先发红包，等抢完，再发自我介绍。"


def test_copying_works_by_keyboard_and_without_the_clipboard(site: Path, open_page: Opener) -> None:
    page = open_page(site / "say.html").page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value) })"
    )
    button = page.get_by_role("button", name="复制：预告")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("已复制，去群里粘贴")
    assert page.evaluate("window.copied") == "先发红包，等抢完，再发自我介绍。"
    expect(button).to_be_focused()


def test_a_failed_copy_says_so(site: Path, open_page: Opener) -> None:
    page = open_page(site / "say.html").page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="复制：预告").click()
    expect(page.get_by_role("status")).to_have_text("复制不了")


def test_without_script_the_message_can_be_selected(site: Path, open_page: Opener) -> None:
    page = open_page(site / "say.html", java_script_enabled=False).page
    expect(page.get_by_text("先发红包，等抢完")).to_be_visible()
    expect(page.locator(".bub button")).to_be_hidden()


def test_ticks_stay_and_keep_in_step(site: Path, open_page: Opener) -> None:
    page = open_page(site / "index.html").page
    page.get_by_label("红包", exact=True).check()
    expect(page.get_by_label("红包，又一处")).to_be_checked()
    page.reload()
    expect(page.get_by_label("红包", exact=True)).to_be_checked()
    expect(page.get_by_label("介绍")).not_to_be_checked()
    page.get_by_label("红包，又一处").uncheck()
    page.reload()
    expect(page.get_by_label("红包", exact=True)).not_to_be_checked()


def test_two_playbooks_share_no_ticks(
    site: Path, yellow: Path, context: Callable[..., BrowserContext]
) -> None:
    person = context()
    visit(person, site / "index.html").page.get_by_label("红包", exact=True).check()
    expect(visit(person, yellow / "index.html").page.get_by_label("红包", exact=True)).not_to_be_checked()
    expect(visit(person, site / "en/index.html").page.get_by_label("Packet", exact=True)).to_be_checked()


def test_ticks_do_without_a_memory(site: Path, context: Callable[..., BrowserContext]) -> None:
    person = context()
    person.add_init_script(
        "const real = Storage.prototype.setItem; Storage.prototype.setItem = function (k, v) {"
        " if (k.startsWith('playbook:')) throw new Error('full'); return real.call(this, k, v) }"
    )
    found = visit(person, site / "index.html")
    found.page.get_by_label("红包", exact=True).check()
    expect(found.page.get_by_label("红包，又一处")).to_be_checked()
    assert not found.errors


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_dark_mode_follows_the_system_and_the_switch(site: Path, open_page: Opener) -> None:
    assert ground(open_page(site / "index.html", scheme="light").page) == "rgb(251, 251, 249)"
    found = open_page(site / "index.html", 1280)
    light = ground(found.page)
    for _ in range(2):  # from "as the system has it" to light, then to dark
        found.page.locator("[data-md-component=palette] label:not([hidden])").click()
    body = found.page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).not_to_have_css("background-color", light)
    found.page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).not_to_have_css("background-color", light)
    found.page.locator("a[data-lang]").click()
    found.page.wait_for_url("**/site/en/index.html")
    expect(body, "the other language too").to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["index.html", "say.html", "table.html"])
def test_the_language_switch_keeps_page_and_place(site: Path, open_page: Opener, path: str) -> None:
    page = open_page(f"{(site / path).as_uri()}#top").page
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/site/en/{path}#top")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(f"**/site/{path}#top")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_the_skip_link_comes_first(site: Path, open_page: Opener) -> None:
    page = open_page(site / "index.html", 1280).page
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#top")).to_be_focused()


def test_a_hostile_and_long_name_is_only_a_name(site: Path, open_page: Opener) -> None:
    page = open_page(site / "index.html", 320).page
    expect(page.locator(".top__name")).to_have_text(LONG)
    assert page.locator("header b, footer b").count() == 0
    assert LONG in page.title()
    name = page.locator(".top__name")
    assert name.evaluate("e => e.scrollWidth > e.clientWidth && e.clientWidth > 40"), "cut with an ellipsis"


def test_no_script_link_and_no_word_is_lost(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "javascript:" not in text
        assert "None" not in re.sub(r"<script.*?</script>", "", text, flags=re.S)
        assert '<meta name="robots" content="noindex">' in text


def test_why_folds_on_a_phone_only_and_opens_when_pointed_at(site: Path, open_page: Opener) -> None:
    page = open_page(site / "index.html", 390).page
    expect(page.locator("#deep")).to_be_hidden()
    page.get_by_text("为什么").click()
    expect(page.locator("#deep")).to_be_visible()
    page = open_page(site / "index.html", 1280).page
    expect(page.locator("#deep")).to_be_visible()
    page.get_by_text("为什么").click()
    expect(page.locator("#deep")).to_be_visible()
    page = open_page(f"{(site / 'index.html').as_uri()}#deep", 390).page
    expect(page.locator("#deep")).to_be_in_viewport()


def test_paper_opens_what_is_folded(site: Path, open_page: Opener) -> None:
    page = open_page(site / "index.html", 390).page
    page.emulate_media(media="print")
    for part in ("#deep", "#more"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["height"] > 10
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator(".tabbar")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") in (1, 2)


def test_a_long_table_scrolls_in_its_own_frame(site: Path, open_page: Opener) -> None:
    found = open_page(site / "table.html", 320)
    frame = found.page.get_by_role("region", name="长表")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth + 100")
    frame.focus()
    expect(frame).to_be_focused()
    assert found.overflow == 0


@pytest.mark.parametrize("path", ["index.html", "say.html", "en/index.html"])
def test_everything_tapped_is_44_pixels(site: Path, open_page: Opener, path: str) -> None:
    page = open_page(site / path, 390).page
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, label, summary')].filter(e => e.checkVisibility()
        && !e.closest('.md-search, p') && !e.matches('.skip')).map(e => [e.outerHTML.slice(0, 80),
        e.getBoundingClientRect().height]).filter(([, height]) => height > 0 && height < 43.5)"""
    )
    assert small == []


def test_forced_colours_and_still_motion(site: Path, open_page: Opener) -> None:
    found = open_page(site / "index.html", forced_colors="active", reduced_motion="reduce")
    seconds = found.page.locator(".toast").evaluate("e => getComputedStyle(e).transitionDuration")
    assert seconds in ("0s", "1e-05s")
    assert not found.errors
    assert found.overflow == 0
