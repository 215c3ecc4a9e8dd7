"""Who is asked to carry more: breadth before volume, one of a group, a pause of four weeks, nobody of the team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.editions import Edition
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.plan.people.activity import activity
from tries import tries

DAY, MONDAY = date(2026, 11, 27), date(2026, 11, 23)
JOBS = load_library().jobs
PROFILE = Profile.model_validate({
    "community": {"name": "x", "kind": "interest"}, "operator": {"hours_per_week": 5},
    "groups": [{"id": "g1"}, {"id": "g2"}, {"id": "g3"}],
})  # fmt: skip


def member(id_, group="g1", **facts):
    return Member(id_, f"n{id_}", groups=(group,), consent=True, **facts)


def deeds(id_, weeks, action="answer", each=1, giver=""):
    days = [DAY - timedelta(weeks=week) for week in range(weeks)]
    return [LedgerEntry(day, id_, action, 1, None, "", giver) for day in days for _ in range(each)]


def community(members, rows, **parts):
    ledger = tuple(sorted(rows, key=lambda e: (e.day, e.member, e.action)))
    return Community(PROFILE, tuple(sorted(members, key=lambda m: m.id)), ledger, **parts)


def asked(found):
    return [star.person.id for star in activity(found, DAY, MONDAY, JOBS).batch]


def test_many_weeks_beat_one_loud_one():
    loud, steady = deeds("a", 3, each=60), deeds("b", 10)
    assert asked(community([member("a"), member("b")], loud + steady)) == ["b"]


def test_many_who_were_helped_beat_one():
    one = deeds("a", 6, giver="z")
    many = [entry._replace(giver=f"z{n}") for n, entry in enumerate(deeds("b", 6))]
    assert asked(community([member("a"), member("b")], one + many)) == ["b"]


def test_the_team_who_stopped_and_who_left_are_not_asked():
    rows = deeds("owner", 9) + deeds("staff", 9) + deeds("gone", 9) + deeds("a", 3)
    rows += [e._replace(day=e.day - timedelta(weeks=5)) for e in deeds("stopped", 6)]
    people = [member("owner", role="owner"), member("staff", role="staff"), member("stopped"), member("a")]
    found = community(people, rows, former=(member("gone", state="left"),))
    assert asked(found) == ["a"]


def crowd(count=24):
    people = [member(f"m{n:02}", f"g{n % 3 + 1}", squad="s") for n in range(count)]
    rows = [
        e for n, m in enumerate(people) for e in deeds(m.id, 4 + n % 9, ("answer", "article", "sale")[n % 3])
    ]
    return people, rows


def test_one_a_group_and_a_job_each():
    batch = activity(community(*crowd()), DAY, MONDAY, JOBS).batch
    assert len(batch) == 3  # of three groups
    assert len({star.group for star in batch}) == len({star.job for star in batch}) == 3
    assert batch[0].job == "stage"


def edition(weeks, people):
    return Edition(MONDAY - timedelta(weeks=weeks), MONDAY - timedelta(weeks=weeks), (), asked=tuple(people))


def test_whoever_was_asked_rests_four_weeks():
    people, rows = crowd()
    first = asked(community(people, rows))
    for weeks in (1, 4):
        assert not set(asked(community(people, rows, editions=(edition(weeks, first),)))) & set(first)
    for weeks in (0, 5):
        assert asked(community(people, rows, editions=(edition(weeks, first),))) == first


@settings(max_examples=tries(20))
@given(st.randoms())
def test_the_pause_lasts_for_a_year_and_rows_may_stand_anywhere(dice):
    """Week after week somebody is asked, nobody twice within five weeks."""
    people, rows = crowd(15)
    dice.shuffle(rows)
    found = Community(PROFILE, tuple(people), tuple(rows))
    told: list[list[str]] = []
    for week in range(12):
        before = tuple(edition(week - n, who) for n, who in enumerate(told))
        told.append(asked(replace(found, editions=before)))
    assert all(told)
    for n, who in enumerate(told):
        assert not set(who) & {one for later in told[n + 1 : n + 5] for one in later}


def test_the_job_is_what_was_done():
    people = [member(f"m{n}", f"g{n % 3 + 1}") for n in range(15)]
    rows = [e for m in people for e in deeds(m.id, 3)]
    rows += deeds("m0", 13) + deeds("m1", 12, "帮卖", each=3) + deeds("m2", 8, "写文章", each=3)
    batch = activity(community(people, rows), DAY, MONDAY, JOBS).batch
    jobs = {star.person.id: (star.job, star.person.action) for star in batch}
    assert jobs == {"m1": ("stage", "帮卖"), "m2": ("writer", "写文章"), "m0": ("mentor", "answer")}


def test_few_are_asked_one_at_a_time():
    people = [member(f"m{n}", f"g{n % 3 + 1}") for n in range(8)]
    assert len(asked(community(people, [e for m in people for e in deeds(m.id, 5)]))) == 1


def test_what_an_action_is_belongs_to_the_first_job_whose_word_it_holds():
    known = {
        "Answer in help": "mentor",
        "团长成交": "seller",
        "写文章": "writer",
        "欢迎新人": "host",
        "commit": "",
    }
    assert {action: JOBS.job_of(action) for action in known} == known
    assert JOBS.is_piece("写文章") and not JOBS.is_piece("share")
