"""The small examples: a few lines each, one for every rhythm that no large one shows; built as words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from community_playbook import app
from community_playbook.community.rhythms import chosen_by
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.site import sites
from community_playbook.words import words
from example_plans import EXAMPLES, NAMES, example_frame, planned

SMALL = tuple(sorted(path.parent.name for path in EXAMPLES.glob("small/*/profile.yml")))
LARGE = tuple(name for name in NAMES if name not in ("lighthouse", "metropolis"))
"""Those that are written in a moment."""
UNSEEN = "script, style, svg"
BLOCK = re.compile(r"(?=</?(?:p|li|div|h\d|t[dhr]|dt|dd|summary|label|section|br|span class=\"vh\")\b)")
BLANKS = re.compile(r"[ \t]*\n\s*")


def small_plan(name: str) -> app.Result:
    return planned(f"small/{name}") if name in SMALL else planned(name)


@cache
def frame_of(name: str, language: str = "") -> Frame:
    """Of any example, in its own first language where none is named."""
    if name not in SMALL:
        return example_frame(name, language)
    found = small_plan(name)
    assert found.plan and found.community
    spoken = words(language or found.community.profile.languages[0])
    return Frame(found.plan, found.community, load_library(), spoken)


@cache
def pages(name: str, language: str = "") -> dict[str, LexborHTMLParser]:
    """By name: each page as its reader has it."""
    return pages_of(frame_of(name, language))


def pages_of(frame: Frame) -> dict[str, LexborHTMLParser]:
    found = {}
    for path, content in sites({frame.words.language: frame})[0].docs:
        if path.endswith(".md"):
            _, _, body = content.decode().partition("\n---\n")
            page = LexborHTMLParser(BLOCK.sub("\n", body))
            for node in page.css(UNSEEN):
                node.decompose()
            found[path] = page
    return found


@cache
def text_of(name: str, language: str = "", without: str = "") -> str:
    """Of all pages; `without`: the name of one that is left out."""
    made = pages(name, language)
    return "\n".join(lines_of(page.body) for path, page in made.items() if page.body and path != without)


def lines_of(node: LexborNode) -> str:
    """One line a paragraph or cell, without blank ones."""
    return BLANKS.sub("\n", node.text()).strip()


@cache
def messages_of(name: str, language: str = "") -> tuple[tuple[str, str], ...]:
    """Each message of a site once, with the page on which it stands first."""
    found: dict[str, str] = {}
    for path, page in pages(name, language).items():
        for bubble in page.css(".bub > p"):
            found.setdefault(lines_of(bubble), path)
    return tuple((path, text) for text, path in found.items())


def rhythms_shown() -> Iterator[str]:
    """Named in the profile of an example."""
    for name in (*SMALL, *NAMES):
        found = small_plan(name)
        assert found.community
        yield from (chosen.id for chosen in chosen_by(found.community.profile.rhythms or []))
