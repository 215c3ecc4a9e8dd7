"""接龙: who stands in them, with how many; nobody is taken for another one, twice is once, no word more is kept."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.cli import main
from community_playbook.logs.chain import chain_in, chains_of
from community_playbook.logs.how_many import how_many, withdrawn
from community_playbook.logs.layouts import chains_in_text
from community_playbook.taking.entrants import Entrants, Person
from tries import tries

sys.path.insert(0, str(Path(__file__).parent / "logs"))
import some_chains as written

PROFILE = """\
community: {name: 翠湖好物, kind: selling}
operator: {hours_per_week: 3}
members: members.csv
"""
MEMBERS = """\
编号,姓名,昵称
1,,小红-3栋502
2,,小红-5栋
3,周明,老周 🚲
4,郑晓霞,
5,,北京-廖雨瑞-大健康
6,李四,
"""
CANARY = "CANARYWORD"
PLAIN = f"""\
#接龙
周五土鸡蛋 11月20日
例 昵称 几份

1. 老周 2份
2. 小红 3-502 两箱 {CANARY}
3. 郑晓霞老师
4. 廖雨瑞 x3
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: str | None = None, today: str = "2026-11-20") -> Result:
    data = given.encode() if given else None
    return CliRunner().invoke(main, ["take", *words, "--today", today, "--lang", "zh"], input=data)


def taken(*words: str, given: str, today: str = "2026-11-20") -> str:
    done = run("-", "--write", *words, given=given, today=today)
    assert done.exit_code == 0, done.output
    return done.output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def quantities(home: Path) -> dict[str, str]:
    return {row["member_id"]: row["quantity"] for row in rows(home / "ledger.csv")}


def test_two_hundred_chains_in_ten_layouts() -> None:
    """All layouts, all entries, in the second hundred with some that were taken back or changed: at least 95 of a hundred are matched, with the right number, and nobody who is a
    stranger, or whose name two members have, is taken for a member."""
    true, met, numbers = 0, 0, 0
    layouts: Counter[str] = Counter()
    for seed in range(200):
        people, made, layout = written.made(seed)
        layouts[layout] += 1
        known = Entrants([Person(p.id, tuple(n for n in (p.name, p.alias) if n)) for p in people], {})
        [chain] = chains_in_text(made.text.splitlines())
        assert len(chain.entries) == made.entries, made.text
        found: Counter[str] = Counter()
        for entry in chain.entries:
            one = known.find(entry.text)
            if len(one.ids) == 1 and not withdrawn(one.rest):
                found[one.ids[0]] += how_many(one.rest)
        assert found.keys() <= made.truth.keys(), made.text
        true += len(made.truth)
        met += len(found)
        numbers += sum(made.truth[key] == count for key, count in found.items())
    assert set(layouts.values()) == {20}
    assert true > 2_000 and met >= 0.95 * true and numbers >= 0.95 * true, (true, met, numbers)


def test_a_chain_becomes_rows_and_its_words_stay_outside(home: Path) -> None:
    said = taken(given=PLAIN)
    assert quantities(home) == {"3": "2", "1": "2", "4": "1", "5": "3"}
    first = rows(home / "ledger.csv")[0]
    assert (first["date"], first["action"], first["note"]) == (
        "2026-11-20",
        "signed_up",
        "周五土鸡蛋 11月20日",
    )
    assert "4 行" in said and "还有 2 位没接" in said and "李四" in said
    kept = "".join(path.read_text("utf-8-sig") for path in home.rglob("*.csv"))
    assert CANARY not in kept + said and "两箱" not in kept


