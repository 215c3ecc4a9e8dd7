"""Each table of a board has its evenings, in turn, a month apart; what a date of the profile says stands."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.brief import brief_view
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.anchors import anchor_days
from community_playbook.plan.in_turn import table_of, tables_of
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import community, profile

LIBRARY = load_library()
MONDAY = date(2026, 11, 30)


def board(*names, dates=(), size=9, case="2026-12-17 14:00", hours=12):
    tables = [{"id": f"t{n}", "name": name, "members": size} for n, name in enumerate(names)]
    made = community(
        "professional", hours, groups=tables, dates=list(dates),
        rhythms=[{"id": "board", "anchors": {"case": case}}],
    )  # fmt: skip
    return Frame(make_plan(made, LIBRARY, MONDAY), made, LIBRARY, words("zh"))


def times(shown):
    """Day and group of each time."""
    (laid,) = shown.plan.rhythms
    days = anchor_days(laid.rhythm, "case", laid.chosen, MONDAY, full=laid.levels.full)
    return [(day, shown.round_names.get(("board", day), "")) for day in days]


@pytest.mark.parametrize("names", [("甲组", "乙组"), ("A", "B", "C"), ("一桌", "二桌", "三桌", "四桌")])
def test_each_table_comes_once_in_four_weeks(names):
    found = times(board(*names))
    for name in names:
        days = [day for day, whose in found if whose == name]
        assert {(b - a).days for a, b in pairwise(days)} == {28}
    assert found[0] == (date(2026, 12, 17), names[0])
    assert len({day for day, _ in found}) == len(found)


def test_a_date_that_names_a_table_is_its_time():
    dates = [
        {"what": "乙组十二月", "from": "2026-12-17", "kind": "meeting"},
        {"what": "甲组一月", "from": "2027-01-05", "kind": "meeting"},
        {"what": "两组年会", "from": "2027-01-20", "kind": "event"},
    ]
    found = dict(times(board("接班桌甲组", "接班桌乙组", dates=dates)))
    assert found[date(2026, 12, 17)] == "乙组十二月"
    assert found[date(2027, 1, 5)] == "甲组一月"
    assert date(2027, 1, 20) not in found


def test_the_second_table_is_not_forgotten_and_the_page_says_that_its_day_is_ours():
    dates = [{"what": "甲组闭门会", "from": "2026-12-17", "kind": "meeting"}]
    one = brief_view(board("接班桌甲组", "接班桌乙组", dates=dates))
    said = {line.day: " ".join(line.texts) for line in one.ahead}
    assert "甲组闭门会" in said[date(2026, 12, 17)]
    assert "接班桌乙组" in said[date(2026, 12, 31)]
    (taken,) = one.main[0].taken
    assert '{what: "接班桌乙组", from: 2026-12-31, kind: meeting}' in taken.write


def test_a_hall_or_a_single_group_takes_no_turns():
    once = [day for day, _ in times(board("甲组"))]
    hall = [day for day, _ in times(board("甲组", "乙组", size=60))]
    assert once == hall
    assert once[1] - once[0] == timedelta(weeks=4)
    assert (
        tables_of(profile(groups=[{"id": "a", "name": "甲组", "members": 9}, {"id": "b", "name": "大群"}]))
        == ()
    )


def test_the_name_of_a_date_names_one_table_or_none():
    tables = tables_of(
        profile(
            groups=[
                {"id": i, "name": f"Board {n}", "members": 8} for i, n in (("n", "North"), ("s", "South"))
            ]
        )
    )
    assert [table.mark for table in tables] == ["Nor", "Sou"]
    named = {what: table_of(what, tables) for what in ("North in May", "Dinner", "North and South")}
    assert named["North in May"] == tables[0]
    assert named["Dinner"] is None and named["North and South"] is None
