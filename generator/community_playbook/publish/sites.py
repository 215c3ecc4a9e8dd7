"""Which sites belong to an output, and how do they get there?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..problems import Place, Problem
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


def build_sites(
    folder: Path, sites: Sequence[SiteSpec], overrides: Path, progress: Callable[[str], None]
) -> None:
    # an inner site ("playbook/en") comes after the one around it: MkDocs empties its folder first
    for site in sorted(sites, key=lambda s: s.path.count("/")):
        progress(f"site:{site.language}")
        docs = folder / "docs" / site.language
        write_files(docs, site.docs)
        build_site(docs=docs, overrides=overrides, target=folder / SITES / site.path, settings=site.settings)


def join_sites(folder: Path, tree: Path) -> None:
    """The built sites move into the tree; a name that a file has taken is our bug, as in `write_files`."""
    for path in sorted((folder / SITES).glob("*")):
        if os.path.lexists(tree / path.name):
            raise our_bug([Problem("E396", Place(path.name))])
        path.rename(tree / path.name)
