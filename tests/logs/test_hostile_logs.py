"""Exports that somebody made to bring a program down: nothing raises, nothing takes for ever, nothing is run."""

from __future__ import annotations

import json
import shutil
from csv import reader
from itertools import product
from pathlib import Path
from re import sub
from time import process_time

import more_exporters as more
import one_chat as written
import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main
from sweeps import quickly

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


def members_of_zsxq(count: int) -> str:
    return json.dumps({"body": {"resp_data": {"members": [
        {"group_id": 9, "user_id": 100 + n, "name": f"人{n}", "join_time": "2026-01-01T00:00:00.000+0800",
         "status": "joined"}
        for n in range(count)
    ]}}}, ensure_ascii=False)  # fmt: skip


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize(
    ("piped", "encoding"),
    quickly(
        product([False, True], ENCODINGS), lambda piped, encoding: piped == ENCODINGS.index(encoding) % 2
    ),
)
def test_what_a_shell_of_windows_makes_of_a_pipe_is_read(piped, encoding, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    data = (mark + members_of_zsxq(3000)).encode(encoding)
    (tmp_path / "in.json").write_bytes(data)
    done = CliRunner().invoke(
        main, ["take", "-" if piped else "in.json", "--write", "--today", "2026-12-01"], input=data
    )
    assert done.exit_code == 0, done.output
    assert rows(tmp_path) == 3001


CANARY = "CANARY-of-a-private-word"
TOPIC = {
    "topic_id": 1, "type": "talk", "create_time": "2026-11-01T10:00:00.000+0800", "counts": {"likes": 3},
    "group": {"group_id": 9, "name": "星球"}, "talk": {"owner": {"user_id": 5, "name": "甲"}, "text": CANARY},
}  # fmt: skip
GOOD = [
    TOPIC | {"topic_id": n, "talk": {"owner": {"user_id": n, "name": f"人{n}"}, "text": CANARY}}
    for n in range(2, 6)
]
SAID = {"owner": {"user_id": 7, "name": "甲"}, "text": CANARY}
ODD = [
    [TOPIC | {"talk": odd} for odd in ([1], None, "x", {"owner": []}, {"owner": {"user_id": {}}})],
    [TOPIC | {"group": odd} for odd in ([], None, "g", 5)],
    [TOPIC | {"topic_id": odd} for odd in (None, True, 1.5, [], "x" * 100_000)],
    [TOPIC | {"create_time": odd} for odd in (None, 0, "", "never", "2026-13-01", "9999-12-31T23:59:59+1400", [])],
    [TOPIC | {"counts": odd} for odd in ({"likes": 10**18}, {"likes": -5}, {"likes": "x"}, None, [])],
    [TOPIC | {"show_comments": odd} for odd in ({"a": 1}, "x", [5, None, {"owner": None, "text": CANARY}])],
    [TOPIC | {"talk": SAID | {"text": text}} for text in ("<e " * 50_000, '<e a title="%ff%' + "x" * 399 + '" />')],
    [TOPIC | {"talk": SAID | {"owner": {"user_id": 8, "name": name}}}
     for name in ("\x1b[31mred", "=HYPERLINK(1)", "../../etc", "\u202e\u200b", "e" * 90_000)],
    [TOPIC | {"topic_id": 2**70}], [TOPIC | {"talk": SAID | {"owner": {"user_id": "13812345678", "name": "13812345678"}}}],
]  # fmt: skip


@pytest.mark.parametrize("odd", range(len(ODD)))
@pytest.mark.parametrize("cut", [0, 40])
def test_odd_topics_of_zsxq_raise_nothing_and_leak_nothing(odd, cut, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = json.dumps({"body": {"resp_data": {"topics": GOOD + ODD[odd]}}}, ensure_ascii=False)
    done = taken(tmp_path, "in.json", page[: len(page) - cut])
    shutil.rmtree(tmp_path / "in")
    left = (
        b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) + done.output.encode()
    )
    assert CANARY.encode() not in left and b"13812345678" not in left and "\x1b" not in done.output
    assert (tmp_path / "members.csv").exists() == (done.exit_code == 0)
    assert not cut or done.exit_code == 1
