"""A line of the terminal that tells how far the work is: it moves where somebody looks, in no pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def spinner(text: str, silent: bool = False) -> Iterator[Callable[[str], None] | None]:
    """What puts another text there; None where nobody looks."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(escape(text)) as status:
        yield lambda text: status.update(escape(text))
