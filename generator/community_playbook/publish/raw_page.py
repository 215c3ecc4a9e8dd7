"""Is a page nothing but one block of HTML? Then Markdown has nothing to do, and the search reads it at once.

Every page of ours is one `<div markdown="0">`. MkDocs reads such a page three times with a parser in Python
(for its blocks, its anchors, its words), only to leave it as it is. What is read here is what our templates
write: tags with attributes between double quotes, text, entities. Anything else goes the way that it went
before, so that the result is the same in each case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from html.parser import HTMLParser

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

OPENING = '<div markdown="0">\n'
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:.-]*"
TOKEN = re.compile(rf'(<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[ \n]+{NAME}(?:="[^"]*")?)*)[ \n]*(/?)>|[^<]+)')
"""All of it; of a tag: whether it ends, its name, its attributes, whether it ends itself."""
ATTRIBUTE = re.compile(rf'({NAME})(?:=("[^"]*"))?')
ANCHOR = re.compile(r'\b(?:id|name)="([^"]*)"')
LOOSE = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);)")
"""An ampersand that begins no entity: Markdown would end one for it."""
REWRITTEN = re.compile(r"[\t\r\x02\x03]|\n +\n")
"""What Markdown writes otherwise even where it does nothing else."""
OTHER_RULES = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext", "object"}
)
"""Elements whose text is read by rules of its own, or not at all."""
EMPTY = "hr"
"""Markdown waits for no end of it."""


class Token(NamedTuple):
    """A tag, or a piece of text (then `tag` is empty). `more`: the attributes as they are written."""

    text: str
    ends: str
    tag: str
    more: str
    alone: str

    def attributes(self) -> list[tuple[str, str | None]]:
        """As a parser of HTML gives them."""
        return [
            (name.lower(), unescape(value[1:-1]) if value else None)
            for name, value in ATTRIBUTE.findall(self.more)
        ]


@lru_cache(maxsize=2)
def tokens(html: str) -> tuple[Token, ...] | None:
    """Of HTML as our templates write it, in order; None where there is anything else in it."""
    found = tuple(map(Token._make, TOKEN.findall(html)))
    if sum(len(token.text) for token in found) < len(html) or LOOSE.search(html):
        return None
    if any(token.tag in OTHER_RULES or (token.ends and (token.more or token.alone)) for token in found):
        return None
    return found if all(token.tag.islower() for token in found if token.tag) else None


def is_left_alone(text: str) -> bool:
    """Whether Markdown gives back this text as it is: one block that ends where the text ends."""
    if not text.startswith(OPENING) or REWRITTEN.search(text):
        return False
    found = tokens(text)
    open_: list[str] = []
    for number, token in enumerate(found or ()):
        if token.ends and token.tag in open_:
            while open_.pop() != token.tag:
                pass
        elif token.tag and not token.ends and not token.alone and token.tag != EMPTY:
            open_.append(token.tag)
        if not open_:
            return found is not None and number == len(found) - 1
    return False


def leave_alone(page: Page, text: str) -> None:
    """What `Page.render` of MkDocs makes of such a page."""
    from mkdocs.structure.toc import TableOfContents

    page.content, page.toc = text, TableOfContents([])
    page._title_from_render = None
    page.present_anchor_ids = {unescape(found) for found in ANCHOR.findall(text)}
    page.links_to_anchors = {}


class Skipped(set[Any]):
    """The elements that the search leaves out. As long as it holds but those that no page of tokens has
    (`OTHER_RULES`), none of it stands around a text, and nothing has to be looked up for each."""

    def __init__(self, elements: Iterable[Any]) -> None:
        super().__init__(elements)
        self.never = len(self)

    def intersection(self, *others: Iterable[Any]) -> set[Any]:
        return set() if len(self) == self.never else super().intersection(*others)


def feed(parser: HTMLParser, html: str) -> None:
    """Tells a parser of the tags and texts of such a page, as its own `feed` would."""
    for token in tokens(html) or ():
        if not token.tag:
            parser.handle_data(unescape(token.text))
        elif token.ends:
            parser.handle_endtag(token.tag)
        elif token.alone:
            parser.handle_startendtag(token.tag, token.attributes())
        else:
            parser.handle_starttag(token.tag, token.attributes())


@contextmanager
def pages_left_alone() -> Iterator[None]:
    """MkDocs and its search take the short way where there is one, until the block ends."""
    import material.plugins.search.plugin as search  # type: ignore[import-untyped]
    from mkdocs.structure.pages import Page

    class Parser(search.Parser):  # type: ignore[misc]
        def feed(self, data: str) -> None:
            if tokens(data) is None:
                super().feed(data)
            else:
                self.skip: set[Any] = Skipped(self.skip)
                feed(self, data)

    markdown, parser = Page.render, search.Parser

    def render(page: Page, config: MkDocsConfig, files: Files) -> None:
        text = (page.markdown or "").strip()
        if is_left_alone(text):
            leave_alone(page, text)
        else:
            markdown(page, config, files)

    setattr(Page, "render", render)  # noqa: B010 - mypy wants no method to be assigned
    search.Parser = Parser
    try:
        yield
    finally:
        setattr(Page, "render", markdown)  # noqa: B010
        search.Parser = parser
