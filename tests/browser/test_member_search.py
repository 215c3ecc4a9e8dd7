"""The file in which a member is looked up, in a real browser: by name, by the first letters of the pinyin, by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Audit, Visit
from playwright.sync_api import Page, expect

from community_playbook.outputs.site import member_files
from example_plans import example_frame

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Opener = Callable[..., Visit]
COMER = "北京-廖雨瑞-大健康"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ((_, data),) = member_files({"zh": example_frame("lighthouse", "zh")}, {})
    path = tmp_path_factory.mktemp("members") / "members.html"
    path.write_bytes(data)
    return path


def test_it_is_sound(file: Path, audits: Callable[..., list[Audit]]) -> None:
    assert audits(file) == [Audit((), (), 0, ())] * 3


@pytest.mark.parametrize("typed", ["廖雨瑞", "大健康 廖雨瑞", "lyr", "LYR", "25319"])
def test_one_is_found_and_stands_open(file: Path, open_page: Opener, typed: str) -> None:
    page = open_page(file).page
    page.locator("#q").fill(typed)
    page.locator("#hits button", has_text=COMER).click()
    expect(page.locator("#one h2")).to_have_text(COMER)
    expect(page.locator("#one .next")).to_have_text("等着进群：下一晚接 TA")


def active(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.querySelector('b')?.textContent ?? document.activeElement.id")
    )


def test_by_keyboard_alone(file: Path, open_page: Opener) -> None:
    """Tab, letters, arrows and Enter; what was found is told, and the card is where one then is."""
    page = open_page(file).page
    page.keyboard.press("Tab")
    assert active(page) == "q"
    page.keyboard.insert_text("小米在")
    expect(page.locator("#found")).to_contain_text("7")
    names = page.locator("#hits b").all_text_contents()
    for name in names[:2]:
        page.keyboard.press("ArrowDown")
        assert active(page) == name
    page.keyboard.press("ArrowUp")
    assert active(page) == names[0]
    page.keyboard.press("Enter")
    expect(page.locator("#one h2")).to_have_text(names[0])
    assert active(page) == "one"
    expect(page.locator("#hits button[aria-expanded=true]")).to_have_count(1)
    page.locator("#q").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#one h2")).to_have_text(names[0])
    page.locator("#q").focus()
    page.keyboard.press("ArrowUp")
    assert active(page) == "q", "there is nothing above it"


def test_nobody_is_said(file: Path, open_page: Opener) -> None:
    page = open_page(file).page
    page.locator("#q").fill("zzqqxx")
    expect(page.locator("#hits button")).to_have_count(0)
    expect(page.locator("#found")).not_to_be_empty()
