"""What a run has found out is kept for the next one: compiled templates, that the authored files are sound,
the outline of a sound profile.

What is kept lies in a folder that only this user may write to, and each record begins with the digest of all
that follows: a damaged one is as none. Where no such folder is to be had, everything works without, a little
slower.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE, S_ISDIR

from .whole import write_whole

FOLDER = "community-playbook"
OTHERS_MAY_WRITE = 0o022
MARK = sha256().digest_size
"""Bytes of the digest before what is kept."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@cache
def own_folder() -> Path | None:
    """Below the system's temporary folder, made for this user; None where it is not this user's alone."""
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    try:
        folder = Path(tempfile.gettempdir(), FOLDER + user)
        with suppress(FileExistsError):
            folder.mkdir(0o700)
        return folder if is_ours(folder) else None
    except OSError:
        return None


def is_ours(folder: Path) -> bool:
    """A real folder of this user, where nobody else may put a file; on Windows they have one each anyway."""
    found = folder.lstat()
    if not S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "getuid") or (
        found.st_uid == os.getuid() and not S_IMODE(found.st_mode) & OTHERS_MAY_WRITE
    )


def open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | NO_LINK)


def known_sound(digest: str) -> bool:
    """Were authored files of this digest found without fault before?"""
    folder = own_folder()
    return folder is not None and sound_file(folder, digest).is_file()


def remember_sound(digest: str) -> None:
    folder = own_folder()
    if folder is not None:
        with suppress(OSError):  # then the next run looks again
            sound_file(folder, digest).touch()


def sound_file(folder: Path, digest: str) -> Path:
    return folder / f"sound-{digest[:40]}"


def remembered(name: str, key: str) -> bytes | None:
    """What was kept under this name for this key; None where nothing was, or it is damaged."""
    folder = own_folder()
    if folder is None:
        return None
    try:
        with open(folder / name, "rb", opener=open_no_link) as file:
            content = file.read()
    except OSError:
        return None
    return content[MARK:] if content[:MARK] == kept_digest(key, content[MARK:]) else None


def remember(name: str, key: str, content: bytes) -> None:
    """One record a name, the newest. On a full or forbidden disk the next run works it out again."""
    folder = own_folder()
    if folder is not None:
        with suppress(OSError):
            path = folder / name
            path.unlink(missing_ok=True)  # never through a link
            write_whole(path, kept_digest(key, content) + content, lasting=False)


def kept_digest(key: str, content: bytes) -> bytes:
    return sha256(f"{key}\0".encode() + content).digest()
