"""Two builds of one output: the second one is told at once who holds it."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from community_playbook.problems import PlaybookError
from community_playbook.publish import lock
from community_playbook.publish.lock import locked

HOLD = """
import sys
from pathlib import Path
from community_playbook.publish.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def holder(out: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_the_second_build_hears_of_the_first(out: Path, holder: subprocess.Popen[bytes]) -> None:
    with pytest.raises(PlaybookError) as caught, locked(out):
        pass
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    assert problem.code == "E304"
    assert problem.facts["pid"] == str(holder.pid)
    assert problem.facts["since"].startswith("20")


def test_death_drops_the_lock(out: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.kill()
    holder.wait()
    with locked(out):
        pass
    assert not list(out.parent.iterdir())


def test_two_outputs_side_by_side_do_not_disturb_each_other(out: Path, holder: object) -> None:
    with locked(out.with_name("out2")):
        pass


@pytest.fixture
def no_flock(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "take", refuse)


@pytest.mark.usefixtures("no_flock")
def test_without_locks_the_living_hold_and_the_dead_do_not(out: Path) -> None:
    path = out.with_name(".out.playbook-lock")
    path.write_text(json.dumps({"pid": os.getppid(), "since": "2026-11-22 20:00:00"}))
    with pytest.raises(PlaybookError), locked(out):
        pass
    assert path.exists()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    path.write_text(json.dumps({"pid": dead.pid, "since": "2026-11-22 20:00:00"}))
    with locked(out):
        assert json.loads(path.read_text())["pid"] == os.getpid()
    assert not path.exists()
