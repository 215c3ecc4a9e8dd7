"""Which of our faults is an error of pydantic? Bounds, lengths and patterns come back as places and codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic_core import ErrorDetails

from ...community.values import COLOR, COUNTRY, CURRENCY, URL, WEB_URL, WINDOW
from .new_ids import new_ids
from .values import (
    clamp,
    example,
    mend_color,
    mend_country,
    mend_currency,
    mend_night,
    mend_url,
    mend_window,
    written,
)
from .walk import Walk, bounds
from .yaml_slips import shown
from .yaml_text import Path, TextNode

PATTERN_CODES = {
    WINDOW: "E148", COLOR: "E150", URL: "E151", WEB_URL: "E151", CURRENCY: "E154", COUNTRY: "E166",
}  # fmt: skip


# The walk has checked shapes and choices: these only say which branch of a union it is not.
NOISE = frozenset({"literal_error", "model_type", "list_type", "dict_type", "string_type"})


def report_errors(walk: Walk, errors: list[ErrorDetails]) -> None:
    """Report what pydantic found, but nothing whose cause the walk has already reported."""
    for error in errors:
        if error["type"] not in NOISE:
            report_error(walk, error)
    if not walk.faulty:  # never refuse a profile without saying why
        path = settled(walk, errors[0]["loc"], missing=False)
        walk.report("E199", path, found="…", why=shown(errors[0]["msg"], 120))


def report_error(walk: Walk, error: ErrorDetails) -> None:
    sort, facts = error["type"], error.get("ctx", {})
    path = settled(walk, error["loc"], missing=sort == "missing")
    if any(path[:length] in walk.faulty for length in range(len(path) + 1)):
        return
    if sort == "missing":
        report_missing(walk, path)
        return
    node = walk.nodes.get(path)
    text = node.text if isinstance(node, TextNode) else str(path[-1]) if path else ""
    found = {"found": shown(text)}
    if sort in ("greater_than_equal", "less_than_equal"):
        report_range(walk, path, text)
    elif sort == "decimal_max_places":
        places = int(facts["decimal_places"])
        repair = written(round(Decimal(text), places))
        walk.report("E142", path, **found, places=str(places), repair=walk.repair(path, repair))
    elif sort == "string_pattern_mismatch" and facts["pattern"] in PATTERN_CODES:
        pattern = str(facts["pattern"])
        repair = walk.repair(path, mended(pattern, text))
        walk.report(PATTERN_CODES[pattern], path, **found, repair=repair)
    elif sort == "window_order":
        walk.report("E149", path, **found)
    elif sort == "night_order":
        walk.report("E167", path, **found, repair=walk.repair(path, mend_night(text)))
    elif sort == "when_shape":
        walk.report("E169", path, **found)
    elif sort == "address_shape":
        walk.report("E180", path, **found)
    elif sort == "string_too_long":
        place = walk.keys.get(path) if "[key]" in error["loc"] else None
        walk.report("E152", path, place, **found, length=str(len(text)), limit=str(facts["max_length"]))
    elif sort == "string_too_short":
        walk.report("E153", path)
    elif sort == "too_long":
        walk.report("E138", path, length=str(facts["actual_length"]), limit=str(facts["max_length"]))
    elif sort == "too_short":
        walk.report("E139", path)
    else:  # a constraint that this table does not know yet
        walk.report("E199", path, **found, why=shown(error["msg"], 120))


def settled(walk: Walk, loc: tuple[int | str, ...], *, missing: bool) -> Path:
    """The path in the file: pydantic also puts the branches of unions into its locations."""
    path: Path = ()
    for part in loc[:-1] if missing else loc:
        if (*path, part) in walk.nodes or (*path, part) in walk.keys:
            path = (*path, part)
    return (*path, loc[-1]) if missing else path


def report_missing(walk: Walk, path: Path) -> None:
    name = str(path[-1])
    want: Any = walk.wants.get(path[:-1])
    branch = want.fitting("part") if want else None
    field = branch.fields.get(name) if branch else None
    fitting = example(field, name) if field else "…"
    if name == "id" and isinstance(path[-2], int):
        fitting = new_ids(walk, path[:-2])[path[-2]]
    repair = walk.repair(path, fitting)
    if field and field.choices:
        repair += "   # " + " | ".join(field.choices)
    place = walk.keys.get(path) or walk.keys.get(path[:-1]) or walk.place(path[:-1])
    walk.report("E130", path, place, repair=repair)


def report_range(walk: Walk, path: Path, text: str) -> None:
    want = walk.wants[path]
    low, high = bounds(want)
    repair = walk.repair(path, clamp(Decimal(text.strip()), want))
    walk.report("E141", path, found=shown(text), low=low, high=high, repair=repair)


def mended(pattern: str, text: str) -> str:
    if pattern == WINDOW:
        return mend_window(text)
    if pattern == COLOR:
        return mend_color(text)
    if pattern == CURRENCY:
        return mend_currency(text)
    if pattern == COUNTRY:
        return mend_country(text)
    return mend_url(text, mail=pattern == URL)
