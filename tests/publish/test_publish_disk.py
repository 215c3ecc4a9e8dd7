"""A full, forbidden or read-only disk: exit code 3, the place, the reason, and nothing lost."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from publish_samples import contents, publish, site

from community_playbook.problems import PlaybookError
from community_playbook.publish import site as site_module
from community_playbook.publish.faults import disk_errors


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "E305"),
        (errno.EDQUOT, "E305"),
        (errno.EACCES, "E306"),
        (errno.EROFS, "E307"),
        (errno.EBUSY, "E308"),
        (errno.EIO, "E309"),
    ],
)
def test_every_refusal_has_its_sentence(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(PlaybookError) as caught, disk_errors(tmp_path):
        raise OSError(number, os.strerror(number), str(tmp_path / "a"))
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == (code, str(tmp_path))
    assert problem.facts == {"path": str(tmp_path / "a"), "reason": os.strerror(number)}


def test_other_errors_are_bugs_and_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), disk_errors(tmp_path):
        (tmp_path / "none").read_bytes()


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PlaybookError) as caught:
        publish(tmp_path / "file" / "out", [], [], "d", "1")
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("E302", str(tmp_path / "file"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(PlaybookError) as caught:
        publish(tmp_path / "out", [], [], "d", "1")
    assert caught.value.problems[0].code == "E306"


def test_a_disk_that_fills_up_while_the_site_is_built(
    tmp_path: Path, overrides: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(config: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "index.html")

    out = tmp_path / "out"
    publish(out, [("plan.json", b"1")], [], "d1", "1")
    before = contents(out)
    monkeypatch.setattr(site_module, "run", fail)
    with pytest.raises(PlaybookError) as caught:
        publish(out, [("plan.json", b"2")], [site()], "d2", "1", overrides=overrides)
    assert caught.value.problems[0].code == "E305"
    assert contents(out) == before
    assert {p.name for p in tmp_path.iterdir()} == {"out", "overrides"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(place)], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no mount here")
    if mounted.returncode:
        pytest.skip("not allowed to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk(small_disk: Path, overrides: Path) -> None:
    out = small_disk / "out"
    publish(out, [("plan.json", b"1" * 1000)], [], "d1", "1")
    before = contents(out)
    for files, sites in ([(("plan.json", b"2" * 900_000),), []], [(), [site()]]):
        with pytest.raises(PlaybookError) as caught:
            publish(out, files, sites, "d2", "1", overrides=overrides)
        assert caught.value.exit_code == 3
        assert caught.value.problems[0].code == "E305"
        assert contents(out) == before
        assert {p.name for p in small_disk.iterdir()} == {"out"}


def test_a_mounted_disk_cannot_be_replaced(small_disk: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        publish(small_disk, [], [], "d", "1")
    assert caught.value.problems[0].code == "E308"
