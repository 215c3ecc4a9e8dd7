"""What does a page of HTML name, ask for and start? Its titles, ids, addresses, styles and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

ATTRIBUTES = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
TAG = re.compile(
    rf"(?P<tag><(?!(?:script|style|textarea|title)\b)[a-z]{ATTRIBUTES}>)"
    rf"|(?P<open><(?P<raw>script|style|textarea|title)\b{ATTRIBUTES}>)(?P<text>.*?)</(?P=raw)\s*>"
    rf"|(?P<comment><!--.*?-->)"
    rf"|(?P<broken><[a-z][^>]*>?)",
    re.DOTALL | re.IGNORECASE,
)

FOLLOWED = frozenset({"a", "area"})  # a reader goes there; everything else is fetched by the browser
UNFETCHED_RELATIONS = frozenset({"canonical", "alternate", "author", "license", "me"})
ADDRESSES = frozenset(
    {"href", "src", "xlink:href", "poster", "data", "action", "formaction"}
    | {"background", "manifest", "ping"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """What matters of one opening tag. `addresses` are (is fetched, address)."""

    name: str
    id: str = ""
    addresses: tuple[tuple[bool, str], ...] = ()
    style: str = ""
    active: str = ""  # an event handler


@dataclass(slots=True)
class Page:
    titles: list[str] = field(default_factory=list)
    headings: int = 0
    ids: set[str] = field(default_factory=set)
    addresses: set[tuple[bool, str]] = field(default_factory=set)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Reads pages of one site. Each different tag is parsed once: most of them stand on every page.

    That makes 30 pages a matter of 40 ms; the parser alone, which walks every character, needs twice
    as long.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, Tag | None] = {}
        self.last: Tag | None = None

    def read(self, html: str) -> Page:
        page = Page()
        known = self.known
        for match in TAG.finditer(html):
            kind = match.lastgroup
            if kind == "broken":
                page.active.append(match[0][:60])
            elif kind != "comment":
                text = match[0] if kind == "tag" else match["open"]
                tag = known[text] if text in known else self.parse(text)
                if tag is not None:
                    note(tag, page)
                if kind == "text":
                    read_raw(match["raw"].lower(), match["text"], page)
        return page

    def parse(self, text: str) -> Tag | None:
        """One opening tag; None if nothing about it matters."""
        self.reset()
        self.last = None
        self.feed(text)
        self.known[text] = self.last
        return self.last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}  # of a double, the first counts
        relations = set(values.get("rel", "").lower().split())
        fetched = tag not in FOLLOWED and not (tag == "link" and relations & UNFETCHED_RELATIONS)
        addresses = [(fetched or name == "ping", values[name].strip()) for name in ADDRESSES & values.keys()]
        addresses += [(True, part.split()[0]) for part in values.get("srcset", "").split(",") if part.strip()]
        if values.get("http-equiv", "").lower() == "refresh":
            addresses.append((True, values.get("content", "").partition("=")[2].strip(" '\"")))
        active = next((name for name in values if name.startswith("on") or name == "srcdoc"), "")
        found = Tag(tag, values.get("id", ""), tuple(addresses), values.get("style", ""), active)
        self.last = None if found == Tag(tag) and tag != "h1" else found


def note(tag: Tag, page: Page) -> None:
    page.addresses.update(tag.addresses)
    page.headings += tag.name == "h1"
    if tag.id:
        page.ids.add(tag.id)
    if tag.style:
        page.styles.append(tag.style)
    if tag.active:
        page.active.append(tag.active)


def read_raw(name: str, text: str, page: Page) -> None:
    """An element whose content is no markup."""
    if name == "title":
        page.titles.append(text.strip())
    elif name == "style":
        page.styles.append(text)
    elif name == "script":
        page.scripts.append(text)
