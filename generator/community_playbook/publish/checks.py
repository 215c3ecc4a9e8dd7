"""Is the new output fit to be read? Every link leads somewhere, nothing asks another host, nothing is stray.

A fault found here is never the operator's: it is our bug, and the old output stays where it is.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from itertools import islice
from pathlib import Path
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote

from ..problems import Place, PlaybookError, Problem, sorted_problems
from .alike import Alike
from .faults import our_bug
from .leaks import Scan
from .marker import FileMark, mark_of
from .markup import Page, read_page
from .stage import Content, Made, file_key

MOST_SHOWN = 40
EXPECTED = re.compile(r"\.(html|css|js|json|svg|png|jpe?g|webp|gif|ico|woff2|pdf|ics|xlsx|csv|txt)")
# The theme's own scripts name hosts that our settings never let them ask; the search index is text.
NOT_OURS = ("/assets/javascripts/", "/search/search_index.")

CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
ADDRESS = re.compile(r' (?:href|src)="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SCRIPT_HOST = re.compile(r"""["'`]((?:https?:|wss?:)?//(?!www\.w3\.org/)[^"'`\s]+)""", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Link(NamedTuple):
    address: str
    fetched: bool
    """The browser asks for it; else a reader may go there."""


class Judged(NamedTuple):
    """What one file says, whatever else is in the tree: its faults and its links, in their order."""

    mark: FileMark
    ids: frozenset[str] = frozenset()
    parts: tuple[Problem | Link, ...] = ()


class Judge:
    """Judges files as they are written, so that none has to be read again."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed`: contacts that everybody may read."""
        self.scan = Scan(allowed)
        self.alike = Alike()
        self.files: dict[str, Judged] = {}
        self.same: dict[frozenset[str], frozenset[str]] = {}
        self.links: dict[frozenset[str], tuple[Link, ...]] = {}

    def note(self, name: str, content: Content) -> None:
        match content:
            case Made(data, source, at):
                found = self.judge_again(data) if at else self.judge(name, data)
                found = found._replace(mark=replace(found.mark, source=source))
            case Path():
                found = self.judge(name, content.read_bytes())
            case _:
                found = self.judge(name, content)
        # there can be 200,000 pages that differ by little: what is equal is kept once
        self.files[name] = found._replace(ids=self.same.setdefault(found.ids, found.ids))

    def judge_again(self, content: bytes) -> Judged:
        """A page that the same program made of the same and found without fault: only where its links lead
        has to be looked at again. Our templates write every attribute between double quotes. Thousands of
        pages have the same links."""
        html = content.decode()
        found = frozenset(ADDRESS.findall(html))
        if found not in self.links:
            self.links[found] = tuple(Link(intern(link), False) for link in sorted(map(unescape, found)))
        return Judged(mark_of(content), frozenset(map(unescape, ID.findall(html))), self.links[found])

    def judge(self, name: str, content: bytes) -> Judged:
        found = judge(name, content, self.alike.read)
        leaks = tuple(self.scan.faults(name, content))
        return found._replace(parts=(*found.parts, *leaks)) if leaks else found

    def note_tree(self, folder: Path) -> None:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                self.note(path.relative_to(folder).as_posix(), path)


def read_text(content: bytes) -> Page:
    return read_page(content.decode())


def judge(name: str, content: bytes, read: Callable[[bytes], Page] = read_text) -> Judged:
    if name.endswith(".html"):
        page = read(content)
        return Judged(mark_of(content), frozenset(page.ids), tuple(page_parts(name, page)))
    if name.endswith((".css", ".svg")):
        return Judged(mark_of(content), parts=tuple(style_links(content.decode())))
    if name.endswith(".js") and not any(part in f"/{name}" for part in NOT_OURS):
        return Judged(mark_of(content), parts=tuple(script_faults(name, content.decode())))
    return Judged(mark_of(content))


def page_parts(name: str, page: Page) -> Iterator[Problem | Link]:
    # an SVG may hold a <title> of its own: only the first one is the page's
    title = page.titles[0] if page.titles else ""
    if not title or page.headings != 1:
        yield Problem("E394", Place(name), {"title": title, "headings": str(page.headings)})
    for what in page.active:
        yield Problem("E397", Place(name), {"what": what})
    for fetched, address in sorted(page.addresses):
        yield Link(intern(address), fetched)
    for style in page.styles:
        yield from style_links(style)
    for script in page.scripts:
        yield from script_faults(name, script)


def style_links(style: str) -> Iterator[Link]:
    for match in CSS_URL.finditer(CSS_COMMENT.sub("", style)):
        address = next((part for part in match.groups() if part), "").strip()
        # url(#id) in a style sheet points at the page that uses it
        if not address.startswith("#"):
            yield Link(intern(address), True)


def check_tree(tree: Path, judged: Mapping[str, Judged] | None = None) -> dict[str, FileMark]:
    """Checks every file of the finished tree and marks it; `judged`: those that were judged as they were
    written. Raises with all faults (exit code 4; 1 where a contact would be public)."""
    check = Check(tree, judged or {})
    faults = list(islice(check.faults(), MOST_SHOWN))
    if leaks := [fault for fault in faults if fault.code == "E398"]:
        raise PlaybookError(sorted_problems(leaks))
    if faults:
        raise our_bug(faults)
    return check.marks


class Check:
    """Do the files of a tree go together? Each link leads to one of them, each name is that of one file."""

    def __init__(self, tree: Path, judged: Mapping[str, Judged] | None = None) -> None:
        self.tree = tree
        self.judged = judged or {}
        self.names: set[str] = set()
        self.marks: dict[str, FileMark] = {}
        self.ids: dict[str, frozenset[str]] = {}
        self.anchors: list[tuple[str, str, str, str]] = []  # page, its link, the page meant, the id there
        self.right: set[tuple[str, str]] = set()
        """Links upwards without a fault, each with the folder above that of its page: thousands of pages
        beside each other have the same."""

    def faults(self) -> Iterator[Problem]:
        yield from self.stray()
        for name in sorted(self.names):
            found = self.judged.get(name) or judge(name, (self.tree / name).read_bytes())
            self.marks[name], self.ids[name] = found.mark, found.ids
            above = posixpath.dirname(posixpath.dirname(name))
            for part in found.parts:
                if isinstance(part, Problem):
                    yield part
                elif (above, part.address) not in self.right:
                    faults = list(self.link_faults(name, *part))
                    if not faults and part.address.startswith("../") and "#" not in part.address:
                        self.right.add((above, part.address))
                    yield from faults
        for name, link, target, anchor in self.anchors:
            if anchor not in self.ids[target]:
                yield Problem("E392", Place(name), {"link": link})

    def stray(self) -> Iterator[Problem]:
        top = len(str(self.tree)) + 1
        waiting, keys = [str(self.tree)], set()
        while waiting:
            for entry in os.scandir(waiting.pop()):
                name = entry.path[top:].replace(os.sep, "/")
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_symlink() or not EXPECTED.fullmatch(posixpath.splitext(name)[1]):
                    yield Problem("E395", Place(name))
                else:
                    self.names.add(name)
                    keys.add(file_key(name))
        if len(keys) < len(self.names):  # two writers gave one file of some systems two names
            alike = Counter(map(file_key, self.names))
            yield from (Problem("E396", Place(n)) for n in sorted(self.names) if alike[file_key(n)] > 1)

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
