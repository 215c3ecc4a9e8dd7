"""Where the members' site will stand."""

from __future__ import annotations

from .frame import Frame


def members_address(frame: Frame) -> str:
    """As the profile has it, without what would break a longer link; "" where it is not said."""
    return (frame.community.profile.publish.base_url or "").split("#")[0].split("?")[0].rstrip("/")


def page_address(frame: Frame, path: str) -> str:
    """Of a page below `share/`; where the address is not said, the operator puts it in."""
    return f"{members_address(frame) or frame.words('sheets.links.base')}/{path}"
