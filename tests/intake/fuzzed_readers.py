"""Every reader of what strangers write, each from bytes to what is told of them: for the properties of
`test_readers_stay_calm.py`, and for `benchmarks/fuzz.py`, which looks for inputs that reach new code."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from community_playbook.community.editions import from_json
from community_playbook.community.people import Member
from community_playbook.community.profile import TableOptions
from community_playbook.intake import xlsx_child
from community_playbook.intake.answers import read_answers
from community_playbook.intake.authored.source import Shelf
from community_playbook.intake.avatars import judge
from community_playbook.intake.cities import CityTable, load_cities
from community_playbook.intake.headers import recogniser
from community_playbook.intake.journal import read_journal
from community_playbook.intake.journal_names import Names, names_of
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.library import load_library
from community_playbook.intake.members import read_members
from community_playbook.intake.previous_calendar import read_calendar
from community_playbook.intake.private_cells import Privacy
from community_playbook.intake.profile.profile import read_profile
from community_playbook.intake.tables import Grid, read_grid
from community_playbook.intake.tally_table import read_tallies
from community_playbook.intake.workbooks import check_zip
from community_playbook.problems import Place, Problem

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from sheet_xml import sheet_of, workbook_of

TODAY = date(2026, 11, 24)
ZONE = "Asia/Shanghai"
PRIVACY = Privacy(bytes(32))
FOUND = Path(__file__).with_name("found")
"""What the fuzzer found, a folder a reader: inputs that once brought a reader down. They are read by the suite."""
PEOPLE = tuple(Member(id=number, name=name) for number, name in (("1001", "林晓"), ("1002", "M. Ali")))
FAR = re.compile(r"""\br(?:ef)?\s*=\s*["'][^"']*(?:[0-9]{4}|[A-Za-z]{2,}[0-9])""")
"""A cell that is far away: it ends the child process, as it should, and would end this one."""

Reader = Callable[[bytes], list[Problem]]


@cache
def known_names() -> Names:
    return names_of(load_library())


@cache
def cities() -> CityTable:
    return load_cities()


def profile(data: bytes) -> list[Problem]:
    found, problems = read_profile(data, "profile.yml")
    assert found is not None or any(p.is_error for p in problems)
    return problems


def members(data: bytes) -> list[Problem]:
    grid, problems = read_grid(data, "members.csv", TableOptions(), recogniser("members", {}))
    return problems if grid is None else of_members(grid)


def of_members(grid: Grid) -> list[Problem]:
    people, _, problems = read_members(grid, TableOptions(), ZONE, cities(), PRIVACY)
    assert len({person.id for person in people}) == len(people), "two members with one id"
    assert people or problems, "nobody was read, and nobody was told why"
    return problems


def ledger(data: bytes) -> list[Problem]:
    grid, problems = read_grid(data, "ledger.csv", TableOptions(), recogniser("ledger", {}))
    return problems if grid is None else of_ledger(grid)


def of_ledger(grid: Grid) -> list[Problem]:
    entries, _, problems = read_ledger(grid, TableOptions(), ZONE, PEOPLE, TODAY, PRIVACY)
    order = [(entry.day, entry.member, entry.action) for entry in entries]
    assert order == sorted(order), "deeds out of order"
    assert entries or problems, "nothing was read, and nobody was told why"
    return problems


def answers(data: bytes) -> list[Problem]:
    grid, problems = read_grid(data, "repair.csv", TableOptions(), recogniser("repair"))
    if grid is None:
        return problems
    given, problems = read_answers(grid)
    assert not given.problems(whole=False), "nothing met it yet"
    return problems


def tallies(data: bytes) -> list[Problem]:
    return read_tallies(data, "counts.csv", known_names(), TODAY, ZoneInfo(ZONE))[1]


def journal(data: bytes) -> list[Problem]:
    return read_journal(data, "journal.yml", known_names(), TODAY)[1]


def calendar(data: bytes) -> list[Problem]:
    try:
        text = data.decode("utf-8")
    except ValueError:  # as the one who loads it
        return []
    assert all(uid == event.uid for uid, event in read_calendar(text, PRIVACY).items())
    return []


def edition(data: bytes) -> list[Problem]:
    try:
        from_json(data)
    except ValidationError:
        return []
    return []


def authored(data: bytes) -> list[Problem]:
    """One file of `playbook/` as a value, or told where it is no YAML."""
    shelf = Shelf(Path("/"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return []
    source = shelf.parse("playbook/tactics/10-x/tactic.yml", text, 0, "")
    assert source is not None or shelf.told
    if source is not None and isinstance(source.value, dict):
        for key in source.value:
            source.line((key,) if isinstance(key, str | int) else ())
    return [fault.problem for fault in shelf.told]


def workbook(data: bytes) -> list[Problem]:
    """What stands inside of a sheet's `<worksheet>`: what the child process makes of it, without the process."""
    text = data.decode("utf-8", "replace").replace("\0", "")
    if FAR.search(text):
        return []
    book = workbook_of(text)
    if check_zip(book):
        return []
    try:
        report, bodies = xlsx_child.read(book, "")
    except BaseException as error:
        if is_calamines(error):
            return []
        raise
    told = []
    for (name, size), body in zip(report["sheets"], bodies, strict=True):
        assert size == len(body)
        grid = Grid("members.xlsx", body, "utf-8", "xlsx", ",", name, 1, True)
        told += [*of_members(grid), *of_ledger(grid)] if body else []
    return told


def is_calamines(error: BaseException) -> bool:
    """What calamine says of a damaged workbook, or a panic of Rust: the child takes both for an answer."""
    return type(error).__module__.startswith("python_calamine") or type(error).__name__ == "PanicException"


def archive(data: bytes) -> list[Problem]:
    code = check_zip(data)
    return [Problem(code, Place("members.xlsx"))] if code else []


def picture(data: bytes) -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.png").write_bytes(data)
        code, mark = judge(Path(folder), "a.png")
    assert bool(code) != bool(mark)
    return []


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        profile, members, ledger, answers, tallies, journal, workbook, authored, calendar, edition, archive, picture
    )
}  # fmt: skip

TITLES = "编号,昵称,城市,入群时间,同意公开,角色,状态,群,标签\n"
ROWS = "1001,林晓,上海,2026-03-05,是,群主,在群,一群;二群,直播、选品\n1002,M. Ali,成都,2026/3/5 08:30,否,,已退群,,\n"
DEEDS = "日期,成员,事项,数量,金额,积分,备注\n2026-11-20,1001,分享,1,,5,好\n11月21日,林晓,下单,2,199.00,,\n"
SEEDS: dict[str, tuple[bytes, ...]] = {
    "profile": (
        Path(__file__).with_name("full-profile.yml").read_bytes(),
        b"community: {name: A, kind: knowledge}",
    ),
    "members": (
        (TITLES + ROWS).encode(),
        (TITLES + ROWS).encode("gb18030"),
        (TITLES + ROWS).encode("utf-16"),
    ),
    "ledger": (DEEDS.encode(), "成员,2026-11-02,2026-11-09\n1001,3,5\n1002,,1\n".encode()),
    "answers": (
        "列,写的是,意思是\n姓名,张小明,001\n动作,唱歌,忽略\n".encode(),
        b"what it says;column;means\n'=x;who;1\n'=x;who;2\n",
    ),
    "tallies": ("周,战术,数,共\n2026-W47,self-intro,7,10\n".encode(), b"2026-W47,04,7,10\n"),
    "journal": (
        "- {date: 2026-11-20, done: rotation}\n- date: 2026-11-21\n  tally: self-intro\n  count: 7\n  of: 10\n"
        "  note: 好\n- {date: 2026-11-22, skipped: 08.setup}\n".encode(),
    ),
    "workbook": tuple(
        sheet_of(rows.splitlines(), after).encode()
        for rows, after in (
            ((TITLES + ROWS).replace(",", "|"), '<autoFilter ref="A1:B2"/>'),
            ("~日期|成员|事项|数量\n2026-11-20|1001|分享|=\n2026-11-21|1001|分享|=#N/A", ""),
            ("编号|姓名\n1|a", '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'),
        )
    ),
    "authored": (
        b"title: a\njobs:\n  - id: chase\n    minutes: 10\n",
        b"minutes: 30\nneeds: [members > 5]\n",
    ),
    "calendar": (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\nSEQUENCE:1\r\nDTSTAMP:20261120T000000Z\r\n"
        b"DTSTART;VALUE=DATE:20261124\r\nSUMMARY:x\r\n y\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    "edition": (b'{"monday":"2026-11-23","people":["1"],"board":[["1",2]]}',),
    "archive": (workbook_of(sheet_of(["编号|姓名", "1|a"])),),
    "picture": (
        bytes.fromhex("89504e470d0a1a0a0000000d4948445200000008000000080802000000"),
        b"GIF89a\x08\0\x08\0\0\0\0;",
    ),
}
"""Whole inputs of each reader, from which damaged ones are made."""
