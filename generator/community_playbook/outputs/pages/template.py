"""One page of the site: a template, what it shows, and the front matter that the theme reads."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...assets import asset
from ...compiled import bytecode_cache
from ..say.frame import Frame
from ..say.game.nav import game_nav
from ..say.text import mdtext, to_html


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([str(asset("templates", "pages")), str(asset("templates", "site"))]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=to_html,
        bytecode_cache=bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(frame: Frame, template: str, title: str, kind: str, section: str, **view: Any) -> bytes:
    """One Markdown file: front matter, then the page's HTML without a blank line inside."""
    words = frame.words
    profile = frame.community.profile

    def t(key: str, **facts: object) -> Any:
        return words.say(key, **facts) if facts else words.get(key)

    made = environment().get_template(template).render(
        t=t,
        zh=frame.zh,
        name=profile.community.name,
        edition=frame.edition,
        span=frame.span,
        window=f"{frame.facts['join_start']}–{frame.facts['join_end']}",
        game_nav=game_nav(frame, kind),
        **view,
    )  # fmt: skip
    lines = [line.strip() for line in made.splitlines() if line.strip()]
    front = f'---\ntitle: "{mdtext(title)}"\nkind: {kind}\nsection: {section}\n---\n'
    return (front + "\n".join(lines) + "\n").encode()
