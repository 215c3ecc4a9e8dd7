"""One person's week as one file for a phone: styles, script and messages are in it, nothing is fetched."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from markupsafe import Markup, escape

from ...assets import asset
from ..say.frame import Frame
from ..say.hands import who_else, who_name
from ..say.people.talk import tonight
from ..say.today import today_view
from ..shelf import PHONE, file_name
from .template import filled

STYLES = ("css/tokens.css", "css/playbook.css", "css/today.css", "css/print.css")
SCRIPTS = ("js/playbook.js", "js/today.js")
ICONS = ("i-next", "i-arrow", "i-copy", "i-check", "i-fork", "i-info")
BARE = (
    "*,*::before,*::after{box-sizing:border-box}body{margin:0}button,input{font:inherit}svg{fill:currentColor}"
    ".pb{padding-top:var(--s5)}:root{--days-top:0}\n"
)
"""The few lines that the theme gives on the site."""
FIRST = (
    "document.documentElement.className='js';(function(){var m=matchMedia('(prefers-color-scheme:dark)');"
    "function s(){document.body.setAttribute('data-md-color-scheme',m.matches?'slate':'default')}"
    "s();if(m.addEventListener)m.addEventListener('change',s)})()"
)
"""Before anything is drawn: by day or by night, as the phone has it."""


def phone_path(who: str, language: str, first: str) -> str:
    """Below the output's top; `first`: the language of the file without a mark of its language."""
    return f"{PHONE}-{file_name(who)}{'' if language == first else f'-{language}'}.html"


def phone_pages(frame: Frame, first: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path, content) for each person on duty; `files`: styles and scripts of the site, by path."""
    style = BARE + "".join(files[path].decode() for path in STYLES)
    script = "".join(files[path].decode() for path in SCRIPTS)
    for who in frame.facts.hands.ids:
        made = filled(
            frame,
            "today-alone.html.j2",
            one=today_view(frame, who, alone=True),
            whose=who_else(frame, who),
            person=who_name(frame, who),
            tonight=tonight(frame),
            tag=frame.usage.tag,
            policy=policy(FIRST, script),
            style=ours(style),
            first=ours(FIRST),
            script=ours(script),
            sprite=sprite(),
            said=page_words(frame),
        )
        yield phone_path(who, frame.words.language, first), made.strip().encode() + b"\n"


def ours(text: str) -> Markup:
    """Styles and scripts that we wrote, as they stand. Raises ValueError where one would end its element."""
    if re.search(r"</(style|script)", text, re.IGNORECASE):
        raise ValueError("a style or script must not end its own element")
    return Markup(text)  # noqa: S704


def policy(*scripts: str) -> Markup:
    """The content policy: these scripts, styles of the page itself, and not one request."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return Markup(  # noqa: S704
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def sprite() -> Markup:
    """The few signs of the site's sprite that a run sheet shows."""
    source = asset("templates", "site", "overrides", "partials", "sprite.html").read_text("utf-8")
    found = [re.search(rf'<symbol id="{name}".*?</symbol>', source, re.DOTALL) for name in ICONS]
    return Markup("".join(re.sub(r"\{#.*?#\}\s*", "", one[0], flags=re.DOTALL) for one in found if one))  # noqa: S704


def page_words(frame: Frame) -> Markup:
    """What the script says, escaped as the settings of the site are; its ticks are those of the site."""
    words = {
        key: frame.words(f"site.words.{key}") for key in ("copied", "copied_say", "copy_failed", "table")
    }
    said = {"prefix": frame.tick_prefix} | words
    plain = json.dumps({key: str(escape(text)) for key, text in said.items()}, ensure_ascii=False)
    return Markup(plain.replace("<", "\\u003c"))  # noqa: S704
