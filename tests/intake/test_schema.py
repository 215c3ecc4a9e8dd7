"""Does the JSON Schema say what the reader takes?"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from community_playbook.intake.profile.schema import DIALECT, profile_schema, schema_text


def parts() -> list[dict[str, Any]]:
    schema = profile_schema()
    return [schema, *schema["$defs"].values()]


def test_head() -> None:
    schema = profile_schema()
    assert schema["$schema"] == DIALECT
    assert schema["title"] == "Community profile"
    assert schema["required"] == ["community", "operator"]


def test_every_part_is_closed_and_every_field_described() -> None:
    parts_by_name = profile_schema()["$defs"]
    for part in parts():
        assert part["additionalProperties"] is False, part["title"]
        assert part["description"], part["title"]
        for name, field in part["properties"].items():
            kept = field if "description" in field else parts_by_name[field["$ref"].rsplit("/", 1)[1]]
            assert kept["description"], f"{part['title']}.{name}"
            assert "title" not in field


def test_names_are_those_of_the_file() -> None:
    rule = profile_schema()["$defs"]["PointRule"]["properties"]
    assert {"from", "to"} <= rule.keys()
    assert not {"start", "end"} & rule.keys()
    assert "for" in profile_schema()["$defs"]["Prize"]["properties"]


def test_amounts_are_numbers() -> None:
    price = profile_schema()["$defs"]["Tier"]["properties"]["price"]
    assert price == {
        "default": 0,
        "description": "Per year and person.",
        "maximum": 1_000_000_000,
        "minimum": 0,
        "type": "number",
    }


@pytest.mark.slow
def test_same_bytes_in_every_process() -> None:
    code = "from community_playbook.intake.profile.schema import schema_text; print(schema_text(), end='')"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        assert run.stdout.decode() == schema_text()


def test_schema_follows_its_dialect_and_takes_a_profile() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {
        "community": {"name": "x", "kind": "local", "language": ["zh", "en"]},
        "operator": {"hours_per_week": 2.5},
        "points": {"period": {"from": "2026-01-01", "to": "2026-03-31"}, "rules": []},
        "tiers": {"member": {"price": 365}},
        "groups": [{"id": 12}],
    }
    assert list(validator.iter_errors(good)) == []
    assert list(validator.iter_errors({**good, "operator": {"hours_per_week": "six"}}))
    assert list(validator.iter_errors({**good, "oprator": {}}))
