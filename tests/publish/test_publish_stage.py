"""Only files that mean the same on every system, inside of the staging folder."""

from pathlib import Path

import pytest

from community_playbook.problems import PlaybookError
from community_playbook.publish.stage import is_safe, remove, staging, staging_folders, write_files


@pytest.mark.parametrize("name", ["a.md", "tactics/01.md", "图/红包.png", ".nojekyll", "a b.txt", "a..b"])
def test_a_plain_relative_path_is_safe(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/etc/passwd", "a/../b", "./a", "a//b", "a/", "a\\b", "C:a", "a\nb", "a?", "a.", "b /c"],
)
def test_a_path_that_could_mean_another_file_is_not(name: str) -> None:
    assert not is_safe(name)


def test_files_are_written_as_they_come(tmp_path: Path) -> None:
    written = []

    def stream():
        for n in range(3):
            written.append(len(list(tmp_path.rglob("*.md"))))
            yield f"d/{n}.md", b"x" * n

    assert write_files(tmp_path, stream()) == 3
    assert written == [0, 1, 2]
    assert (tmp_path / "d/2.md").read_bytes() == b"xx"


@pytest.mark.parametrize(
    "names", [["../x"], ["a.md", "a.md"], ["Week.md", "week.md"], ["é.md", "e\N{COMBINING ACUTE ACCENT}.md"]]
)
def test_a_bad_or_double_name_is_our_bug(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(PlaybookError) as caught:
        write_files(tmp_path / "in", ((name, b"") for name in names))
    assert caught.value.exit_code == 4
    assert [p.code for p in caught.value.problems] == ["E396", "E399"]
    assert not (tmp_path / "x").exists()


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "docs").symlink_to(elsewhere)
    with pytest.raises(PlaybookError):
        write_files(folder, [("docs/a.md", b"")])
    assert not list(elsewhere.iterdir())


def test_staging_stands_beside_the_output_and_vanishes(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    with pytest.raises(KeyError), staging(out) as folder:
        assert folder.parent == out.parent
        assert staging_folders(out) == [folder]
        (folder / "x").write_text("")
        raise KeyError
    assert not list(out.parent.iterdir())


def test_what_is_removed_takes_nothing_along_that_a_link_leads_to(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "tree", tmp_path / "elsewhere"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "x").write_text("")
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("")
    (folder / "a" / "docs").symlink_to(elsewhere)
    (folder / "a" / "file").symlink_to(elsewhere / "mine")
    remove(folder)
    assert not folder.exists()
    assert [path.name for path in elsewhere.iterdir()] == ["mine"]