def test_the_action_is_that_of_the_option_the_profile_or_the_title(home: Path) -> None:
    def action(*words: str, title: str = "周五团鸡蛋") -> str:
        (home / "ledger.csv").write_text("", "utf-8")
        taken(*words, given=PLAIN.replace("周五土鸡蛋 11月20日", title))
        return rows(home / "ledger.csv")[0]["action"]

    assert action() == "ordered"
    assert action(title="周六签到") == "came"
    assert action("--as", "bought") == "bought"
    (home / "profile.yml").write_text(PROFILE + "ledger: ledger.csv\ntables: {chain: 成交}\n", "utf-8")
    assert action() == "成交"
    taken("--as", "bought", "--on", "2026-11-02", given=PLAIN)
    assert {row["date"] for row in rows(home / "ledger.csv") if row["action"] == "bought"} == {"2026-11-02"}


def test_twice_is_once_and_a_longer_copy_adds_what_is_new(home: Path) -> None:
    taken(given=PLAIN)
    before = (home / "ledger.csv").read_bytes()
    assert "没有变化" in taken(given=PLAIN, today="2026-11-23")
    assert (home / "ledger.csv").read_bytes() == before
    taken(given=PLAIN + "5. 李四 2份\n", today="2026-11-24")
    assert (home / "ledger.csv").read_bytes().startswith(before) and quantities(home)["6"] == "2"
    assert {row["date"] for row in rows(home / "ledger.csv")} == {"2026-11-20"}
    assert run("--undo").exit_code == 0
    assert (home / "ledger.csv").read_bytes() == before


def test_the_same_text_is_known_after_weeks_and_next_week_s_is_another_one(home: Path) -> None:
    same = PLAIN.replace(" 11月20日", "")
    taken(given=same)
    assert "没有变化" in taken(given=same, today="2026-12-20")
    other = "#接龙\n周五土鸡蛋\n1. 李四\n2. 廖雨瑞\n3. 老周\n4. 郑晓霞\n"
    taken(given=other, today="2026-11-27")
    assert Counter(row["date"] for row in rows(home / "ledger.csv")) == {"2026-11-20": 4, "2026-11-27": 4}


def test_of_many_copies_the_longest_counts(home: Path) -> None:
    part = PLAIN.split("3. ")[0]
    taken(given=part + "\n" + PLAIN + "\n" + part)
    assert len(quantities(home)) == 4


