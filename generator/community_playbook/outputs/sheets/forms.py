"""Which table should an operator fill in? The empty members table and ledger, with one row as an example.

The headers are words that `playbook/headers.yml` knows, so that what is filled in is read without a question;
the row that says it is an example is told and skipped (`intake/cells.py: is_example`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ...community.profile import Profile
from ...words import Words
from .table import Cell, Column, Kind, Sheet
from .workbook import csv_bytes, workbook_bytes

FormKind = Literal["members", "ledger"]
KINDS: tuple[FormKind, ...] = ("members", "ledger")
MADE = date(2026, 1, 1)
"""The day that stands in the file: an empty table is of no day."""
FIELDS: Mapping[FormKind, tuple[str, ...]] = {
    "members": ("id", "name", "alias", "city", "industry", "skills", "resources", "groups", "squad", "team",
                "role", "tier", "joined", "paid_until", "last_message", "consent", "avatar"),
    "ledger": ("date", "member_id", "member", "action", "quantity", "amount", "note", "giver"),
}  # fmt: skip
SHAPES: Mapping[str, Kind] = {
    "joined": "date", "paid_until": "date", "last_message": "date", "date": "date", "quantity": "number",
    "amount": "number",
}  # fmt: skip
MOST_NAMED = 12
SHOWN_GROUPS = 2


def make_form(kind: FormKind, words: Words, profile: Profile | None = None) -> Sheet:
    """One of the two tables, with the choices that the profile knows."""
    fields = [field for field in FIELDS[kind] if is_asked(field, profile)]
    example = {field: example_cell(kind, field, words, profile) for field in fields}
    columns = tuple(column(kind, field, words, profile) for field in fields)
    return Sheet(kind, words(f"forms.{kind}.title"), columns, [tuple(example.values())])


def is_asked(field: str, profile: Profile | None) -> bool:
    """No column for teams that are not counted, and none for tiers and fees that there are not."""
    if field in ("squad", "team"):
        wanted = "squads" if field == "squad" else field
        return profile is not None and profile.points.teams == wanted
    return field not in ("tier", "paid_until") or profile is None or bool(profile.tiers)


def column(kind: FormKind, field: str, words: Words, profile: Profile | None) -> Column:
    title, note = words.get(f"forms.{kind}.columns.{field}")
    choices = choices_of(field, words, profile)
    named = named_keys(field, words, profile)
    return Column(
        title,
        SHAPES.get(field, "typed"),
        "\n".join(line for line in (note, named) if line),
        choices,
        field == "consent",
        named or (words("forms.choose") if choices else ""),
    )


def choices_of(field: str, words: Words, profile: Profile | None) -> tuple[str, ...]:
    """What may stand in a cell, the very words that the plan will look for."""
    if field == "consent":
        return tuple(words.get("forms.yes_no"))
    if field == "role":
        return tuple(words.get("forms.roles"))
    if field == "tier":
        return tuple(profile.tiers) if profile else ()
    if field == "action":
        ruled = tuple(dict.fromkeys(rule.action for rule in profile.points.rules)) if profile else ()
        return ruled or tuple(words.get("actions").values())
    return ()


def named_keys(field: str, words: Words, profile: Profile | None) -> str:
    """What the keys of the profile stand for: several groups may share a cell, so they are no drop-down."""
    if profile is None:
        return ""
    if field == "groups":
        pairs = {group.id: group.name or "" for group in profile.groups}
        key = "forms.groups"
    elif field == "tier":
        pairs = {key: tier.name or "" for key, tier in profile.tiers.items()}
        key = "forms.tiers"
    elif field == "action":
        pairs = {rule.action: rule.name or "" for rule in profile.points.rules}
        key = "forms.actions"
    else:
        return ""
    shown = [f"{k} = {name}" if name and name != k else k for k, name in list(pairs.items())[:MOST_NAMED]]
    more = " …" if len(pairs) > MOST_NAMED else ""
    return words(key, list=words("forms.join").join(shown) + more) if shown else ""


def example_cell(kind: FormKind, field: str, words: Words, profile: Profile | None) -> Cell:
    if field == "groups" and profile and profile.groups:
        return words("forms.join").join(group.id for group in profile.groups[:SHOWN_GROUPS])
    if field in ("tier", "action") and (choices := choices_of(field, words, profile)):
        return choices[0]
    cell: Cell = words.get(f"forms.{kind}.example").get(field, "")
    return date.fromisoformat(str(cell)) if SHAPES.get(field) == "date" and cell else cell


def guide(kind: FormKind, words: Words) -> Sheet:
    """How to fill it in, a sentence a row: a second sheet of the workbook."""
    title = words("forms.guide")
    rows = [(line,) for line in words.get(f"forms.{kind}.guide")]
    return Sheet("guide", title, (Column(words(f"forms.{kind}.head"), "long"),), rows)


def form_bytes(form: Sheet, format_: str, words: Words, encoding: str = "utf-8") -> bytes:
    """`format_`: xlsx or csv; the encoding is that of a CSV file: utf-8 (with its mark) or gb18030."""
    if format_ == "csv":
        return csv_bytes(form, encoding)
    kind: FormKind = "ledger" if form.key == "ledger" else "members"
    return workbook_bytes([form, guide(kind, words)], MADE)
