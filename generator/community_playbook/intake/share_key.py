"""What makes the members' addresses impossible to guess? A secret beside the profile, made once and kept.

As long as the file stays, every member keeps the same link; without it, links that were sent lead nowhere.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from ..problems import Place, PlaybookError, Problem

NAME = "share.key"
TEXT = (
    "# The secret of the members' links (share/). Keep it with the profile, publish it nowhere:\n"
    "# with it the links stay the same from build to build; without it all of them change.\n"
    "# 成员页链接的密钥：和档案放在一起，别公开。丢了它，发出去的链接就全变了。\n"
)
ENVIRONMENT = 3


def load_share_key(folder: Path) -> bytes:
    """32 bytes; a missing key is written.

    Raises PlaybookError: E342 for a file that holds no key, E343 where none can be written.
    """
    return find_share_key(folder) or make_share_key(folder / NAME)


def find_share_key(folder: Path) -> bytes | None:
    """The key where there is one; none is written. Raises PlaybookError E342 for a file without one."""
    path = folder / NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PlaybookError([Problem("E342", Place(str(path)))]) from error
    found = re.findall(r"(?m)^\s*([0-9a-f]{64})\s*$", text)
    if len(found) != 1:
        raise PlaybookError([Problem("E342", Place(str(path)))])
    return bytes.fromhex(found[0])


def make_share_key(path: Path) -> bytes:
    """Written beside its place and then linked there: whoever looks sees the whole file or none."""
    key = secrets.token_bytes(32)
    draft = path.with_name(f".{NAME}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as f:
            f.write(f"{TEXT}{key.hex()}\n")
        try:
            os.link(draft, path)
        except FileExistsError:  # another build was faster
            return find_share_key(path.parent) or key
        except OSError:  # a disk without links
            draft.rename(path)
    except OSError as error:
        facts = {"reason": error.strerror or ""}
        raise PlaybookError([Problem("E343", Place(str(path)), facts)], ENVIRONMENT) from error
    finally:
        draft.unlink(missing_ok=True)
    return key
