"""playbook take: exports become tables; nothing is lost, twice is once, and no private word is kept."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main
from community_playbook.logs.files import Source
from community_playbook.taking.merge import Table, open_table
from community_playbook.taking.profile_lines import parsed, with_lines

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import more_exporters as more
import one_chat as written

CHAT = written.chat(11)
TRUTH = written.truth(CHAT)
PROFILE = """\
community:
  name: Ferry Club
  kind: interest
  platform: telegram
  language: en
  timezone: Asia/Shanghai
operator: {hours_per_week: 3}   # alone
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["take", *words, "--today", "2027-06-01"], input=given)


def rows(path: Path, codec: str = "utf-8-sig", mark: str = ",") -> list[dict[str, str]]:
    with path.open(encoding=codec, newline="") as stream:
        return list(csv.DictReader(stream, delimiter=mark))


def contents(home: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in home.iterdir() if path.is_file() and path.name != "share.key"
    }


def test_a_look_writes_nothing(home: Path) -> None:
    (home / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    before = contents(home)
    done = run("in")
    assert done.exit_code == 0, done.output
    assert "8 people" in done.output and "Nothing is written yet" in done.output
    assert contents(home) == before and not (home / "share.key").exists()


def test_people_and_deeds_are_those_of_the_chat(home: Path) -> None:
    (home / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    assert run("in", "--write").exit_code == 0
    members, ledger = rows(home / "members.csv"), rows(home / "ledger.csv")
    who = {row["id"]: int(row["id"]) - int(written.key(0)) for row in members}
    assert {who[row["id"]]: row["joined"] for row in members} == TRUTH.joined
    assert {who[row["id"]]: row["last_message"] for row in members} == {
        n: max(d) for n, d in TRUTH.days.items()
    }
    active = {(who[r["member_id"]], r["date"]) for r in ledger if r["action"] == "active_day"}
    assert active == {(n, day) for n, days in TRUTH.days.items() for day in days}
    answers = {
        (who[r["member_id"]], r["date"]): int(r["quantity"]) for r in ledger if r["action"] == "answer"
    }
    assert answers == TRUTH.answers
    assert {row["groups"] for row in members} == {"talk"}
    assert parsed((home / "profile.yml").read_text("utf-8"))["groups"] == [{"id": "g01", "name": "talk"}]
    assert (home / "profile.yml").read_text("utf-8").startswith(PROFILE)


WRITERS = {
    "discord.json": written.discord_json, "discord.csv": written.discord_csv, "discord.html": more.discord_html,
    "discord.txt": more.discord_text, "telegram.json": written.telegram, "slack.zip": written.slack,
    "chatlab.json": written.chatlab_json, "chatlab.jsonl": written.chatlab_lines, "chatlog.csv": written.chatlog_csv,
    "memotrace.csv": written.memotrace_csv, "weflow.csv": written.weflow_csv, "weflow.json": written.weflow_json,
    "qq.txt": written.qq_text, "qq.json": written.qq_json, "whatsapp.txt": written.whatsapp, "zsxq.json": more.zsxq,
    "members.json": more.zsxq_members, "lark.json": more.lark,
}  # fmt: skip


@pytest.mark.parametrize("file", WRITERS)
def test_no_private_word_is_kept(file: str, home: Path) -> None:
    """Of no log that we read, whole or damaged; nor what stands behind an @."""
    called = [replace(x, text=f"@{written.CANARY} {x.text}") for x in CHAT]
    (home / "in" / file).write_bytes(WRITERS[file](called))
    said = run("in", "--write").output + run("in", "--json").output
    assert "Written: members.csv" in said
    for path in home.rglob("*"):
        if path.is_file() and path.parent.name != "in":
            said += path.read_text("utf-8", "replace")
    assert "CANARY" not in said and "somebody@example.org" not in said
    broken = home / "in" / file
    broken.write_bytes(broken.read_bytes()[:-200] + b'"\xff\xfe')
    assert "CANARY" not in run("in").output


def test_the_same_again_changes_nothing_and_more_adds_what_is_new(home: Path) -> None:
    chat = home / "in" / "chat.json"
    chat.write_bytes(written.telegram(CHAT[:90]))
    assert run("in", "--write").exit_code == 0
    before = contents(home)
    assert "Nothing changes" in run("in", "--write").output
    assert contents(home) == before
    chat.write_bytes(written.telegram(CHAT))
    assert run("in", "--write").exit_code == 0
    later = rows(home / "ledger.csv")
    (home / "fresh").mkdir()
    (home / "fresh" / "profile.yml").write_text(PROFILE, "utf-8")
    assert run("in", "--write", "--profile", "fresh/profile.yml").exit_code == 0

    def keyed(found: list[dict[str, str]]) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True) for row in found)

    assert keyed(later) == keyed(rows(home / "fresh" / "ledger.csv"))


