"""All members in one file that the operator searches: nothing is fetched, names are data, never markup."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ...assets import asset
from ..plain import Json
from ..say.frame import Frame
from ..say.people.dossier import Done, dossiers
from ..shelf import MEMBERS
from .phone import BARE, FIRST, STYLES, ours, policy
from .template import filled

UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&/\u2028\u2029"}
"""Nothing of a name can end the element, or look like an address."""


def members_path(language: str, first: str) -> str:
    """Below the output's top; `first`: the language of the file without a mark of its language."""
    return f"{MEMBERS}{'' if language == first else f'-{language}'}.html"


def members_page(
    frame: Frame,
    first: str,
    files: Mapping[str, bytes],
    links: Mapping[str, str],
    done: Mapping[str, Done],
) -> Iterator[tuple[str, bytes]]:
    """(path, content); nothing where nobody is known. `files`: styles of the site, by path; `links`: where
    the page of each member stands below `share/`, by id; `done`: what each did, alike in every language."""
    if not frame.community.members:
        return
    folder = asset("templates", "alone")
    own = (folder / "members.css").read_text("utf-8")
    style = BARE + "".join(files[path].decode() for path in STYLES) + own
    script = (folder / "members.js").read_text("utf-8")
    words = frame.words
    made = filled(
        frame,
        "members-alone.html.j2",
        tag=frame.usage.tag,
        policy=policy(FIRST, script),
        style=ours(style),
        first=ours(FIRST),
        script=ours(script),
        many=words("members.many", n=frame.number(len(frame.community.members))),
        said=as_data(dict(words.get("members.said"))),
        data=as_data(dossiers(frame, links, done)),
    )
    yield members_path(words.language, first), made.strip().encode() + b"\n"


def as_data(value: Json) -> Markup:
    """JSON inside of a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(UNSAFE))  # noqa: S704
