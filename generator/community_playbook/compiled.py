"""Compiled templates are kept between runs, as Jinja offers: compiling is a third of a build's time. That the
authored files are without fault is kept there too.

They lie in Jinja's own folder below the system's temporary one, which only this user may enter. Where that
is not to be had, everything works without, a little slower.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache


class Quiet(FileSystemBytecodeCache):
    """A full or forbidden disk only means that the next run compiles again."""

    def load_bytecode(self, bucket: object) -> None:
        try:
            super().load_bytecode(bucket)  # type: ignore[arg-type]
        except OSError:
            return

    def dump_bytecode(self, bucket: object) -> None:
        try:
            super().dump_bytecode(bucket)  # type: ignore[arg-type]
        except OSError:
            return


def known_sound(digest: str) -> bool:
    """Were authored files of this digest found without fault before?"""
    cache = bytecode_cache(__file__)
    return isinstance(cache, Quiet) and sound_file(cache, digest).is_file()


def remember_sound(digest: str) -> None:
    cache = bytecode_cache(__file__)
    if isinstance(cache, Quiet):
        with suppress(OSError):  # then the next run looks again
            sound_file(cache, digest).touch()


def sound_file(cache: Quiet, digest: str) -> Path:
    return Path(cache.directory, f"community-playbook-sound-{digest[:40]}.cache")


@cache
def bytecode_cache(maker: str) -> BytecodeCache | None:
    """`maker`: the module whose environment compiles. Its text is in the name: Jinja tells templates apart by
    their source alone, and another environment, or another edition of it, makes other code of it."""
    try:
        made_by = sha256(Path(maker).read_bytes()).hexdigest()[:12]
        return Quiet(pattern=f"community-playbook-{made_by}-%s.cache")
    except (OSError, RuntimeError):
        return None
