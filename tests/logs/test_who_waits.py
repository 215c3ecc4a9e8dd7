"""Who waits for an answer, beside chats of which it is known: for sure is right in 97 of 100, perhaps in more than
half. How many are found is told beside it; a chat that says nothing of answers cannot tell of most."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import evening_talk as talk
import pytest

from community_playbook.community.observed import Observed
from community_playbook.logs.files import sources
from community_playbook.logs.recognise import recognise
from community_playbook.logs.sums import Sums
from community_playbook.taking.observe import observe


def seen(folder: Path) -> Observed:
    sums = Sums(talk.ZONE, date(2027, 6, 1))
    for log in recognise(list(sources([str(folder)])))[0]:
        sums.add(log.records())
    sums.finish()
    found = observe(sums, lambda person: person.name, lambda _: "talk")
    assert found
    return found


def written(folder: Path, one: talk.Evening, kind: str) -> Path:
    for name, data in talk.FILES[kind](one).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def tallied(kind: str, topics: float, seeds: range, home: Path) -> tuple[int, int, int, int, int]:
    """(listed as sure, of them right, listed at all, of them right, who waited)."""
    sure, sure_right, all_, right, waited = 0, 0, 0, 0, 0
    for seed in seeds:
        one = talk.evening(seed, kind, topics)
        found = seen(written(home / f"{kind}-{topics}-{seed}", one, kind))
        truth, told = one.open(), {int(line.member[-3:]): line.sure for line in found.waiting}
        sure += sum(told.values())
        sure_right += sum(told[who] for who in told.keys() & truth)
        all_, right, waited = all_ + len(told), right + len(told.keys() & truth), waited + len(truth)
    return sure, sure_right, all_, right, waited


@pytest.mark.slow
def test_whoever_is_said_to_wait_for_sure_does(tmp_path: Path) -> None:
    found = [tallied(kind, topics, range(1, 9), tmp_path) for kind in talk.FILES for topics in (1.5, 6)]
    sure, right, *_ = map(sum, zip(*found, strict=True))
    assert sure >= 30 and right >= 0.97 * sure


@pytest.mark.parametrize(("kind", "share", "part"), [("discord", 0.75, 0.4), ("whatsapp", 0.45, 0.3)])
def test_whoever_perhaps_waits(kind: str, share: float, part: float, tmp_path: Path) -> None:
    """`talk.perhaps` in the words: of ten so many do, and so many of those who wait stand there."""
    sure, right, all_, all_right, waited = tallied(kind, 3, range(1, 7), tmp_path)
    assert right == sure and all_right >= share * all_ and all_right >= part * waited


def test_where_everybody_answers_by_the_link_nobody_is_listed_for_nothing(tmp_path: Path) -> None:
    """Where it is seen that all answer so, whoever waits is listed, and for sure."""
    quiet, busy = (tallied("all links", *how, tmp_path) for how in ((1.5, range(1, 4)), (25, range(2, 3))))
    for sure, right, all_, all_right, _ in (quiet, busy):
        assert sure == right and all_ == all_right
    assert busy[0] >= 0.97 * busy[4] > 0


def test_parts_in_any_order_tell_of_the_same(tmp_path: Path) -> None:
    """What comes after a question may stand in a file that was read before."""
    one = talk.evening(3, "telegram", 3)
    whole = seen(written(tmp_path / "whole", one, "telegram"))
    half = len(one.lines) // 2
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as parts:
        for name, lines in (("a.csv", one.lines[half:]), ("b.csv", one.lines[:half])):
            parts.writestr(name, talk.discord_csv(talk.Evening(lines, one.asked)))
    (tmp_path / "parts.zip").write_bytes(box.getvalue())
    joined = seen(written(tmp_path / "one", talk.Evening(one.lines, one.asked), "discord-csv"))
    apart = seen(tmp_path / "parts.zip")
    assert apart.waiting and whole.waiting
    names = [[(line.member, line.at, line.sure) for line in found.waiting] for found in (apart, joined)]
    assert names[0] == names[1]


def test_a_quote_of_chatlog_names_its_message(tmp_path: Path) -> None:
    """Above what is said stands who said what is quoted, and when; its question mark is none of the one who
    quotes, and what the platform says is said by nobody."""
    head = "Time,SenderName,Sender,TalkerName,Talker,Content\n"
    rows = [
        "2026-12-31 23:50:00,小满,wxid_a,群,1@chatroom,哪天开始？",
        "2026-12-31 23:58:00,老周,wxid_b,群,1@chatroom,还有谁去？",
        '2027-01-01 08:00:00,阿苗,wxid_c,群,1@chatroom,"> 小满(wxid_a) 12-31 23:50:00\n> 哪天开始？\n下周一"',
        '2027-01-01 08:01:00,,系统消息,群,1@chatroom,"""老周""邀请""青青""加入了群聊"',
        "2027-01-01 08:01:00,青青,wxid_d,群,1@chatroom,大家好",
    ]
    (tmp_path / "c.csv").write_text(head + "\n".join(rows) + "\n", "utf-8")
    sums = Sums(talk.ZONE, date(2027, 6, 1))
    for log in recognise(list(sources([str(tmp_path)])))[0]:
        sums.add(log.records())
    sums.finish()
    assert [(sums.numbered[one.who].name, sums.numbered[one.whom].name) for one in sums.replies] == [
        ("阿苗", "小满")
    ]
    assert sums.people["wxid_d"].joined == date(2027, 1, 1) and "系统消息" not in sums.people
    found = observe(sums, lambda person: person.name, lambda _: "talk")
    assert found and (found.linked, found.asked, {line.member for line in found.waiting}) == (1, 0, {"老周"})
    assert found.until - found.waiting[0].at < timedelta(hours=9)
