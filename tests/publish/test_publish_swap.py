"""The old tree or the new one, and every file that a user put or changed in it."""

import os
import time
from pathlib import Path

import pytest

from community_playbook.publish import swap as swap_module
from community_playbook.publish.marker import Marker, is_whole, read_marker, write_marker
from community_playbook.publish.swap import carry, exchange, recover, swap
from making import marks


def tree(folder: Path, word: str, *names: str) -> Marker:
    for name in ("plan.json", "sheets/moves.csv", *names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(word, "utf-8")
    return write_marker(folder, word, "1", ["zh"], marks(folder))


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(swap_module, "exchange", lambda one, other: False)
    return str(request.param)


def test_exchange_is_one_step_here(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    if not exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system or disk cannot exchange two folders")
    assert (tmp_path / "a" / "file").read_text() == "b"
    assert (tmp_path / "b" / "file").read_text() == "a"
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "none")


@pytest.mark.usefixtures("way")
def test_the_new_tree_takes_the_place(tmp_path: Path) -> None:
    out, new, aside = tmp_path / "out", tmp_path / "new", tmp_path / "aside"
    tree(new, "one")
    assert swap(new, out, aside) is None
    out.chmod(0o750)
    tree(new, "two")
    old = swap(new, out, aside)
    assert old is not None
    assert (old / "plan.json").read_text() == "one"
    assert (out / "plan.json").read_text() == "two"
    assert out.stat().st_mode & 0o777 == 0o750


def test_a_second_rename_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, new = tmp_path / "out", tmp_path / "new"
    tree(out, "one")
    tree(new, "two")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path == new:
            raise PermissionError(13, "open in another program")
        return rename(path, target)

    monkeypatch.setattr(swap_module, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        swap(new, out, tmp_path / "aside")
    assert (out / "plan.json").read_text() == "one"


def test_a_users_files_come_along(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    marker = tree(old, "one", "gone/by.html")
    (old / "notes.txt").write_text("mine")
    (old / "playbook/my pictures").mkdir(parents=True)
    (old / "playbook/my pictures/a.png").write_bytes(b"png")
    (old / ".git/refs").mkdir(parents=True)
    (old / ".git/HEAD").write_text("ref")
    (old / "link").symlink_to("/nowhere")
    (old / ".DS_Store").write_text("")
    tree(new, "two")
    assert carry(old, new, marker) == []
    assert (new / "notes.txt").samefile(old / "notes.txt")
    assert (new / "playbook/my pictures/a.png").read_bytes() == b"png"
    assert (new / ".git/refs").is_dir()
    assert (new / "link").readlink() == Path("/nowhere")
    assert not (new / ".DS_Store").exists()
    assert not (new / "gone").exists()
    assert (new / "plan.json").read_text() == "two"
    assert carry(old, new, marker) == []


def test_what_was_changed_by_hand_is_kept_apart(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    marker = tree(old, "one")
    (old / "sheets/moves.csv").write_text("one, ticked by the assistant")
    (old / "plan.json").write_text("ONE")
    later = time.time_ns() + 5_000_000_000
    os.utime(old / "plan.json", ns=(later, later))
    tree(new, "two")
    assert carry(old, new, marker) == ["kept/plan.json", "kept/sheets/moves.csv"]
    assert (new / "kept/sheets/moves.csv").read_text() == "one, ticked by the assistant"
    assert (new / "sheets/moves.csv").read_text() == "two"
    # the next week: the kept file is the user's own now, the new change gets a number
    marker, third = write_marker_of(new), tmp_path / "third"
    (new / "sheets/moves.csv").write_text("two, ticked")
    tree(third, "three")
    assert carry(new, third, marker) == ["kept/sheets/moves-2.csv"]
    assert (third / "kept/sheets/moves.csv").read_text() == "one, ticked by the assistant"
    assert (third / "kept/sheets/moves-2.csv").read_text() == "two, ticked"


def write_marker_of(folder: Path) -> Marker:
    marker = read_marker(folder)
    assert marker is not None
    return marker


def test_a_file_whose_name_is_needed_now_is_kept_apart(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    marker = tree(old, "one")
    (old / "share").mkdir()
    (old / "share/index.html").write_text("my own page")
    (old / "print").write_text("a file where a folder comes")
    (old / "calendar.ics").mkdir()
    (old / "calendar.ics/mine").write_text("a folder where a file comes")
    tree(new, "two", "share/index.html", "print/a.pdf", "calendar.ics")
    assert carry(old, new, marker) == ["kept/calendar.ics/mine", "kept/print", "kept/share/index.html"]
    assert (new / "kept/share/index.html").read_text() == "my own page"
    assert (new / "share/index.html").read_text() == "two"


def test_copies_where_the_disk_knows_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    old, new = tmp_path / "old", tmp_path / "new"
    marker = tree(old, "one")
    (old / "notes.txt").write_text("mine")
    tree(new, "two")
    assert carry(old, new, marker) == carry(old, new, marker) == []
    assert (new / "notes.txt").read_text() == "mine"


def test_recover_brings_back_what_two_renames_left(tmp_path: Path) -> None:
    out, dead = tmp_path / "out", tmp_path / ".out.playbook-staging-dead"
    tree(dead / "aside", "one")
    tree(dead / "tree", "two")
    recover(out)
    assert is_whole(out, write_marker_of(out))
    assert (out / "plan.json").read_text() == "one"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_recover_saves_a_file_of_the_last_moment(tmp_path: Path) -> None:
    out, dead = tmp_path / "out", tmp_path / ".out.playbook-staging-dead"
    tree(out, "two")
    tree(dead / "tree", "one")  # the old tree, after the exchange
    (dead / "tree/notes.txt").write_text("mine")
    (dead / "docs/zh").mkdir(parents=True)
    recover(out)
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "plan.json").read_text() == "two"
    assert not dead.exists()


def test_recover_leaves_strangers_alone(tmp_path: Path) -> None:
    (tmp_path / ".out2.playbook-staging-1").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".out.playbook-staging-link").symlink_to(tmp_path / "elsewhere")
    recover(tmp_path / "out")
    assert len(list(tmp_path.iterdir())) == 3
