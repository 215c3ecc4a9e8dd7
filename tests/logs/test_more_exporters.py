"""What is odd in exports of Discord as a page or text, of 知识星球 and of 飞书; their counts stand beside them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import more_exporters as more
import one_chat as written
import pytest

from community_playbook.logs.files import sources
from community_playbook.logs.recognise import recognise
from community_playbook.logs.records import LogError
from community_playbook.logs.sums import Sums

CHAT = written.chat(7)
TRUTH = written.truth(CHAT)


def read(path: Path) -> Sums:
    found = Sums(written.ZONE, date(2027, 6, 1))
    [log], _ = recognise(list(sources([str(path)])))
    found.add(log.records())
    found.finish()
    return found


def test_the_list_of_members_tells_since_when_and_who_left(tmp_path: Path) -> None:
    (tmp_path / "members.json").write_bytes(more.zsxq_members(CHAT))
    found = read(tmp_path / "members.json")
    who = {person.id: int(person.id) - int(written.key(0)) for person in found.members()}
    assert {who[p.id]: p.joined.isoformat() for p in found.members() if p.joined} == TRUTH.joined
    assert [who[p.id] for p in found.members() if p.has_left()] == [7]


def test_a_question_that_is_asked_is_one_whatever_it_says(tmp_path: Path) -> None:
    asked = {
        "topic_id": 9, "type": "q&a", "create_time": "2026-11-02T10:00:00.000+0800",
        "question": {"owner": more.owner(0), "text": "说说看"}, "answer": {"owner": more.owner(1), "text": "好"},
        "group": {"group_id": 1, "name": "星球"},
    }  # fmt: skip
    plain = {
        "topic_id": 10, "type": "talk", "create_time": "2026-11-02T11:00:00.000+0800", "content": "早",
        "owner": {"user_id": more.owner(2)["user_id"], "name": "C"}, "counts": {"comments": 0, "likes": 2},
        "group": {"group_id": 1, "name": "星球"},
    }  # fmt: skip
    nobody = {**plain, "topic_id": 11, "type": "q&a", "owner": {}}

    (tmp_path / "a.json").write_text(json.dumps({"topics": [asked, plain, nobody]}), "utf-8")
    found = read(tmp_path / "a.json")
    assert found.messages == 3
    assert sorted(deed.action for deed, _ in found.deeds()) == ["active_day"] * 3 + ["answer", "liked"]
    assert {chat.name for chat in found.chats.values()} == {"星球"}


def test_messages_that_were_called_back_and_pages_behind_each_other(tmp_path: Path) -> None:
    def one(number: int, who: int, **also: object) -> dict[str, object]:
        return {"message_id": f"om_{number}", "create_time": "1793592000000", "msg_type": "text", "content": "x",
                "sender": {"name": f"N{who}"}, **also}  # fmt: skip

    pages = [
        {"messages": [one(1, 1), one(2, 2)]},
        {"messages": [one(2, 2), one(3, 3, deleted=True), one(4, 3)]},
    ]
    (tmp_path / "talk.json").write_text("\n".join(map(json.dumps, pages)), "utf-8")
    found = read(tmp_path / "talk.json")
    assert (found.messages, found.twice, len(found.members())) == (3, 1, 3)
    assert [chat.name for chat in found.chats.values()] == ["talk"]


def test_what_somebody_pasted_is_no_message(tmp_path: Path) -> None:
    """A line that looks like the beginning of a message, inside of one; a month that is none."""
    rule = "=" * 62
    lines = [
        "[13-Nov-26 10:00 AM] Ann", "who wrote that?", "[13-Nov-26 09:00 AM] Zed", "", "[14-Foo-26 10:00 AM] Yan", "",
        "[13-Nov-26 10:05 AM] Bo (pinned)", "me", "", "{Reactions}", "👍 (3) 🎉", "", "[14-Nov-26 12:30 AM] Cy", "@Ann no",
    ]  # fmt: skip
    text = f"{rule}\nGuild: G\nChannel: talk\n{rule}\n\n" + "\n".join(lines)
    (tmp_path / "talk.txt").write_text(f"{text}\n\n\n{rule}\nExported 3 message(s)\n{rule}\n", "utf-8")
    found = read(tmp_path / "talk.txt")
    assert sorted(p.name for p in found.members()) == ["Ann", "Bo", "Cy"]
    assert found.days == {date(2026, 11, 13), date(2026, 11, 14)}
    assert [count for deed, count in found.deeds() if deed.action == "liked"] == [4]


@pytest.mark.parametrize("name", ["page.html", "talk.txt", "topics.json", "lark.json"])
def test_half_a_file_is_told_and_nothing_is_taken(name: str, tmp_path: Path) -> None:
    writers = {"page": more.discord_html, "talk": more.discord_text, "topics": more.zsxq, "lark": more.lark}
    data = writers[name.split(".")[0]](CHAT)  # type: ignore[operator]
    (tmp_path / name).write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(LogError, match=r"E607|E609"):
        read(tmp_path / name)
