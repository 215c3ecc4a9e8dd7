"""Other processes that help: each ends with its parent, however that one ends, and leaves Ctrl-C to it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def obey_parent() -> None:
    """To be called first in a new process. What a library warns of there is told to nobody either."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()


def follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def can_copy() -> bool:
    """Whether a copy of this process may work on: elsewhere systems forbid it, or their libraries break."""
    return sys.platform == "linux"


class Portions:
    """The numbers below `count`, each given to one asker only: to this process or to a copy of it, whichever
    is free. They wait in a pipe, from which the system gives each away whole."""

    def __init__(self, count: int) -> None:
        """At most 2,000: the smallest pipe of a system holds 4 KiB, and a full one would wait for ever."""
        self.end, begin = os.pipe()
        weakref.finalize(self, os.close, self.end)
        os.write(begin, b"".join(number.to_bytes(2, "big") for number in range(count)))
        os.close(begin)

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self.end, 2):
            yield int.from_bytes(number, "big")


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Does `work` in a copy of this process, which knows all that this one knows, while the block runs. The
    value waits for its result, or raises what it raised. After the block the copy has ended: where the block
    fails, it is stopped."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=report, args=(work, sender))
    process.start()
    sender.close()

    def result() -> T:
        try:
            found, error = receiver.recv()
        except EOFError:
            raise RuntimeError("a process that helped has died") from None
        if error is not None:
            raise error
        done: T = found
        return done

    try:
        yield result
    except BaseException:
        process.kill()
        raise
    finally:
        process.join()
        receiver.close()


def report(work: Callable[[], object], sender: Connection) -> None:
    obey_parent()
    for name in ("SIGTERM", "SIGHUP"):  # whoever ends the whole group ends our parent, and that one ends us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        sender.send((work(), None))
    except BaseException as error:
        sender.send((None, error))
