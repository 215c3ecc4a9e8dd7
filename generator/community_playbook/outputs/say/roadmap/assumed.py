"""Which numbers of the roadmap did the operator not give, and which field replaces each?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ....plan.roadmap.scenario_inputs import Assumption
from ..frame import Frame
from .stage import FieldToFill, to_fill
from .ways import span_text, value_text


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class AssumptionsView:
    rows: list[AssumptionRow]
    fill: list[FieldToFill]


def assumptions_view(frame: Frame) -> AssumptionsView:
    """Every number that the operator did not give, with the field that replaces it."""
    words, roadmap = frame.words, frame.plan.roadmap
    result = roadmap.scenarios.result
    rows = [assumption_view(frame, a) for a in (result.assumptions if result else ())]
    said = frame.community.profile.upgrade.gates.model_fields_set
    for a in roadmap.stage.assumptions:
        if a.name not in said and a.name != "projects":
            rows.append(assumption_view(frame, a))
        elif a.name == "projects" and "projects" not in said:
            label = words("roadmap.gates.projects.label", want=frame.number(a.values[0]))
            rows.append(
                AssumptionRow(name=label, value=value_text(frame, a.values[0], "projects"), where=a.where)
            )
    upgrade = frame.community.profile.upgrade
    lego, pace = upgrade.lego, upgrade.minutes
    for name, value, unit, where in (
        *((key, getattr(pace, key), "minutes", f"upgrade.minutes.{key}") for key in type(pace).model_fields),
        ("cap", lego.demands_each, "projects", "upgrade.lego.demands_each"),
        ("parts", lego.community_parts, "parts", "upgrade.lego.community_parts"),
        ("plenty", lego.plenty, "partners", "upgrade.lego.plenty"),
        ("new_team", lego.new_team, "partners", "upgrade.lego.new_team"),
    ):
        part = pace if unit == "minutes" else lego
        if where.rpartition(".")[2] not in part.model_fields_set:
            text = value_text(frame, Decimal(value), unit)
            rows.append(AssumptionRow(name=words(f"roadmap.inputs.{name}"), value=text, where=where))
    fields = words.get("roadmap.fields")
    fill = [FieldToFill(field=f, text=fields.get(f, "")) for f in to_fill(frame)]
    return AssumptionsView(rows=rows, fill=fill)


def assumption_view(frame: Frame, found: Assumption) -> AssumptionRow:
    return AssumptionRow(
        name=frame.words(f"roadmap.inputs.{found.name}"),
        value=span_text(frame, found.values, found.unit),
        where=found.where,
    )
