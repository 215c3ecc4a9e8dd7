"""The whole publication from top to bottom: stage, build the sites, check, swap.

Until the swap nothing outside of a hidden staging folder is touched: a failed build leaves what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..assets import asset, assets_folder
from .checks import check_tree
from .faults import disk_errors, environment_error
from .lock import locked
from .marker import owned, write_marker
from .site import build_site
from .stage import staging, write_files
from .swap import ASIDE, TREE, carry, swap, sweep


@dataclass(frozen=True, slots=True)
class SiteSpec:
    """One site in one language. `settings`: see `site.build_site`; texts are plain, not yet escaped."""

    language: str
    path: str  # below the output: "playbook", "playbook/en"
    settings: Mapping[str, object]
    docs: Iterable[tuple[str, bytes]]  # Markdown, CSS, JavaScript, pictures


@dataclass(frozen=True, slots=True)
class Published:
    """`kept`: files that a user had changed, now below `kept/` (paths below `out`)."""

    out: Path
    files: int
    kept: tuple[str, ...]


def publish(
    out: Path,
    files: Iterable[tuple[str, bytes | Path]],
    sites: Sequence[SiteSpec],
    digest: str,
    tool_version: str,
    progress: Callable[[str], None] = lambda step: None,
    *,
    inputs: Sequence[Path] = (),
    overrides: Path | None = None,
) -> Published:
    """Replaces `out` by a tree of `sites` and `files`, as a whole or not at all.

    `digest` names the inputs for `marker.unchanged`. `progress` hears "site:<language>", "files", "check"
    and "swap" as each begins. `inputs` are files that must not lie in `out`. Raises PlaybookError: exit
    code 3 for folder, lock and disk, 4 for a fault of the new site.
    """
    out = out.resolve()
    with disk_errors(out):
        refuse_overlap(out, inputs)
        owned(out)  # before anything is created beside a folder that is not ours
        with locked(out):
            sweep(out)
            marker = owned(out)
            with staging(out) as folder:
                tree = folder / TREE
                build_tree(tree, folder, files, sites, overrides, progress)
                progress("check")
                marks = check_tree(tree)
                progress("swap")
                languages = [site.language for site in sites]
                written = write_marker(tree, digest, tool_version, languages, marks)
                kept = {*carry(out, tree, marker)}
                old = swap(tree, out, folder / ASIDE)
                if old is not None:  # what was saved there in the last moment
                    kept |= {*carry(old, out, marker)}
                return Published(out, len(written.files), tuple(sorted(kept)))


def build_tree(
    tree: Path,
    folder: Path,
    files: Iterable[tuple[str, bytes | Path]],
    sites: Sequence[SiteSpec],
    overrides: Path | None,
    progress: Callable[[str], None],
) -> None:
    # an inner site ("playbook/en") comes after the one around it: MkDocs empties its folder first
    for site in sorted(sites, key=lambda s: s.path.count("/")):
        progress(f"site:{site.language}")
        docs = folder / "docs" / site.language
        write_files(docs, site.docs)
        templates = overrides or asset("templates", "site", "overrides")
        build_site(docs=docs, overrides=templates, target=tree / site.path, settings=site.settings)
    progress("files")
    write_files(tree, files)


def refuse_overlap(out: Path, inputs: Sequence[Path]) -> None:
    """The output is replaced as a whole: no input may lie in it, and it may not lie in the program."""
    real = out.resolve()
    for path in inputs:
        if path.resolve().is_relative_to(real):
            raise environment_error("E303", out, {"input": str(path)})
    for name in ("playbook", "templates"):
        if real.is_relative_to(assets_folder() / name):
            raise environment_error("E303", out, {"input": str(assets_folder() / name)})
