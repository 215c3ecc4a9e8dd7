"""Exports that somebody made to bring a program down: nothing raises, nothing takes for ever, nothing is run."""

from __future__ import annotations

import json
from csv import reader
from pathlib import Path
from re import sub
from time import process_time

import more_exporters as more
import one_chat as written
import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main

CHAT = written.chat(3)
PAGE = more.discord_html(CHAT).decode()
BODY = '<div class="chatlog">'
PROFILE = (
    "community: {name: Ferry, kind: interest, platform: discord, language: en, timezone: Asia/Shanghai}\n"
    "operator: {hours_per_week: 3}\n"
)
SECONDS = 15
"""Of a processor; each takes under two."""


def taken(folder: Path, name: str, content: str) -> Result:
    (folder / "profile.yml").write_text(PROFILE, "utf-8")
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    before = process_time()
    done = CliRunner().invoke(main, ["take", "in", "--write", "--today", "2027-06-01"])
    assert process_time() - before < SECONDS
    assert done.exit_code in (0, 1), done.output[-400:]
    return done


def rows(folder: Path) -> int:
    return len((folder / "members.csv").read_text("utf-8-sig").splitlines())


@pytest.mark.parametrize(
    "section",
    ["<![foo[ x ]]>", "<![if !IE]>", "<![ 1>", "<!foo>", "<!DOCTYPE [<!ENTITY a 'b'>]>", "<?php x ?>"],
)
def test_whatever_a_page_declares_its_messages_are_read(section, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert taken(tmp_path, "page.html", PAGE.replace(BODY, BODY + section)).exit_code == 0
    assert rows(tmp_path) > 5


@pytest.mark.parametrize(
    ("more_of_it", "code"),
    [
        ("<b>a" * 60_000, 0),
        ("<" * 200_000, 0),
        ("<!--" + "x" * 6_000_000, 1),
        ('<a b="' + "x" * 6_000_000, 1),
    ],
    ids=["deep", "brackets", "open comment", "open tag"],
)
def test_a_page_that_never_ends_takes_its_time_and_no_more(more_of_it, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = taken(tmp_path, "page.html", PAGE.replace(BODY, BODY + more_of_it))
    assert done.exit_code == code
    assert (tmp_path / "members.csv").exists() == (code == 0)
    assert code == 0 or "E607" in done.output


def test_ids_and_names_of_any_length_are_kept_short(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = PAGE.replace('data-user-id="', 'data-user-id="' + "9" * 5000)
    page = page.replace("Texts / talk", "Texts / " + "talk" * 5000)
    assert taken(tmp_path, "page.html", page).exit_code == 0
    found = json.loads((tmp_path / "observed.json").read_text("utf-8"))
    assert max(map(len, found["groups"])) <= 300
    assert all(len(one["member"]) <= 300 for one in found["waiting"])


@pytest.mark.parametrize("times", [31, 32, 9_999_999])
def test_reactions_are_counted_however_many_are_claimed(times, tmp_path, monkeypatch):
    """Three for each message, so that the sum of a day passes what fits in one packed number."""
    monkeypatch.chdir(tmp_path)
    claim = f'<span class="chatlog__reaction-count">{times}</span>' * 3
    page = sub(r"<span class=\"chatlog__reaction-count\">\d+</span>", claim, PAGE)
    assert page != PAGE and taken(tmp_path, "page.html", page).exit_code == 0
    with (tmp_path / "ledger.csv").open(encoding="utf-8-sig") as stream:
        found = sum(int(row[3]) for row in reader(stream) if row[2] == "liked")
    assert found == page.count(f">{times}</span>") * times
