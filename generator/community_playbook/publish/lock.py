"""Is another build writing to the same output? One lock file beside it, which the system drops on death."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from .faults import environment_error

# Disks (some network ones) that know no locks
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
# Windows forbids others to read a locked byte: lock one far behind the text
FAR_BYTE = 1 << 30


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the lock of `out`. Raises E304 (exit code 3) at once if another build holds it."""
    path = out.with_name(f".{out.name}.playbook-lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    file = acquire(path, out)
    try:
        os.ftruncate(file, 0)
        holder = {"pid": os.getpid(), "since": f"{datetime.now():%Y-%m-%d %H:%M:%S}"}
        os.write(file, json.dumps(holder).encode())
        yield
    finally:
        # unlinked while still held: nobody can take a file that is about to vanish (see the loop below)
        if sys.platform == "win32":
            os.close(file)
            path.unlink(missing_ok=True)
        else:
            with suppress(OSError):  # it may stay: what counts is the system's lock, and the output stands
                path.unlink(missing_ok=True)
            os.close(file)


def acquire(path: Path, out: Path) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not take(file):
                raise busy(path, out)
            if same_file(file, path):
                return file
        except OSError as error:
            os.close(file)
            if error.errno in NO_LOCKS:
                return acquire_by_name(path, out)
            raise
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # the holder left and took the file along: try again with a new one


def take(file: int) -> bool:
    """Takes the system's lock of an open file; False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, FAR_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def same_file(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def acquire_by_name(path: Path, out: Path) -> int:
    """Without locks: the file itself is the lock, and a dead holder's file is taken over."""
    for _ in range(2):
        holder = read_holder(path)
        if holder.get("pid", "").isdigit() and is_alive(int(holder["pid"])):
            raise busy(path, out)
        path.unlink(missing_ok=True)
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            continue
    raise busy(path, out)


def is_alive(pid: int) -> bool:
    if pid == os.getpid():
        return False  # our own number in a file that we did not write: an earlier process had it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def read_holder(path: Path) -> dict[str, str]:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return {"pid": str(int(holder["pid"])), "since": str(holder["since"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def busy(path: Path, out: Path) -> Exception:
    return environment_error("E304", out, {"pid": "?", "since": "?"} | read_holder(path))
