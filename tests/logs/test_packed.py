"""An export that is packed, in a zip that lies in a zip, or cut off."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main

ROSTER = "编号,姓名,城市\n001,张一,杭州\n002,王二,上海\n"
PROFILE = "community: {name: a, kind: interest}\noperator: {hours_per_week: 3}\n"


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, data)
    return out.getvalue()


def take(home: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes) -> tuple[int, str]:
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    (home / name).write_bytes(data)
    monkeypatch.chdir(home)
    done = CliRunner().invoke(main, ["take", name, "--write", "--today", "2026-12-01", "--lang", "en"])
    assert done.exit_code in (0, 1), done.output
    return done.exit_code, done.output


PLAIN = ROSTER.encode()
HOW = {
    "roster.csv.gz": gzip.compress(PLAIN, mtime=0),
    "roster.CSV.GZ": gzip.compress(PLAIN, mtime=0),
    "all.zip": zipped("inner.zip", zipped("a/roster.csv", PLAIN)),
    "back.zip": zipped("x\\inner.ZIP", zipped("roster.csv", PLAIN)),
    "plain.gz.csv": PLAIN,
}


@pytest.mark.parametrize("name", HOW)
def test_packed_as_people_get_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert take(tmp_path, monkeypatch, name, HOW[name])[0] == 0
    assert len((tmp_path / "members.csv").read_text("utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cut.csv.gz", gzip.compress(PLAIN * 200, mtime=0)[:-12], "E604"),
        ("bomb.csv.gz", gzip.compress(bytes(30 * 2**20), mtime=0), "E605"),
        ("bomb.zip", zipped("inner.zip", zipped("a.csv", bytes(30 * 2**20))), "E605"),
        ("broken.zip", zipped("inner.zip", b"PK\x03\x04 nothing"), "E604"),
    ],
)
def test_packed_wrongly_is_told(
    name: str, data: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = take(tmp_path, monkeypatch, name, data)
    assert status == 1 and code in said and not (tmp_path / "members.csv").exists()
