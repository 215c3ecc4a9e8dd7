"""Bounds that nothing honest meets: each is tried with what would pass without it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from community_playbook import kept
from community_playbook.contacts import contacts, identity
from community_playbook.intake import observed, workbooks
from community_playbook.intake.profile import yaml_text
from community_playbook.problems import Problem
from community_playbook.publish.stage import Made, mark_of, standing
from sheet_xml import sheet_of, workbook_of

OBSERVED = {
    "first": "2026-10-01", "until": "2026-11-20T21:00", "since": "2026-11-01", "groups": ["一群"], "messages": 4,
    "people": 2, "linked": 1, "inferred": 0, "hours": [[0] * 24] * 7, "asked": 0, "unanswered": 0, "waiting": [],
    "writers": 2, "half": 1, "half_without": 1, "team_share": 0, "pairs": 1, "mutual": 0, "noticed": False,
    "response": {}, "cohorts": [], "welcomers": [], "met": [],
}  # fmt: skip
posix = pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are not followed by a flag of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(kept.tempfile, "gettempdir", lambda: str(tmp_path))
    kept.own_folder.cache_clear()
    yield tmp_path
    kept.own_folder.cache_clear()


def behind_a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))


@posix
def test_what_is_remembered_is_not_read_through_a_link(folder: Path) -> None:
    kept.remember("outline", "key", b"content")
    assert kept.remembered("outline", "key") == b"content"
    behind_a_link(next(folder.glob("*/outline")))
    assert kept.remembered("outline", "key") is None


@posix
def test_a_page_of_the_last_build_is_not_taken_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<p>page</p>")
    mark = mark_of(b"<p>page</p>", "made of this")
    assert isinstance(standing(tmp_path, "page.html", mark, "made of this"), Made)
    behind_a_link(tmp_path / "page.html")
    assert standing(tmp_path, "page.html", mark, "made of this") is None


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519900307721X", "440308199901010012"])
def test_only_one_last_digit_makes_an_identity_number(number: str) -> None:
    found = [last for last in "0123456789X" if identity(number[:17] + last)]
    assert len(found) == 1
    assert [last for last in "0123456789X" if "identity" in kinds_in(number[:17] + last)] == found


def kinds_in(text: str) -> list[str]:
    return [found.kind for found in contacts(f"订单 {text} 已发")]


@pytest.mark.parametrize("more", [0, 1])
def test_a_profile_has_so_many_values_and_no_more(more: int) -> None:
    """A list of n texts is n + 1 values."""
    text = "[" + "a," * (yaml_text.MAX_NODES - 1 + more) + "]"
    root, problems = yaml_text.read_yaml(text, "profile.yml")
    assert [p.code for p in problems] == ["E122"] * more
    assert (root is None) == bool(more)


def test_a_file_of_what_was_observed_has_a_size(tmp_path: Path) -> None:
    small = observed.Observed.model_validate(OBSERVED).model_dump_json().encode()
    for size, code in ((observed.LONGEST, []), (observed.LONGEST + 1, ["W620"])):
        (tmp_path / observed.NAME).write_bytes(small.ljust(size))
        found, problems = observed.load_observed(tmp_path)
        assert (found is None) == bool(code) and [p.code for p in problems] == code


@pytest.mark.parametrize("more", [0, 1])
def test_a_workbook_has_so_many_entries_and_no_more(more: int) -> None:
    """Each is empty, so none of the bounds on sizes is met."""
    data = BytesIO(workbook_of(sheet_of(["日期|编号", "2026-11-17|001"])))
    with ZipFile(data, "a") as archive:
        for number in range(workbooks.MAX_ENTRIES - len(archive.infolist()) + more):
            archive.writestr(f"x/{number}", b"")
    assert workbooks.check_zip(data.getvalue()) == ("E209" if more else "")


def test_two_cells_far_apart_get_no_memory_for_all_between_them() -> None:
    """2.5 KB that ask for about a gigabyte: a machine has it, and the child may not."""
    far = '<row r="90000"><c r="MM90000" t="inlineStr"><is><t>b</t></is></c></row>'
    near = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    found = workbooks.read_workbook(workbook_of(f"<sheetData>{near}{far}</sheetData>"), "b.xlsx", None)
    assert isinstance(found, Problem) and found.code == "E216"
