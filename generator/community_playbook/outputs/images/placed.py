"""What was drawn where? The record that tests and the debug grid read."""

from __future__ import annotations

from typing import NamedTuple

from .layouts import Box


class Placed(NamedTuple):
    """What was drawn where. `ink` is what the reader sees, `box` what it may use."""

    role: str
    kind: str
    """text, fact, face, qr or mark."""
    box: Box
    ink: Box
    size: int = 0
    weight: int = 0
    colour: str = ""
    text: str = ""
    cut: bool = False
