"""Compiled templates are kept between runs: compiling is a third of a build's time. That the authored files
are without fault is kept there too.

What is kept is run as it is, so it lies in a folder that only this user may write to, and each file begins
with the digest of all that follows: a damaged one, or one of another edition, is compiled again. Where no
such folder is to be had, everything works without, a little slower.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE, S_ISDIR

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .whole import write_whole

FOLDER = "community-playbook"
OTHERS_MAY_WRITE = 0o022
MARK = sha256().digest_size
"""Bytes of the digest before what was compiled."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Quiet(BytecodeCache):
    """A full or forbidden disk only means that the next run compiles again."""

    def __init__(self, folder: Path, made_by: str) -> None:
        self.folder = folder
        self.made_by = made_by
        """The edition of what compiles."""

    def path(self, bucket: Bucket) -> Path:
        return self.folder / f"{self.made_by[:12]}-{bucket.key}.cache"

    def digest(self, bucket: Bucket, content: bytes) -> bytes:
        return sha256(f"{self.made_by} {bucket.key} {bucket.checksum}\0".encode() + content).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), open(self.path(bucket), "rb", opener=open_no_link) as file:
            content = file.read()
            if content[:MARK] == self.digest(bucket, content[MARK:]):
                bucket.bytecode_from_string(content[MARK:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        content = bucket.bytecode_to_string()
        with suppress(OSError):
            path = self.path(bucket)
            path.unlink(missing_ok=True)  # never through a link
            write_whole(path, self.digest(bucket, content) + content, lasting=False)


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


@cache
def bytecode_cache(maker: str) -> BytecodeCache | None:
    """`maker`: the module whose environment compiles. Its text is in the name: Jinja tells templates apart by
    their source alone, and another environment, or another edition of it, makes other code of it."""
    folder = own_folder()
    try:
        made_by = sha256(Path(maker).read_bytes() + jinja2.__version__.encode()).hexdigest()
    except OSError:
        return None
    return None if folder is None else Quiet(folder, made_by)


@cache
def own_folder() -> Path | None:
    """Below the system's temporary folder, made for this user; None where it is not this user's alone."""
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir(), FOLDER + user)
    try:
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
