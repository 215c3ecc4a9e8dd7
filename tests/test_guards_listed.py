"""Every guard of `guards.yml` stands where the list says, once, and the test that sees it missing exists."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "generator" / "community_playbook"
GUARDS = yaml.safe_load((HERE / "guards.yml").read_text("utf-8"))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard["of"])
def test_it_stands_there(guard: dict[str, str]) -> None:
    assert (PACKAGE / guard["file"]).read_text("utf-8").count(guard["text"]) == 1
    file, _, name = guard["test"].replace(" -k ", "::").partition("::")
    text = (HERE / file).read_text("utf-8")
    assert f"def {name}(" in text or " -k " in guard["test"]
