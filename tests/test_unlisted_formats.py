"""What comes in no format that we know is told what it looks like and how it can be given; no word of it is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main
from community_playbook.intake.observed import load_observed

PROFILE = (
    "community: {name: Ferry Club, kind: interest, timezone: Asia/Shanghai}\noperator: {hours_per_week: 3}\n"
)
CANARY = "canarysings"


def take(home: Path, name: str, text: str | bytes, language: str = "en", extra: Sequence[str] = ()) -> Result:
    (home / "profile.yml").write_text(PROFILE, "utf-8")
    (home / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    words = ["take", str(home / name), "--profile", str(home / "profile.yml"), "--write", "--lang", language]
    done = CliRunner().invoke(main, [*words, *extra, "--today", "2026-11-30"])
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


STAMPS = {  # three messages: 2025-12-31 21:05, 2026-01-02 00:05, 2026-01-13 12:30, in Shanghai
    "iso": ["2025-12-31 21:05", "2026-01-02 00:05", "2026-01-13 12:30"],
    "short": ["2025/12/31 21:05", "2026/1/2 0:05", "2026/1/13 12:30"],
    "american": ["12/31/2025 9:05 PM", "1/2/2026 12:05 AM", "1/13/2026 12:30 PM"],
    "american, two digits": ["12/31/25, 9:05:00 PM", "1/2/26, 12:05:00 AM", "1/13/26, 12:30:00 PM"],
    "german": ["31.12.2025 21:05", "02.01.2026 00:05", "13.01.2026 12:30"],
    "british": ["31/12/2025 21:05:00", "02/01/2026 00:05:00", "13/01/2026 12:30:00"],
    "chinese": ["2025年12月31日 下午9:05", "2026年1月2日 凌晨0:05", "2026年1月13日 中午12:30"],
    "chinese, weekday": ["2025年12月31日 星期三 21:05", "2026年1月2日 星期五 00:05", "2026年1月13日 星期二 12:30"],
    "seconds": ["1767186300", "1767283500", "1768278600"],
    "milliseconds": ["1767186300000", "1767283500000", "1768278600000"],
    "fractions": ["1767186300.25", "1767283500.5", "1768278600.75"],
    "zone": ["2025-12-31T13:05:00Z", "2026-01-01T16:05:00+00:00", "2026-01-13T04:30:00Z"],
    "zone, by name": ["2025/12/31 1:05:00 PM UTC", "2026/01/01 4:05:00 PM UTC", "2026/01/13 4:30:00 AM UTC"],
    "month by name": ["31 Dec 2025 21:05", "2 Jan 2026 00:05", "13 Jan 2026 12:30"],
    "month first by name": ["Dec 31, 2025 9:05 PM", "Jan 2, 2026 12:05 AM", "Jan 13, 2026 12:30 PM"],
    "year above": ["2025-12-31 21:05", "1月2日 00:05", "1月13日 12:30"],
    "serial": ["46022.878472", "46024.003472", "46035.520833"],
}  # fmt: skip
DAYS = [date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 13)]


def chat(stamps: list[str], header: str = "date,sender,message") -> str:
    rows = [f'"{at}",{who},"{CANARY}"' for at, who in zip(stamps, ("Ann", "Bo", "Cy"), strict=True)]
    return "\n".join([header, *rows]) + "\n"


def days(home: Path) -> list[date]:
    lines = (home / "ledger.csv").read_text("utf-8-sig").splitlines()[1:]
    return [date.fromisoformat(line[:10]) for line in lines if "active_day" in line]


def hours(home: Path) -> list[int]:
    found, _ = load_observed(home)
    assert found
    return sorted(hour for row in found.hours for hour, people in enumerate(row) if people)


@pytest.mark.parametrize("form", STAMPS)
def test_times_as_people_and_spreadsheets_write_them(form: str, tmp_path: Path) -> None:
    done = take(tmp_path, "chat.csv", chat(STAMPS[form]))
    assert done.exit_code == 0, done.output
    assert days(tmp_path) == DAYS and hours(tmp_path) == [0, 12, 21]


def test_day_and_time_in_two_columns(tmp_path: Path) -> None:
    rows = ["31/12/2025,9:05 PM,Ann,x", "02/01/2026,12:05 AM,Bo,x", "13/01/2026,12:30 PM,Cy,x"]
    assert take(tmp_path, "chat.csv", "\n".join(["Date,Sent at,Sender,Message", *rows])).exit_code == 0
    assert days(tmp_path) == DAYS and hours(tmp_path) == [0, 12, 21]


def test_an_export_that_a_spreadsheet_saved_again(tmp_path: Path) -> None:
    rows = [
        f'{n},{who},{at},"{CANARY}",,'
        for n, (who, at) in enumerate(zip("ABC", STAMPS["american"], strict=True))
    ]
    text = "\n".join(["AuthorID,Author,Date,Content,Attachments,Reactions", *rows])
    assert take(tmp_path, "chat.csv", text).exit_code == 0
    assert days(tmp_path) == DAYS


@pytest.mark.parametrize(
    ("stamps", "code"),
    [
        (["03/04/2026 10:00", "05/06/2026 10:00", "07/08/2026 10:00"], "E611"),
        (["12-31 21:05", "01-02 00:05", "01-13 12:30"], "E625"),
        (["today", "yesterday", f"{CANARY}"], "E625"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_times_that_nobody_can_read_are_told(
    stamps: list[str], code: str, language: str, tmp_path: Path
) -> None:
    done = take(tmp_path, "chat.csv", chat(stamps), language)
    assert done.exit_code == 1 and code in done.output, done.output
    assert not (tmp_path / "members.csv").exists()


def test_the_order_that_is_asked_can_be_said(tmp_path: Path) -> None:
    text = chat(["03/04/2026 10:00", "05/06/2026 10:00", "07/08/2026 10:00"])
    assert take(tmp_path, "chat.csv", text, extra=["--dates", "dmy"]).exit_code == 0
    assert days(tmp_path) == [date(2026, 4, 3), date(2026, 6, 5), date(2026, 8, 7)]


def test_some_lines_without_a_time_are_counted(tmp_path: Path) -> None:
    text = chat(STAMPS["iso"]) + "soon,Ann,x\n2026-01-13 12:31,Bo,x\n"
    done = take(tmp_path, "chat.csv", text)
    assert done.exit_code == 0 and "1 line has no time" in done.output
