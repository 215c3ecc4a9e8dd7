"""What an action of the ledger is called, by what is done in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JobWords:
    """By job, in the order in which they are tried: words of the actions that are done in it.
    `piece`: of those that leave a text behind."""

    jobs: Mapping[str, tuple[str, ...]]
    piece: tuple[str, ...]

    def job_of(self, action: str) -> str:
        """seller, mentor, writer or host; "" for an action that is none of them."""
        name = action.casefold()
        return next((job for job, words in self.jobs.items() if any(word in name for word in words)), "")

    def is_piece(self, action: str) -> bool:
        name = action.casefold()
        return any(word in name for word in self.piece)
