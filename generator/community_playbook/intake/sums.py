"""Reads the sums of a rhythm: numbers of the trade, what is reckoned from them, on what each sum rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..knowledge.sums import Formula, Reckoned, Sums, TradeNumber


def sums_of(data: Mapping[str, Any], compiled: Callable[[object], Formula]) -> Sums:
    """`compiled`: makes a formula of what is written. Raises as `intake.rhythms` does."""
    return Sums(
        numbers=tuple(
            TradeNumber(
                id=str(raw["id"]),
                usual=compiled(raw["usual"]) if "usual" in raw else None,
                low=float(raw["low"]),
                high=float(raw["high"]),
            )
            for raw in data.get("numbers", ())
        ),
        reckoned=tuple(Reckoned(str(raw["id"]), compiled(raw["is"])) for raw in data.get("reckon", ())),
        rests={str(raw["id"]): tuple(raw.get("rests", ())) for raw in data.get("sums", ())},
        press={str(raw["id"]): compiled(raw["press"]) for raw in data.get("sums", ()) if "press" in raw},
    )
