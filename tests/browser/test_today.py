"""Today in a real browser: days, ticks, copies, the clock; and the file for a phone, from the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from browsing import Audit, Visit, visit
from playwright.sync_api import BrowserContext, expect

from example_sites import example_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Opener = Callable[..., Visit]
TUESDAY, TUE, THU = "2026-11-24T16:40:00", "2026-11-24", "2026-11-26"
MOST_PIXELS = 5000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_site("lighthouse", "zh", tmp_path_factory)


def at(context: Callable[..., BrowserContext], path: Path, clock: str = TUESDAY) -> Visit:
    """The page as a phone shows it at that time of its own zone."""
    person = context(390, timezone_id="Asia/Shanghai", permissions=["clipboard-read", "clipboard-write"])
    person.clock.set_fixed_time(f"{clock}+08:00")
    return visit(person, path)


@pytest.mark.parametrize("name", ["today.html", "../today-assistant.html", "../today-owner.html"])
def test_it_is_sound(site: Path, audits: Callable[..., list[Audit]], name: str) -> None:
    assert audits(site / name) == [Audit((), (), 0, ())] * 3


def test_the_clock_chooses_the_day_and_the_answer(site: Path, context: Callable[..., BrowserContext]) -> None:
    page = at(context, site / "today.html").page
    expect(page.locator("h1")).to_have_text("今晚接 10 位，下一件 11:00")
    expect(page.locator(".days__b.is-today")).to_have_attribute("data-day", TUE)
    expect(page.locator(".dayp:visible")).to_have_count(1)
    expect(page.locator(".cueline .now")).to_have_count(1)
    later = at(context, site / "today.html", "2027-02-02T10:00:00").page
    expect(later.locator("h1")).to_have_text("周一 8 件事，09:30 开始")
    expect(later.locator(".is-today, .cueline .now")).to_have_count(0)


def test_a_day_is_chosen_by_keyboard_and_is_short_enough(
    site: Path, context: Callable[..., BrowserContext]
) -> None:
    page = at(context, site / "today.html").page
    for button in page.locator(".days__b").all():
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".days__b[aria-pressed=true]")).to_have_count(1)
        expect(page.locator(".dayp:visible")).to_have_attribute(
            "data-date", button.get_attribute("data-day") or ""
        )
        assert page.evaluate("document.documentElement.scrollHeight") <= MOST_PIXELS


@pytest.mark.parametrize("name", ["today.html", "../today-assistant.html"])
def test_it_copies_ticks_and_remembers(site: Path, context: Callable[..., BrowserContext], name: str) -> None:
    found = at(context, site / name)
    page = found.page
    first = page.locator(".dayp:visible .cue").first
    first.locator(".bub button").first.click()
    expect(first.locator(".bub button").first).to_have_class("is-done")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == first.locator(".bub p").first.inner_text().splitlines()
    left = page.locator(".dayp:visible [data-left]")
    before = left.inner_text()
    page.keyboard.press("Shift+Tab")  # from the message to its own box, by keyboard
    page.keyboard.press("Space")
    first.locator(".cue__t input").check()
    expect(left).not_to_have_text(before)
    expect(first.locator("details.cue__d")).not_to_have_attribute("open", "")
    second = page.locator(".dayp:visible .cue").nth(1)
    expect(second).to_have_class("cue cue--own is-on" if name == "today.html" else "cue is-on")
    expect(second.locator("details.cue__d")).to_have_attribute("open", "")
    page.reload()
    expect(first.locator(".cue__t input")).to_be_checked()
    expect(first.locator(".tick--s input").first).to_be_checked()
    expect(page.locator("h1")).to_contain_text("12:30")
    assert not found.errors


def test_one_person_ticks_the_same_steps_everywhere(
    site: Path, context: Callable[..., BrowserContext]
) -> None:
    """The page, the week and the file keep one memory."""
    page = at(context, site / "today.html").page
    page.locator(".dayp:visible .cue__t input").first.check()
    tick = page.locator(".dayp:visible .cue__t input").first.get_attribute("data-tick")
    for name in ("week.html", "../today-assistant.html"):
        page.goto((site / name).resolve().as_uri())
        expect(page.locator(f'input[data-tick="{tick}"]')).to_be_checked()


def test_without_a_script_all_days_are_there(site: Path, open_page: Opener) -> None:
    for name in ("today.html", "../today-owner.html"):
        page = open_page(site / name, java_script_enabled=False).page
        expect(page.locator(".dayp:visible")).to_have_count(7)
        expect(page.locator(".days")).to_be_hidden()


def test_the_file_asks_for_nothing(
    site: Path, context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Alone in a folder, as it lies on a phone."""
    for person in ("assistant", "owner"):
        name = f"today-{person}.html"
        copy = tmp_path / name
        copy.write_bytes((site.parent / name).read_bytes())
        found = at(context, copy)
        assert [url for url in found.requests if not url.startswith("data:")] == [copy.as_uri()]
        assert not found.errors


def test_a_day_on_paper_is_one_sheet(site: Path, context: Callable[..., BrowserContext]) -> None:
    page = at(context, site / "today.html").page
    for day in (TUE, THU):
        page.click(f'[data-day="{day}"]')
        with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
            assert len(paper) == 1, day
