"""What does each field of the profile want? Read from the pydantic declaration, once.

Reading, messages and the JSON Schema all follow `community/profile.py`; a new field there needs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ...community.profile import Profile
from ...community.values import COLOR, COUNTRY, CURRENCY, URL, WEB_URL, WINDOW, Found
from ...usage import languages
from ..found import ids

Sort = Literal[
    "part", "table", "list", "either", "choice", "truth", "day", "hours", "money", "whole", "number",
    "text", "window", "color", "url", "currency", "country",
]  # fmt: skip
FOUND: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "language": lambda: tuple(languages()),
    "kind": lambda: ids("kind"),
    "platform": lambda: ids("platform"),
}
"""Ids that are not declared but found, by what they are of."""
NUMBERS = frozenset({"hours", "money", "whole", "number"})
PATTERNS: dict[str, Sort] = {
    WINDOW: "window", COLOR: "color", URL: "url", WEB_URL: "url", CURRENCY: "currency",
    COUNTRY: "country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Want:
    """The shape and bounds of one value, as written in YAML (field names are the aliases)."""

    sort: Sort
    fields: Mapping[str, Want] = field(default_factory=dict)
    """Of a part: by the name that stands in YAML."""
    required: tuple[str, ...] = ()
    """Of a part: names that must stand in YAML."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Of a part: Python name -> name in YAML, where they differ."""
    item: Want | None = None
    """Of a list or table."""
    either: tuple[Want, ...] = ()
    choices: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    longest: int | None = None
    default: object = None

    def fitting(self, *sorts: str) -> Want | None:
        """This want, or the branch of a union, that is of one of these sorts."""
        return next((w for w in self.either or (self,) if w.sort in sorts), None)


@cache
def profile_want() -> Want:
    return want_of_part(Profile)


def want_of_part(model: type[BaseModel]) -> Want:
    fields: dict[str, Want] = {}
    aliases: dict[str, str] = {}
    required: list[str] = []
    for name, info in model.model_fields.items():
        shown = info.alias or name
        default = None if info.is_required() or info.default_factory else info.default
        fields[shown] = want_of(info.annotation, tuple(info.metadata), name, default)
        if shown != name:
            aliases[name] = shown
        if info.is_required():
            required.append(shown)
    return Want("part", fields=fields, required=tuple(required), aliases=aliases)


def want_of(annotation: Any, metadata: tuple[Any, ...], name: str, default: object) -> Want:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return want_of(arguments[0], (*metadata, *arguments[1:]), name, default)
    if origin in (Union, UnionType):
        branches = [want_of(a, metadata, name, default) for a in arguments if a is not NoneType]
        return branches[0] if len(branches) == 1 else Want("either", either=tuple(branches), default=default)
    if origin is Literal:
        return Want("choice", choices=tuple(map(str, arguments)), default=default)
    kind = next((m for m in flat(metadata) if isinstance(m, Found)), None)
    if kind:
        return Want("choice", choices=FOUND[kind.what](), default=default)
    bounds = Bounds(metadata)
    if origin is list:
        return Want("list", item=want_of(arguments[0], (), name, None), longest=bounds.longest)
    if origin is dict and get_origin(arguments[0]) is Literal:  # known keys, none of which must be there
        return Want(
            "part", fields={key: want_of(arguments[1], (), key, None) for key in get_args(arguments[0])}
        )
    if origin is dict:
        return Want("table", item=want_of(arguments[1], (), name, None))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return want_of_part(annotation)
    sort: Sort
    if annotation is bool:
        sort = "truth"
    elif annotation is date:
        sort = "day"
    elif annotation is int:
        sort = "whole"
    elif annotation is Decimal:
        sort = "money" if bounds.low == 0 else "number"
    elif annotation is float:
        sort = "hours" if "hours" in name else "number"
    elif annotation is str:
        sort = PATTERNS.get(bounds.pattern, "text")
    else:
        raise TypeError(f"the profile reader knows no field of type {annotation!r} ({name})")
    return Want(sort, low=bounds.low, high=bounds.high, longest=bounds.longest, default=default)


class Bounds:
    """Lowest, highest, longest and pattern out of a field's metadata."""

    def __init__(self, metadata: tuple[Any, ...]) -> None:
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.longest: int | None = None
        self.pattern = ""
        for item in flat(metadata):
            for name in ("ge", "le", "max_length", "pattern"):
                value = getattr(item, name, None)
                if value is None:
                    continue
                if name == "ge":
                    self.low = Decimal(str(value))
                elif name == "le":
                    self.high = Decimal(str(value))
                elif name == "max_length":
                    self.longest = int(value)
                else:
                    self.pattern = str(value)


def flat(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for item in metadata:
        if isinstance(item, FieldInfo):
            yield from flat(tuple(item.metadata))
        else:
            yield item


@cache
def homes() -> Mapping[str, tuple[str, ...]]:
    """Where a key may stand: name -> dotted paths, those outside lists first."""
    found: dict[str, list[tuple[bool, int, str]]] = {}

    def walk(want: Want, prefix: str, in_list: bool, depth: int) -> None:
        for branch in want.either or (want,):
            for name, child in branch.fields.items():
                found.setdefault(name, []).append((in_list, depth, f"{prefix}{name}"))
                walk(child, f"{prefix}{name}.", in_list, depth + 1)
            if branch.item is not None:
                mark = "[]." if branch.sort == "list" else ".*."
                walk(branch.item, prefix.removesuffix(".") + mark, True, depth + 1)

    walk(profile_want(), "", False, 0)
    return {name: tuple(path for _, _, path in sorted(places)) for name, places in found.items()}
