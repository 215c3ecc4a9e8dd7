"""What the operator prints on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .values import Part

Paper = Literal["a4", "letter"]


class Printing(Part):
    """The print room."""

    paper: Literal["a4", "letter", "both"] | None = Field(
        None, description="a4, letter or both; without it, letter in American time zones, else a4."
    )


def papers(printing: Printing, timezone: str) -> tuple[Paper, ...]:
    """Which papers the pack is made for, the usual one first."""
    usual: tuple[Paper, ...] = ("letter", "a4") if timezone.startswith("America/") else ("a4", "letter")
    if printing.paper == "both":
        return usual
    return usual[:1] if printing.paper is None else (printing.paper,)
