"""How far a taking is: bytes of bytes, how fast, how long it still takes; for whoever looks, and in no pipe."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from community_playbook.app import read_profile
from community_playbook.cli import main
from community_playbook.cli_take import teller
from community_playbook.logs.meter import Step
from community_playbook.taking import taking
from community_playbook.taking.taking import Wish, take
from community_playbook.terminal import Screen
from community_playbook.words import words

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import one_chat as written

PROFILE = "community: {name: Ferry Club, kind: interest, language: en}\noperator: {hours_per_week: 3}\n"
Writer = Callable[[list[written.Said]], bytes]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(taking, "TOLD", 20)
    return tmp_path


def steps(home: Path, *paths: str) -> list[Step]:
    profile, found = home / "profile.yml", list[Step]()
    wish = Wish(paths, date(2027, 6, 1))
    take(profile, read_profile(profile)[0], wish, words("en"), found.append, write=False)
    return found


@pytest.mark.parametrize(
    ("name", "writer"),
    [
        ("a.json", written.discord_json),
        ("result.json", written.telegram),
        ("a.csv", written.discord_csv),
        ("chat.txt", written.whatsapp),
        pytest.param("export.zip", written.slack, marks=pytest.mark.slow),
    ],
)
def test_bytes_done_of_all(name: str, writer: Writer, home: Path) -> None:
    said = written.chat(7, 2_000)
    data = writer(said)
    (home / name).write_bytes(data)
    size = len(data)
    if name.endswith(".zip"):
        with ZipFile(home / name) as box:
            size = sum(info.file_size for info in box.infolist())
    *on_the_way, last = steps(home, name)
    assert len(on_the_way) > 20 and {step.all_ for step in on_the_way} == {size}
    done = [step.done for step in on_the_way]
    assert done == sorted(done) and done[-1] > 0.9 * size and max(done) <= size
    assert last.file == "" and 1_500 < on_the_way[-1].messages <= last.messages <= len(said)


def test_several_files_are_one_way(home: Path) -> None:
    for part in range(3):
        (home / f"{part}.json").write_bytes(written.discord_json(written.chat(part, 300)))
    *found, _ = steps(home, "0.json", "1.json", "2.json")
    done = [step.done for step in found]
    assert done == sorted(done) and done[-1] > 0.9 * sum(p.stat().st_size for p in home.glob("?.json"))
    assert {step.file for step in found} == {"0.json", "1.json", "2.json"}


def test_rate_and_time_left() -> None:
    said, now = list[str](), iter([0.0, 2.0, 5.0, 6.0])
    show = teller(Screen("en"), said.append, lambda: next(now))
    show(Step("a:b.json", 12_000, 10_000_000, 40_000_000))
    show(Step("-", 0, 2_000_000, 0))
    show(Step("", 12_000, 40_000_000, 40_000_000))
    assert said == [
        "a:b.json · 12,000 messages · 10.0 of 40.0 MB · 5.0 MB a second · 6 s to go",
        "- · 2.0 MB came · 0.4 MB a second",
        "12,000 messages were read and meet your tables",
    ]


def test_nothing_of_it_in_a_pipe_or_in_json(home: Path) -> None:
    (home / "a.json").write_bytes(written.discord_json(written.chat(7)))
    for words_ in (["take", "a.json"], ["take", "a.json", "--json"]):
        done = CliRunner().invoke(main, words_)
        assert done.exit_code == 0 and "MB" not in done.output and "\r" not in done.output


@pytest.mark.slow
def test_in_a_terminal_it_is_there_and_goes_away(home: Path) -> None:
    (home / "a.json").write_bytes(written.discord_json(written.chat(7, 12_000)))
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "community_playbook", "take", "a.json"],
        stdout=subprocess.PIPE, stderr=theirs, check=True, env=os.environ | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = io.BytesIO()
    try:
        while part := os.read(ours, 4096):
            shown.write(part)
    except OSError:
        pass
    os.close(ours)
    assert b"MB a second" in shown.getvalue() and b"MB a second" not in done.stdout
    assert shown.getvalue().rstrip().endswith(b"\x1b[2K")
