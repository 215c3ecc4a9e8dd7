"""Is every scalar of a YAML file kept as text, at its place, whatever the file holds?"""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.intake.profile import yaml_text
from community_playbook.intake.profile.yaml_text import (
    ListNode,
    MapNode,
    Node,
    TextNode,
    places_of,
    read_yaml,
)

SIGNS = st.text(alphabet="[]{}:,-?&*!|>'\"%@`#\n \tab0：，　\\", max_size=60)


def plain(node: Node | None) -> object:
    if isinstance(node, TextNode):
        return None if node.absent else node.text
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key: plain(value) for key, value in node.entries.items()}
    return node


def read(text: str | bytes) -> object:
    node, problems = read_yaml(text, "a.yml")
    assert problems == []
    return plain(node)


def only(text: str | bytes) -> tuple[str, str]:
    """(code, place) of the one problem in the text."""
    node, problems = read_yaml(text, "a.yml")
    assert len(problems) == 1, problems
    assert node is None or problems[0].code == "E120"
    return problems[0].code, str(problems[0].place)


@pytest.mark.parametrize(
    "value", ["20:00", "0012", "no", "on", "1.10", "1e3", "2023-02-30", "=", "<<", "0x10"]
)
def test_traps_of_yaml_1_1_stay_text(value: str) -> None:
    assert read(f"a: {value}\n") == {"a": value}
    assert read(f"[{value}]\n") == [value]


@pytest.mark.parametrize("key", ["on", "no", "1", "2026-01-01"])
def test_keys_stay_text(key: str) -> None:
    assert read(f"{key}: x") == {key: "x"}


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_absent(value: str) -> None:
    assert read(f"a: {value}") == {"a": None}


def test_quoted_null_is_a_text() -> None:
    assert read('{a: "null", b: ""}') == {"a": "null", "b": ""}


def test_places_count_from_one_and_point_to_the_value() -> None:
    node, _ = read_yaml("\ufeffa: 甲\nb:\n  - 乙\n  - {c: 丙}\n", "a.yml")
    assert node is not None
    places = {path: (place.line, place.column) for path, place in places_of(node).items()}
    assert places[("a",)] == (1, 4)
    assert places[("b", 0)] == (3, 5)
    assert places[("b", 1, "c")] == (4, 9)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_with_every_line_break(newline: str) -> None:
    node, _ = read_yaml(newline.join(["# x", "a:", "  b: c"]), "a.yml")
    assert node is not None
    assert (places_of(node)[("a", "b")].line, places_of(node)[("a", "b")].column) == (3, 6)


def test_breaks_that_no_editor_counts_are_blanks() -> None:
    node, _ = read_yaml("a: x\u2028y\nb: z", "a.yml")
    assert plain(node) == {"a": "x y", "b": "z"}
    assert places_of(node)[("b",)].line == 2  # type: ignore[arg-type]


def test_duplicate_key_names_both_places() -> None:
    node, problems = read_yaml("a: 1\nb: 2\na: 3\n", "a.yml")
    assert [(p.code, str(p.place), p.facts["first"]) for p in problems] == [("E120", "a.yml:3:1", "1:1")]
    assert plain(node) == {"a": "1", "b": "2"}


def test_every_duplicate_and_anchor_is_reported_at_once() -> None:
    _, problems = read_yaml("a: &x 1\nb: *x\na: !t 2\n", "a.yml")
    assert [p.code for p in problems] == ["E123", "E123", "E120", "E124"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "E113", "a.yml:1:1"),
        ("# only a comment\n", "E113", "a.yml:1:1"),
        ("~", "E113", "a.yml:1:1"),
        ("a:\n\tb: c", "E116", "a.yml:2:1"),
        ("a:\n　b: c", "E117", "a.yml:2:1"),
        ("a:\n  b：c\n  d: e", "E115", "a.yml:2:3"),
        ("a:\n  b: c\n  d：e", "E115", "a.yml:3:3"),
        ("a:\n  b: c\n    name：e", "E115", "a.yml:3:5"),
        ("a:\n  b:c\n  d: e", "E118", "a.yml:2:3"),
        ("a: {id：g01}", "E115", "a.yml:1:5"),
        ("a: 1\n---\nb: 2", "E125", "a.yml:2:1"),
        ("? [a]\n: b", "E126", "a.yml:1:3"),
        ("a: b\n~: c", "E126", "a.yml:2:1"),
        ("a: @b", "E127", "a.yml:1:4"),
        ("a: b: c", "E127", "a.yml:1:5"),
        ('a: "b\nc: d\n', "E128", "a.yml:1:4"),
        ("a: [b, c\nd: e\n", "E129", "a.yml:1:4"),
        ("a: b\n c: d\n", "E127", "a.yml:2:3"),
        ("a: x\x07\n", "E112", "a.yml:1:5"),
        ('a: "\\0"', "E112", "a.yml:1:4"),
        ("a: \ud800", "E112", "a.yml:1:4"),
        ("名称: 灯塔".encode("gb18030"), "E110", "a.yml:1:1"),
        ("name: a\nb: 灯塔会员".encode("gb18030"), "E110", "a.yml:2:4"),
        ("a: b".encode("utf-16"), "E111", "a.yml:1:1"),
        (b"a: \xff\xff", "E111", "a.yml:1:4"),
        (b"a: 1\x00", "E112", "a.yml:1:5"),
    ],
)
def test_fault_and_its_place(text: str | bytes, code: str, place: str) -> None:
    assert only(text) == (code, place)


