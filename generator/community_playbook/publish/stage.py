"""Where does a build write until it is finished? To a hidden folder beside the output, same disk.

Names of files are plain texts where there are thousands of them: a `Path` takes as long as the work itself.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..kept import open_no_link
from ..problems import Place, Problem
from .faults import LeftBehindError, our_bug
from .marker import FileMark, mark_of

# What no file name may hold: Windows forbids it, or a shell or a browser reads it in another way.
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')

REMOVERS = 4


def staging_folders(out: Path) -> list[Path]:
    """The staging folders beside `out`. Whoever holds the lock of `out` owns all of them."""
    if not out.parent.is_dir():
        return []
    prefix = staging_prefix(out)
    return sorted(p for p in out.parent.iterdir() if p.name.startswith(prefix) and not p.is_symlink())


def staging_prefix(out: Path) -> str:
    return f".{out.name}.playbook-staging-"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder on the disk of `out`, gone again at the end whatever happens (but for a kill, and where
    something was left behind in it)."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=staging_prefix(out), dir=out.parent))
    try:
        yield folder
    except LeftBehindError:
        raise
    except BaseException:
        remove(folder)
        raise
    remove(folder)


def remove(folder: Path) -> None:
    """Removes a staging folder and the old tree in it, as far as the disk lets it. `shutil.rmtree` guards
    each step against links that somebody puts into its way, which takes twice as long; none can come here.
    A disk may be told of each piece that is free again, and whoever frees it waits: so several do."""
    levels = [[str(folder)]]
    with suppress(OSError), ThreadPoolExecutor(REMOVERS) as several:
        while levels[-1]:
            levels.append([path for below in several.map(empty, parts_of(levels[-1])) for path in below])
        for level in reversed(levels):
            for _ in several.map(remove_empty, parts_of(level)):
                pass
    shutil.rmtree(folder, ignore_errors=True)  # what resisted


def parts_of(folders: Sequence[str]) -> list[Sequence[str]]:
    return [folders[first::REMOVERS] for first in range(REMOVERS)]


def empty(folders: Sequence[str]) -> list[str]:
    """Removes the files of some folders; the folders in them."""
    found = list[str]()
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                found.append(entry.path)
            else:
                os.unlink(entry.path)
    return found


def remove_empty(folders: Sequence[str]) -> None:
    for folder in folders:
        os.rmdir(folder)


def is_safe(name: str) -> bool:
    """True for a relative POSIX path that means the same file on every system and cannot leave its folder."""
    parts = name.split("/")  # an absolute path has an empty first one
    return not FORBIDDEN.search(name) and all(
        part and part not in (".", "..") and part[-1] not in " ." for part in parts
    )


def file_key(name: str) -> str:
    """What macOS and Windows tell files apart by."""
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name).casefold()


class Made(NamedTuple):
    """A file with the name of what it was made of: the next build may take it as it is. `standing`: where it
    stands already."""

    content: bytes
    source: str
    standing: str = ""


Content = bytes | Path | Made
"""Of a file: its bytes, or where it stands already."""


def standing(out: Path, name: str, mark: FileMark | None, source: str) -> Made | None:
    """What the last build made of the same, if it stands there unchanged."""
    if mark is None or mark.source != source:
        return None
    path = f"{out}/{name}"
    try:
        with open(path, "rb", buffering=0, opener=open_no_link) as file:
            content = file.readall()
    except OSError:
        return None
    return Made(content, source, path) if mark_of(content, source) == mark else None


def write_files(
    folder: Path,
    files: Iterable[tuple[str, Content]],
    note: Callable[[str, Content], object] = lambda name, content: None,
) -> int:
    """Writes (relative path, content) pairs below `folder` as they come; returns how many. What stands
    already is linked, or copied where the disk cannot. `note` hears of each file that has been written.

    A path that leaves the folder, goes through a link, or differs from another one by case or Unicode form
    only (one file on macOS and Windows) is our bug and stops the build.
    """
    seen: set[str] = set()
    made = {""}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        key = file_key(name)
        if not is_safe(name) or key in seen:
            raise our_bug([Problem("E396", Place(name))])
        seen.add(key)
        make_folder(folder, name.rpartition("/")[0], made)
        try:
            write_file(f"{folder}/{name}", content)
        except FileExistsError as error:
            raise our_bug([Problem("E396", Place(name))]) from error
        note(name, content)
    return len(seen)


def write_file(path: str, content: Content) -> None:
    if isinstance(content, Path):
        link(content, path)
    elif isinstance(content, Made) and content.standing:
        link(content.standing, path)
    else:
        with open(path, "xb", buffering=0) as file:
            rest = memoryview(content.content if isinstance(content, Made) else content)
            while rest:
                rest = rest[file.write(rest) :]


def make_folders(folder: Path, names: Iterable[str]) -> None:
    """Ahead of the files that `write_files` puts into them."""
    made = {""}
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        make_folder(folder, name, made)


def make_folder(folder: Path, name: str, made: set[str]) -> None:
    """The folder `name` below `folder`, from the top down; no step of it may be a link."""
    if name in made:
        return
    make_folder(folder, name.rpartition("/")[0], made)
    path = f"{folder}/{name}"
    try:
        os.mkdir(path)
    except FileExistsError as error:
        # the folder is new and ours: a link in it can only come from somebody who plays tricks
        if os.path.islink(path) or not os.path.isdir(path):
            raise our_bug([Problem("E396", Place(name))]) from error
    made.add(name)


def link(standing: str | Path, path: str) -> None:
    try:
        os.link(standing, path)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(standing, path)
