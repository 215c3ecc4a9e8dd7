"""What the program brings along is known: each package is locked with hashes, and its licence is listed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement

from community_playbook.assets import assets_folder

ROOT = assets_folder()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements-ci.lock").read_text("utf-8")
PINNED = {
    (found[1], found[2]) for found in re.finditer(r"(?m)^([a-z0-9][a-z0-9-]*)==([^\s;\\]+)", LOCK)
}  # fmt: skip


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def test_the_lock_holds_what_the_project_asks_for() -> None:
    for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]):
        wish = Requirement(line)
        versions = [version for name, version in PINNED if name == name_of(wish.name)]
        assert versions, f"{line} is not in requirements-ci.lock: run scripts/lock.sh"
        assert all(wish.specifier.contains(version) for version in versions), f"{line}: run scripts/lock.sh"


def test_each_package_of_the_lock_has_hashes_and_no_host() -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(blocks) == len(PINNED) > 60
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in LOCK and "index" not in LOCK and "find-links" not in LOCK


def test_the_bill_of_materials_names_what_is_installed() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "sbom.py")]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    bill = json.loads(first)
    names = {part["name"] for part in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert {name_of(Requirement(line).name) for line in PROJECT["dependencies"]} <= names
    assert all(part["licenses"][0]["license"]["name"] for part in bill["components"])
    assert {link["ref"] for link in bill["dependencies"]} == {part["bom-ref"] for part in bill["components"]}


def test_the_licence_of_each_package_is_listed() -> None:
    rows = re.findall(
        r"(?m)^\| ([a-z0-9-]+) \| ([^|]+) \|", (ROOT / "LICENSES-THIRD-PARTY.md").read_text("utf-8")
    )
    listed = {name: licence for name, licence in rows if name != "package"}
    assert {name_of(Requirement(line).name) for line in PROJECT["dependencies"]} <= listed.keys()
    assert not [name for name, licence in listed.items() if licence in ("see its files", "UNKNOWN", "")]
