"""The pages of one language as Markdown files."""

from __future__ import annotations

from collections.abc import Iterator

from ..say.roadmap.stage import stair_view, step_page
from ..say.roadmap.step import step_view
from ..say.tactics import tactic_view
from ..say.text import tactic_page
from .desk import Desk, NavLink
from .drawings import tally
from .print_room import PICTURES
from .table import Page, pages_of, relatives
from .template import page


def render_pages(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every page, home first, and of the pictures that they show."""
    for row in pages_of(desk):
        yield f"{row.name}.md", render_page(desk, row)
    yield from render_tactics(desk)
    yield from render_steps(desk)
    for sheet in desk.room.pack.sheets if desk.room else ():
        yield f"{PICTURES}/{sheet.id}.png", sheet.thumb


def render_page(desk: Desk, row: Page) -> bytes:
    family = relatives(pages_of(desk), row.family)
    template = f"{row.template or row.name}.md.j2"
    title, nav = desk.frame.words(row.title), links(desk, family, row)
    return page(desk, template, title, row.kind or row.key, family[0].url, nav=nav, **row.view(desk))


def links(desk: Desk, family: list[Page], here: Page) -> list[NavLink]:
    """Between the pages of one destination; nothing where a page stands alone."""
    words = desk.frame.words
    found = [NavLink(words(f"site.nav.{page.key}"), page.url, page is here) for page in family]
    return found if len(found) > 1 else []


def render_tactics(desk: Desk) -> Iterator[tuple[str, bytes]]:
    frame = desk.frame
    for choice in frame.plan.choices:
        one = tactic_view(frame, choice)
        path = tactic_page(choice.id).removesuffix(".html") + ".md"
        made = page(desk, "tactic.md.j2", one.title, "tactic", "tactics.html", one=one, tally=tally(frame))
        yield path, made


def render_steps(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The steps of the roadmap."""
    frame = desk.frame
    stair = stair_view(frame)
    for entry in frame.step_pages:
        one = step_view(frame, entry)
        path = step_page(entry.id).removesuffix(".html") + ".md"
        yield path, page(desk, "step.md.j2", one.title, "step", "roadmap.html", one=one, stair=stair)
