"""`repair.xlsx`: written by `check --repair`, filled in by the operator, read by whatever reads the tables next."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from community_playbook.app import plan_only
from community_playbook.cli import main
from community_playbook.digests import inputs_digest
from community_playbook.intake.outline import Outline
from community_playbook.runs import Options

TODAY = date(2026, 11, 24)
PROFILE = """community: {name: 灯塔, kind: knowledge}
operator: {hours_per_week: 10}
members: members.csv
ledger: ledger.csv
groups: [{id: g1, name: 一群}]
points: {mode: ledger, rules: [{action: answer, points: 5}, {action: article, points: 20}]}
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "members.csv").write_text(
        "编号,姓名,城市,群\n001,张晓明,杭洲,读书一群\n002,王二,上海,一群\n", "utf-8"
    )
    rows = ["2026-11-17,王二,answer", "2026-11-17,张小明,answer", "2026-11-18,张小明,answer"]
    rows += ["2026-11-18,王二,anwser", "2026-11-19,@路人,唱歌", "某天,王二,answer"]
    (tmp_path / "ledger.csv").write_text("日期,姓名,动作\n" + "\n".join(rows) + "\n", "utf-8")
    return tmp_path / "profile.yml"


def check(profile: Path, *more: str) -> str:
    done = CliRunner().invoke(main, ["check", str(profile), "--today", TODAY.isoformat(), *more])
    assert done.exit_code == 0, done.output
    return done.output


def rows_of(profile: Path) -> list[list[object]]:
    book = CalamineWorkbook.from_path(str(profile.with_name("repair.xlsx")))
    return book.get_sheet_by_index(0).to_python()


