"""The one style sheet of the members' site, and its small icon, in the colours of the community."""

from __future__ import annotations

from dataclasses import dataclass

from ...assets import asset
from ..look.tokens import dark_theme, light_theme, with_brand
from .template import render


@dataclass(frozen=True, slots=True)
class Icon:
    """The colours of the small icon."""

    motif: str
    ground: str
    ink: str


def share_css(brand: str) -> bytes:
    """`templates/share/share.css` with both themes of one brand colour (#RRGGBB)."""

    def values(theme: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in theme.items())

    block = (
        f":root {{ {values(light_theme(brand))} }}\n"
        f"@media (prefers-color-scheme:dark) {{ :root {{ {values(dark_theme(brand))} }} }}\n"
    )
    return with_brand(asset("templates", "share", "share.css").read_text("utf-8"), block).encode()


def icon_svg(brand: str, motif: str) -> bytes:
    theme = light_theme(brand)
    return render("icon.svg.j2", Icon(motif, theme["fill"], theme["on-fill"])).encode()


def share_js() -> bytes:
    return asset("templates", "share", "share.js").read_bytes()
