"""How are thousands of pictures drawn without keeping them? In all processes, in order, a few at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from ...workers import obey_parent
from .drawing import draw
from .picture import Picture
from .studio import Studio, Style

BATCH = 32
FEW = 160
"""So few are drawn faster than another process starts."""
AHEAD = 3
"""Batches that each process may be ahead of what is written: memory stays bounded."""


class Job(NamedTuple):
    path: str
    """Where the file goes; its name holds the picture's key."""
    picture: Picture


_studio: Studio | None = None


def open_studio(style: Style) -> None:
    """Everything is loaded once a process."""
    global _studio
    _studio = Studio(style)


def open_worker(style: Style) -> None:
    """For a new process."""
    obey_parent()
    open_studio(style)


def draw_batch(jobs: Sequence[Job]) -> list[bytes]:
    if _studio is None:
        raise RuntimeError("open_studio was not called in this process")
    return [draw(_studio, job.picture).png() for job in jobs]


def press(
    style: Style,
    jobs: Sequence[Job],
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> Iterator[tuple[str, bytes]]:
    """(path, PNG) of each job, the same for any number of processes. `progress` hears how many of
    how many are done."""
    wanted = min(processes or os.cpu_count() or 1, len(jobs) // FEW + 1)
    jobs = sorted(jobs, key=layer_of)
    batches = [jobs[at : at + BATCH] for at in range(0, len(jobs), BATCH)]
    done = 0
    for batch, pictures in zip(batches, drawn(style, batches, wanted), strict=True):
        for job, picture in zip(batch, pictures, strict=True):
            yield job.path, picture
        done += len(batch)
        progress(done, len(jobs))


def layer_of(job: Job) -> tuple[str, ...]:
    """Alike pictures share layers: they are drawn in a row."""
    p = job.picture
    return p.kind, p.format, p.edition, str(p.first), str(p.qr), str(p.emblem), str(p.numbers), job.path


def drawn(style: Style, batches: Sequence[Sequence[Job]], processes: int) -> Iterator[list[bytes]]:
    if processes == 1:
        open_studio(style)
        yield from map(draw_batch, batches)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), open_worker, (style,))
    try:
        waiting: deque[Future[list[bytes]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(draw_batch, batch))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
