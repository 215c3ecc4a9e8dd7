"""How does the new output take the old one's place so that a kill at any moment leaves one of them whole?

Linux and macOS can exchange two folders in one step. Elsewhere there are two renames, and a build that was
killed between them is put right by `recover`. A user's files in the output are never lost: what the marker
does not list is linked (or copied) into the new tree before the swap, at the same place; a generated file
that was changed by hand, and a file whose name a new output needs, go to `kept/` instead.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..problems import PlaybookError
from .faults import disk_errors
from .lock import locked
from .marker import LITTER, MARKER, Marker, is_as_marked, mark_file, read_marker
from .stage import remove, staging_folders

KEPT = "kept"
TREE = "tree"  # in a staging folder: the new tree; after an exchange, the old one
ASIDE = "aside"  # in a staging folder: the old tree, while two renames are under way

NOT_SUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY)


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where system or disk cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            here, swap_flag = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            failed = libc.renameat2(here, a, here, b, swap_flag)
        else:
            failed = libc.renamex_np(a, b, 2)  # RENAME_SWAP
    except AttributeError:  # an older C library
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def swap(new: Path, out: Path, aside: Path) -> Path | None:
    """Puts `new` at `out`. Returns where the old tree is now, None if there was none."""
    if not out.exists():
        new.rename(out)
        return None
    shutil.copymode(out, new)
    if exchange(new, out):
        return new
    out.rename(aside)
    try:
        new.rename(out)
    except BaseException:
        aside.rename(out)
        raise
    return aside


def carry(old: Path, new: Path, marker: Marker) -> list[str]:
    """Brings a user's files of the old tree into the new one. Returns what was put into `kept/`."""
    if not old.is_dir():
        return []
    made = folders_of(marker.files)
    top = len(str(old)) + 1
    try:
        # what was written after the marker, or has another size, was changed by hand
        marked_at = (old / MARKER).stat().st_mtime_ns
    except FileNotFoundError:
        marked_at = 0
    displaced: list[str] = []
    waiting = [str(old)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            name = entry.path[top:].replace(os.sep, "/")
            mark = marker.files.get(name)
            if entry.is_dir(follow_symlinks=False):
                if name not in made:  # an empty folder can matter: .git/refs
                    with suppress(FileExistsError, NotADirectoryError):
                        (new / name).mkdir(parents=True)
                waiting.append(entry.path)
            elif name == MARKER or entry.name in LITTER:
                continue
            elif mark is None:
                if not bring(old / name, new / name):
                    displaced.append(name)
            else:
                now = entry.stat(follow_symlinks=False)
                if now.st_size != mark.bytes or now.st_mtime_ns > marked_at:
                    displaced += [] if is_as_marked(old / name, mark) else [name]
    return [where for name in sorted(displaced) if (where := keep(old / name, new, name))]


def folders_of(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def keep(path: Path, new: Path, name: str) -> str:
    """Puts a file into `kept/` under its name, with a number if that is taken; "" if nothing was needed."""
    if same_content(path, new / name):
        return ""
    stem = Path(name) if name.startswith(f"{KEPT}/") else Path(KEPT, name)
    for number in range(1, 1_000):
        where = stem if number == 1 else stem.with_name(f"{stem.stem}-{number}{stem.suffix}")
        if bring(path, new / where):
            return where.as_posix()
    raise OSError(errno.EFBIG, "a thousand kept versions", str(path))


def bring(path: Path, target: Path) -> bool:
    """Links or copies one file (a link as a link); True if it then stands there, also from before."""
    if os.path.lexists(target):
        return same_content(path, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):  # a new file has the name of the user's folder
        return False
    if path.is_symlink():
        target.symlink_to(path.readlink())
        return True
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)
    return True


def same_content(one: Path, other: Path) -> bool:
    if not os.path.lexists(other):
        return False
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if one.samefile(other):
        return True
    plain = stat.S_ISREG(one.stat().st_mode) and stat.S_ISREG(other.stat().st_mode)
    return plain and mark_file(one) == mark_file(other)


def recover(out: Path) -> None:
    """Puts right what a killed build left beside `out`. To be called before one looks at `out`."""
    out = out.resolve()
    with disk_errors(out):
        if not staging_folders(out):
            return
        try:
            with locked(out):
                sweep(out)
        except PlaybookError as error:
            if [p.code for p in error.problems] != ["E304"]:  # a build that lives tidies up by itself
                raise


def sweep(out: Path) -> None:
    """The work of `recover`, for whoever holds the lock: then every staging folder is a dead build's."""
    for folder in staging_folders(out):
        if not out.exists() and read_marker(folder / ASIDE) is not None:
            (folder / ASIDE).rename(out)
        for name in (ASIDE, TREE):
            # killed after the swap: a file that came in the last moment may still be here only
            marker = read_marker(folder / name)
            if marker is not None and out.is_dir():
                carry(folder / name, out, marker)
        remove(folder)  # what resists is tried again at the next build
