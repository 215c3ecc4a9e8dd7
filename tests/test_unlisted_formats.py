"""What comes in no format that we know is told what it looks like and how it can be given; no word of it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main

PROFILE = (
    "community: {name: Ferry Club, kind: interest, timezone: Asia/Shanghai}\noperator: {hours_per_week: 3}\n"
)
CANARY = "canarysings"


def take(home: Path, name: str, text: str | bytes, language: str = "en") -> Result:
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    (home / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    words = ["take", str(home / name), "--profile", str(home / "profile.yml"), "--write", "--lang", language]
    done = CliRunner().invoke(main, [*words, "--today", "2026-11-30"])
    assert done.exit_code in (0, 1) and CANARY not in done.output, done.output
    return done


UNKNOWN = {
    "messenger.json": (
        json.dumps({"participants": [{"name": CANARY}], "messages": [
            {"sender_name": CANARY, "timestamp_ms": 1, "content": CANARY}]}),
        "E623", "sender_name, timestamp_ms, content",
    ),
    "posts.jsonl": (json.dumps({"type": "post", "post": {"user": "u", "message": CANARY, "create_at": 1}}), "E623", "message"),
    "nested.json": (json.dumps([{"from": {"name": CANARY}, "when": 1, "13800000000": CANARY}]), "E623", "from, when"),
    "irc.log": (f"10:00 <@ann> {CANARY} 5?\n10:01 < bo> {CANARY}\n", "E624", "0:0 <@x> x"),
    "zoom.txt": (f"10:00:01 From Ann Lee to Everyone: {CANARY}\n", "E624", "0:0:0 x: x"),
    "line.txt": (f"[LINE] Chat\n\n2026/11/20(Fri)\n10:00\tAnn\t{CANARY}\n10:01\tBo\t{CANARY}\n", "E624", "0:0"),
    "copied.txt": (f"小红 2026/11/20 10:00:00\n{CANARY}\n\n阿明 2026/11/20 10:01:00\n{CANARY}\n", "E624", "x 0/0/0 0:0:0"),
    "page.pdf": (b"%PDF-1.7\n" + CANARY.encode(), "E622", ""),
    "screen.png": (b"\x89PNG\r\n\x1a\n" + bytes(90), "E622", ""),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", UNKNOWN)
def test_told_what_it_looks_like(name: str, language: str, tmp_path: Path) -> None:
    text, code, shown = UNKNOWN[name]
    done = take(tmp_path, name, text, language)
    assert done.exit_code == 1 and code in done.output and shown in done.output.replace("\n", " "), (
        done.output
    )
    assert "13800000000" not in done.output and not (tmp_path / "members.csv").exists()
    assert (
        code == "E622" or ("date, sender, message" if language == "en" else "日期,发送人,内容") in done.output
    )


@pytest.mark.parametrize(
    "header",
    [
        "date,sender,message",
        "日期,发送人,内容",
        "timestamp;user;message",
        "When\tFrom\tText",
        "发送时间,昵称,消息内容",
    ],
)
def test_a_table_of_messages_is_read_by_its_header(header: str, tmp_path: Path) -> None:
    mark = next(sign for sign in ",;\t" if sign in header)
    said = [("2026-11-20 10:00", "Ann"), ("2026-11-20 10:01:30", "Bo"), ("2026-11-21 09:00", "Cy")]
    text = "\n".join(
        [header, *(mark.join((at, who, f'"{CANARY}{mark} {n}"')) for n, (at, who) in enumerate(said))]
    )
    done = take(tmp_path, "chat.csv", text)
    assert done.exit_code == 0, done.output
    members = (tmp_path / "members.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in members] == ["Ann", "Bo", "Cy"]
    kept = "".join(path.read_text("utf-8-sig") for path in tmp_path.glob("*.*") if path.name != "chat.csv")
    assert CANARY not in kept and kept.count("active_day") == 3
