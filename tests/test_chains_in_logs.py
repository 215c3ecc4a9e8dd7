"""A 接龙 inside of a log of every format that can hold one; and WeChat's own record of who wrote which entry."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main
from community_playbook.logs.chain import chain_in

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import more_exporters as more
import one_chat as written

CHAT = written.chat(11)
PROFILE = """\
community: {name: 翠湖好物, kind: selling, timezone: Asia/Shanghai}
operator: {hours_per_week: 3}
"""
CHAIN = "#接龙\n周五土鸡蛋\n例 昵称 几份\n\n1. 阿苗 2份\n2. Jo Lind x3\n3. 小满妈 一箱"
SIGNED = {0: "2", 1: "3", 4: "1"}
WRITERS = {
    "discord.json": written.discord_json, "discord.csv": written.discord_csv, "discord.html": more.discord_html,
    "discord.txt": more.discord_text, "telegram.json": written.telegram, "slack.zip": written.slack,
    "chatlab.json": written.chatlab_json, "chatlab.jsonl": written.chatlab_lines, "chatlog.csv": written.chatlog_csv,
    "memotrace.csv": written.memotrace_csv, "weflow.csv": written.weflow_csv, "weflow.json": written.weflow_json,
    "qq.txt": written.qq_text, "qq.json": written.qq_json, "whatsapp.txt": written.whatsapp, "zsxq.json": more.zsxq,
    "lark.json": more.lark,
}  # fmt: skip
"""All readers of logs but that of a list of members, in which nobody says anything."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def signed(home: Path) -> dict[str, str]:
    """By name, how many the ledger has of the chain."""
    done = CliRunner().invoke(
        main, ["take", "in", "--write", "--today", "2027-06-01", "--as", "ordered", "--lang", "zh"]
    )
    assert done.exit_code == 0, done.output
    with (home / "members.csv").open(encoding="utf-8-sig", newline="") as stream:
        names = {row["id"]: row["name"] for row in csv.DictReader(stream)}
    with (home / "ledger.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {
            names[row["member_id"]]: row["quantity"]
            for row in csv.DictReader(stream)
            if row["action"] == "ordered"
        }


@pytest.mark.parametrize("file", WRITERS)
def test_each_format_that_can_hold_one(file: str, home: Path) -> None:
    """The last two messages of two people are copies of it, the longer one last."""
    said = [x for x in CHAT if not x.bot and not x.joins and not x.to][-2:]
    texts = {said[0].number: CHAIN.rsplit("\n", 1)[0], said[1].number: CHAIN}
    chat = [replace(x, text=texts.get(x.number, x.text)) for x in CHAT]
    (home / "in" / file).write_bytes(WRITERS[file](chat))
    assert signed(home) == {written.NAMES[who]: many for who, many in SIGNED.items()}


def test_a_tag_of_zsxq_is_the_head_of_a_chain() -> None:
    from community_playbook.logs.zsxq import plain

    text = '<e type="hashtag" hid="48" title="%23%E6%8E%A5%E9%BE%99%23" />\n团书\n1. 阿苗\n2. 老周'
    found = chain_in(plain(text))
    assert found and [entry.text for entry in found.entries] == ["阿苗", "老周"]


def recorded(entries: list[tuple[str, str]], head: str = "#接龙\n周五土鸡蛋 💪🏻\n\n") -> str:
    """As the client sends it: the text, and for each entry the account and its place in UTF-16 units."""
    text, spans = head, ""
    for n, (account, said) in enumerate(entries, 1):
        text += f"{n}. "
        at, length = (len(part.encode("utf-16-le")) // 2 for part in (text, said))
        spans += f"<i><u>{account}</u><h>0</h><s>.</s><t>1800000000</t><r>{at}-{length}</r></i>"
        text += said + "\n"
    record = f"<solitaire><tt>0-9</tt><s>.</s><content><s>{len(entries)}</s>{spans}</content></solitaire>"
    return (
        f"<msg><appmsg><title>{escape(text.rstrip(), quote=False)}</title><type>53</type><extinfo>"
        f"<solitaire_info><![CDATA[{record}]]></solitaire_info></extinfo></appmsg></msg>"
    )


ENTRIES = [("wxid_a", "一个没人认识的称呼 2份"), ("wxid_b", "Jo Lind & 朋友 3份"), ("wxid_b", "隔壁老王 1份")]


@pytest.mark.parametrize("dressed", [str, escape, lambda text: f"wxid_b:\n{text}"])
def test_the_record_tells_who_wrote_which_entry(dressed: object) -> None:
    found = chain_in(dressed(recorded(ENTRIES)))  # type: ignore[operator]
    assert found and found.title.startswith("周五土鸡蛋")
    assert [(entry.account, entry.text) for entry in found.entries] == ENTRIES


def test_whoever_wrote_one_entry_is_meant_by_it_and_several_are_asked_about(home: Path) -> None:
    accounts = {"wxid_a": written.key(2), "wxid_b": written.key(1)}
    record = recorded([(accounts[account], said) for account, said in ENTRIES])
    last = [x for x in CHAT if not x.bot and not x.joins][-1]
    chat = [replace(x, text=record) if x is last else x for x in CHAT]
    (home / "in" / "chat.json").write_bytes(written.weflow_json(chat))
    assert signed(home) == {"老周 🚲": "2", "Jo Lind": "3"}
    review = (home / "review.csv").read_text("utf-8-sig")
    assert "隔壁老王" in review and "没人认识" not in review


@pytest.mark.parametrize(
    "broken", ["<solitaire", "<title>#接龙", "</title><solitaire><i><u>a</u><r>9999-9</r></i>"]
)
def test_half_a_record_is_no_chain_or_one_without_accounts(broken: str) -> None:
    assert chain_in(broken) is None
    text = f"<title>#接龙\n团\n1. 阿苗</title><solitaire>{broken}<i><u>x</u><r>999999-99999</r></i>"
    found = chain_in(text)
    assert found and [(entry.text, entry.account) for entry in found.entries] == [("阿苗", "")]


def test_a_title_in_front_of_the_mark_is_a_title() -> None:
    found = chain_in("@小助理 周五打卡#接龙\n\n1. 阿苗\n2. 老周")
    assert found and found.title == "周五打卡" and len(found.entries) == 2


def test_many_records_cost_little() -> None:
    json.dumps(chain_in("<solitaire>" + "<title>" * 30_000 + "<i>" * 30_000))
