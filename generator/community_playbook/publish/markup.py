"""What does a page of HTML name, ask for and start? Its titles, ids, addresses, styles and scripts.

Lexbor reads it, by the rules by which browsers read: what is judged is the tree that a reader gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

FOLLOWED = frozenset({"a", "area"})  # a reader goes there; everything else is fetched by the browser
UNFETCHED_RELATIONS = frozenset({"canonical", "alternate", "author", "license", "me"})
ADDRESSES = frozenset(
    {"href", "src", "xlink:href", "poster", "data", "action", "formaction"}
    | {"background", "manifest", "ping"}
)
OTHERS = frozenset({"id", "style", "srcset", "srcdoc", "http-equiv"})
WEIGHED = frozenset({"h1", "title", "style", "script", "template"})
UNWEIGHED = frozenset({"class", "content", "d", "name", "property", "value", "viewbox", "aria-hidden"})
"""The most frequent of half a million attributes, none of which matters."""
UNSEEN = "template"
"""The tree does not show what is in it, so nobody could say whether it is right."""
END = "the end of this page"


@dataclass(slots=True)
class Page:
    """`addresses` are (is fetched, address); `active` is what starts by itself or cannot be judged."""

    titles: list[str] = field(default_factory=list)
    headings: int = 0
    ids: set[str] = field(default_factory=set)
    addresses: set[tuple[bool, str]] = field(default_factory=set)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)


def read_page(html: str) -> Page:
    page = Page()
    # A tag, comment or script without an end takes the rest of the page along, this mark too
    tree = LexborHTMLParser(f'{html}<hr id="{END}">')
    whole = False
    for node in tree.css("*"):
        tag, attributes = node.tag or "", node.attributes
        if tag in WEIGHED:
            note_element(tag, node, page)
        for name, value in attributes.items():
            if name not in UNWEIGHED and matters(name):
                note_attribute(tag, name, value or "", attributes, page)
        if tag == "hr" and attributes == {"id": END}:
            whole = True
    if not whole:
        page.active.append(html[html.rfind("<") :][:60])
    page.ids -= {END, ""}
    return page


def matters(name: str) -> bool:
    """Whether an attribute is looked at."""
    return name in ADDRESSES or name in OTHERS or name.startswith("on")


def note_element(tag: str, node: LexborNode, page: Page) -> None:
    match tag:
        case "h1":
            page.headings += 1
        case "title":
            page.titles.append(node.text().strip())
        case "style":
            page.styles.append(node.text())
        case "script":
            page.scripts.append(node.text())
        case "template":
            page.active.append(UNSEEN)


def note_attribute(tag: str, name: str, value: str, all_of_it: Mapping[str, str | None], page: Page) -> None:
    if name in ADDRESSES:
        page.addresses.add((name == "ping" or is_fetched(tag, all_of_it), value.strip()))
    elif name == "id":
        page.ids.add(value)
    elif name == "style":
        page.styles.append(value)
    elif name == "srcset":
        page.addresses |= {(True, part.split()[0]) for part in value.split(",") if part.strip()}
    elif name != "http-equiv":
        page.active.append(name)
    elif value.lower() == "refresh":
        target = (all_of_it.get("content") or "").partition("=")[2]
        page.addresses.add((True, target.strip(" '\"")))


def is_fetched(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """False where only a reader's own step leads to the address."""
    if tag == "link":
        return UNFETCHED_RELATIONS.isdisjoint((attributes.get("rel") or "").lower().split())
    return tag not in FOLLOWED