def test_undo_puts_back_every_byte(home: Path) -> None:
    (home / "members.csv").write_text("编号,称呼,城市\n1,阿苗,杭州\n", "gb18030")
    (home / "in" / "chat.txt").write_bytes(written.whatsapp(CHAT))
    before = contents(home)
    assert run("in", "--write").exit_code == 0
    assert contents(home) != before
    assert "Put back" in run("--undo").output
    assert contents(home) == before
    assert "no taking to undo" in run("--undo").output


def test_a_table_of_the_operator_keeps_what_it_says(home: Path) -> None:
    """Its columns, its delimiter and encoding, its order, and cells that no column of ours knows."""
    (home / "members.csv").write_text(
        "会员表\n编号;称呼;城市;手机号;所在群\n7;阿苗;杭州;13800000000;一群\n3;郑晓霞;苏州;;\n", "gb18030"
    )
    (home / "profile.yml").write_text(PROFILE + "members: members.csv\n", "utf-8")
    (home / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    done = run("in", "--write")
    assert done.exit_code == 0, done.output
    lines = (home / "members.csv").read_text("gb18030").splitlines()
    assert lines[:2] == ["会员表", "编号;称呼;城市;手机号;所在群;joined;last_message"]
    assert lines[2].startswith("7;阿苗;杭州;13800000000;") and "一群" in lines[2] and "talk" in lines[2]
    assert lines[3].startswith("3;郑晓霞;苏州;;talk;")
    assert len(lines) == 4 + 6
    assert {row["member_id"] for row in rows(home / "ledger.csv")} >= {"7", "3"}
    people = {row["account"]: row["member"] for row in rows(home / "people.csv")}
    assert people[written.key(0)] == "7"


def test_an_answer_in_people_csv_holds(home: Path) -> None:
    (home / "members.csv").write_text("id,name\n7,阿苗\n", "utf-8")
    (home / "profile.yml").write_text(PROFILE + "members: members.csv\n", "utf-8")
    (home / "people.csv").write_text(f"account,name,member\n{written.key(0)},阿苗,\n", "utf-8")
    (home / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    assert run("in", "--write").exit_code == 0
    assert {row["id"] for row in rows(home / "members.csv")} >= {"7", written.key(0)}


def test_numbers_are_no_names_and_formulas_no_formulas(home: Path) -> None:
    chat = "".join(
        f"13/11/2026, 1{n}:00 - {name}: hi\n"
        for n, name in enumerate(["+86 138 0000 1234", "=1+1", "Ann Lee"])
    )
    (home / "in" / "chat.txt").write_text(chat, "utf-8")
    assert run("in", "--write").exit_code == 0
    text = "".join((home / name).read_text("utf-8") for name in ("members.csv", "ledger.csv", "people.csv"))
    assert "138" not in text and "0000" not in text
    assert "\n=1+1" not in text and ",=1+1" not in text and "'=1+1" in text
    assert [row["name"] for row in rows(home / "members.csv") if row["id"].startswith("x-")] == [""]


LISTS = {
    "WeCom": ("客户名称,描述,添加人,添加时间,手机,标签组1(等级)\n小红,,王助理,2026-10-01 10:00:00,13800000001,\"高级,老学员\"\n", "小红"),
    "Skool": ("FirstName,LastName,Email,Invited By,JoinedDate,Tier\nBill,Todd,b@example.org,,2026-04-23 06:30:35,standard\n", "Bill Todd"),
    "Google": ("Timestamp,Email Address,Your full name,Which city do you live in?\n2026/05/28 7:01:33 PM GMT+2,x@example.org,Xena Xu,Berlin\n", "Xena Xu"),
    "Slack": ("username,email,status,userid,fullname,displayname\nmarv,m@example.org,Member,U1,Marvin A,marv\nb,,Bot,U2,B,b\n", "Marvin A"),
    "ours": ("id,name,city\n1,Ann,Berlin\n", "Ann"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_members(kind: str, home: Path) -> None:
    text, name = LISTS[kind]
    (home / "in" / "list.csv").write_text(text, "utf-8")
    done = run("in", "--write")
    assert done.exit_code == 0, done.output
    found = rows(home / "members.csv")
    assert [row["name"] for row in found if row["state"] != "bot"] == [name]
    kept = (home / "members.csv").read_text("utf-8")
    assert "example.org" not in kept and "13800000001" not in kept


def test_groups_alone_become_groups(home: Path) -> None:
    (home / "in" / "groups.csv").write_text(
        '群ID,群名称,群主,群人数\nG1,一群,张三,213\nG2,"二群",张三,99\n', "utf-8"
    )
    assert run("in", "--write").exit_code == 0
    assert [group["name"] for group in parsed((home / "profile.yml").read_text("utf-8"))["groups"]] == [
        "一群",
        "二群",
    ]
    assert not (home / "members.csv").exists()


REFUSED = {
    "E601": lambda home: None,
    "E604": lambda home: (home / "in" / "x.zip").write_bytes(b"PK\x05\x06" + bytes(18) + b"PK\x03\x04"),
    "E607": lambda home: (home / "in" / "x.json").write_bytes(written.telegram(CHAT)[:-400]),
    "E616": lambda home: (home / "in" / "x.txt").write_text("13/11/2026, 10:00 - Ann: a\n13/11/2026, 10:01 - Bo: b\n"),
    "E221": lambda home: (home / "in" / "x.csv").write_text("question,yes,no\nbridge,3,4\n"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", ["E601", "E607", "E616"])
def test_what_is_refused_is_told_and_nothing_is_written(code: str, language: str, home: Path) -> None:
    REFUSED[code](home)
    before = contents(home)
    done = run("nowhere" if code == "E601" else "in", "--write", "--lang", language)
    assert done.exit_code == 1 and code in done.output, done.output
    assert contents(home) == before


def test_a_survey_is_no_roster(home: Path) -> None:
    (home / "in" / "x.csv").write_text("bridge,answer yes,answer no\nnorth,3,4\n", "utf-8")
    done = run("in", "--write")
    assert done.exit_code == 1 and "E2" in done.output


def test_one_fault_and_nothing_of_the_others_is_taken(home: Path) -> None:
    (home / "in" / "a.json").write_bytes(written.telegram(CHAT))
    (home / "in" / "b.json").write_bytes(written.discord_json(CHAT)[:-300])
    before = contents(home)
    assert run("in", "--write").exit_code == 1
    assert contents(home) == before


def test_standard_input(home: Path) -> None:
    assert run("-", "--write", given=written.chatlab_lines(CHAT)).exit_code == 0
    assert len(rows(home / "members.csv")) == len(written.NAMES)


def test_a_build_reads_what_was_taken(home: Path) -> None:
    (home / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    assert run("in", "--write").exit_code == 0
    done = CliRunner().invoke(main, ["check", "profile.yml", "--today", "2027-06-01", "--json"])
    assert done.exit_code == 0, done.output
    assert not [p for p in json.loads(done.output)["problems"] if p["code"].startswith("E")]


def test_own_messages_need_a_name(home: Path) -> None:
    text = written.memotrace_csv(CHAT).decode("utf-8-sig").replace(",阿苗,", ",我,")
    (home / "in" / "chat.csv").write_text(text, "utf-8")
    assert "--me" in run("in").output
    assert run("in", "--write", "--me", "阿苗").exit_code == 0
    assert "阿苗" in {row["id"] for row in rows(home / "members.csv")}


@pytest.mark.parametrize("source", ["[a]\n", "- a\n", "a: {b\n", "a: 1\n...\n"])
def test_a_profile_to_which_nothing_can_be_added_stays(source: str) -> None:
    text, lines = with_lines(source, {"members": "members.csv"}, ())
    assert text == source or parsed(text) == parsed(source) | {"members": "members.csv"}
    assert text == source or lines == ["members: members.csv"]


def test_an_empty_table_begins_with_our_columns() -> None:
    table: Table = open_table("ledger", None, "ledger.csv", None)  # type: ignore[arg-type]
    assert b"".join(table.content()).decode("utf-8-sig") == "date,member_id,action,quantity,note\r\n"


def test_names_of_parts() -> None:
    names = {
        "talk (2).json": "talk",
        "talk_part3.csv": "talk",
        "talk [part 2].json": "talk",
        "2026.csv": "2026",
    }
    for name, chat in names.items():
        assert Source("", "", name, lambda: None).chat == chat  # type: ignore[arg-type, return-value]
