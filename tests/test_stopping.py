"""However a run is ended from outside: it says one true line, leaves nothing half-written, and ends at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from itertools import product
from pathlib import Path

import pytest

from community_playbook.cli_options import json_text
from community_playbook.outputs.plain import Json
from community_playbook.problems import Place, PlaybookError, Problem
from community_playbook.publish import build
from community_playbook.publish.marker import is_whole, read_marker
from community_playbook.publish.stage import staging_folders
from community_playbook.runs import seconds_of
from community_playbook.stopping import Stopped, UnheardError, exit_code, heard, stop
from community_playbook.terminal import Screen
from community_playbook.whole import write_whole
from community_playbook.words import words
from sweeps import pairwise, swept

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are POSIX's")
HEAD = "community: {name: 灯塔, kind: knowledge, language: [en]}\noperator: {hours_per_week: 5}\n"
BESIDE = "from community_playbook import members_site; members_site.MANY = 0\n"
RUN = "from community_playbook.cli import run; import sys; sys.exit(run())"
STOPPED = "Stopped. Nothing is left half-written"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "profile.yml").write_text(HEAD, "utf-8")
    return tmp_path / "profile.yml"


def command(*arguments: object, code: str = "", **options: object) -> list[str]:
    return [sys.executable, "-c", code + RUN, *map(str, arguments)]


BUILD = ("--no-paper", "--pictures", "none", "--force")


def told(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout + done.stderr


SIGNALS = product(("SIGTERM", "SIGINT", "SIGHUP"), ("alone", "beside"))
SENT = {("SIGTERM", "beside"), ("SIGINT", "beside"), ("SIGHUP", "alone")}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "where"), swept(SIGNALS, lambda *case: case in SENT))
def test_a_signal_tidies_up_and_says_one_line(profile: Path, name: str, where: str) -> None:
    """Sent to the whole group, twice, as a shell and a service manager do."""
    out, number, code = profile.parent / "out", signal.Signals[name], BESIDE if where == "beside" else ""
    subprocess.run(command("build", profile, *BUILD, code=code), check=True, capture_output=True)
    before = read_marker(out)
    assert before
    process = subprocess.Popen(
        command("build", profile, *BUILD, "--today", "2026-11-24", code=code),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # what a shell starts with & would ignore it
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not staging_folders(out) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.1)
    os.killpg(process.pid, number)
    os.killpg(process.pid, number)
    said, complained = process.communicate(timeout=60)
    assert process.returncode == 128 + number, said + complained
    assert said == "" and complained.count("\n") == 1 and complained.startswith(STOPPED), complained
    assert read_marker(out) == before and is_whole(out, before)
    assert sorted(path.name for path in profile.parent.iterdir()) == ["out", "profile.yml", "share.key"]


def test_a_second_signal_does_not_end_the_tidying_up() -> None:
    tidied = []
    with pytest.raises(Stopped) as caught:
        try:
            stop(signal.SIGTERM, None)
        finally:
            stop(signal.SIGINT, None)
            tidied.append(True)
    assert tidied and exit_code(caught.value) == 143


ENDINGS = list(product(("check", "plan"), ("", "--json"), ("| head -c 0", "> /dev/full", ">&-", "| true")))
MET = pairwise(ENDINGS)


@pytest.mark.slow
@pytest.mark.parametrize(("what", "more", "ending"), swept(ENDINGS, lambda *case: case in MET))
def test_an_output_that_takes_nothing(profile: Path, what: str, more: str, ending: str) -> None:
    if ending == "> /dev/full" and not Path("/dev/full").exists():
        pytest.skip("no such device here")
    line = f"set -o pipefail; {sys.executable} -m community_playbook {what} {profile} {more} {ending}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    said = told(done)
    assert "Traceback" not in said and "our fault" not in said and "Exception" not in said
    assert done.returncode == {"> /dev/full": 3, ">&-": 0}.get(ending, done.returncode)
    if ending == "> /dev/full":
        assert (
            said.strip()
            == "The work is done; only its report could not be written here: No space left on device."
        )
    elif "|" in ending:
        assert done.returncode in (0, 141) and "report" not in said


@pytest.mark.parametrize("arguments", ["--help", "schema", "build --help"])
def test_help_on_a_full_disk(arguments: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    line = f"{sys.executable} -m community_playbook {arguments} > /dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "No space left" in done.stderr and done.stderr.count("\n") == 1, (
        done.stderr
    )


@pytest.mark.slow
def test_a_build_whose_report_is_not_taken_stands(profile: Path) -> None:
    line = f"{sys.executable} -m community_playbook build {profile} --no-paper --pictures none > /dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 3 and done.stderr.startswith("The work is done; only its report")
    marker = read_marker(profile.parent / "out")
    assert marker and is_whole(profile.parent / "out", marker)


def test_only_output_is_unheard() -> None:
    with pytest.raises(UnheardError), heard():
        raise OSError(28, "No space left on device")
    with pytest.raises(BrokenPipeError), heard():
        raise BrokenPipeError


def test_a_file_of_the_last_moment_that_cannot_be_brought_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new output stands then, and the message says so; the file waits beside it for the next build."""

    def publish(word: bytes) -> None:
        with build.opened(out) as stage:
            build.publish(stage, [("plan.json", word)], [], f"d{word.decode()}", "1")

    out = tmp_path / "out"
    publish(b"1")
    carried, swapped = build.carry, build.swap

    def swap(new: Path, at: Path, aside: Path) -> Path | None:
        (at / "late.txt").write_text("mine")
        return swapped(new, at, aside)

    def full(old: Path, new: Path, marker: object) -> list[str]:
        if new == out:
            raise OSError(28, "No space left on device")
        return carried(old, new, marker)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "swap", swap)
    monkeypatch.setattr(build, "carry", full)
    with pytest.raises(PlaybookError) as caught:
        publish(b"2")
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code, (out / "plan.json").read_bytes()) == ("E310", 3, b"2")
    assert Path(problem.facts["path"], "late.txt").read_text() == "mine"
    monkeypatch.undo()
    publish(b"3")
    assert (out / "late.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(("code", "written"), [("E310", True), ("E305", False), ("E304", False)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_was_written_is_said_only_before_the_swap(
    code: str, written: bool, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {"path": "out", "reason": "full", "pid": "1"}
    Screen(language).failed([Problem(code, Place("out"), facts)])
    said = capsys.readouterr().err
    assert code in said and (words(language)("terminal.nothing_one") in said) is not written


@pytest.mark.parametrize(
    "epoch", ["soon", "-1", "1e9", "١٢٣", "99999999999", "9" * 5_000, " 1", "7258118400"]
)
def test_a_day_that_is_no_number_is_named(epoch: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        seconds_of(epoch)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file, caught.value.exit_code) == ("E311", "SOURCE_DATE_EPOCH", 3)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "word"), [("zh", "秒数"), ("en", "since 1970")])
def test_the_setting_is_named_to_whoever_runs_it(profile: Path, language: str, word: str) -> None:
    done = subprocess.run(
        command("check", profile, "--lang", language), env={**os.environ, "SOURCE_DATE_EPOCH": "soon"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3 and done.stderr.startswith("SOURCE_DATE_EPOCH  E311") and word in done.stderr
    fixed = subprocess.run(
        command("plan", profile, "--today", "2026-11-24"), env={**os.environ, "SOURCE_DATE_EPOCH": "soon"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert fixed.returncode == 0, "who names the day needs no setting"


@pytest.mark.slow
@pytest.mark.parametrize("wish", ["error", "always"])
def test_what_libraries_warn_of_is_not_shown(profile: Path, wish: str) -> None:
    """Also where whoever starts Python asks for it: our user's terminal is no place for it."""
    noisy = "import warnings\nwarnings.warn('ours')\nimport PIL.Image\nwarnings.warn('theirs', DeprecationWarning)\n"
    hook = f"import community_playbook.app as a\nb = a.build\ndef build(*p):\n exec({noisy!r})\n return b(*p)\na.build = build\n"
    code = f"import warnings; warnings.simplefilter('{wish}')\n"
    run = [
        sys.executable,
        "-W",
        wish,
        "-c",
        code + hook.replace("import community", "from community_playbook import cli\nimport community") + RUN,
    ]
    done = subprocess.run(
        [*run, "build", str(profile), "--no-paper"], env={**os.environ, "PYTHONWARNINGS": wish},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == "", told(done)
    with warnings.catch_warnings(record=True) as seen:  # what the test relies on: it would have been seen
        warnings.simplefilter("always")
        exec(noisy)
    assert len(seen) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31m",
        "\u202eabc",
        "\u2066x\u2069",
        "\x9b2J",
        "\u200f",
        "a\u2028b",
        "\ud800",
        "\U000e0041",
        "灯塔 é 👍",
    ],
)
def test_json_shows_no_character_without_shape(text: str) -> None:
    answer: Json = {"facts": {text: [text]}}
    written = json_text(answer)
    assert all(c == "\n" or c.isprintable() for c in written)
    assert json.loads(written) == answer
    assert ("灯塔 é 👍" in written) == (text == "灯塔 é 👍"), "what has a shape is left as it is"


def test_a_file_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "card.png"
    write_whole(path, b"old")
    path.chmod(0o640)
    other = tmp_path / "other"
    os.link(path, other)
    link = tmp_path / "link"
    link.symlink_to(path)
    write_whole(link, b"new")
    assert other.read_bytes() == b"old", "written beside it, not into it"
    assert path.read_bytes() == b"new" and path.stat().st_mode & 0o777 == 0o640 and link.is_symlink()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"newer")
    assert path.read_bytes() == b"new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["card.png", "link", "other"]
