"""A contact goes no further than the reader: it is in no member, deed, column, note or message."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from community_playbook.community.people import LedgerEntry, Member, Reading
from community_playbook.community.profile import TableOptions
from community_playbook.contacts import (
    MASK,
    allowed_in,
    contact_in_id,
    contacts,
    kinds,
    masked,
    public_kind,
    stand_in,
)
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.members import read_members
from community_playbook.intake.private_cells import OF_THIS_RUN, Privacy
from community_playbook.intake.tables import read_grid
from community_playbook.problems import Problem
from community_playbook.words import words
from contact_samples import ALL, CONTACTS, HARMLESS, deeds, roster, seen_by_a_reader
from sweeps import drawn

OPTIONS = TableOptions()


@pytest.mark.parametrize(("kind", "text"), ALL)
def test_a_contact_is_known_by_its_kind_wherever_it_stands(kind: str, text: str) -> None:
    for whole in (text, f"小美 {text}", f"（{text}）", f"阿苗 / {text} / 杭州", f"{text}，谢谢"):
        assert kind in [found.kind for found in contacts(whole)], whole
        assert seen_by_a_reader(text) not in seen_by_a_reader(masked(whole))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_contact_stays(text: str) -> None:
    assert contacts(text) == ()
    assert masked(text) is text


def test_every_kind_has_samples_and_a_name_in_both_languages() -> None:
    assert CONTACTS.keys() == kinds().keys()
    assert all(kind.name.keys() >= {"zh", "en"} for kind in kinds().values())


@pytest.mark.parametrize("part", ["a", "1 ", "1", "a@", "http://a?", "0", "+1 ", "eyj", "wx", "a.a", "微信", "6222 ",
                                  "-", "@a.", "1.1-", "(021)", "幺三", "key=", "a.com/?key="])  # fmt: skip
def test_time_grows_with_the_text_alone(part: str) -> None:
    def seconds(length: int) -> float:
        text = (part * length)[:length]
        start = time.process_time()
        contacts(text)
        return time.process_time() - start

    assert seconds(64_000) < 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小美（微信 xm8888）", "小美"),
        ("13812345678", MASK),
        ("Lin W. lin.wan@example.com", "Lin W."),
        ("电话：13812345678 老王", "老王"),
        ("阿苗|QQ：1234567", "阿苗"),
        ("AliceZ", "AliceZ"),
    ],
)
def test_a_name_without_its_contact(text: str, name: str) -> None:
    assert OF_THIS_RUN.name_without(text) == name


def test_ids_are_numbers_of_any_shape() -> None:
    assert [
        contact_in_id(text) for text in ("0012", "184442848828812", "6222021234567890128", "10000000001")
    ] == [""] * 4
    assert [contact_in_id(text) for text in ("13812345678", "a@example.com", "wxid_a1b2c3d4", "11010519491231002X")] == [
        "mobile", "mail", "wechat", "identity",
    ]  # fmt: skip


Found = tuple[tuple[Member, ...], tuple[LedgerEntry, ...], list[Reading], list[Problem]]


def read(members: str, ledger: str = "", privacy: Privacy = OF_THIS_RUN) -> Found:
    grid, problems = read_grid(members.encode(), "members.csv", OPTIONS, recogniser("members"))
    people: tuple[Member, ...] = ()
    readings: list[Reading] = []
    if grid:
        people, reading, found = read_members(grid, OPTIONS, "Asia/Shanghai", load_cities(), privacy)
        readings += [reading] if reading else []
        problems += found
    deeds: tuple[LedgerEntry, ...] = ()
    if ledger:
        grid, more = read_grid(ledger.encode(), "ledger.csv", OPTIONS, recogniser("ledger"))
        problems += more
        if grid:
            day = date(2026, 11, 24)
            deeds, reading, found = read_ledger(grid, OPTIONS, "Asia/Shanghai", people, day, privacy)
            readings += [reading] if reading else []
            problems += found
    return people, deeds, readings, problems


def all_that_goes_on(found: Found) -> str:
    members, deeds, readings, problems = found
    said = [words(language).problem(problem) for problem in problems for language in ("zh", "en")]
    return repr((members, deeds, readings, problems, said))


def test_a_contact_is_told_with_its_place_and_kind_and_the_row_counts() -> None:
    people, deeds, _, problems = read(
        "编号,姓名,昵称,城市,技能,群\n"
        "1,13812345678,老王,杭州,直播,一群\n"
        "2,小美 wx：xm8888,,lin@example.com,直播、QQ：1234567,一群\n"
        "15912345678,李三,,上海,,一群\n",
        "日期,成员,动作,备注\n"
        "2026-11-17,小美 wx：xm8888,回答,联系 13812345678\n"
        "2026-11-17,15912345678,回答,谢谢\n",
    )
    assert [(m.name, m.alias, m.city, m.skills) for m in people] == [
        (MASK, "老王", "hangzhou", ("直播",)), ("小美", "", "", ("直播",)), ("李三", "", "shanghai", ()),
    ]  # fmt: skip
    assert sorted((d.member, d.note) for d in deeds) == sorted([("2", "联系 •••"), (people[2].id, "谢谢")]), (
        "both tables name a member alike"
    )
    assert [(p.code, str(p.place), p.facts["column"], p.facts["en"]) for p in problems] == [
        ("W240", "members.csv:2", "2", "a mobile number"),
        ("W240", "members.csv:3", "2", "a WeChat id"),
        ("W240", "members.csv:3", "4", "a mail address"),
        ("W240", "members.csv:3", "5", "a QQ number"),
        ("W241", "members.csv:4", "1", "a mobile number"),
        ("W240", "ledger.csv:2", "2", "a WeChat id"),
        ("W240", "ledger.csv:2", "4", "a mobile number"),
        ("W241", "ledger.csv:3", "2", "a mobile number"),
    ]


@pytest.mark.parametrize(
    ("written", "city"),
    [("浙江省杭州市西湖区文三路478号", "hangzhou"), ("上海市徐汇区漕溪路250号3幢501室", "shanghai"), ("London SW1A 1AA", "london"),
     ("12 High Street, Bristol", "bristol"), ("成都 13812345678", "chengdu"), ("文三路478号", ""), ("lin@example.com", "")],
)  # fmt: skip
def test_of_an_address_the_city_goes_on_alone(written: str, city: str) -> None:
    people, _, _, problems = read(f'编号,姓名,城市\n1,林晓,"{written}"\n2,王明,杭州\n')
    assert [person.city for person in people] == [city, "hangzhou"]
    assert [(p.code, str(p.place)) for p in problems] == [("W240", "members.csv:2")]


@pytest.mark.parametrize("kind", [kind for kind, known in kinds().items() if known.cells])
def test_where_people_meet_is_meant_in_a_profile_and_is_no_tag(kind: str) -> None:
    for text in CONTACTS[kind]:
        assert public_kind(f"周六在 {text} 见") == "" != public_kind(f"{text} 13812345678")
        assert OF_THIS_RUN.tags(f"直播、{text}") == ("直播",)
        name = OF_THIS_RUN.name(f"小美 {text}")
        assert name.startswith("小美") and not any(letter.isdigit() for letter in name)


SAME_IDS = [
    ["13812345678", "138 1234 5678", "+86 138-1234-5678", "１３８１２３４５６７８", "0086 13812345678"],
    ["Lin.Wan@Example.com", "lin.wan@example.com", "ＬＩＮ.wan@example.com"],
    ["wxid_A1b2c3d4", "WXID_a1b2c3d4"],
    ["11010519491231002X", "110105 19491231 002x"],
]


@pytest.mark.parametrize("ways", SAME_IDS)
def test_a_stand_in_is_one_for_all_writings_of_a_contact_and_only_the_key_makes_it(ways: list[str]) -> None:
    mine = {stand_in(text, b"k" * 32) for text in ways}
    assert len(mine) == 1
    assert stand_in(ways[0], b"K" * 32) not in mine
    assert contact_in_id(mine.pop()) == ""


def test_stand_ins_are_no_numbers_and_differ() -> None:
    made = [stand_in(f"138{n:08d}", b"k" * 32) for n in range(20_000)]
    assert len(set(made)) == len(made)
    assert not any(c.isdigit() for text in made for c in text)


@pytest.mark.parametrize("ways", SAME_IDS)
def test_members_and_ledger_meet_by_their_stand_ins_under_any_key(ways: list[str]) -> None:
    for key in (b"a" * 32, b"b" * 32):
        people, deeds, _, _ = read(
            f"编号,姓名\n{ways[0]},张一\n2,王二\n",
            "日期,编号,动作\n" + "".join(f"2026-11-17,{text},回答\n" for text in ways),
            Privacy(key),
        )
        assert {deed.member for deed in deeds} == {person.id for person in people if person.name == "张一"}
        assert {person.id for person in people} == {"2", stand_in(ways[0], key)}


@pytest.mark.parametrize(
    ("contact", "other"),
    [("400-820-8820", "400-820-8821"), ("join@example.com", "june@example.com"), ("QQ：1234567", "QQ：1234568"),
     ("https://discord.gg/abcDEF", "https://discord.gg/abcDEG"), ("13812345678", "13812345679")],
)  # fmt: skip
def test_what_the_operator_has_looked_at_stays_in_tables_too(contact: str, other: str) -> None:
    privacy = Privacy(b"k" * 32, allowed_in([contact]))
    table = "编号,姓名,技能,群\n1,热线 {0},咨询 {0},一群 {0}\n2,李三,直播,一群\n{0},王二,,一群\n"
    deeds = "日期,编号,动作,备注\n2026-11-17,{0},回答,请找 {0}\n"
    for text, kept in ((contact, True), (other, False)):
        found = read(table.format(text), deeds.format(text), privacy)
        assert (seen_by_a_reader(text) in seen_by_a_reader(all_that_goes_on(found))) is kept
        assert ({"W240", "W241"} & {p.code for p in found[3]} == set()) is kept


@pytest.mark.slow
@pytest.mark.parametrize("seed", drawn(2, 8))
def test_no_contact_goes_on_from_any_cell_of_250_rosters(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(250):
        hidden: list[str] = []
        members, ledger = roster(chance, hidden), deeds(chance, hidden)
        seen = seen_by_a_reader(all_that_goes_on(read(members, ledger)))
        assert [text for text in hidden if seen_by_a_reader(text) in seen] == [], (members, ledger)


@pytest.mark.parametrize(("kind", "text"), [(kind, texts[0]) for kind, texts in CONTACTS.items()])
def test_tags_words_and_ids_go_on_without_a_contact(kind: str, text: str) -> None:
    privacy = Privacy(b"k" * 32)
    assert privacy.tags(f"直播、{text}、写作") == ("直播", "写作")
    assert privacy.words(f"请找 {text}") == f"请找 {MASK}", kind
    if contact_in_id(text):
        assert seen_by_a_reader(text) not in seen_by_a_reader(privacy.id(text))
