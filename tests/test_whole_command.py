"""The whole command under what a machine does to it: killed anywhere, a full disk, eight at once, forbidden folders,
another hash seed, another zone. The old playbook or the new one stands, whole, and the next build tidies up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from community_playbook.publish.marker import is_whole, read_marker

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are POSIX's")]
NEWBORN = Path(__file__).parents[1] / "examples" / "newborn" / "profile.yml"
FULL = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
)
"""No file may grow larger: what a full disk does, at a place that the test chooses."""
RUN = "from community_playbook.cli import run; import sys; sys.exit(run())"
PLAIN = ("--no-paper", "--pictures", "none")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(NEWBORN, home / "profile.yml")
    return home / "profile.yml"


def command(profile: Path, *more: str, before: str = "") -> list[str]:
    return [sys.executable, "-c", before + RUN, "build", str(profile), *PLAIN, *more]


def run(line: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300
    )


def left(profile: Path) -> list[str]:
    return sorted(path.name for path in profile.parent.iterdir())


def digest(out: Path) -> str:
    found = sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(out)}\0".encode() + sha256(path.read_bytes()).digest())
    return found.hexdigest()


@pytest.mark.parametrize("moments", [8, pytest.param(20, marks=pytest.mark.sweep)])
def test_ended_at_any_moment(profile: Path, moments: int) -> None:
    """kill -9 and SIGTERM by turns, spread over the time that a build takes."""
    out = profile.parent / "out"
    days = ("2026-11-24", "2026-12-01")
    assert run(command(profile, "--today", days[0])).returncode == 0
    began = time.monotonic()
    assert run(command(profile, "--today", days[1])).returncode == 0
    length = time.monotonic() - began
    moment = 0
    while moment < moments:
        before = read_marker(out)
        number = signal.SIGTERM if moment % 2 else signal.SIGKILL
        process = subprocess.Popen(
            command(profile, "--today", days[moment % 2], "--force"),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(length * (moment + 1) / (moments + 1))
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]
        after = read_marker(out)
        assert before and after and is_whole(out, after), f"a mix after moment {moment}"
        if process.returncode == 0:
            length *= 0.9  # it was through before the signal came: the same moment again, sooner
            continue
        assert process.returncode in ({143, -signal.SIGTERM} if moment % 2 else {-signal.SIGKILL}), said
        assert "Traceback" not in said or moment < moments / 5, (
            said
        )  # before the first line of ours, Python speaks
        if process.returncode == 143:
            assert said.count("\n") == 1, said
        moment += 1
    assert run(command(profile, "--today", "2026-12-08")).returncode == 0
    assert left(profile) == ["out", "profile.yml", "share.key"]


@pytest.mark.parametrize("size", [1_000, 20_000, 60_000])
def test_a_disk_that_is_full(profile: Path, size: int) -> None:
    out = profile.parent / "out"
    assert run(command(profile, "--today", "2026-11-24")).returncode == 0
    before = digest(out)
    done = run(command(profile, "--today", "2026-12-01", "--lang", "en", before=FULL.format(size=size)))
    assert done.returncode == 3, done.stdout + done.stderr
    assert "E309" in done.stderr and "What was there is untouched" in done.stderr
    assert digest(out) == before
    assert left(profile) == ["out", "profile.yml", "share.key"]


def test_a_full_disk_before_the_first_build(profile: Path) -> None:
    done = run(command(profile, "--today", "2026-11-24", before=FULL.format(size=0)))
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert left(profile) == ["profile.yml"]


def without_powers() -> list[str]:
    """Nothing is forbidden to root, unless it gives that up."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root cannot give up its rights here")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_inputs_that_may_only_be_read(profile: Path, tmp_path: Path) -> None:
    """A folder of somebody else, with a key of its own in it: the playbook goes elsewhere."""
    assert run(command(profile, "--today", "2026-11-24", "--out", str(tmp_path / "mine"))).returncode == 0
    profile.chmod(0o444)
    (profile.parent / "share.key").chmod(0o444)
    profile.parent.chmod(0o555)
    bare = without_powers()
    elsewhere = command(profile, "--today", "2026-11-24", "--out", str(tmp_path / "other"))
    done, here = run([*bare, *elsewhere]), run([*bare, *command(profile, "--lang", "en")])
    assert done.returncode == 0 and (tmp_path / "other" / "playbook" / "index.html").is_file(), done.stderr
    assert here.returncode == 3 and "E306" in here.stderr, here.stderr
    profile.parent.chmod(0o755)
    assert left(profile) == ["profile.yml", "share.key"]


def test_an_output_that_may_only_be_read(profile: Path) -> None:
    """A folder in which nothing can be exchanged: what stands there stays, to the byte."""
    out = profile.parent / "out"
    assert run(command(profile, "--today", "2026-11-24")).returncode == 0
    before = digest(out)
    profile.parent.chmod(0o555)
    done = run([*without_powers(), *command(profile, "--today", "2026-12-01", "--lang", "en")])
    profile.parent.chmod(0o755)
    assert done.returncode == 3 and "E306" in done.stderr and "untouched" in done.stderr, done.stderr
    assert digest(out) == before
    assert left(profile) == ["out", "profile.yml", "share.key"]


@pytest.mark.parametrize("number", [4, pytest.param(8, marks=pytest.mark.sweep)])
def test_many_builds_at_once(profile: Path, number: int) -> None:
    """One of them builds; the others are told to wait, or come when it is done."""
    builds = [
        subprocess.Popen(
            command(profile, "--today", "2026-11-24", "--lang", "en"),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(number)
    ]  # fmt: skip
    told = [(*process.communicate(timeout=300), process.returncode) for process in builds]
    assert any(code == 0 for _, _, code in told)
    for _, complained, code in told:
        assert code == 0 or (code == 3 and "E304" in complained), complained
        assert "Traceback" not in complained
    marker = read_marker(profile.parent / "out")
    assert marker and is_whole(profile.parent / "out", marker)
    assert left(profile) == ["out", "profile.yml", "share.key"]


COMBINED = [("0", "1", "UTC"), ("3", "2", "Asia/Shanghai"), ("7", "1", "America/New_York"), ("9", "2", "UTC")]
"""Of hash seeds, processes and time zones; every run takes the first two, which share nothing; `benchmarks/same_bytes.py` tries all sixty. Where there are two processes,
one writes the members' pages, as it does of a large community."""
BESIDE = "from community_playbook import members_site; members_site.MANY = 0\n"


@pytest.mark.parametrize("machines", [2, pytest.param(4, marks=pytest.mark.sweep)])
def test_one_hash_whatever_the_machine(profile: Path, machines: int) -> None:
    (profile.parent / "share.key").write_text("0" * 64 + "\n")
    found = set()
    for seed, jobs, zone in COMBINED[:machines]:
        line = [sys.executable, "-c", BESIDE + RUN, "build", str(profile), "--today", "2026-11-24"]
        out = profile.parent / f"out-{seed}"
        done = run([*line, "--jobs", jobs, "--out", str(out)], PYTHONHASHSEED=seed, TZ=zone)
        assert done.returncode == 0, done.stderr
        found.add(digest(out))
    assert len(found) == 1
