"""No input brings a reader down: it is read, or told. `benchmarks/fuzz.py` looks longer, with coverage; what it found
is read here again."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzed_readers import FOUND, READERS, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.assets import parse_yaml
from community_playbook.problems import Problem
from community_playbook.words import words
from tries import tries

PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([
        b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\r", b"\n", b'"', b"'", b",", b"\t", b";", b"=", b"\\", b": ", b"- ",
        b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!int ", b"|", b">", b"%", b"0012", b"08", b"-1", b"1e999", b"nan",
        b"9" * 40, b"2026-02-30", b"24:00", "年".encode(), "１２".encode(), "٣".encode(), "\u202e".encode(),
        "a\u0301".encode() * 40, "👩‍👩‍👧".encode(), "上海".encode("gb18030"), b"<v/>", b"<c>", b"</row>", b"PK\x03\x04",
    ]),
)  # fmt: skip
CASES = sorted(FOUND.glob("*/*"))


def calm(name: str, data: bytes) -> None:
    """It was read, and what was told of it can be said."""
    for problem in READERS[name](data):
        assert isinstance(problem, Problem)
        for language in ("zh", "en"):
            assert words(language).problem(problem)


@pytest.mark.parametrize("name", READERS)
def test_a_whole_input_is_read(name: str) -> None:
    for seed in SEEDS[name]:
        calm(name, seed)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=tries(60))
@given(data=st.binary(max_size=200))
def test_noise(name: str, data: bytes) -> None:
    calm(name, data)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=tries(60))
@given(data=st.data())
def test_cuts_and_inserts_in_a_whole_input(name: str, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SEEDS[name]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source)))
        end = start + data.draw(st.integers(0, 12))
        source = source[:start] + data.draw(PIECES) + source[end:]
    calm(name, source)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_the_fuzzer_found(case: Path) -> None:
    calm(case.parent.name, case.read_bytes())


def test_authored_numbers_are_as_they_are_written() -> None:
    assert parse_yaml("{a: 08, b: 0012, c: -7}") == {"a": 8, "b": 12, "c": -7}


def test_there_are_finds() -> None:
    assert len(CASES) >= 4
