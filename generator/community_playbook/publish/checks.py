"""Is the new output fit to be read? Every link leads somewhere, nothing asks another host, nothing is stray.

A fault found here is never the operator's: it is our bug, and the old output stays where it is.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from ..problems import Place, Problem
from .faults import our_bug
from .marker import FileMark, mark
from .markup import Page, read_page

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


def check_tree(tree: Path) -> dict[str, FileMark]:
    """Checks every file of the finished tree and marks it. Raises with all faults (exit code 4)."""
    check = Check(tree)
    faults = list(islice(check.faults(), MOST_SHOWN))
    if faults:
        raise our_bug(faults)
    return check.marks


class Check:
    """One walk over a tree in which each file is read once: for its faults and for its mark.

    Of a page only its ids and its links to places on other pages are kept: there can be 200,000 of them.
    """

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.names: set[str] = set()
        self.marks: dict[str, FileMark] = {}
        self.ids: dict[str, frozenset[str]] = {}
        self.same_ids: dict[frozenset[str], frozenset[str]] = {}
        self.anchors: list[tuple[str, str, str, str]] = []  # page, its link, the page meant, the id there

    def faults(self) -> Iterator[Problem]:
        yield from self.stray()
        for name in sorted(self.names):
            content = (self.tree / name).read_bytes()
            self.marks[name] = mark(content)
            if name.endswith(".html"):
                yield from self.page_faults(name, read_page(content.decode()))
            elif name.endswith((".css", ".svg")):
                yield from self.style_faults(name, content.decode())
            elif name.endswith(".js") and not any(part in f"/{name}" for part in NOT_OURS):
                yield from script_faults(name, content.decode())
        for name, link, target, anchor in self.anchors:
            if anchor not in self.ids[target]:
                yield Problem("E392", Place(name), {"link": link})

    def stray(self) -> Iterator[Problem]:
        top = len(str(self.tree)) + 1
        waiting = [str(self.tree)]
        while waiting:
            for entry in os.scandir(waiting.pop()):
                name = entry.path[top:].replace(os.sep, "/")
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_symlink() or not EXPECTED.fullmatch(posixpath.splitext(name)[1]):
                    yield Problem("E395", Place(name))
                else:
                    self.names.add(name)

    def page_faults(self, name: str, page: Page) -> Iterator[Problem]:
        ids = frozenset(page.ids)
        self.ids[name] = self.same_ids.setdefault(ids, ids)
        # an SVG may hold a <title> of its own: only the first one is the page's
        title = page.titles[0] if page.titles else ""
        if not title or page.headings != 1:
            yield Problem("E394", Place(name), {"title": title, "headings": str(page.headings)})
        for what in page.active:
            yield Problem("E397", Place(name), {"what": what})
        for fetched, address in sorted(page.addresses):
            yield from self.link_faults(name, address, fetched)
        for style in page.styles:
            yield from self.style_faults(name, style)
        for script in page.scripts:
            yield from script_faults(name, script)

    def link_faults(self, name: str, address: str, fetched: bool) -> Iterator[Problem]:
        """The faults of one address on one page or style sheet, 0 or 1; places on other pages come last."""
        if scheme := SCHEME.match(address):
            yield from scheme_faults(name, scheme[1].lower(), address, fetched)
            return
        if address.startswith("//"):
            yield Problem("E393", Place(name), {"link": address})
            return
        path, _, anchor = address.partition("#")
        path = unquote(path.partition("?")[0])
        # an absolute path means the top of the disk in a site that is opened from file://
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if path.startswith("/") or target not in self.names:
            yield Problem("E391", Place(name), {"link": address})
        elif anchor and anchor != "top" and target.endswith(".html"):
            if target != name:
                self.anchors.append((name, address, target, unquote(anchor)))
            elif unquote(anchor) not in self.ids[name]:
                yield Problem("E392", Place(name), {"link": address})

    def style_faults(self, name: str, style: str) -> Iterator[Problem]:
        for match in CSS_URL.finditer(CSS_COMMENT.sub("", style)):
            address = next((part for part in match.groups() if part), "").strip()
            # url(#id) in a style sheet points at the page that uses it
            if not address.startswith("#"):
                yield from self.link_faults(name, address, True)


def scheme_faults(name: str, kind: str, address: str, fetched: bool) -> Iterator[Problem]:
    if kind in ("https", "http") and fetched:
        yield Problem("E393", Place(name), {"link": address})
    elif not (
        (kind in ("https", "mailto") and not fetched)
        or (fetched and address.lower().startswith("data:image/"))
    ):
        yield Problem("E397", Place(name), {"what": address[:60]})


def script_faults(name: str, script: str) -> Iterator[Problem]:
    for match in SCRIPT_HOST.finditer(script):
        yield Problem("E393", Place(name), {"link": match[1]})