def test_prose_with_colons_is_left_alone() -> None:
    text = "a: 我们约定\n  注意：不发广告\n  https://example.org\nb: |\n  name：x\n  key:y\n"
    assert read(text) == {"a": "我们约定 注意：不发广告 https://example.org", "b": "name：x\nkey:y\n"}


@pytest.mark.parametrize("opening", ["[", "- ", "? ", "{a: ", "[[{a: "])
def test_deep_nesting_neither_crashes_nor_lasts(opening: str) -> None:
    code, _ = only(opening * 50_000)
    assert code in ("E121", "E126")


def test_fifty_levels_are_allowed() -> None:
    assert read("[" * 50 + "]" * 50)
    assert only("[" * 51 + "]" * 51)[0] == "E121"


def test_alias_bomb() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    node, problems = read_yaml("\n".join(lines), "a.yml")
    assert node is None
    assert {p.code for p in problems} == {"E123"}


@pytest.mark.slow
def test_too_many_values() -> None:
    assert only("[" + "a," * 100_001 + "]")[0] == "E122"


def test_too_large() -> None:
    assert only(b"a" * (2 * 1024 * 1024)) == ("E103", "a.yml:1:1")
    assert only("汉" * (512 * 1024)) == ("E103", "a.yml:1:1")


def test_problems_are_bounded() -> None:
    node, problems = read_yaml("a: 1\n" * 5000, "a.yml")
    assert node is None
    assert len(problems) == yaml_text.MAX_PROBLEMS


@given(st.binary(max_size=400))
def test_no_bytes_raise(source: bytes) -> None:
    node, problems = read_yaml(source, "a.yml")
    assert node is not None or problems
    assert all(p.place.line >= 1 and p.place.column >= 1 for p in problems)


@given(st.one_of(st.text(max_size=300), SIGNS, st.text(st.characters(), max_size=20)))
def test_no_text_raises(source: str) -> None:
    node, problems = read_yaml(source, "a.yml")
    assert node is not None or problems
    lines = yaml_text.BREAK.split(source)
    assert all(1 <= p.place.line <= len(lines) and p.place.column >= 1 for p in problems)


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
KEYS = st.text("abcdefgh_城市", min_size=1, max_size=6)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=15,
)


def block(value: object, indent: int = 0) -> str:
    """The value as YAML, one entry a line, every text in double quotes."""
    pad = " " * indent
    if isinstance(value, dict) and value:
        return "".join(f"\n{pad}{key}:{block(child, indent + 2)}" for key, child in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{pad}-{block(child, indent + 2)}" for child in value)
    return " " + (json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value))


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    return [leaf for key, child in pairs for leaf in leaves(child, (*path, key))]


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_generated_trees_come_back_with_true_places(tree: dict[str, object]) -> None:
    text = block(tree)
    node, problems = read_yaml(text, "a.yml")
    assert problems == []
    assert plain(node) == tree
    places, lines = places_of(node), text.split("\n")  # type: ignore[arg-type]
    for path, value in leaves(tree):
        place = places[path]
        assert lines[place.line - 1][place.column - 1 :] == json.dumps(value, ensure_ascii=False)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_the_parser_without_c_reads_the_same(tree: dict[str, object]) -> None:
    text = block(tree)
    fast = read_yaml(text, "a.yml")
    parser, yaml_text.PARSER = yaml_text.PARSER, yaml.SafeLoader
    try:
        slow = read_yaml(text, "a.yml")
    finally:
        yaml_text.PARSER = parser
    assert fast == slow
