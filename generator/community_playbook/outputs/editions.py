"""What the next edition needs to know of this one: a file for each week, beside plan.json."""

from __future__ import annotations

from collections.abc import Iterator

from ..community.community import Community
from ..community.editions import to_json
from ..community.file_names import EDITIONS
from ..plan.editions import make_edition
from ..plan.plan import Plan


def edition_files(plan: Plan, community: Community) -> Iterator[tuple[str, bytes]]:
    """This week's, and those of other weeks as they were."""
    made = make_edition(plan, community)
    others = [e for e in community.editions if e.monday != made.monday]
    for edition in sorted([*others, made], key=lambda e: e.monday):
        yield f"{EDITIONS}/{edition.monday.isoformat()}.json", to_json(edition)
