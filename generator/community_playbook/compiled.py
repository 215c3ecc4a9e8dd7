"""Compiled templates are kept between runs, as Jinja offers: compiling is a third of a build's time.

They lie in Jinja's own folder below the system's temporary one, which only this user may enter. Where that
is not to be had, everything works without, a little slower.
"""

from __future__ import annotations

from functools import cache

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


@cache
def bytecode_cache() -> BytecodeCache | None:
    try:
        return Quiet(pattern="community-playbook-%s.cache")
    except (OSError, RuntimeError):
        return None
