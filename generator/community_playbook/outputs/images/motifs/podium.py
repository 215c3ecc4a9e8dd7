"""What does a motif know of the podium of a poster? Pixels, y downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Podium:
    width: int
    floor: int
    first: tuple[float, float, float]
    """Centre and radius of the winner's picture."""
    ring: float
    gallery: float
    """Half widths: of the gallery, of the shaft's top and of its foot; the winner's name stands on it."""
    top: float
    foot: float
    others: list[tuple[float, float, float]]
    """Second and third, as far as there are any."""

    @property
    def head(self) -> float:
        """Where the podium begins: below the winner's ring."""
        return self.first[1] + self.first[2] + self.ring

    def spread(self, more: float) -> float:
        """Half width of a foot wider by `more`, as far as the names of the others stay on the ground."""
        near = min((abs(x - self.first[0]) for x, _, _ in self.others), default=float(self.width))
        return max(self.top, min(self.foot + more, 0.6 * near))
