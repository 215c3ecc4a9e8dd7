"""Other processes that help: each ends with its parent, however that one ends, and leaves Ctrl-C to it."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import parent_process


def obey_parent() -> None:
    """To be called first in a new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()


def follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
