"""Which failures stop a publication, and with which exit code: 3 the machine (disk, rights), 4 our bug."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..problems import Place, PlaybookError, Problem

ENVIRONMENT = 3
OUR_BUG = 4

# Errors that the machine makes, not we. Any other OSError is a bug and passes through.
DISK_CODES = {
    errno.ENOSPC: "E305",
    errno.EDQUOT: "E305",
    errno.EACCES: "E306",
    errno.EPERM: "E306",
    errno.EROFS: "E307",
    errno.EBUSY: "E308",
    errno.EXDEV: "E308",
    **dict.fromkeys(
        (errno.EIO, errno.EFBIG, errno.ELOOP, errno.EMFILE, errno.ENAMETOOLONG, errno.ENFILE, errno.ENOTDIR),
        "E309",
    ),
}


class LeftBehindError(PlaybookError):
    """The new output stands, and something of the old one stays beside it: its staging folder must not go."""


def environment_error(code: str, place: Path, facts: Mapping[str, str] | None = None) -> PlaybookError:
    return PlaybookError([Problem(code, Place(str(place)), facts or {})], ENVIRONMENT)


def our_bug(problems: Iterable[Problem]) -> PlaybookError:
    """The given faults and, last, the sentence that says how to report them."""
    return PlaybookError([*problems, Problem("E399", Place("community-playbook"))], OUR_BUG)


def is_disk_error(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in DISK_CODES


@contextmanager
def disk_errors(out: Path) -> Iterator[None]:
    """Turns what disk and rights refuse into a PlaybookError that names the folder, the file, the reason."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_CODES:
            raise
        # of two names (rename, link) the second is where the writing went
        name = error.filename2 or error.filename
        path = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else str(out)
        facts = {"path": path, "reason": error.strerror or ""}
        raise environment_error(DISK_CODES[error.errno], out, facts) from error
