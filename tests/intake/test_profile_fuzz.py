"""Does the profile reader stay calm, and do its repairs repair, whatever stands in the file?"""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.intake.profile.profile import read_profile
from community_playbook.intake.profile.wants import NUMBERS, Want, profile_want
from community_playbook.problems import Problem
from community_playbook.words import words
from tries import tries

FULL = (Path(__file__).parent / "full-profile.yml").read_text("utf-8")


def fields(want: Want, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Want]]:
    """Every single value of the profile that stands outside lists."""
    if want.sort == "part":
        return [leaf for name, child in want.fields.items() for leaf in fields(child, (*path, name))]
    return [] if want.sort in ("list", "table") else [(path, want)]


def test_every_number_has_two_bounds() -> None:
    def numbers(want: Want) -> list[Want]:
        inner = [*want.fields.values(), *want.either, *([want.item] if want.item else [])]
        return [w for child in inner for w in numbers(child)] + ([want] if want.sort in NUMBERS else [])

    for want in numbers(profile_want()):
        assert want.low is not None
        assert want.high is not None


def nested(path: tuple[str, ...], value: str) -> str:
    return "{" + f"{path[0]}: {nested(path[1:], value) if len(path) > 1 else value}" + "}"


HINTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12),
    st.text("0123456789.,-:/年月日%万元小时～—#@abcdefpm ", max_size=14),
    st.sampled_from(
        ["example.org", "a@b.cd", "8点-10点", "2026-2-31", "#abc", "1,000", "上海", "元", "东八区"]
    ),
)


@settings(max_examples=tries(300))
@given(st.sampled_from(fields(profile_want())), HINTS)
def test_every_repair_repairs(field: tuple[tuple[str, ...], Want], text: str) -> None:
    path, _ = field
    name = ".".join(path)

    def faults(value: str) -> list[Problem]:
        found = read_profile(nested(path, value), "profile.yml")[1]
        return [p for p in found if p.facts.get("field") == name and p.code not in ("E130", "E157")]

    quoted = "'" + text.replace("'", "''") + "'"
    for problem in faults(quoted):
        for language in ("zh", "en"):
            assert words(language).problem(problem)
        if problem.is_error and "repair" in problem.facts:
            repaired = problem.facts["repair"].split(": ", 1)[1]
            assert not [p for p in faults(repaired) if p.is_error], (problem, repaired)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_nothing_raises(source: str | bytes) -> None:
    profile, problems = read_profile(source, "profile.yml")
    assert profile is None
    assert problems
    assert all(p.place.line >= 1 for p in problems)


@settings(max_examples=tries(300))
@given(st.data())
def test_a_damaged_profile_never_raises(data: st.DataObject) -> None:
    """Cuts and inserts anywhere in a full profile; every fault has a place inside the file."""
    text = FULL
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        piece = data.draw(st.text("[]{}:,-?&*!|>'\"%@`#\n \tab0：，　\\", max_size=4))
        text = text[:start] + piece + text[end:]
    profile, problems = read_profile(text, "profile.yml")
    assert profile is not None or any(p.is_error for p in problems)
    for problem in problems:
        assert 1 <= problem.place.line <= len(text.splitlines()) + 1
        for language in ("zh", "en"):
            assert words(language).problem(problem)
