"""The whole publication from top to bottom: stage, build the sites, check, swap.

Until the swap nothing outside of a hidden staging folder is touched: a failed build leaves what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from ..assets import asset, assets_folder
from ..problems import Place, Problem
from ..workers import beside, can_copy
from .checks import Judge, Judged, check_tree
from .faults import ENVIRONMENT, LeftBehindError, disk_errors, environment_error
from .lock import locked
from .marker import Marker, owned, write_marker
from .sites import SITES, SiteSpec, build_sites, join_sites
from .stage import Content, staging, write_files
from .swap import ASIDE, TREE, carry, swap, sweep


@dataclass(frozen=True, slots=True)
class Published:
    """`kept`: files that a user had changed, now below `kept/` (paths below `out`)."""

    out: Path
    files: int
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the next output is made; `marker`: of the one that stands. Nobody else builds there meanwhile."""

    out: Path
    folder: Path
    marker: Marker

    @property
    def tree(self) -> Path:
        return self.folder / TREE


@contextmanager
def opened(out: Path, inputs: Sequence[Path] = ()) -> Iterator[Stage]:
    """A stage for `out`, gone again at the end. `inputs` are files that must not lie in `out`.
    Raises PlaybookError with exit code 3 for folder, lock and disk."""
    out = out.resolve()
    with disk_errors(out):
        refuse_overlap(out, inputs)
        owned(out)  # before anything is created beside a folder that is not ours
        with locked(out):
            sweep(out)
            marker = owned(out)
            with staging(out) as folder:
                yield Stage(out, folder, marker)


def publish(
    stage: Stage,
    files: Iterable[tuple[str, Content]],
    sites: Sequence[SiteSpec],
    digest: str,
    tool_version: str,
    progress: Callable[[str], None] = lambda step: None,
    *,
    overrides: Path | None = None,
    more: Iterable[tuple[str, Content]] = (),
    apart: bool = False,
    allowed: Sequence[str] = (),
) -> Published:
    """Replaces the output of a stage by a tree of `sites` and `files`, as a whole or not at all.

    `digest` names the inputs for `marker.unchanged`. `progress` hears "site:<language>", "files", "check"
    and "swap" as each begins. `apart`: another process builds the sites and writes the files of `more` beside
    this one, which pays where there are thousands; a file that either may write is then given out by whoever
    made `files` and `more` (`workers.Portions`). `allowed`: contacts that may stand below `share/`.
    Raises PlaybookError: exit code 3 for the disk, 4 for a fault of the new site.
    """
    out, folder, tree = stage.out, stage.folder, stage.tree
    templates = overrides or asset("templates", "site", "overrides")
    judged = build_tree(tree, folder, files, sites, templates, progress, more, apart, allowed)
    progress("check")
    marks = check_tree(tree, judged)
    progress("swap")
    languages = [site.language for site in sites]
    written = write_marker(tree, digest, tool_version, languages, marks)
    kept = {*carry(out, tree, stage.marker)}
    old = swap(tree, out, folder / ASIDE)
    if old is not None:
        kept |= {*carry_late(old, out, stage.marker)}
    return Published(out, len(written.files), tuple(sorted(kept)))


def carry_late(old: Path, out: Path, marker: Marker) -> list[str]:
    """What was saved in the last moment. The new output stands by now: where this fails, the old one is kept
    beside it, for the next build to try again."""
    try:
        return carry(old, out, marker)
    except OSError as error:
        facts = {"path": str(old), "reason": error.strerror or ""}
        raise LeftBehindError([Problem("E310", Place(str(out)), facts)], ENVIRONMENT) from error


def build_tree(
    tree: Path,
    folder: Path,
    files: Iterable[tuple[str, Content]],
    sites: Sequence[SiteSpec],
    overrides: Path,
    progress: Callable[[str], None],
    more: Iterable[tuple[str, Content]],
    apart: bool,
    allowed: Sequence[str] = (),
) -> dict[str, Judged]:
    """Writes everything below `tree`, and says of each file what it says by itself."""

    beside_us = apart and can_copy()

    def sites_and_more() -> dict[str, Judged]:
        judge = Judge(allowed)
        # a copy of this process says nothing: the terminal, and whoever writes to it, stayed behind
        build_sites(folder, sites, overrides, (lambda step: None) if beside_us else progress)
        judge.note_tree(folder / SITES)
        write_files(tree, more, judge.note)
        return judge.files

    judge = Judge(allowed)
    done = None if beside_us else sites_and_more()
    with beside(sites_and_more) if done is None else nullcontext(lambda: done) as other:
        progress("files")
        write_files(tree, files, judge.note)
        judge.files |= other()
    join_sites(folder, tree)
    return judge.files


def refuse_overlap(out: Path, inputs: Sequence[Path]) -> None:
    """The output is replaced as a whole: no input may lie in it, and it may not lie in the program."""
    real = out.resolve()
    for path in inputs:
        if path.resolve().is_relative_to(real):
            raise environment_error("E303", out, {"input": str(path)})
    for name in ("playbook", "templates"):
        if real.is_relative_to(assets_folder() / name):
            raise environment_error("E303", out, {"input": str(assets_folder() / name)})
