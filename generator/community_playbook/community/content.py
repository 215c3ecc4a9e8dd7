"""The part of the profile about texts: where they come from, who promised one, which tools are on loan."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from .values import Count, Part, Text


class Channel(Part):
    """A place where content is published."""

    name: Text = Field(description="Name of the channel.")
    reach: Count | None = Field(None, description="How many people see a post.")


class Loan(Part):
    """One tool that a member has on loan, for an honest write-up."""

    tool: Text = Field(description="As under `tools_to_lend`.")
    to: Text = Field(description="Id of the member who has it.")
    since: date = Field(description="The day on which it was lent.")
    until: date | None = Field(None, description="Until when; without it, two weeks.")
    back: date | None = Field(None, description="The day on which it came back.")
    review: date | None = Field(None, description="The day on which the write-up came.")


class Commission(Part):
    """One text that a member said yes to, from then on to what it brought."""

    who: Text = Field(description="Id of the member who writes it.")
    title: Text = Field(description="What it is called.")
    due: date | None = Field(None, description="The day that was agreed.")
    draft: date | None = Field(None, description="The day on which it came in.")
    shown: date | None = Field(None, description="The day on which it was published, after a yes.")
    where: Text | None = Field(None, description="The channel.")
    brought: Text | None = Field(None, description="What it brought its author, as: 12 people wrote to you.")


class Content(Part):
    """Where content comes from and goes to."""

    base: Text | None = Field(None, description="Where long texts live, for example zsxq or Notion.")
    tools_to_lend: list[Text] = Field(
        default_factory=list, max_length=20, description="Tools to lend in exchange for an honest write-up."
    )
    articles_per_week: Annotated[float, Field(ge=0, le=200)] = Field(0, description="The quota of articles.")
    messages_per_week: Annotated[float, Field(ge=0, le=1000)] = Field(
        0,
        description="How many members you write to in private a week, asking for a text; not posts a week.",
    )
    channels: list[Channel] = Field(default_factory=list, max_length=20, description="Where it is published.")
    loans: list[Loan] = Field(
        default_factory=list,
        max_length=200,
        description="Tools on loan: to whom, until when, is the text here.",
    )
    commissions: list[Commission] = Field(
        default_factory=list, max_length=200, description="Texts that members said yes to."
    )
