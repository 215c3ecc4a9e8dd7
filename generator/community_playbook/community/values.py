"""What the values of a profile may be: patterns, bounds, and the base of all its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError

# [0-9], not \d: these run in Rust, where \d takes full-width digits too.
WINDOW = r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"
COLOR = r"^#[0-9A-Fa-f]{6}$"
URL = r"^(https://[^\s\"<>\\@/?#]+([/?#][^\s\"<>\\]*)?|mailto:[^\s\"<>\\@]+@[^\s\"<>\\@]+)$"
WEB_URL = r"^https://[^\s\"<>\\@/?#]+([/?#][^\s\"<>\\]*)?$"
CURRENCY = r"^[A-Z]{3}$"
COUNTRY = r"^[A-Z]{2}$"
NOT_CALLED = re.compile(
    r"[@#*_~`<>{}\[\]()|\\=:/\u3008-\u3011\u3014-\u301b\u200b-\u200f\u202a-\u202e\u2060-\u206f]|\d{5}"
)


def one_line(text: str) -> str:
    """Names stand in titles and file headers: line breaks and runs of blanks become one blank."""
    return " ".join(text.split())


def called(text: str) -> str:
    """What people are called stands at the head of messages: no mention, no gap to fill in, no markup."""
    if NOT_CALLED.search(text):
        raise PydanticCustomError("address_shape", "a word or two")
    return text


def forward(window: str) -> str:
    """Clocks of equal width compare as text."""
    if window[:5] >= window[6:]:
        raise PydanticCustomError("window_order", "a window ends after it begins, on the same day")
    return window


LONGEST_NIGHT = 12 * 60
"""Minutes: a window that would run longer past midnight has its clocks in the wrong order."""


def over_midnight(window: str) -> str:
    """As `forward`, or into the night: 23:00-00:30."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in window.split("-"))
    if start == end or (end < start and end + 24 * 60 - start > LONGEST_NIGHT):
        raise PydanticCustomError("night_order", "a window ends after it begins, within twelve hours")
    return window


def short(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Text = Annotated[str, short(120), AfterValidator(one_line)]
LongText = Annotated[str, short(600)]
Address = Annotated[str, short(16), AfterValidator(one_line), AfterValidator(called)]
Id = Annotated[str, short(64), AfterValidator(one_line)]
FilePath = Annotated[str, short(300), AfterValidator(one_line)]
Window = Annotated[str, StringConstraints(pattern=WINDOW), AfterValidator(forward)]
NightWindow = Annotated[str, StringConstraints(pattern=WINDOW), AfterValidator(over_midnight)]
HexColor = Annotated[str, StringConstraints(pattern=COLOR)]
Url = Annotated[str, StringConstraints(pattern=URL, max_length=300)]
WebUrl = Annotated[str, StringConstraints(pattern=WEB_URL, max_length=300)]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=2)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Positive = Annotated[int, Field(ge=1, le=10_000_000)]
Currency = Annotated[str, StringConstraints(pattern=CURRENCY)]
Country = Annotated[str, StringConstraints(pattern=COUNTRY)]


@dataclass(frozen=True, slots=True)
class Found:
    """Metadata of a text that is the id of an authored file: which there are is found by whoever reads."""

    what: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        """`enum` holds the place of the ids."""
        return handler(schema) | {"enum": self.what}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)
