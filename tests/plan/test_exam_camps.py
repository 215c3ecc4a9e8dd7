"""A camp is one for an exam where what it is about, or a date of its profile, says so; else no exam is told."""

from datetime import date

import pytest

from community_playbook.intake.library import load_library
from community_playbook.plan.plan import make_plan
from making import community, groups

GAOKAO, JUNE = "gaokao", date(2027, 6, 1)


def camp(**parts):
    found = community("interest", 6, groups=groups(1, 60), rhythms=["camp"], **parts)
    return make_plan(found, load_library(), JUNE)


@pytest.mark.parametrize(
    ("parts", "exam"),
    [
        ({}, False),
        ({"dates": [{"what": "驾考", "from": "2027-07-07", "kind": "exam"}]}, True),
        ({"dates": [{"what": "清仓", "from": "2027-07-07", "kind": "sale"}]}, False),
        ({"community": {"name": "消防工程师备考群"}}, True),
        ({"community": {"name": "护士执业考试陪跑营"}}, True),
        ({"community": {"name": "Bar exam study hall"}}, True),
        ({"community": {"name": "二十一天早起营"}}, False),
        ({"community": {"name": "Thirty days of sketching"}}, False),
    ],
)
def test_an_exam_is_one_of_those_who_prepare_for_it(parts, exam):
    found = camp(**parts)
    assert found.facts.setting.exam is exam
    assert (GAOKAO in {id_ for id_, _, _ in found.rhythms[0].seasons}) is exam


def test_a_hall_that_is_shut_for_exams_is_told_to_everybody():
    shut = {"what": "高考", "from": "2027-06-07", "kind": "exam"}
    found = community("interest", 6, groups=groups(1, 60), rhythms=["session"], dates=[shut])
    (laid,) = make_plan(found, load_library(), JUNE).rhythms
    assert "gaokao-hall" in {id_ for id_, _, _ in laid.seasons}
