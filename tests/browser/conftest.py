"""A real browser for the tests: what a person sees, reads and taps.

Fixtures: `browser` (session); `open_page(path, width, scheme)` gives a Visit; `audits(path, screens)` an Audit for
each screen of a page that is loaded once. `path` is a file on the disk or a URL. Without any browser the tests skip,
but in CI they fail.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import Audit, Visit, audit_of, chromium_path, go, height_of, turn, visit, watch
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright


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
        viewport = {"width": width, "height": height_of(width)}
        made.append(browser.new_context(viewport=viewport, color_scheme=scheme, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """The window of those who bring nothing of their own: to open one for each takes three times as long."""
    window = browser.new_context()
    yield window
    window.close()


@pytest.fixture
def reader(shared: BrowserContext) -> Iterator[Callable[..., Visit]]:
    """`reader(width, scheme)`: an empty page in the shared window; what it remembers is forgotten after the test."""
    pages: list[Page] = []

    def new(width: int = 390, scheme: str = "light") -> Visit:
        pages.append(shared.new_page())
        return turn(watch(pages[-1]), width, scheme)

    yield new
    shared.clear_cookies()
    for page in pages:
        page.evaluate(FORGET)
        page.close()


FORGET = "() => { try { localStorage.clear() } catch { /* an empty page has no memory */ } }"


@pytest.fixture
def open_page(context: Callable[..., BrowserContext], reader: Callable[..., Visit]) -> Callable[..., Visit]:
    """`open_page(path, width=390, scheme="light", **options of a browser context)` -> Visit."""

    def open_(path: Path | str, width: int = 390, scheme: str = "light", **options: Any) -> Visit:
        if options:
            return visit(context(width, scheme, **options), path, scheme)
        return go(reader(width, scheme), path, scheme)

    return open_


@pytest.fixture
def audits(reader: Callable[..., Visit]) -> Callable[..., list[Audit]]:
    """`audits(path, [(390, "light", True), (1280, "dark", False)])` -> an Audit for each of these screens (the
    last of the three: whether axe looks, too). The page is loaded on the first one and then turned to the others,
    as when somebody makes the window wider: folds, columns and colours follow, and it takes a third of the time.
    One person looks at all pages of a test, one after the other."""
    people: list[Visit] = []

    def look(
        path: Path | str, screens: Sequence[tuple[int, str, bool]] = PAIRED, framed: bool = True
    ) -> list[Audit]:
        (width, scheme, axe), *others = screens
        if not people:
            people.append(reader(width, scheme))
        person = people[0]
        turn(person, width, scheme)
        found = [audit_of(go(person, path, scheme), axe, framed)]
        for width, scheme, axe in others:
            found.append(audit_of(turn(person, width, scheme), axe, framed))
        return found

    return look


PAIRED = ((320, "light", False), (390, "dark", True), (1280, "light", True))
"""Screens for the pages of one kind: each width, each colour scheme under axe."""
