"""Compiled templates are kept between runs: compiling is a third of a build's time.

What is kept is run as it is: a damaged one, or one of another edition, is compiled again.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .kept import MARK, open_no_link, own_folder
from .whole import write_whole


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
