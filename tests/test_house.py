"""The house keeps its rules: planning touches nothing outside, files stay small, no room is unlisted."""

import ast
import re
from pathlib import Path

import grimp

import community_playbook
from community_playbook.assets import asset
from community_playbook.community.profile import CommunityPart

PACKAGE = Path(community_playbook.__file__).parent
TEMPLATES = asset("templates")


def test_planning_has_no_clock_and_no_files():
    for room in ("plan", "knowledge", "community"):
        for path in (PACKAGE / room).rglob("*.py"):
            assert not re.search(r"\b(today|now|open)\(", path.read_text("utf-8")), path


def test_files_stay_small():
    sizes = {path: path.read_text("utf-8").count("\n") for path in PACKAGE.rglob("*.py")}
    assert {str(p): n for p, n in sizes.items() if n > 400} == {}


def test_templates_can_be_read():
    """What a person changes by hand has lines that fit a screen; styles and scripts have their own habits."""
    drawn = [
        path for folder in ("pages", "share", "site", "print") for path in (TEMPLATES / folder).rglob("*")
    ]
    kept = [path for path in drawn if path.suffix in (".j2", ".html", ".typ")]
    long = {f"{p}:{n}": len(line) for p in kept for n, line in enumerate(p.read_text("utf-8").split("\n"), 1)
            if len(line) > 160}  # fmt: skip
    assert kept and long == {}


def test_every_module_says_what_it_is_for():
    for path in PACKAGE.rglob("*.py"):
        assert path.read_text("utf-8").lstrip().startswith('"""'), path


def test_no_name_that_says_nothing():
    assert not {p.stem for p in PACKAGE.rglob("*.py")} & {"util", "utils", "helpers", "common", "manager"}


def test_no_ring_of_imports():
    """No module is reached by its own imports, not even for its types."""
    graph = grimp.build_graph("community_playbook")
    rings = {
        module
        for module in graph.modules
        for below in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=below, imported=module)
    }
    assert rings == set()


def test_no_kind_and_no_platform_is_named_in_code():
    """What one of them is decided by stands in its file; only the declaration has a platform to begin with."""
    ids = {path.stem for folder in ("kinds", "platforms") for path in asset("playbook", folder).glob("*.yml")}
    named = {
        (path.relative_to(PACKAGE).as_posix(), node.value)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids
    }
    assert named == {("community/profile.py", CommunityPart.model_fields["platform"].default)}
