"""Which drawing carries the pictures of a community? Five motifs, each complete in every kind.

A motif is a module with the same eight functions (see `beam.py`, the lighthouse of the study): all return SVG
markup whose classes are roles of the theme. Add one: a file, and a line in MOTIFS.
"""

from __future__ import annotations

from types import ModuleType

from . import beam, disc, leaf, peak, wave

MOTIFS: dict[str, ModuleType] = {"beam": beam, "wave": wave, "peak": peak, "leaf": leaf, "disc": disc}


def motif(name: str) -> ModuleType:
    return MOTIFS[name]
