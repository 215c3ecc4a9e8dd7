"""Authored YAML that is kept parsed says what the text says, and an edited text is parsed anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from community_playbook import assets, kept, parsed
from community_playbook.assets import asset, parse_yaml

TEXTS = ("a: 1", "a: [1, two, 3.5, true, null, '']", "- on\n- no\n- 20:00", "{}", "", "a: |\n  b\n  c")
OF_YAML = ("1: a", "a: {2: b}", "a: .nan")
"""What JSON has no words for."""


def run(monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]) -> tuple[list[object], list[str]]:
    """What a new run is told of these texts, and which of them it had to parse."""
    kept.own_folder.cache_clear()
    parsed.values.cache_clear()
    asked: list[str] = []

    def counted(text: str) -> object:
        asked.append(text)
        return parse_yaml(text)

    with monkeypatch.context() as patched:
        patched.setattr(assets, "parse_yaml", counted)
        found = [parsed.parse_authored(text) for text in texts]
        parsed.keep_parsed()
    return found, asked


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept.tempfile, "gettempdir", lambda: str(tmp_path))
    yield tmp_path
    kept.own_folder.cache_clear()
    parsed.values.cache_clear()


def test_the_next_run_is_told_the_same_without_parsing(monkeypatch):
    first, asked = run(monkeypatch, TEXTS)
    again, parsed_again = run(monkeypatch, TEXTS)
    assert repr(first) == repr(again) == repr([parse_yaml(text) for text in TEXTS])
    assert (asked, parsed_again) == ([*TEXTS], [])


def test_an_edited_text_is_parsed_and_the_others_stay(monkeypatch):
    run(monkeypatch, TEXTS)
    assert run(monkeypatch, ("a: 2", TEXTS[0])) == ([{"a": 2}, {"a": 1}], ["a: 2"])
    assert run(monkeypatch, (*TEXTS, "a: 2"))[1] == []


def test_what_json_cannot_say_is_never_kept(monkeypatch):
    for _ in range(2):
        found, asked = run(monkeypatch, OF_YAML)
        assert asked == [*OF_YAML]
        assert repr(found) == repr([parse_yaml(text) for text in OF_YAML])


def test_who_changes_a_value_changes_their_own(monkeypatch):
    (first, second), asked = run(monkeypatch, ("a: [1]", "a: [1]"))
    first["a"].append(2)
    assert (second, asked) == ({"a": [1]}, ["a: [1]"])


def test_what_is_damaged_or_cannot_be_kept_is_parsed(monkeypatch, place):
    run(monkeypatch, TEXTS)
    (file,) = (path for path in place.rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert run(monkeypatch, TEXTS)[1] == [*TEXTS]
    file.unlink()
    file.mkdir()
    assert [run(monkeypatch, TEXTS)[1] for _ in range(2)] == [[*TEXTS]] * 2


def test_all_authored_files_read_alike(monkeypatch):
    texts = tuple({path.read_text("utf-8"): 0 for path in sorted(asset("playbook").rglob("*.yml"))})
    run(monkeypatch, texts)
    found, asked = run(monkeypatch, texts)
    assert repr(found) == repr([parse_yaml(text) for text in texts])
    assert len(asked) < len(texts) / 10
