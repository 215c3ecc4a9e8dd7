"""A real browser for the tests: what a person sees, reads and taps.

Fixtures: `browser` (session), `open_page(path, width, scheme)` -> Visit, `audit(path, width, scheme)` -> Audit.
`path` is a file on the disk or a URL. Without any browser the tests skip, but in CI they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# what a scrolling frame hides does not count; what the page itself lets stick out does
WIDER = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"


def chromium_path() -> str | None:
    """The browser to drive: the variable CHROMIUM, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return next((found for name in ((named,) if named else NAMES) if (found := shutil.which(name))), None)


@dataclass
class Visit:
    """An open page, and what it said and asked for so far."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """Requests that left the disk and this machine."""
        inside = ("file:", "data:", "blob:", "about:", "http://127.0.0.1", "http://localhost")
        return [url for url in self.requests if not url.startswith(inside)]

    @property
    def overflow(self) -> int:
        """Pixels by which the page can be moved sideways."""
        return int(self.page.evaluate(WIDER))

    def search(self, text: str) -> list[str]:
        """Types `text` into the search and gives the results as text, best first."""
        page = self.page
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        field = page.locator(".md-search__input")
        field.fill("")
        page.keyboard.insert_text(text)
        field.press("End")  # the theme listens to keyup
        page.wait_for_function(
            """text => { const said = document.querySelector('.md-search-result__meta').textContent;
            return document.querySelector('.md-search__input').value === text && /\\d|没有|No /.test(said) }""",
            arg=text,
        )
        page.wait_for_timeout(300)
        return page.locator(".md-search-result__list > li").all_inner_texts()


@dataclass(frozen=True)
class Audit:
    """What is wrong with a page; four empty things if nothing is."""

    errors: tuple[str, ...]
    outside: tuple[str, ...]
    overflow: int
    violations: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not (self.errors or self.outside or self.overflow or self.violations)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found: set CHROMIUM or install the package chromium")
        pytest.skip("no Chromium found (set CHROMIUM)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts (people with their own memory) and closes them after the test."""
    made: list[BrowserContext] = []

    def make(width: int = 390, scheme: str = "light", **options: Any) -> BrowserContext:
        height = 844 if width < 600 else 800
        viewport = {"width": width, "height": height}
        made.append(browser.new_context(viewport=viewport, color_scheme=scheme, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


def visit(context: BrowserContext, path: Path | str, scheme: str = "light") -> Visit:
    """Opens a file or URL in `context` and listens; dark is set as a person would, by the theme's own switch."""
    found = Visit(context.new_page())
    page = found.page
    page.on("console", lambda m: found.errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.errors.append(str(error)))

    def note(request: Request) -> None:
        found.requests.append(request.url)

    page.on("request", note)
    page.on("requestfailed", lambda request: found.errors.append(f"failed: {request.url}"))
    page.goto(path.resolve().as_uri() if isinstance(path, Path) else path)
    page.wait_for_load_state("load")
    if scheme == "dark" and page.locator("[data-md-color-scheme]").count():
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    return found


@pytest.fixture
def open_page(context: Callable[..., BrowserContext]) -> Callable[..., Visit]:
    """`open_page(path, width=390, scheme="light", **options of a browser context)` -> Visit."""

    def open_(path: Path | str, width: int = 390, scheme: str = "light", **options: Any) -> Visit:
        return visit(context(width, scheme, **options), path, scheme)

    return open_


@pytest.fixture
def audit(open_page: Callable[..., Visit]) -> Callable[..., Audit]:
    """`audit(path, width=390, scheme="light")` -> Audit: errors, outside requests, overflow, axe."""

    def look(path: Path | str, width: int = 390, scheme: str = "light") -> Audit:
        found = open_page(path, width, scheme)
        found.page.wait_for_timeout(250)  # transitions of the theme: axe must not measure half a fade
        overflow, errors, outside = found.overflow, tuple(found.errors), tuple(found.outside)
        axe = Axe().run(found.page).response["violations"]
        violations = tuple(
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in axe
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        )
        return Audit(errors, outside, overflow, violations)  # axe itself asks for the style sheets again

    return look
