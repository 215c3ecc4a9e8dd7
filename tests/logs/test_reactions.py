"""Who reacts to others is told where the log names them; whoever only reacts is a member all the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from test_known_truth import read, seen

from community_playbook.logs.reactions import reactions
from community_playbook.logs.records import Account
from community_playbook.logs.sums import LIKED, REACTED, Sums


def chat(path: Path, *said: tuple[str, list[tuple[str, int, list[str]]]]) -> Sums:
    """Each message by its writer, with its reactions: sign, count, who is named."""
    messages: list[dict[str, Any]] = [
        {"id": n, "type": "message", "date_unixtime": str(1_780_000_000 + 60 * n), "from": who, "from_id": f"user{who}",
         "text": "x", "reactions": [
             {"type": "emoji", "count": count, "emoji": sign, "recent": [
                 {"from": one, "from_id": one if one.startswith("channel") else f"user{one}"} for one in named]}
             for sign, count, named in liked]}
        for n, (who, liked) in enumerate(said, 1)
    ]  # fmt: skip
    data = {"name": "talk", "type": "private_supergroup", "id": 7, "messages": messages}
    path.mkdir()
    (path / "result.json").write_text(json.dumps(data), "utf-8")
    return read(path)


def deeds(found: Sums, action: str) -> dict[str, int]:
    return {found.people[deed.person].name: n for deed, n in found.deeds() if deed.action == action}


def test_more_are_counted_than_named(tmp_path: Path) -> None:
    found = chat(
        tmp_path / "in",
        ("Ann", [("x", 40, ["Bo", "Quiet"]), ("y", 1, ["Bo"])]),
        ("Bo", [("x", 2, ["Bo", "channel9"])]),
        ("Cy", []),
    )
    assert deeds(found, LIKED) == {"Ann": 41, "Bo": 1}
    assert deeds(found, REACTED) == {"Bo": 2, "Quiet": 1}
    told = seen(found)
    assert (told.reactions, told.given, told.givers, told.silent_givers) == (42, 4, 2, 1)
    quiet = next(person for person in found.members() if person.name == "Quiet")
    assert quiet.first is None and quiet.reacted == date(2026, 5, 29)
    assert quiet.chats == {"7"} and len(found.members()) == 4


def test_those_who_only_react_make_no_community(tmp_path: Path) -> None:
    found = chat(tmp_path / "in", ("Ann", [("x", 3, ["Bo", "Cy", "Di"])]), ("Bo", []))
    assert found.no_communities() == ["7"] and not found.members() and not list(found.deeds())


def test_odd_counts() -> None:
    """A count below the names is wrong, what is no number is none, an own one is nobody's."""
    ann, bo = Account("a", "Ann"), Account("b", "Bo")
    assert reactions([(1, [ann, bo]), ("7", [bo]), (True, []), (-4, []), (None, [])], "x") == (
        3,
        (ann, bo, bo),
    )
    assert reactions([(5, [ann])], "a") == (4, ())
    assert reactions([], "a") == (0, ())
