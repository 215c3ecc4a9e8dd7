"""Which packages does the program bring along, and under which licences? As read from the installed ones.

`python scripts/sbom.py` prints a CycloneDX document; `--licences` LICENSES-THIRD-PARTY.md; with `--dev`
also what only the checks need. Run it where the project is installed. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
SAYS_NOTHING = ("", "UNKNOWN", "Dual License")
TITLES = {
    "Mozilla Public License Version 2.0": "MPL-2.0",
    "MIT License": "MIT",
    "Permission is hereby granted, free of charge": "MIT",
    "Apache License": "Apache-2.0",
}
"""How the text of a licence begins, where a package names none."""


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def needed(lines: Iterable[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in lines:
        wish = Requirement(line)
        if wish.marker is None or any(wish.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield name_of(wish.name), frozenset(wish.extras)


def found(extras: frozenset[str]) -> dict[str, Distribution]:
    """The project's packages by name, in order, without those that other systems need."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(x for e in extras for x in project["optional-dependencies"][e])]
    known: dict[str, Distribution] = {}
    waiting = [*needed(lines, frozenset())]
    while waiting:
        name, wanted = waiting.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:
            print(f"not installed here: {name}", file=sys.stderr)
            continue
        if name in known and not wanted:
            continue
        known[name] = one
        below = needed(one.requires or (), wanted)
        waiting += [(other, more) for other, more in below if other not in known]
    return dict(sorted(known.items()))


def licence_of(one: Distribution) -> str:
    """The expression, else the field, else the classifiers, else how its text begins."""
    meta = one.metadata
    if expression := meta.get("License-Expression"):
        return str(expression)
    classes = [
        line.rpartition(" :: ")[2] for line in meta.get_all("Classifier", []) if line.startswith("License ::")
    ]
    field = (meta.get("License") or "").strip().splitlines()
    short = field[0] if field and len(field[0]) < 40 else ""
    return (short if short not in SAYS_NOTHING else "") or " or ".join(classes) or licence_in_files(one)


def licence_in_files(one: Distribution) -> str:
    for file in one.files or ():
        if "licen" in file.name.lower():
            text = " ".join(str(file.read_text()).split())[:200]
            for title, name in TITLES.items():
                if title in text:
                    return name
    return "see its files"


def address_of(one: Distribution) -> str:
    for line in one.metadata.get_all("Project-URL", []):
        label, _, url = line.partition(", ")
        if name_of(label) in ("homepage", "home", "source", "source-code", "repository", "github"):
            return url
    return str(one.metadata.get("Home-page") or "")


def document(packages: dict[str, Distribution]) -> dict[str, object]:
    """CycloneDX 1.5, without a time and a serial number."""
    parts = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{one.version}",
            "name": name,
            "version": one.version,
            "purl": f"pkg:pypi/{name}@{one.version}",
            "licenses": [{"license": {"name": licence_of(one)}}],
        }
        for name, one in packages.items()
    ]
    links = [
        {
            "ref": f"pkg:pypi/{name}@{one.version}",
            "dependsOn": sorted(
                f"pkg:pypi/{other}@{packages[other].version}"
                for other in {other for other, _ in needed(one.requires or (), frozenset())} & packages.keys()
            ),
        }
        for name, one in packages.items()
    ]
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    own = {"type": "application", "bom-ref": name, "name": name, "version": version}
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": own}, "components": parts, "dependencies": links,
    }  # fmt: skip


def licences(packages: dict[str, Distribution]) -> str:
    rows = "".join(f"| {name} | {licence_of(one)} | {address_of(one)} |\n" for name, one in packages.items())
    return (
        "# Licences of the packages that the program uses\n\n"
        "None of them is part of this project; pip installs them beside it. Read from the installed packages "
        "by `python scripts/sbom.py --licences`. What is part of this project (fonts, emoji, the city table) "
        f"stands in `NOTICE`.\n\n| package | licence | address |\n|---|---|---|\n{rows}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--licences", action="store_true")
    parser.add_argument("--dev", action="store_true")
    wish = parser.parse_args()
    packages = found(frozenset({"dev"} if wish.dev else ()))
    print(licences(packages) if wish.licences else json.dumps(document(packages), indent=1), end="")


if __name__ == "__main__":
    main()
