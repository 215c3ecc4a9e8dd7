"""The house keeps its rules: planning touches nothing outside, files stay small, no room is unlisted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

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


@pytest.mark.slow
def test_no_kind_and_no_platform_is_named_in_code():
    """What one of them is decided by stands in its file; only the declaration has a platform to begin with, and
    the readers of exports go by the names of the tools."""
    ids = {path.stem for path in asset("playbook", "kinds").glob("*.yml")}
    ids |= {path.name for path in asset("playbook", "platforms").iterdir()}
    named = {
        (path.relative_to(PACKAGE).as_posix(), node.value)
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "logs"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids
    }
    assert named == {("community/profile.py", CommunityPart.model_fields["platform"].default)}


LOOSE = "dict[str, Any]"
MOST_LOOSE = 26


def test_few_mappings_of_anything():
    found = {path: path.read_text("utf-8").count(LOOSE) for path in PACKAGE.rglob("*.py")}
    assert sum(found.values()) <= MOST_LOOSE, {str(p): n for p, n in found.items() if n}


def room_of(path: Path) -> tuple[str, ...]:
    """The folder of a module below the package, in `outputs` the folder below it; a file may be a room."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:2] if parts[0] == "outputs" else parts[:1]


def imported(path: Path) -> Iterator[tuple[Path, str]]:
    """(file, name) of what a module imports from the package."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            yield from ((folder.with_suffix(".py"), alias.name) for alias in node.names)


def promises(path: Path) -> dict[str, str]:
    """By name what a module says of the functions and records that others may import: their annotations."""
    found = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            told = [node.returns, *(a.annotation for a in (*node.args.args, *node.args.kwonlyargs))]
        elif isinstance(node, ast.ClassDef):
            told = [field.annotation for field in node.body if isinstance(field, ast.AnnAssign)]
        elif isinstance(node, ast.Assign | ast.AnnAssign):  # Runs = list[...]: an alias says it too
            names = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id: ast.unparse(node) for name in names if isinstance(name, ast.Name)}
            continue
        else:
            continue
        found[node.name] = " ".join(ast.unparse(one) for one in told if one)
    return found


@pytest.mark.slow
def test_what_leaves_a_room_has_a_type():
    """No function, record or value that another room imports is, takes or gives a mapping of anything."""
    known = {path: promises(path) for path in PACKAGE.rglob("*.py")}
    loose = {
        f"{path.relative_to(PACKAGE)}: {source.stem}.{name}"
        for path in known
        for source, name in imported(path)
        if source in known and room_of(source) != room_of(path) and LOOSE in known[source].get(name, "")
    }
    assert loose == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_code_of_a_problem_stands_twice(language):
    """The second one would take the words of the first, in whatever file they stand."""
    folder = PACKAGE.parents[1] / "templates" / "words" / language
    codes = [
        c for p in folder.glob("*.yml") for c in re.findall(r"^  ([EW]\d{3}):", p.read_text("utf-8"), re.M)
    ]
    assert len(codes) > 200
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
