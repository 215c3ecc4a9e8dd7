"""One page of the site: a template, what it shows, and the front matter that the theme reads.

How a template is read: only a blank line begins a new line of the page. A single break, wherever it stands,
is for the reader of the template and joins what stands on both sides: with nothing in between (a browser
shows a gap between two elements), or before an attribute with the one space that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...assets import asset
from ...compiled import bytecode_cache
from ..say.frame import Frame
from ..say.hands import who_mark, who_name
from ..say.text import mdtext, to_html
from .desk import Desk, NavLink

BREAK = re.compile(
    r"(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})"
    r"|[ \t]*(?P<lines>\n\s*)(?P<attribute>(?=[A-Za-z0-9:-]+=\"))?", re.DOTALL
)  # fmt: skip


class Flowing(FileSystemLoader):
    """Templates whose single breaks are for their reader."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        return BREAK.sub(flow, source), path, fresh


def flow(found: re.Match[str]) -> str:
    """A blank line stays; a single break goes, into a comment, so that a fault still has its line."""
    if found["tag"]:
        return found["tag"]
    lines = "\n" * found["lines"].count("\n")
    if len(lines) > 1:
        return lines
    return (" " if found["attribute"] is not None else "") + "{#\n#}"


@cache
def environment() -> Environment:
    return Environment(
        loader=Flowing([str(asset("templates", "pages")), str(asset("templates", "site"))]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=to_html,
        bytecode_cache=bytecode_cache(__file__),
    )


def page(
    desk: Desk, template: str, title: str, kind: str, section: str, nav: Sequence[NavLink] = (), **view: Any
) -> bytes:
    """One Markdown file: front matter, then the page's HTML without a blank line inside. `nav`: the pages
    of the same destination, itself among them."""
    made = filled(desk.frame, template, nav=nav, **view)
    lines = [line.strip() for line in made.splitlines() if line.strip()]
    front = f'---\ntitle: "{mdtext(title)}"\nkind: {kind}\nsection: {section}\n---\n'
    return (front + "\n".join(lines) + "\n").encode()


def filled(frame: Frame, template: str, **view: Any) -> str:
    """A template with what it shows, and the words of one language as `t`."""
    words, profile = frame.words, frame.community.profile

    def t(key: str, **facts: object) -> Any:
        return words.say(key, **facts) if facts else words.get(key)

    return (
        environment()
        .get_template(template)
        .render(
            t=t,
            who_name=partial(who_name, frame),
            who_mark=partial(who_mark, frame),
            long_clock=bool(frame.usage.clock),
            gap=frame.usage.gap,
            stop=frame.usage.stop,
            name=profile.community.name,
            edition=frame.edition,
            span=frame.span,
            window=frame.window("join_start", "join_end"),
            **view,
        )
    )
