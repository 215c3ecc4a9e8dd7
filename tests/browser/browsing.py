"""What the browser tests look through: an open page and what is wrong with it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Request

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WRONG_ONLY = {"preload": False, "resultTypes": ["violations"]}
"""What is right is not written down: that took axe half of its time."""
FRAME = ("header.top", "footer.foot", "nav.tabbar")
"""What stands around each page of the operator's site: more than half of most, and the same."""
STILL = """async () => {
  const moves = document.getAnimations().filter(
    a => a.playState === 'running' && a.effect && a.effect.getComputedTiming().endTime < Infinity);
  await Promise.all(moves.map(a => a.finished.catch(() => null)));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))) }"""
"""Waits for fades to end and for what listens to the width: nothing may be measured halfway."""
UNSAID = "document.querySelector('.md-search-result__meta').textContent = ''"
"""What was found before is not taken for what is found now, however slow the machine."""
# what a scrolling frame hides does not count; what the page itself lets stick out does
WIDER = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"


def chromium_path() -> str | None:
    """The browser to drive: the variable CHROMIUM, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return next((found for name in ((named,) if named else NAMES) if (found := shutil.which(name))), None)


def height_of(width: int) -> int:
    """Of a phone, else of a desktop."""
    return 844 if width < 600 else 800


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
        page.evaluate(UNSAID)
        page.keyboard.insert_text(text)
        field.press("End")  # the theme listens to keyup
        page.wait_for_function(
            """text => { const said = document.querySelector('.md-search-result__meta').textContent;
            const shown = document.querySelectorAll('.md-search-result__list > li').length;
            return document.querySelector('.md-search__input').value === text
            && (/没有|No /.test(said) || (/\\d/.test(said) && shown > 0)) }""",
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
    height: int = field(default=0, compare=False)
    """Of the whole page, in px."""

    @property
    def clean(self) -> bool:
        return not (self.errors or self.outside or self.overflow or self.violations)


def watch(page: Page) -> Visit:
    """An empty page to which somebody listens."""
    found = Visit(page)
    page.on("console", lambda m: found.errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.errors.append(str(error)))

    def note(request: Request) -> None:
        found.requests.append(request.url)

    page.on("request", note)
    page.on(
        "requestfailed",
        lambda request: None if broken_off(request) else found.errors.append(f"failed: {request.url}"),
    )
    return found


def broken_off(request: Request) -> bool:
    """Given up because the next page was opened meanwhile: no fault of the page."""
    return request.failure == "net::ERR_ABORTED"


def go(found: Visit, path: Path | str, scheme: str = "light") -> Visit:
    """Opens a file or URL there; what was said before is forgotten."""
    page = found.page
    found.errors.clear()
    found.requests.clear()
    page.goto(path.resolve().as_uri() if isinstance(path, Path) else path)
    page.wait_for_load_state("load")
    return painted(found, scheme) if scheme == "dark" and is_themed(found) else found


def visit(context: BrowserContext, path: Path | str, scheme: str = "light") -> Visit:
    """Opens a file or URL in a new page of `context` and listens."""
    return go(watch(context.new_page()), path, scheme)


def turn(found: Visit, width: int, scheme: str) -> Visit:
    """The same open page on another screen: what the page does with that it does without being loaded again."""
    page = found.page
    page.set_viewport_size({"width": width, "height": height_of(width)})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    return painted(found, scheme) if is_themed(found) else found


def is_themed(found: Visit) -> bool:
    return found.page.locator("[data-md-color-scheme]").count() > 0


def painted(found: Visit, scheme: str) -> Visit:
    """Set as the theme's switch does."""
    name = "slate" if scheme == "dark" else "default"
    found.page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", name)
    return found


def audit_of(found: Visit, axe: bool = True, framed: bool = True) -> Audit:
    """Errors, outside requests and overflow so far, and (with `axe`) what axe finds serious or critical;
    unless `framed`, not in what stands around the page."""
    found.page.evaluate(STILL)
    height = int(found.page.evaluate("document.documentElement.scrollHeight"))
    overflow, errors, outside = found.overflow, tuple(found.errors), tuple(found.outside)
    if not axe:
        return Audit(errors, outside, overflow, (), height)
    part = None if framed else {"exclude": [[css] for css in FRAME]}
    rules = Axe().run(found.page, part, options=WRONG_ONLY).response["violations"]
    violations = tuple(
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in rules
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    )
    return Audit(errors, outside, overflow, violations, height)
