"""Which sites belong to an output, and where are they built? Here, or in another process beside this one."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..problems import Place, Problem
from ..workers import obey_parent
from .faults import our_bug
from .site import build_site
from .stage import write_files

SITES = "sites"  # in a staging folder: the built sites, until all of them and all files are there


@dataclass(frozen=True, slots=True)
class SiteSpec:
    """One site in one language. `settings`: see `site.build_site`; texts are plain, not yet escaped."""

    language: str
    path: str  # below the output: "playbook", "playbook/en"
    settings: Mapping[str, object]
    docs: Iterable[tuple[str, bytes]]  # Markdown, CSS, JavaScript, pictures


def ignore(_step: str) -> None:
    """Progress that nobody hears."""


def build_sites(
    folder: Path, sites: Sequence[SiteSpec], overrides: Path, progress: Callable[[str], None] = ignore
) -> None:
    # an inner site ("playbook/en") comes after the one around it: MkDocs empties its folder first
    for site in sorted(sites, key=lambda s: s.path.count("/")):
        progress(f"site:{site.language}")
        docs = folder / "docs" / site.language
        write_files(docs, site.docs)
        build_site(docs=docs, overrides=overrides, target=folder / SITES / site.path, settings=site.settings)


@contextmanager
def building(
    folder: Path,
    sites: Sequence[SiteSpec],
    overrides: Path,
    progress: Callable[[str], None],
    apart: bool,
) -> Iterator[None]:
    """Builds all sites into `folder / SITES`: before the block begins, or, `apart`, until it ends.

    The other process writes in our folder, so it is waited for whatever happens in the block; it ends by
    itself where this one is killed.
    """
    if not apart:
        build_sites(folder, sites, overrides, progress)
        yield
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), begin) as pool:
        for site in sites:
            progress(f"site:{site.language}")
        built = pool.submit(build_sites, folder, sites, overrides)
        yield
        built.result()


def begin() -> None:
    obey_parent()
    gc.disable()  # as in the command itself: a life of two seconds makes no rubbish in cycles


def join_sites(folder: Path, tree: Path) -> None:
    """The built sites move into the tree; a name that a file has taken is our bug, as in `write_files`."""
    for path in sorted((folder / SITES).glob("*")):
        if os.path.lexists(tree / path.name):
            raise our_bug([Problem("E396", Place(path.name))])
        path.rename(tree / path.name)
