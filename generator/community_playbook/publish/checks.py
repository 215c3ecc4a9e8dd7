"""Is the new output fit to be read? Every link leads somewhere, nothing asks another host, nothing is stray.

A fault found here is never the operator's: it is our bug, and the old output stays where it is.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ..problems import Place, Problem
from .faults import our_bug
from .markup import Page, PageReader

MOST_SHOWN = 40
EXPECTED = re.compile(r"\.(html|css|js|json|svg|png|jpe?g|webp|gif|ico|woff2|pdf|ics|xlsx|csv|txt)")
# The theme's own scripts name hosts that our settings never let them ask; the search index is text.
NOT_OURS = ("/assets/javascripts/", "/search/search_index.")

CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT_HOST = re.compile(r"""["'`]((?:https?:|wss?:)?//(?!www\.w3\.org/)[^"'`\s]+)""", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def check_tree(tree: Path) -> None:
    """Checks every file of the finished tree. Raises with all faults (exit code 4)."""
    faults = [problem for _, problem in zip(range(MOST_SHOWN), find_faults(tree), strict=False)]
    if faults:
        raise our_bug(faults)


def find_faults(tree: Path) -> Iterator[Problem]:
    names: set[str] = set()
    waiting = [str(tree)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            name = entry.path[len(str(tree)) + 1 :].replace(os.sep, "/")
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.is_symlink() or not EXPECTED.fullmatch(posixpath.splitext(name)[1]):
                yield Problem("E395", Place(name))
            else:
                names.add(name)
    reader = PageReader()
    pages = {
        name: reader.read((tree / name).read_text("utf-8"))
        for name in sorted(names)
        if name.endswith(".html")
    }
    for name, page in pages.items():
        yield from page_faults(name, page)
        for fetched, address in sorted(page.addresses):
            yield from link_faults(name, address, fetched, names, pages)
        for style in page.styles:
            yield from style_faults(name, style, names, pages)
        for script in page.scripts:
            yield from script_faults(name, script)
    for name in sorted(names):
        if name.endswith((".css", ".svg")):
            yield from style_faults(name, (tree / name).read_text("utf-8"), names, pages)
        elif name.endswith(".js") and not any(part in f"/{name}" for part in NOT_OURS):
            yield from script_faults(name, (tree / name).read_text("utf-8"))


def page_faults(name: str, page: Page) -> Iterator[Problem]:
    # an SVG may hold a <title> of its own: only the first one is the page's
    if not page.titles or not page.titles[0] or page.headings != 1:
        title = page.titles[0] if page.titles else ""
        yield Problem("E394", Place(name), {"title": title, "headings": str(page.headings)})
    for what in page.active:
        yield Problem("E397", Place(name), {"what": what})


def link_faults(
    name: str, address: str, fetched: bool, names: set[str], pages: dict[str, Page]
) -> Iterator[Problem]:
    """The faults of one address on one page or style sheet, 0 or 1."""
    place = Place(name)
    facts = {"link": address}
    if scheme := SCHEME.match(address):
        kind = scheme[1].lower()
        if kind in ("https", "http") and fetched:
            yield Problem("E393", place, facts)
        elif not (
            (kind in ("https", "mailto") and not fetched)
            or (fetched and address.lower().startswith("data:image/"))
        ):
            yield Problem("E397", place, {"what": address[:60]})
        return
    if address.startswith("//"):
        yield Problem("E393", place, facts)
        return
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    # an absolute path means the top of the disk in a site that is opened from file://
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if path.startswith("/") or target not in names:
        yield Problem("E391", place, facts)
    elif anchor and anchor != "top" and target in pages and unquote(anchor) not in pages[target].ids:
        yield Problem("E392", place, facts)


def style_faults(name: str, style: str, names: set[str], pages: dict[str, Page]) -> Iterator[Problem]:
    for match in CSS_URL.finditer(CSS_COMMENT.sub("", style)):
        address = next((part for part in match.groups() if part), "").strip()
        # url(#id) in a style sheet points at the page that uses it
        if not address.startswith("#"):
            yield from link_faults(name, address, True, names, pages)


def script_faults(name: str, script: str) -> Iterator[Problem]:
    for match in SCRIPT_HOST.finditer(script):
        yield Problem("E393", Place(name), {"link": match[1]})
