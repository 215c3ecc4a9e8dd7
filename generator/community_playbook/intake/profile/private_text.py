"""Does the profile itself hold a private contact? Whatever stands there may be printed, drawn or posted.

Where people join is meant to be read (`community.link`). Anything else is refused with its place, unless the
operator has looked at it and listed it under `publish.allow`.
"""

from __future__ import annotations

from ...contacts import allowed_in, kind_names, public_kind
from .parts import Part
from .walk import Walk
from .yaml_text import MapNode, TextNode

MEANT = {("community", "link"), ("publish", "base_url"), ("publish", "allow")}


def check_private_text(walk: Walk, profile: Part) -> None:
    """E168 for each value and each key that holds a contact; its kind is told, never the value."""
    allowed = allowed_in(str(text) for text in profile.part("publish").items("allow"))
    for path, node in list(walk.nodes.items()):
        if path[:2] in MEANT or path in walk.faulty:
            continue
        keys = list(node.entries) if isinstance(node, MapNode) else []
        for text in [node.text] if isinstance(node, TextNode) else keys:
            if kind := public_kind(text, allowed):
                walk.report("E168", (*path, text) if keys else path, **kind_names(kind))
