"""How does a run end that is ended from outside? By Ctrl-C, by the system, by an output that takes no more.

A signal goes the way of an exception, so that whatever tidies up does so; whoever began the run tells it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """Somebody wants this run to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_code(stop: KeyboardInterrupt) -> int:
    """As a shell names the signal."""
    return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)


class UnheardError(Exception):
    """Standard output took nothing: what was to be done is done all the same."""


def obey_signals() -> None:
    """But for those that whoever started us wants to be ignored, as nohup does."""
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, stop)


def stop(number: int, _frame: FrameType | None) -> None:
    """Once: a second signal must not end the tidying up after the first one."""
    if not isinstance(sys.exc_info()[1], Stopped):
        raise Stopped(number)


@contextmanager
def heard() -> Iterator[None]:
    """While standard output is written to. Whoever closes a pipe has seen enough: BrokenPipeError stays."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnheardError(error.strerror or str(error)) from error


def fill_streams() -> None:
    """Where standard input or output is closed, the next file that is opened would take its place, and what
    any library prints would end up in it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - while we live