def test_who_could_be_anybody_waits_for_an_answer(home: Path) -> None:
    doubtful = PLAIN + "5. 小红 2份\n6. 诸葛铁柱 4份\n7. 过路的\n8. 李四 取消\n"
    said = taken(given=doubtful)
    assert "3 个名字拿不准" in said and "小红-3栋502 (1)" in said and "1 位后来说不要了" in said
    assert len(quantities(home)) == 4
    review = rows(home / "review.csv")
    assert [(row["写的是"], row["意思是"]) for row in review] == [
        ("小红", ""),
        ("诸葛铁柱", ""),
        ("过路的", ""),
    ]
    answers = {"小红": "2", "诸葛铁柱": "新人", "过路的": "忽略"}
    with (home / "review.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(review[0])
        writer.writerows([*list(row.values())[:-1], answers[row["写的是"]]] for row in review)
    said = taken(given=doubtful)
    assert "拿不准" not in said
    assert quantities(home)["2"] == "2" and quantities(home)["诸葛铁柱"] == "4" and len(quantities(home)) == 6
    assert [row["姓名"] for row in rows(home / "members.csv")][-1] == "诸葛铁柱"
    assert {row["写的是"]: row["意思是"] for row in rows(home / "review.csv")} == answers
    assert "没有变化" in taken(given=doubtful)


def test_without_a_list_whoever_stands_in_it_becomes_one(home: Path) -> None:
    (home / "members.csv").unlink()
    (home / "profile.yml").write_text(PROFILE.replace("members: members.csv\n", ""), "utf-8")
    taken(given="接龙：周六羽毛球\n①Ann Lee 2人\n②老猫\n③13800000000 1份\n")
    assert [row["name"] for row in rows(home / "members.csv")] == ["Ann Lee", "老猫"]
    assert quantities(home) == {"Ann Lee": "2", "老猫": "1"}
    assert "13800000000" not in "".join(path.read_text("utf-8-sig") for path in home.glob("*.csv"))


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_in_any_encoding(codec: str, home: Path) -> None:
    (home / "list.txt").write_bytes(PLAIN.replace("\n", "\r\n").encode(codec))
    assert run("list.txt", "--write").exit_code == 0
    assert len(quantities(home)) == 4


LOGS = {
    "chat.csv": "消息ID,类型,发送人,时间,内容\n"
    + "".join(f'{n},文本,{who},2026-11-1{n} 10:00:00,"{text}"\n' for n, (who, text) in enumerate(
        [("阿明", "早"), ("李四", PLAIN.split("3. ")[0]), ("小芳", PLAIN)])),
    "qq.txt": "消息记录（此消息记录为文本格式，不支持重新导入）\n消息对象:翠湖一群\n\n"
    + "".join(f"2026-11-1{n} 10:00:00 {who}(2000{n})\n{text}\n\n" for n, (who, text) in enumerate(
        [("阿明", "早"), ("李四", PLAIN.split("3. ")[0].replace("\n\n", "\n")), ("小芳", PLAIN.replace("\n\n", "\n"))])),
}  # fmt: skip


@pytest.mark.parametrize("name", LOGS)
def test_a_chain_inside_of_a_log(name: str, home: Path) -> None:
    """The longest of its copies, on the day of the first; no other word of the log."""
    (home / name).write_text(LOGS[name], "utf-8")
    done = run(name, "--write")
    assert done.exit_code == 0, done.output
    found = [row for row in rows(home / "ledger.csv") if row["action"] == "signed_up"]
    assert {row["member_id"]: row["quantity"] for row in found} == {"3": "2", "1": "2", "4": "1", "5": "3"}
    assert CANARY not in "".join(
        path.read_text("utf-8-sig") for path in home.glob("*.csv") if path.name != name
    )
    assert "没有变化" in run(name, "--write").output


def test_a_chain_in_a_private_chat_is_none_of_ours(home: Path) -> None:
    (home / "chat.csv").write_text(LOGS["chat.csv"].replace("小芳", "李四"), "utf-8")
    (home / "list.csv").write_text("编号,姓名\n7,赵四\n", "utf-8")
    assert run("chat.csv", "list.csv", "--write").exit_code == 0
    assert not (home / "ledger.csv").exists()


@pytest.mark.parametrize("text", ["#接龙\n周五土鸡蛋\n例 昵称 几份\n", "接龙\n", "#接龙\n1.\n2.\n"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chain_in_which_nobody_stands_is_told(text: str, language: str, home: Path) -> None:
    done = CliRunner().invoke(main, ["take", "-", "--write", "--lang", language], input=text)
    assert done.exit_code == 1 and "E619" in done.output
    assert sorted(path.name for path in home.iterdir()) == ["members.csv", "profile.yml", "share.key"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. a 1\n2. b 2\n", ["a 1", "b 2"]),
        ("报名\n１、阿苗\n２、老周\n\n共 2 人", ["阿苗", "老周"]),
        ("#Group Note\nRun\n1. Ann\n3. Bo\n", ["Ann", "Bo"]),
        ("【群接龙】团菜\n发起人：阿苗\n序号 昵称\n1 小红 2.5斤\n20:30 取货\n2 老周\n", ["小红 2.5斤 20:30 取货", "老周"]),
        ("1️⃣阿苗\n2️⃣老周\n", ["阿苗", "老周"]),
        ("（1）阿苗\n（2）\n（3）老周\n", ["阿苗", "老周"]),
        ("1.3栋王姐\n2.5栋李哥\n", ["3栋王姐", "5栋李哥"]),
    ],
)  # fmt: skip
def test_lines_of_many_kinds(text: str, entries: list[str]) -> None:
    [chain] = chains_of(text.splitlines())
    assert [entry.text for entry in chain.entries] == entries


@pytest.mark.parametrize(
    ("text", "title", "entries"),
    [
        ("1.阿苗 2.老周 3.小红", "", ["阿苗", "老周", "小红"]),
        ("#接龙 橙子 1.阿苗2份2.老周3.小红 x5", "橙子", ["阿苗2份", "老周", "小红 x5"]),
        ("①阿苗②老周2份③小红", "", ["阿苗", "老周2份", "小红"]),
        ("1. 阿苗 2.5斤 2. 老周 3斤", "", ["阿苗 2.5斤", "老周 3斤"]),
        ("1. 阿苗 要 1、白的 2、黑的\n2. 老周", "", ["阿苗 要 1、白的 2、黑的", "老周"]),
        ("#接龙 团橙子\n- 十元一斤\n- 明天到\n1. 阿苗\n2. 老周\n - 一箱", "团橙子", ["阿苗", "老周 - 一箱"]),
        ("橙子接龙\n-----\n- 阿苗\n- 老周 2份", "橙子接龙", ["阿苗", "老周 2份"]),
        ("#接龙\n周五团橙子\n阿苗 2份\n老周\n", "周五团橙子", ["阿苗 2份", "老周"]),
        ("#接龙\n阿苗 2份\n老周\n", "", ["阿苗 2份", "老周"]),
        ("接龙规则在公告里", "", []),
    ],
)
def test_layouts_without_a_number_a_line(text: str, title: str, entries: list[str]) -> None:
    found = list(chains_in_text(text.splitlines()))
    assert [entry.text for chain in found for entry in chain.entries] == entries
    assert [chain.title for chain in found] == [title] * bool(entries)


def test_only_a_text_that_was_given_as_such_is_read_without_numbers() -> None:
    """A message with rules below each other holds no names."""
    assert chain_in("#接龙 团橙子\n- 每人限两份\n- 周五截止") is None
    assert chain_in("#接龙 团橙子\n每人限两份\n周五截止") is None


def test_lines_without_any_mark_make_nobody_a_member(home: Path) -> None:
    (home / "members.csv").unlink()
    (home / "profile.yml").write_text(PROFILE.replace("members: members.csv\n", ""), "utf-8")
    done = run("-", "--write", given="#接龙 橙子\n阿苗 2份\n老周\n")
    assert done.exit_code == 0 and "拿不准" in done.output, done.output
    assert not (home / "members.csv").exists()
    assert [row["写的是"] for row in rows(home / "review.csv")] == ["阿苗", "老周"]


def test_a_line_of_two_members_is_asked_about(home: Path) -> None:
    """Whoever enters for somebody outside of the list enters; for a member, nobody knows who is meant."""
    said = taken(given="#接龙\n周五团\n1. 李四 代 郑晓霞 2份\n2. 老周 帮邻居 2份\n3. 廖雨瑞 代取\n")
    assert quantities(home) == {"3": "2", "5": "1"}
    assert "李四 代 郑晓霞" in said and "郑晓霞 (4)" in said and "李四 (6)" in said
    [row] = rows(home / "review.csv")
    assert row["写的是"] == "李四 代 郑晓霞"


@pytest.mark.parametrize("text", ["接龙王又来了", "今天的接龙谁还没填", "1. 先买票\n2. 再集合", "#接龙"])
def test_a_message_that_is_none(text: str) -> None:
    assert chain_in(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [(" 2份", 2), (" 苹果2份 梨1箱", 3), (" 3栋502 两箱", 2), (" x2", 2), (" ×３", 3), (" 3-502", 1), (" 二十三份", 23),
     (" 5斤装2份", 2), (" 20:30到", 1), (" 500g 2袋", 2), ("", 1), (" +1", 1), (" 3大人", 3), (" 2", 2), (" 11号楼", 1),
     (" 3份改2份", 2), (" 3份 退1份", 2), (" 2份 加1份", 3), (" 2份改成x5", 5), (" 1份退1份", 1), (" 2 boxes changed to 4 boxes", 4)],
)  # fmt: skip
def test_how_many(text: str, count: int) -> None:
    assert how_many(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "编号\t姓名\t城市\n1\t张三\t杭州\n2\t王五\t上海\n",
        "接龙编号,姓名,城市\n1,张三,杭州\n2,王五,上海\n",
        "报名接龙名单,,\n编号,姓名,城市\n1,张三,杭州\n2,王五,上海\n",
    ],
)
def test_a_table_is_no_chain(text: str, home: Path) -> None:
    (home / "members.csv").write_text("", "utf-8")
    (home / "list.csv").write_text(text, "utf-8")
    done = run("list.csv", "--write")
    assert done.exit_code == 0, done.output
    assert [row["city"] for row in rows(home / "members.csv")] == ["杭州", "上海"]
    assert not (home / "ledger.csv").exists()


def test_a_chain_that_a_mini_program_exports_as_a_table(home: Path) -> None:
    text = "序号,接龙人,商品,数量,接龙时间\n1,周明,土鸡蛋,2,2026-11-18 10:00\n2,郑晓霞,苹果,1份,2026-11-18 10:05\n"
    (home / "list.csv").write_text(text, "utf-8")
    assert run("list.csv", "--write", "--as", "ordered").exit_code == 0
    assert quantities(home) == {"3": "2", "4": "1"}
    assert {row["date"] for row in rows(home / "ledger.csv")} == {"2026-11-18"}


ODD = st.text(
    st.sampled_from(
        "#接龙例：:、.)）(（-_ \t\n0123①②③４５栋号室份箱x×+两十三取消小红周明老🚲\ud800\u200b\x00aZ@"
    )
    | st.characters(codec="utf-8"),
    max_size=80,
)


@settings(max_examples=tries(150), deadline=None)
@given(ODD)
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever somebody pastes, it is read or left, and each name is somebody's, open, or nobody's."""
    known = Entrants([Person("1", ("小红-3栋502", "红")), Person("2", ("周明", "老周 🚲"))], {"x": "1"})
    for chain in [*chains_of(text.splitlines()), *chains_in_text(text.splitlines())]:
        for entry in chain.entries:
            found = known.find(entry.text)
            assert {*found.ids, *found.like} <= {"1", "2"}
            assert 1 <= how_many(found.rest) <= 9_999
    chain_in(text)


@pytest.mark.parametrize("contact", ["13810010077", "wxid_c4n4ry0001x", "leak@leakmail.cn"])
@pytest.mark.parametrize(
    "line", ["#接龙\n周五团 {} 草莓\n1. 张一", "#接龙\n周五团\n1. 张一 {}", "#接龙\n周五团\n1. 路人 {}"]
)
def test_a_contact_in_a_chain_is_written_nowhere(line: str, contact: str, home: Path) -> None:
    """Neither in its title, nor behind a name that is known or unknown."""
    before = {path for path in home.rglob("*") if path.is_file()}
    said = taken("--as", "团购", given=line.format(contact) + "\n2. 王二\n")
    written = [path for path in home.rglob("*") if path.is_file() and path not in before]
    assert written and contact not in said
    assert not any(contact in path.read_text("utf-8-sig", "ignore") for path in written)


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("李四 2份取消", True),
        ("李四 2份（已取消）", True),
        ("（已取消）李四 2份", True),
        ("~~李四 2份~~", True),
        ("李\u0336四\u0336 2份", True),
        ("李四 退", True),
        ("Jo Lind 2 boxes, cancelled", True),
        ("李四 不取消 2份", False),
        ("李四 3份 退1份", False),
    ],
)
def test_who_took_it_back(line: str, back: bool) -> None:
    found = Entrants([Person("6", ("李四",)), Person("7", ("Jo Lind",))], {}).find(line)
    assert len(found.ids) == 1 and withdrawn(found.rest) == back
