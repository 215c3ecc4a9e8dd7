"""How does a value of the plan stand in JSON? Dates as text, decimals as text, records by their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel

from ..plan.game.boards import Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json: TypeAlias = "str | int | float | Sequence[Json] | Mapping[str, Json] | None"
"""Whatever JSON can hold."""


def record(value: DataclassInstance) -> dict[str, Json]:
    """The fields of a dataclass."""
    return {f.name: plain(getattr(value, f.name)) for f in fields(value)}


def plain(value: object) -> Json:
    """Dataclasses, tuples, dates and decimals as JSON knows them. Decimals stay text."""
    if is_dataclass(value) and not isinstance(value, type):
        return record(value)
    if isinstance(value, BaseModel):
        dumped: Json = value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return dumped
    if isinstance(value, Row):
        return [plain(part) for part in value]
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, frozenset | set):
        return [plain(part) for part in sorted(value)]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, 6)
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")
