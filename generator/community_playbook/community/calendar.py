"""What the operator knows of days off: the country, and days that no table has yet."""

from __future__ import annotations

from datetime import date

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
