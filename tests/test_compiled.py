"""Templates that are kept compiled are run as they are: so nothing damaged, and nothing of anybody else, is taken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from community_playbook import compiled, kept

TEXT = "{% for i in range(3) %}{{ i }} {{ word }} {% endfor %}"
SAID = "0 a 1 a 2 a "


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the system's, in which nothing is kept yet."""
    monkeypatch.setattr(kept.tempfile, "gettempdir", lambda: str(tmp_path))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    kept.own_folder.cache_clear()
    compiled.bytecode_cache.cache_clear()


def rendered(text: str = TEXT) -> tuple[str, int]:
    """What a new environment renders, and how often it had to compile."""
    forget()
    times = 0

    class Counting(Environment):
        def _compile(self, source: str, filename: str) -> object:
            nonlocal times
            times += 1
            return super()._compile(source, filename)

    environment = Counting(
        loader=DictLoader({"page": text}), autoescape=True, bytecode_cache=compiled.bytecode_cache(__file__)
    )
    return environment.get_template("page").render(word="a"), times


def files_in(place: Path) -> list[Path]:
    return sorted(place.glob("community-playbook*/*.cache"))


def test_the_second_run_compiles_nothing(place: Path) -> None:
    assert (rendered(), rendered()) == ((SAID, 1), (SAID, 0))


def test_every_flipped_byte_is_seen(place: Path) -> None:
    rendered()
    (file,) = files_in(place)
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        assert rendered() == (SAID, 1), f"byte {at} of {len(whole)}"
    for damaged in (b"", whole[:20], whole[:-1], whole + b"x"):
        file.write_bytes(damaged)
        assert rendered() == (SAID, 1)
    assert rendered() == (SAID, 0), "what was damaged has been mended"


def test_the_code_of_another_template_is_not_taken(place: Path) -> None:
    rendered()
    (file,) = files_in(place)
    first = file.read_bytes()
    rendered("{{ word }}!")
    file.write_bytes(first)
    assert rendered("{{ word }}!") == ("a!", 1)


def test_another_edition_of_jinja_compiles_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered()
    (file,) = files_in(place)
    of_before = file.read_bytes()
    monkeypatch.setattr(compiled.jinja2, "__version__", "99.0")
    assert rendered() == (SAID, 1)
    (newer,) = set(files_in(place)) - {file}
    newer.write_bytes(of_before)
    assert rendered() == (SAID, 1), "its name says nothing: the digest does"


posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are POSIX's")


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702, 0o757])
def test_a_folder_that_others_may_write_to_is_not_used(place: Path, mode: int) -> None:
    rendered()
    files_in(place)[0].parent.chmod(mode)
    assert rendered() == (SAID, 1)
    kept.remember_sound("f" * 64)
    assert not kept.known_sound("f" * 64)


@posix
def test_a_new_folder_is_closed_to_others(place: Path) -> None:
    rendered()
    assert files_in(place)[0].parent.stat().st_mode & 0o777 == 0o700


@posix
def test_a_link_in_place_of_the_folder_is_not_followed(place: Path) -> None:
    rendered()
    folder = files_in(place)[0].parent
    folder.rename(place / "elsewhere")
    folder.symlink_to(place / "elsewhere")
    assert rendered() == (SAID, 1)


@posix
def test_a_link_in_place_of_a_file_is_not_followed(place: Path) -> None:
    rendered()
    (file,) = files_in(place)
    file.rename(place / "elsewhere")
    file.symlink_to(place / "elsewhere")
    assert rendered() == (SAID, 1)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives folders away")
def test_a_folder_of_another_user_is_not_used(place: Path) -> None:
    rendered()
    os.chown(files_in(place)[0].parent, 65_534, 65_534)
    assert rendered() == (SAID, 1)


def test_a_file_in_its_place_only_makes_it_slower(place: Path) -> None:
    rendered()
    folder = files_in(place)[0].parent
    shutil.rmtree(folder)
    folder.write_text("")
    assert rendered() == (SAID, 1)


@pytest.mark.slow
def test_damaged_templates_do_not_end_a_build(tmp_path: Path) -> None:
    """All of them at once, in the whole program: it once said that the operator's file was wrong, or died."""
    (tmp_path / "temp").mkdir()
    (tmp_path / "profile.yml").write_text(
        "community: {name: A, kind: knowledge}\noperator: {hours_per_week: 3}\n"
    )
    command = [
        sys.executable,
        "-m",
        "community_playbook",
        "build",
        str(tmp_path / "profile.yml"),
        "--no-paper",
    ]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temp")}

    def build() -> None:
        done = subprocess.run(
            [*command, "--pictures", "none", "--force", "--today", "2026-11-24"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    build()
    before = {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    files = files_in(tmp_path / "temp")
    assert len(files) > 20
    for number, file in enumerate(files):
        content = bytearray(file.read_bytes())
        content[60 + number % (len(content) - 60)] ^= 0x21
        file.write_bytes(content)
    build()
    assert {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()} == before
