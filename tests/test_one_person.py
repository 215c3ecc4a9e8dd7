"""One person in several sources: certain ones are met, likely ones proposed, and only a line in people.csv merges."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.app import plan_only
from community_playbook.cli import main
from community_playbook.runs import Options

PROFILE = """\
community: {name: 灯塔, kind: knowledge, platform: wechat}
operator: {hours_per_week: 3}
members: members.csv
ledger: ledger.csv
points: {mode: ledger, rules: [{action: 回答, points: 5}, {action: active_day, points: 1}]}
"""
MEMBERS = "编号,姓名,昵称,城市\n7,张晓明,,杭州\n8,,北京-廖雨瑞-大健康,北京\n9,Jonathan Hill,,\n"
TODAY = "2026-11-29"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    (tmp_path / "ledger.csv").write_text("date,member_id,member,action\n2026-11-10,7,,回答\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chat(*people: tuple[str, str], name: str = "一群", times: int = 1) -> str:
    """A log of chatlog: (account, name) of each who speaks."""
    lines = [
        f"2026-11-{10 + n:02} 09:{n:02}:0{t},{shown},{account},{name},{name}@chatroom,早"
        for t in range(times)
        for n, (account, shown) in enumerate(people)
    ]
    return "Time,SenderName,Sender,TalkerName,Talker,Content\n" + "\n".join(lines) + "\n"


def take(home: Path, text: str, *words: str, write: bool = True) -> str:
    (home / "chat.csv").write_text(text, "utf-8")
    done = CliRunner().invoke(
        main, ["take", "chat.csv", "--today", TODAY, *(["--write"] if write else []), *words]
    )
    assert done.exit_code == 0, done.output
    return done.output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def people(home: Path) -> dict[str, tuple[str, str]]:
    return {row["account"]: (row["member"], row["not"]) for row in rows(home / "people.csv")}


def write_line(home: Path, line: str) -> None:
    """As the operator does: the line of that account is the one that was told."""
    path = home / "people.csv"
    kept = [
        old for old in path.read_text("utf-8-sig").splitlines() if old.split(",")[0] != line.split(",")[0]
    ]
    path.write_text("\n".join([*kept, line]) + "\n", "utf-8")


def scores(home: Path) -> dict[str, int]:
    community = plan_only(home / "profile.yml", Options(today=date.fromisoformat(TODAY))).community
    assert community
    found: dict[str, int] = {member.id: 0 for member in community.members}
    for entry in community.ledger:
        found[entry.member] += 1
    return found


OTHERS = (("wxid_q", "小满"), ("wxid_r", "阿苗"))
LIKE = (("wxid_a", "张小明"), *OTHERS)


def test_an_equal_name_is_met_and_a_like_one_proposed(home: Path) -> None:
    said = take(home, chat(("wxid_z", "Jonathan Hill"), ("wxid_b", "廖雨瑞"), *LIKE))
    assert people(home)["wxid_z"] == ("9", "")
    assert "张小明（wxid_a）会不会就是张晓明（7）" in said and "wxid_a,张小明,7" in said
    assert "廖雨瑞（wxid_b）会不会就是北京-廖雨瑞-大健康（8）" in said
    assert said.count("会不会") == 2
    assert len(rows(home / "members.csv")) == 3 + 4


def test_a_yes_puts_two_rows_together_and_taking_it_back_parts_them(home: Path) -> None:
    take(home, chat(*LIKE))
    apart = scores(home)
    assert apart["wxid_a"] == 1 and apart["7"] == 1
    tables = {name: (home / name).read_bytes() for name in ("members.csv", "ledger.csv")}
    write_line(home, "wxid_a,张小明,7")
    together = scores(home)
    assert "wxid_a" not in together and together["7"] == 2
    assert {name: (home / name).read_bytes() for name in tables} == tables
    assert "会不会" not in take(home, chat(*LIKE))
    write_line(home, "wxid_a,张小明,wxid_a,7")
    assert scores(home) == apart
    assert "会不会" not in take(home, chat(*LIKE)) and people(home)["wxid_a"] == ("wxid_a", "7")


def test_old_names_keep_their_points(home: Path) -> None:
    """A ledger kept by hand calls somebody by the name of the other account."""
    take(home, chat(*LIKE))
    with (home / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("2026-11-11,,张小明,回答\n")
    write_line(home, "wxid_a,张小明,7")
    assert scores(home)["7"] == 3


def test_a_day_under_two_accounts_is_one_day(home: Path) -> None:
    take(home, chat(("wxid_a", "张小明"), ("wxid_q", "小满"), ("wxid_r", "阿苗")))
    take(home, chat(("old_a", "明明"), ("wxid_q", "小满"), ("wxid_r", "阿苗"), name="二群"))
    write_line(home, "wxid_a,张小明,7")
    write_line(home, "old_a,明明,7")
    assert scores(home)["7"] == 2  # the answer, and one day


def test_new_accounts_of_two_sources_are_proposed_once(home: Path) -> None:
    take(home, chat(("wxid_m", "小满妈妈"), ("wxid_r", "阿苗"), ("wxid_s", "老周")))
    said = take(home, chat(("wx_other", "小满妈"), ("wxid_r", "阿苗"), ("wxid_t", "Bo"), name="二群"))
    assert said.count("会不会") == 1 and "小满妈妈（wxid_m）" in said


def test_two_in_one_chat_are_two(home: Path) -> None:
    assert "会不会" not in take(home, chat(("wxid_m", "小满妈妈"), ("wxid_n", "小满妈"), ("wxid_s", "老周")))


def test_a_look_tells_and_undo_restores(home: Path) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    said = take(home, chat(*LIKE), "--json", write=False)
    assert json.loads(said)["maybe_one_person"] == [{"account": "wxid_a", "member": "7"}]
    take(home, chat(*LIKE))
    assert CliRunner().invoke(main, ["take", "--undo"]).exit_code == 0
    after = {
        path.name: path.read_bytes() for path in home.iterdir() if path.name not in ("chat.csv", "share.key")
    }
    assert after == before


def test_a_list_without_ids_meets_the_table_by_name(home: Path) -> None:
    (home / "chat.csv").write_text("姓名,城市,行业\n张晓明,杭州,餐饮\n新来的,上海,电商\n", "utf-8")
    assert CliRunner().invoke(main, ["take", "chat.csv", "--write"]).exit_code == 0
    found = rows(home / "members.csv")
    assert [row["编号"] for row in found] == ["7", "8", "9", "新来的"]
    assert found[0]["industry"] == "餐饮"


def test_a_list_with_ids_of_its_own_is_asked_about(home: Path) -> None:
    """Two of one name in two lists of ids may be two people."""
    (home / "chat.csv").write_text("编号,姓名\n205,张晓明\n", "utf-8")
    done = CliRunner().invoke(main, ["take", "chat.csv", "--write"])
    assert "205,张晓明,7" in done.output
    assert [row["编号"] for row in rows(home / "members.csv")] == ["7", "8", "9", "205"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "code"), [("who,what\n", "E615"), ("account,name,member\nwxid_a,张小明,77\n", "W247")]
)
def test_what_is_wrong_in_people_csv_is_told(text: str, code: str, language: str, home: Path) -> None:
    take(home, chat(*LIKE))
    (home / "people.csv").write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["check", "profile.yml", "--today", TODAY, "--lang", language])
    assert code in done.output and "people.csv" in done.output


def test_a_ring_in_people_csv_ends(home: Path) -> None:
    take(home, chat(*LIKE))
    write_line(home, "wxid_a,张小明,7")
    write_line(home, "7,张晓明,wxid_a")
    assert sum(scores(home).values()) > 0


def test_three_accounts_of_one(home: Path) -> None:
    take(home, chat(*LIKE))
    write_line(home, "wxid_q,小满,wxid_a")
    write_line(home, "wxid_a,张小明,7")
    assert scores(home)["7"] == 3


def test_many_likely_pairs_are_counted(home: Path) -> None:
    """The first dozen is told, the others are where all of them are."""
    names = [f"{a}{b}小明" for a in "赵钱孙李" for b in "甲乙丙丁"]
    (home / "members.csv").write_text(
        "编号,姓名\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names)), "utf-8"
    )
    text = chat(*((f"wxid_{n}", name.replace("小明", "小鸣")) for n, name in enumerate(names)))
    said = take(home, text)
    assert said.count("会不会") == 12 and "另有 4 对" in said
    assert len(json.loads(take(home, text, "--json"))["maybe_one_person"]) == 16
