"""Templates of the members' site. Every value passes here: cleaned by `tidy`, then escaped by Jinja."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...assets import asset
from ...compiled import bytecode_cache
from ..say.text import number

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
"""Marks that turn the text around; U+2068 and U+2069 only hold a name together and stay."""
BREAKS = re.compile("[\t\n\r\u2028\u2029]+")


def tidy(value: object) -> object:
    """The `finalize` of every template: numbers as people write them, text without what turns or hides it."""
    if type(value) is str and value.isprintable():
        return value  # nothing that turns, hides or breaks is printable to Python: nearly every value
    if isinstance(value, Markup) or value is None:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return BREAKS.sub(" ", BIDI.sub("", CONTROLS.sub("", str(value))))


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(str(asset("templates", "share"))),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=tidy,
        bytecode_cache=bytecode_cache(__file__),
        auto_reload=False,  # thousands of pages: the files need not be looked at for each
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def names_of(view: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(view))


@cache
def drawn(template: str, macro: str, *arguments: str) -> Markup:
    """What a macro of a template makes."""
    made: Markup = getattr(environment().get_template(template).module, macro)(*arguments)
    return made


def render(template: str, *views: DataclassInstance) -> str:
    """The fields of the views are the names of the template. The text without blank lines and indents: a
    member opens it on a train."""
    names = {name: getattr(view, name) for view in views for name in names_of(type(view))}
    made = environment().get_template(template).render(names)
    return "\n".join(filter(None, map(str.strip, made.splitlines()))) + "\n"
