"""How is one file written so that nobody ever sees a half of it, however the writing ends?"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes | Iterable[bytes], *, lasting: bool = True) -> None:
    """Written beside its place and moved there, with the rights of the file that it replaces. `lasting`: wait
    until the disk has it. Raises OSError; then what was there is untouched."""
    path, pieces = path.resolve(), [content] if isinstance(content, bytes) else content
    if path.exists() and not path.is_file():  # /dev/stdout
        path.write_bytes(b"".join(pieces))
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:
            stream.writelines(pieces)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