def answer(profile: Path, meanings: dict[str, object]) -> None:
    """As an operator would: the same rows with the last column filled in."""
    rows = rows_of(profile)
    with xlsxwriter.Workbook(str(profile.with_name("repair.xlsx")), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for n, row in enumerate(rows):
            for m, cell in enumerate([*row[:-1], meanings.get(str(row[1]), row[-1])]):
                page.write(n, m, cell)


def test_each_word_stands_once_with_count_and_first_place_and_an_empty_column(profile: Path) -> None:
    assert "--repair" in check(profile)
    assert not profile.with_name("repair.xlsx").exists()
    assert "repair.xlsx：6" in check(profile, "--repair")
    assert rows_of(profile) == [
        ["列", "写的是", "几处", "第一处", "可能是", "意思是"],
        ["城市", "杭洲", 1, "members.csv:2", "杭州", ""],
        ["群", "读书一群", 1, "members.csv:2", "一群", ""],
        ["姓名", "张小明", 2, "ledger.csv:3", "张晓明", ""],
        ["日期", "某天", 1, "ledger.csv:7", "", ""],
        ["姓名", "@路人", 1, "ledger.csv:6", "", ""],
        ["动作", "anwser", 1, "ledger.csv:5", "answer", ""],
    ]


def test_what_is_filled_in_is_read_and_stays(profile: Path) -> None:
    check(profile, "--repair")
    meanings: dict[str, object] = {
        "杭洲": "杭州",
        "读书一群": "g1",
        "张小明": 1,
        "@路人": "忽略",
        "某天": "2026-11-20",
    }
    answer(profile, meanings)
    done = plan_only(profile, Options(TODAY))
    assert done.community is not None and done.plan is not None
    assert [(m.city, m.groups) for m in done.community.members] == [
        ("hangzhou", ("g1",)),
        ("shanghai", ("一群",)),
    ]
    assert sorted((e.day.day, e.member, e.action) for e in done.community.ledger) == [
        (17, "001", "answer"), (17, "002", "answer"), (18, "001", "answer"), (18, "002", "anwser"),
        (20, "002", "answer"),
    ]  # fmt: skip
    assert [problem.code for problem in done.problems] == ["W234"]
    notes = dict(note for reading in done.community.readings for note in reading.notes)
    assert notes["answered"] in ("2", "3")
    check(profile, "--repair")
    assert [(row[1], row[-1]) for row in rows_of(profile)[1:]] == [
        ("anwser", ""),
        *((word, "1" if word == "张小明" else meaning) for word, meaning in meanings.items()),
    ]


def test_rows_of_one_name_wait_without_ids_and_become_one_member_where_the_answer_says_so(
    profile: Path,
) -> None:
    """The others count; the one who says no anywhere says no."""
    lines = [
        "姓名,城市,群,同意公开",
        "张一,,一群,是",
        "李二,北京,一群,是",
        "王五,,,",
        "赵六,,,",
        "张一,上海,二群,否",
    ]
    profile.with_name("members.csv").write_text("\n".join(lines) + "\n", "utf-8")
    profile.with_name("ledger.csv").write_text("日期,姓名,动作\n2026-11-17,张一,answer\n", "utf-8")
    done = plan_only(profile, Options(TODAY))
    assert done.community is not None
    assert [m.id for m in done.community.members] == ["李二", "王五", "赵六"]
    assert [str(p.place) for p in done.problems if p.code == "W255"] == ["members.csv:2"]
    check(profile, "--repair")
    assert [row[:3] for row in rows_of(profile)[1:] if row[1] == "张一"] == [["姓名", "张一", 3]]
    answer(profile, {"张一": "张一"})
    done = plan_only(profile, Options(TODAY))
    assert done.community is not None
    [one] = (m for m in done.community.members if m.id == "张一")
    assert (one.city, one.groups, one.consent, one.refused) == ("shanghai", ("一群", "二群"), False, True)
    assert [entry.member for entry in done.community.ledger] == ["张一"]
    assert "W255" not in {problem.code for problem in done.problems}
    answer(profile, {"张一": "忽略"})
    done = plan_only(profile, Options(TODAY))
    assert done.community is not None
    assert [m.id for m in done.community.members] == ["李二", "王五", "赵六"]
    assert "W255" not in {problem.code for problem in done.problems}


def test_the_same_tables_give_the_same_file(profile: Path) -> None:
    file = profile.with_name("repair.xlsx")
    check(profile, "--repair")
    first = file.read_bytes()
    check(profile, "--repair")
    assert file.read_bytes() == first


def test_a_sound_pair_of_tables_gets_no_file(profile: Path) -> None:
    profile.with_name("members.csv").write_text("编号,姓名\n002,王二\n", "utf-8")
    profile.with_name("ledger.csv").write_text("日期,姓名,动作\n2026-11-17,王二,answer\n", "utf-8")
    assert "repair.xlsx" not in check(profile)
    check(profile, "--repair")
    assert not profile.with_name("repair.xlsx").exists()


def test_answers_decide_whether_an_output_is_up_to_date(profile: Path) -> None:
    def digest() -> str:
        outline = Outline(("zh",), "Asia/Shanghai", None, (), ())
        return inputs_digest(profile, profile.parent / "out", outline, TODAY, ("zh",), ())

    before = digest()
    check(profile, "--repair")
    asked = digest()
    answer(profile, {"张小明": "001"})
    assert len({before, asked, digest()}) == 3


@pytest.mark.parametrize(
    ("content", "code"), [(b"PK\x03\x04 torn", "E208"), (b"a,b\n1,2\n", "E229"), (b"", "E211")]
)
def test_a_file_that_cannot_be_read_is_told_and_never_replaced(
    profile: Path, content: bytes, code: str
) -> None:
    file = profile.with_name("repair.xlsx")
    file.write_bytes(content)
    for command in (["check", str(profile)], ["check", str(profile), "--repair"]):
        done = CliRunner().invoke(main, [*command, "--today", "2026-11-24"])
        assert done.exit_code == 1
        assert code in done.output and "repair.xlsx" in done.output
    assert file.read_bytes() == content


def test_two_answers_to_one_word_are_for_the_operator_to_settle(profile: Path) -> None:
    check(profile, "--repair")
    file = profile.with_name("repair.xlsx")
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet()
        for n, row in enumerate(
            [("列", "写的是", "意思是"), ("姓名", "张小明", "001"), ("姓名", "张小明", "002")]
        ):
            page.write_row(n, 0, row)
    before = file.read_bytes()
    done = CliRunner().invoke(main, ["check", str(profile), "--repair"])
    assert done.exit_code == 1 and "W245" in done.output
    assert file.read_bytes() == before


def test_a_faulty_profile_still_gets_its_words(profile: Path) -> None:
    profile.write_text(PROFILE.replace("hours_per_week: 10", "hours_per_week: lots"), "utf-8")
    done = CliRunner().invoke(main, ["check", str(profile), "--repair", "--today", "2026-11-24"])
    assert done.exit_code == 1
    assert "张小明" in [row[1] for row in rows_of(profile)]


def test_json_lists_them_all_with_their_places(profile: Path) -> None:
    told = json.loads(check(profile, "--json"))
    assert {(one["word"], one["times"], one["place"]) for one in told["unmet"]} >= {
        ("张小明", 2, "ledger.csv:3"),
        ("读书一群", 1, "members.csv:2"),
    }


@pytest.mark.parametrize("contact", ["13812345678", "lin@example.com", "wxid_a1b2c3d4e5"])
def test_no_contact_is_written_there(profile: Path, contact: str) -> None:
    ledger = profile.with_name("ledger.csv")
    ledger.write_text(
        ledger.read_text("utf-8") + f"2026-11-19,小美 {contact},answer\n{contact},王二,唱{contact}\n"
    )
    check(profile, "--repair")
    assert contact not in repr(rows_of(profile))
    listed = [row[1] for row in rows_of(profile)]
    assert "小美 •••" in listed
    assert "•••" not in listed, "a contact alone is no word for which anybody could answer"


def test_rows_that_a_filter_hides_are_answers_too(profile: Path) -> None:
    check(profile, "--repair")
    with xlsxwriter.Workbook(str(profile.with_name("repair.xlsx"))) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("列", "写的是", "意思是"))
        page.write_row(1, 0, ("姓名", "张小明", "001"))
        page.autofilter(0, 0, 1, 2)
        page.set_row(1, options={"hidden": True})
    check(profile, "--repair")
    assert ["张小明", "001"] in [[row[1], row[-1]] for row in rows_of(profile)]
