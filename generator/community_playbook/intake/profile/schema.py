"""The JSON Schema of a profile, for editors that complete and check YAML while it is typed.

pydantic's own schema describes values that are already converted; here a value is what stands in the file.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ...community.profile import Profile
from .wants import FOUND

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class EditorSchema(GenerateJsonSchema):
    """Amounts are numbers in a file, not texts of digits."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        found: JsonSchemaValue = {"type": "number"}
        for name, keyword in (("ge", "minimum"), ("le", "maximum")):
            if name in schema:
                found[keyword] = float(schema[name])  # type: ignore[literal-required]
        return found


def profile_schema() -> JsonSchemaValue:
    """The schema as draft 2020-12. The same bytes on every run and machine."""
    schema = Profile.model_json_schema(by_alias=True, schema_generator=EditorSchema, mode="validation")
    adjust(schema)
    return {
        "$schema": DIALECT,
        "title": "Community profile",
        "description": "What an operator says about a community: the input of `playbook build`.",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
    }


def schema_text() -> str:
    """`profile_schema` as the content of `profile.schema.json`."""
    return json.dumps(profile_schema(), ensure_ascii=False, indent=2) + "\n"


def adjust(node: Any) -> None:
    """In place: numbers as JSON numbers, bare texts may look like numbers, no titles that repeat the key."""
    if isinstance(node, list):
        for item in node:
            adjust(item)
        return
    if not isinstance(node, dict):
        return
    if isinstance(node.get("enum"), str):
        node["enum"] = list(FOUND[node["enum"]]())
    for key in ("minimum", "maximum"):
        if isinstance(node.get(key), float) and node[key].is_integer():
            node[key] = int(node[key])
    if "default" in node and node["default"] is None:
        del node["default"]
    if node.get("type") == "number" and isinstance(node.get("default"), str):
        node["default"] = json.loads(node["default"])
    if node.get("type") == "string" and not {"pattern", "format", "enum", "const"} & node.keys():
        # Every scalar is read as text: a group may have the id 0012 without quotes.
        node["type"] = ["string", "number"]
    for name, child in node.items():
        if name == "properties":
            for value in child.values():
                value.pop("title", None)
        adjust(child)
