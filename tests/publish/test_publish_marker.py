"""Only a folder with our marker, an empty one or none is ever replaced."""

from pathlib import Path

import pytest

from community_playbook.problems import PlaybookError
from community_playbook.publish.marker import MARKER, Marker, owned, read_marker, unchanged, write_marker
from making import marks


def tree(folder: Path) -> Path:
    (folder / "playbook").mkdir(parents=True)
    (folder / "playbook" / "index.html").write_text("页", "utf-8")
    (folder / "plan.json").write_text("{}")
    return folder


def code(out: Path) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        owned(out)
    assert caught.value.exit_code == 3
    assert caught.value.problems[0].place.file == str(out)
    return [p.code for p in caught.value.problems]


def test_a_missing_or_empty_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").write_text("")
    assert owned(tmp_path / "none") == Marker()
    assert owned(tmp_path / "empty") == Marker()


def test_our_folder_is_known_again(tmp_path: Path) -> None:
    out = tree(tmp_path / "out")
    written = write_marker(out, "abc", "1.2.3", ["zh", "en"], marks(out))
    assert owned(out) == written
    assert list(written.files) == ["plan.json", "playbook/index.html"]


def test_the_marker_says_nothing_about_time_or_place(tmp_path: Path) -> None:
    a, b = tree(tmp_path / "a"), tree(tmp_path / "b")
    for folder in (a, b):
        write_marker(folder, "abc", "1", ["zh"], marks(folder))
    assert (a / MARKER).read_bytes() == (b / MARKER).read_bytes()


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{}", '{"format": 2}', '{"format": 1, "tool": "other", "files": {}}', "\udcff"]
)
def test_somebody_elses_folder_is_refused(tmp_path: Path, text: str | None) -> None:
    out = tree(tmp_path / "out")
    if text is not None:
        (out / MARKER).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert code(out) == ["E301"]


def test_a_marker_that_is_a_link_does_not_count(tmp_path: Path) -> None:
    real, out = tree(tmp_path / "real"), tree(tmp_path / "out")
    write_marker(real, "abc", "1", [], marks(real))
    (out / MARKER).symlink_to(real / MARKER)
    assert read_marker(out) is None


def test_a_file_and_the_top_of_the_disk_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert code(tmp_path / "file") == ["E302"]
    assert code(Path("/")) == ["E308"]


def test_unchanged_needs_the_digest_and_every_byte(tmp_path: Path) -> None:
    out = tree(tmp_path / "out")
    assert not unchanged(out, "abc")
    write_marker(out, "abc", "1", ["zh"], marks(out))
    (out / "my notes.txt").write_text("mine")
    assert unchanged(out, "abc")
    assert not unchanged(out, "abd")
    (out / "plan.json").write_text("[]")
    assert not unchanged(out, "abc")
    (out / "plan.json").unlink()
    assert not unchanged(out, "abc")
    assert not unchanged(tmp_path / "none", "abc")
