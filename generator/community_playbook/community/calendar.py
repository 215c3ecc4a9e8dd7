"""What the operator knows of days off: the country, and days that no table has yet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from .values import Country, Part, Text


class DayOff(Part):
    """A day on which everybody is free."""

    day: date = Field(description="The day.")
    name: Text = Field(description="What it is called.")


class WorkDay(Part):
    """A day on which people work although it is a weekend or a holiday."""

    day: date = Field(description="The day.")
    name: Text | None = Field(None, description="What it makes up for.")


class BigDate(Part):
    """A date around which the plan turns, both days included."""

    what: Text = Field(description="What it is called.")
    start: date = Field(alias="from", description="First day.")
    end: date | None = Field(None, alias="to", description="Last day; without it one day only.")
    kind: (
        Literal[
            "exam", "sale", "event", "match", "meeting", "release", "deadline", "trip",
            "term", "opening", "closing", "holidays",
        ]
        | None
    ) = Field(
        None,
        description="What is done before it, and whether new things may start: before an exam, a sale, a "
        "release, a deadline and a closing they may not.",
    )  # fmt: skip

    @property
    def last(self) -> date:
        return self.end or self.start


class CalendarPart(Part):
    """Days off in the calendar."""

    country: Country | None = Field(
        None, description="Whose holidays: two letters, as CN. Without it CN in Asia/Shanghai, else none."
    )
    holidays: list[DayOff] = Field(
        default_factory=list,
        max_length=100,
        description="Your own days off; they replace those of the table.",
    )
    workdays: list[WorkDay] = Field(
        default_factory=list, max_length=100, description="Make-up days, as soon as they are announced."
    )
