"""The same chat, written by every program whose exports we read, tells the same people, days and deeds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import more_exporters as more
import one_chat as written
import pytest

from community_playbook.logs.files import sources
from community_playbook.logs.recognise import LISTS, presets, recognise
from community_playbook.logs.records import LogError
from community_playbook.logs.sums import ACTIVE, ANSWER, LIKED, REACTED, Sums

TODAY = date(2027, 6, 1)
CHAT = written.chat(7)
TRUTH = written.truth(CHAT)
Writer = Callable[[list[written.Said]], bytes]
AMERICAN = partial(written.whatsapp, stamp="[{:%m/%d/%y, %I:%M:%S\u202fHALF}] ", late=("AM", "PM"))
CHINESE = partial(written.whatsapp, stamp="{:%Y/%m/%d HALF%I:%M} - ", late=("上午", "下午"))


def in_code(writer: Writer, codec: str) -> Writer:
    """The same file as another program or country saves it."""
    return lambda said: writer(said).decode("utf-8-sig").encode(codec)


# file, preset, writer, what the format tells beside who wrote when: joins, answers, likes, who gave those (gave)
FORMATS: list[tuple[str, str, Writer, str]] = [
    ("a.json", "discord-json", written.discord_json, "joins answers likes gave ids"),
    ("a.csv", "discord-csv", written.discord_csv, "likes ids"),
    ("old.csv", "discord-csv", partial(written.discord_csv, mark=";"), "likes ids"),
    ("result.json", "telegram", written.telegram, "joins answers likes gave"),
    ("export.zip", "slack", written.slack, "joins answers likes gave ids"),
    ("b.json", "chatlab-json", written.chatlab_json, "answers ids"),
    ("b.jsonl", "chatlab-lines", written.chatlab_lines, "answers ids"),
    ("c.csv", "chatlog-csv", written.chatlog_csv, "ids"),
    ("gbk.csv", "chatlog-csv", partial(written.chatlog_csv, codec="gb18030"), "ids"),
    ("utf16.csv", "chatlog-csv", partial(written.chatlog_csv, codec="utf-16"), "ids"),
    ("m.csv", "memotrace-csv", written.memotrace_csv, "joins"),
    ("all.csv", "memotrace-all", written.memotrace_all, "joins"),
    ("w.csv", "weflow-csv", written.weflow_csv, ""),
    ("w.json", "weflow-json", written.weflow_json, "joins ids"),
    ("qq.txt", "qq-text", written.qq_text, ""),
    ("qq.json", "qq-json", written.qq_json, "answers"),
    ("british.txt", "whatsapp", written.whatsapp, "joins"),
    ("american.txt", "whatsapp", AMERICAN, "joins"),
    ("chinese.txt", "whatsapp", CHINESE, "joins"),
    ("german.txt", "whatsapp", partial(written.whatsapp, stamp="{:%d.%m.%y, %H:%M} - "), "joins"),
    ("page.html", "discord-html", more.discord_html, "joins answers likes ids"),
    ("small.html", "discord-html", partial(more.discord_html, small=True), "joins answers likes ids"),
    ("us.txt", "discord-text", more.discord_text, "joins likes"),
    ("zh.txt", "discord-text", partial(more.discord_text, stamp="[{:%Y/%m/%d %H:%M}]"), "joins likes"),
    ("german-discord.txt", "discord-text", partial(more.discord_text, stamp="[{:%d.%m.%Y %H:%M}]"), "joins likes"),
    ("older.txt", "discord-text", partial(more.discord_text, stamp="[{:%d-%b-%y %I:%M %p}]"), "joins likes"),
    ("topics.json", "zsxq", more.zsxq, "answers likes ids"),
    ("pages.json", "zsxq", partial(more.zsxq, pages=3), "answers likes ids"),
    ("lark.json", "lark", more.lark, "joins answers likes"),
    ("threads.json", "lark", partial(more.lark, threads=True), "joins answers likes"),
    ("qq-gbk.txt", "qq-text", in_code(written.qq_text, "gb18030"), ""),
    ("qq-utf16.txt", "qq-text", in_code(written.qq_text, "utf-16"), ""),
    ("plain.csv", "chatlog-csv", partial(written.chatlog_csv, codec="utf-8"), "ids"),
    ("m-gbk.csv", "memotrace-csv", in_code(written.memotrace_csv, "gb18030"), "joins"),
    ("d-utf16.csv", "discord-csv", in_code(written.discord_csv, "utf-16"), "likes ids"),
    ("tabs.csv", "discord-csv", partial(written.discord_csv, mark="\t"), "likes ids"),
    ("whatsapp-gbk.txt", "whatsapp", in_code(written.whatsapp, "gb18030"), "joins"),
    ("day-first.txt", "whatsapp", partial(written.whatsapp, stamp="[{:%d/%m/%y, %H:%M:%S}] "), "joins"),
    ("iso.txt", "whatsapp", partial(written.whatsapp, stamp="[{:%Y-%m-%d, %H:%M:%S}] "), "joins"),
]  # fmt: skip
IDS = [file for file, *_ in FORMATS]


def sums(*paths: Path) -> Sums:
    found = Sums(written.ZONE, TODAY)
    for log in recognise(list(sources([str(path) for path in paths])))[0]:
        found.add(log.records())
    found.finish()
    return found


def whose(found: Sums) -> dict[str, int]:
    """Which invented person an account is: by the name that it shows."""
    return {key: written.NAMES.index(p.name) for key, p in found.people.items() if p.name in written.NAMES}


def days(found: Sums, action: str) -> Counter[tuple[int, str]]:
    who = whose(found)
    counted: Counter[tuple[int, str]] = Counter()
    for deed, count in found.deeds():
        if deed.action == action:
            counted[who[deed.person], deed.day.isoformat()] += count
    return counted


@pytest.mark.parametrize(("file", "preset", "writer", "tells"), FORMATS, ids=IDS)
def test_people_days_and_deeds(file: str, preset: str, writer: Writer, tells: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(writer(CHAT))
    [log], rest = recognise(list(sources([str(path)])))
    assert (log.preset.id, rest) == (preset, [])
    found = sums(path)
    assert {(who, day) for who, there in TRUTH.days.items() for day in there} == set(days(found, ACTIVE))
    assert sorted(whose(found).values()) == list(range(len(written.NAMES)))
    assert {person.bot for person in found.members()} == {False}
    if "joins" in tells:
        joined = {whose(found)[p.id]: p.joined.isoformat() for p in found.members() if p.joined}
        assert joined == TRUTH.joined
    if "answers" in tells:
        assert days(found, ANSWER) == TRUTH.answers
    if "likes" in tells:
        assert days(found, LIKED) == +TRUTH.likes
    assert days(found, REACTED) == (TRUTH.given if "gave" in tells else {})
    if "ids" in tells:
        assert {key.removeprefix("user") for key in whose(found)} == {written.key(n) for n in range(8)}


def test_every_log_that_we_read_is_tried() -> None:
    """Each of its files: plain above, odd and cut off below."""
    lists = {*LISTS, "zsxq-members"}  # that one is a list in the shape of a log: see test_more_exporters
    logs = {kind.id for kind in presets() if kind.reader not in LISTS and kind.id not in lists}
    assert {preset for _, preset, _, _ in FORMATS} == logs


@pytest.mark.parametrize(("file", "preset", "writer", "tells"), FORMATS, ids=IDS)
def test_odd_files(file: str, preset: str, writer: Writer, tells: str, tmp_path: Path) -> None:
    """Lines twice, long, empty and of a day to come change nothing."""
    (tmp_path / file).write_bytes(writer(written.odd(CHAT)))
    found = sums(tmp_path / file)
    assert {(who, day) for who, there in TRUTH.days.items() for day in there} == set(days(found, ACTIVE))
    assert found.later == 1
    if "joins" in tells:
        joined = {whose(found)[p.id]: p.joined.isoformat() for p in found.members() if p.joined}
        assert joined == TRUTH.joined
    if "ids" in tells and "likes" in tells:
        assert days(found, LIKED) == +TRUTH.likes


PARTS: list[tuple[str, Writer]] = [
    ("json", written.discord_json), ("csv", written.memotrace_csv), ("json", written.telegram),
    ("json", written.chatlab_json), ("txt", written.whatsapp),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "writer"), PARTS)
def test_parts_that_overlap_and_come_in_any_order(ending: str, writer: Writer, tmp_path: Path) -> None:
    whole, folder = tmp_path / f"whole.{ending}", tmp_path / "parts"
    folder.mkdir()
    whole.write_bytes(writer(CHAT))
    for number, (first, last) in enumerate([(90, 160), (0, 60), (40, 110)]):
        (folder / f"whole ({number}).{ending}").write_bytes(writer(CHAT[first:last]))
    one, many = sums(whole), sums(folder)
    for action in (ACTIVE, ANSWER, LIKED, REACTED):
        assert days(one, action) == days(many, action)
    assert {p.name: p.joined for p in one.members()} == {p.name: p.joined for p in many.members()}


SHUFFLED = [
    row
    for row in FORMATS
    if row[0] in ("a.json", "a.csv", "result.json", "b.json", "c.csv", "m.csv", "w.json")
]


@pytest.mark.parametrize(("file", "preset", "writer", "tells"), SHUFFLED, ids=[row[0] for row in SHUFFLED])
def test_shuffled(file: str, preset: str, writer: Writer, tells: str, tmp_path: Path) -> None:
    """Lines in no order at all tell the same."""
    mixed = CHAT[:]
    random.Random(3).shuffle(mixed)
    (tmp_path / file).write_bytes(writer(mixed))
    found = sums(tmp_path / file)
    assert {(who, day) for who, there in TRUTH.days.items() for day in there} == set(days(found, ACTIVE))
    if "answers" in tells:
        assert days(found, ANSWER) == TRUTH.answers
    if "likes" in tells:
        assert days(found, LIKED) == +TRUTH.likes
    if "joins" in tells:
        joined = {whose(found)[p.id]: p.joined.isoformat() for p in found.members() if p.joined}
        assert joined == TRUTH.joined


@pytest.mark.parametrize(("file", "preset", "writer", "tells"), FORMATS, ids=IDS)
def test_cut_off(file: str, preset: str, writer: Writer, tells: str, tmp_path: Path) -> None:
    """Never a traceback; what has an end is told to be cut off, and lines alone hold what they hold."""
    path, data = tmp_path / file, writer(CHAT)
    for part in (3, 30, 60, 97):
        path.write_bytes(data[: len(data) * part // 100])
        try:
            logs = recognise(list(sources([str(path)])))[0]
            found = Sums(written.ZONE, TODAY)
            for log in logs:
                found.add(log.records())
        except LogError as error:
            assert error.problem.code in {"E604", "E607", "E608", "E609", "E610", "E611"}
        else:
            ends = file.endswith((".json", ".html")) or preset == "discord-text"
            assert not ends or not logs, part
            found.finish()
            assert set(days(found, ACTIVE)) <= {
                (who, day) for who, all_ in TRUTH.days.items() for day in all_
            }


def test_a_zip_and_a_folder_are_their_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "chat.json").write_bytes(written.discord_json(CHAT))
    with ZipFile(tmp_path / "out.zip", "w") as box:
        box.write(tmp_path / "in" / "chat.json", "deep\\chat.json")
        box.writestr("__MACOSX/._chat.json", b"x")
    assert days(sums(tmp_path / "in"), ANSWER) == days(sums(tmp_path / "out.zip"), ANSWER) == TRUTH.answers


def test_a_zip_that_nobody_should_unpack(tmp_path: Path) -> None:
    from zipfile import ZIP_DEFLATED

    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as box:
        box.writestr("chat.json", b" " * 50_000_000)
    with pytest.raises(LogError, match="E605"):
        list(sources([str(path)]))


def test_a_line_of_a_day_that_does_not_exist_decides_the_order(tmp_path: Path) -> None:
    """Days up to the twelfth fit both orders; time that runs backwards tells, else it is asked."""
    path = tmp_path / "chat.txt"
    for stamp, clear in (("03/04/2026, 10:00 - ", False), ("13/04/2026, 10:00 - ", True)):
        path.write_text("".join(f"{stamp}{name}: hi\n" for name in ("A", "B", "C")), "utf-8")
        if clear:
            assert {deed.day for deed, _ in sums(path).deeds()} == {date(2026, 4, 13)}
        else:
            with pytest.raises(LogError, match="E611"):
                sums(path)
