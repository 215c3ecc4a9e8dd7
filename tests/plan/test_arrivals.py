"""Who waits for the next join evening, and whom are they introduced to?"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.editions import Edition, Mention
from community_playbook.community.journal import Journal, Line
from community_playbook.community.observed import Observed
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.plan.arrivals import MOST_ARRIVALS, Arrival, batches, evening_near, greeting
from community_playbook.plan.people.matcher import FEW, RARE, Matcher, has_turn
from making import TODAY, profile
from tries import tries

SUNDAY, TUESDAY, THURSDAY = 6, 1, 3
EVENINGS = (TUESDAY, THURSDAY)
STAFF = ("owner", "staff")
EACH, CAP = 2, 2
"""Members to mention for each newcomer; how often a week one of them may be asked: where nothing is said."""
LAST, NEXT = TODAY - timedelta(3), TODAY + timedelta(2)
"""TODAY is a Sunday: the last evening was Thursday, the next is Tuesday."""


def community(people):
    return Community(profile(), tuple(people), ())


def waiting(known, evenings, today) -> tuple[Arrival, ...]:
    """Who comes on the next evening."""
    found = batches(known, evenings, today)
    return found[0].arrivals if found else ()


def ids(found):
    return [arrival.newcomer.id for arrival in found]


def joined(days, id_="n", **fields):
    return Member(id_, id_, joined=TODAY + timedelta(days), **fields)


@pytest.mark.parametrize(
    ("days", "waits"), [(-4, False), (-3, False), (-2, True), (0, True), (1, True), (2, True), (3, False)]
)
def test_who_joined_after_the_last_evening_and_up_to_the_next(days, waits):
    assert evening_near(EVENINGS, TODAY, -1) == LAST
    assert evening_near(EVENINGS, TODAY, 1) == NEXT
    assert ids(waiting(community([joined(days)]), EVENINGS, TODAY)) == (["n"] if waits else [])


def test_on_the_day_itself_the_evening_is_still_to_come():
    assert evening_near((SUNDAY,), TODAY, 1) == TODAY
    assert evening_near((SUNDAY,), TODAY, -1) == TODAY - timedelta(7)
    people = [joined(-7, "old"), joined(-6, "week"), joined(0, "new"), joined(1, "late")]
    assert ids(waiting(community(people), (SUNDAY,), TODAY)) == ["week", "new"]


def test_nobody_waits_without_evenings_or_members_and_the_staff_never_does():
    assert waiting(community([joined(0)]), (), TODAY) == ()
    assert waiting(community([]), EVENINGS, TODAY) == ()
    staff = [joined(0, "o", role="owner"), joined(0, "s", role="staff"), Member("u", "u")]
    assert waiting(community(staff), EVENINGS, TODAY) == ()


def test_in_order_of_joining_and_not_more_than_fit():
    people = [joined(-(i % 2), f"n{i:03d}") for i in range(80)]
    found = waiting(community(people), EVENINGS, TODAY)
    wanted = sorted(people, key=lambda m: (m.joined, m.id))[:MOST_ARRIVALS]
    assert ids(found) == [member.id for member in wanted]


members_ = st.builds(
    Member,
    id=st.integers(0, 99).map(lambda n: f"m{n:02d}"),
    name=st.sampled_from(["甲", "乙", ""]),
    joined=st.integers(-70, 2).map(lambda n: TODAY + timedelta(n)) | st.none(),
    city=st.sampled_from(["", "chengdu", "hangzhou", "wuhan"]),
    industry=st.sampled_from(["", "茶", "Coffee", "coffee"]),
    skills=st.sampled_from([(), ("剪辑",), ("SEO", "剪辑"), ("seo",)]),
    groups=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    consent=st.booleans() | st.just(value=True),
    last_message=st.integers(-200, 0).map(lambda n: TODAY + timedelta(n)) | st.none(),
    role=st.sampled_from(["", "", "", "owner", "staff"]),
)
rosters = st.lists(members_, max_size=30, unique_by=lambda member: member.id)


def tags_of(member):
    found = {("skill", skill.lower()) for skill in member.skills}
    found |= {("city", member.city)} if member.city else set()
    return found | ({("trade", member.industry.lower())} if member.industry else set())


def could_meet(people, newcomer):
    """Everybody who may be mentioned to a newcomer, by going through all members: (member, city alone)."""
    count = Counter(tag for m in people for tag in tags_of(m))
    enough = log((len(people) + 1) / (max(RARE * len(people), FEW) + 1))
    found = []
    for m in people:
        shared = tags_of(m) & tags_of(newcomer)
        score = sum(log((len(people) + 1) / (count[tag] + 1)) for tag in sorted(shared))
        together = not m.groups or not newcomer.groups or set(m.groups) & set(newcomer.groups)
        old = m.joined is None or m.joined <= NEXT - timedelta(weeks=8)
        if (
            score > 0
            and score > enough - 1e-9
            and together
            and old
            and m.consent
            and m.name
            and m.role not in STAFF
        ):
            found.append((m.id, all(facet == "city" for facet, _ in shared)))
    return found


@settings(max_examples=tries(150))
@given(rosters, st.randoms(use_true_random=False))
def test_no_place_stays_free_while_somebody_fits_whatever_the_order_of_the_rows(people, random):
    found = waiting(community(people), EVENINGS, TODAY)
    waits = [m for m in people if m.joined and LAST < m.joined <= NEXT and m.role not in STAFF]
    assert [a.newcomer.id for a in found] == [m.id for m in sorted(waits, key=lambda m: (m.joined, m.id))]
    asked = Counter(m.id for arrival in found for m in arrival.matches)
    for arrival in found:
        fit = dict(could_meet(people, next(m for m in people if m.id == arrival.newcomer.id)))
        mine = [m.id for m in arrival.matches]
        assert set(mine) <= set(fit) and sum(fit[m] for m in mine) <= 1
        for member, city in fit.items():
            taken = member in mine or asked[member] == CAP or (city and any(fit[m] for m in mine))
            assert len(mine) == EACH or taken
    shuffled = list(people)
    random.shuffle(shuffled)
    assert waiting(community(shuffled), EVENINGS, TODAY) == found


@given(rosters)
def test_matches_share_something_agreed_and_are_not_called_upon_too_often(people):
    by_id = {member.id: member for member in people}
    found = waiting(community(people), EVENINGS, TODAY)
    asked = Counter(m.id for arrival in found for m in arrival.matches)
    assert all(times <= 2 for times in asked.values())
    for arrival in found:
        assert len(arrival.matches) <= 2
        for match in arrival.matches:
            member = by_id[match.id]
            assert member.consent
            assert member.name
            assert member.role not in ("owner", "staff")
            assert tags_of(member) & tags_of(by_id[arrival.newcomer.id])
            assert match.id not in ids(found), "two newcomers do not introduce each other"


def test_the_third_newcomer_is_introduced_to_somebody_else():
    keen = Member("keen", "常客", city="chengdu", industry="茶", skills=("剪辑",), consent=True)
    other = Member("other", "另一位", city="chengdu", consent=True)
    rest = [Member(f"r{i}", "远客") for i in range(20)]
    new = [joined(0, f"n{i}", city="chengdu", industry="茶") for i in range(3)]
    found = waiting(community([keen, other, *rest, *new]), EVENINGS, TODAY)
    assert [[m.id for m in arrival.matches] for arrival in found] == [["keen", "other"], ["other"], ["keen"]]
    alone = waiting(community([keen, replace(other, consent=False), *rest, *new]), EVENINGS, TODAY)
    assert [[m.id for m in arrival.matches] for arrival in alone] == [["keen"], ["keen"], []]


def test_who_is_active_is_mentioned_before_who_never_wrote():
    """One shares more but has fallen silent, one wrote last week, one did something: the ledger counts too."""
    shared = {"city": "chengdu", "consent": True}
    silent = Member("silent", "久未露面", industry="茶", skills=("剪辑",), **shared)
    late = Member("late", "很久以前", industry="茶", last_message=TODAY - timedelta(100), **shared)
    wrote = Member("wrote", "上周说过话", industry="茶", last_message=TODAY - timedelta(7), **shared)
    did = Member("did", "答过疑", **shared)
    new = joined(0, "new", city="chengdu", industry="茶", skills=("剪辑",))
    rest = [Member(f"r{i}", "远客") for i in range(20)]
    rows = (LedgerEntry(TODAY - timedelta(30), "did", "answer", 1, None, ""),)
    found = waiting(Community(profile(), (silent, late, wrote, did, new, *rest), rows), EVENINGS, TODAY)
    assert {m.id for m in found[0].matches} == {"wrote", "did"}
    alone = waiting(Community(profile(), (silent, new, *rest), ()), EVENINGS, TODAY)
    assert [m.id for m in alone[0].matches] == ["silent"], "nobody active shares anything"


@given(st.text(min_size=1, max_size=8), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_everybody_has_a_turn_every_other_week(member, day):
    week = [day - timedelta(day.weekday()) + timedelta(n) for n in range(7)]
    assert len({has_turn(member, one) for one in week}) == 1
    assert has_turn(member, day) != has_turn(member, day + timedelta(7))


@pytest.mark.parametrize("weeks", range(6))
def test_nobody_is_called_upon_twice_within_two_weeks_while_others_fit(weeks):
    """Somebody joins before each evening; the plans of the evenings, made one by one, take turns."""
    regulars = [Member(f"k{i}", f"常客{i}", city="chengdu", consent=True) for i in range(40)]
    new = [joined(n, f"n{n}", city="chengdu") for n in range(-30, 60)]
    people = [*regulars, *new, *(Member(f"r{i}", "远客") for i in range(1500))]
    evenings = [TODAY + timedelta(7 * weeks + n) for n in (2, 4, 9, 11)]  # Tuesday, Thursday, and again
    called = [
        {m.id for a in waiting(community(people), EVENINGS, day) for m in a.matches} for day in evenings
    ]
    assert all(called)
    for at, first in enumerate(called):
        assert not any(first & second for second in called[at + 1 :] if at < 2), (weeks, called)


@given(rosters, st.integers(0, 30))
def test_only_who_waits_is_the_newcomer_of_the_evening(people, later):
    """Whoever joined before stands in for nobody, also where the tables are old."""
    day = TODAY + timedelta(later)
    found = waiting(community(people), EVENINGS, day)
    since, until = evening_near(EVENINGS, day, -1), evening_near(EVENINGS, day, 1)
    assert all(since < next(m for m in people if m.id == id_).joined <= until for id_ in ids(found))
    greeted = greeting(community(people), found)
    named = {m.id for m in people if m.name or m.alias}
    assert (greeted.newcomer is None) == (not named & set(ids(found)))
    if greeted.newcomer:
        assert (greeted.newcomer, greeted.matches) in [(a.newcomer, a.matches) for a in found]


def week_before(*mentions: Mention, monday: date = TODAY - timedelta(6)) -> Edition:
    return Edition(monday, monday, (), mentions=mentions)


def test_no_two_are_introduced_twice_and_a_week_has_a_cap():
    """Remembered by the editions: across weeks the pairs, within a week how often somebody was asked."""
    regulars = [Member(f"k{i}", f"常客{i}", city="chengdu", consent=True) for i in range(3)]
    new = joined(1, "n", city="chengdu")
    people = [*regulars, new, *(Member(f"r{i}", "远客") for i in range(60))]
    (one,) = waiting(community(people), EVENINGS, TODAY)[0].matches
    kept = week_before(Mention(LAST, "n", one.id))
    known = replace(community(people), editions=(kept,))
    (other,) = waiting(known, EVENINGS, TODAY)[0].matches
    assert other.id != one.id
    lines = (Line(LAST, "skipped", "introduce-newcomers"),)
    skipped = replace(known, journal=Journal(lines))
    assert [m.id for m in waiting(skipped, EVENINGS, TODAY)[0].matches] == [one.id]
    wednesday, tuesday = TODAY + timedelta(3), TODAY + timedelta(2)
    late = [*people, joined(4, "late", city="chengdu")]
    busy = [Mention(tuesday, f"x{n}", f"k{i}") for i in (0, 1) for n in range(CAP)]
    this_week = replace(community(late), editions=(week_before(*busy, monday=TODAY + timedelta(1)),))
    assert [m.id for m in waiting(this_week, EVENINGS, wednesday)[0].matches] == ["k2"], "the others rest"


def crowd(*people):
    """Eight regulars of one city, sixty of none: who lives there too meets the eight."""
    regulars = [Member(f"k{i}", f"常客{i}", city="chengdu", consent=True) for i in range(8)]
    return community([*regulars, *people, *(Member(f"r{i}", "远客") for i in range(60))])


def test_who_found_no_answer_gets_somebody_else_on_the_next_evening():
    found = batches(crowd(joined(1, "tue", city="chengdu")), EVENINGS, TODAY)
    first, after = found
    assert first.second is None and not after.arrivals and after.day.weekday() == THURSDAY
    (again,) = after.second.arrivals
    assert after.second.day == first.day and not after.second.sure
    assert again.newcomer.id == "tue" and len(again.matches) == 1 and again.shared[0]
    assert again.matches[0].id not in {match.id for match in first.arrivals[0].matches}
    assert not after.mentions, "a reserve is no plan"


def test_of_those_who_came_last_whoever_was_answered_is_left_alone():
    late, known = joined(-4, "late", city="chengdu"), crowd(joined(-3, "early", city="chengdu"))
    people = replace(known, members=(*known.members, late))
    assert {a.newcomer.id for a in batches(people, EVENINGS, TODAY)[0].second.arrivals} == {"early", "late"}
    log = observed(date(2026, 11, 22), met=("early",))
    second = batches(replace(people, observed=log), EVENINGS, TODAY)[0].second
    assert [a.newcomer.id for a in second.arrivals] == ["late"] and second.sure
    old = replace(people, observed=observed(LAST, met=("early",)))
    assert not batches(old, EVENINGS, TODAY)[0].second.sure, "the log ends on their evening"
    mute = replace(people, observed=observed(date(2026, 11, 22), met=("early",), told=False))
    assert not batches(mute, EVENINGS, TODAY)[0].second.sure, "answers may not say whom they answer"
    done = observed(date(2026, 11, 22), met=("early", "late"))
    assert all(batch.second is None for batch in batches(replace(people, observed=done), EVENINGS, TODAY))


def observed(until, met, told=True):
    """A chat log up to the evening of a day, with who was answered; `told`: answers say whom they answer."""
    hours = ((0,) * 24,) * 7
    none = ("messages", "people", "linked", "asked", "unanswered", "writers", "half", "half_without", "pairs",
            "mutual", "team_share")  # fmt: skip
    zero = dict.fromkeys(none, 0)
    return Observed.model_validate(zero | {
        "first": until - timedelta(30), "until": datetime.combine(until, time(23)), "since": until,
        "groups": (), "inferred": 9, "told": told, "hours": hours, "waiting": (), "noticed": True, "response": {},
        "cohorts": (), "welcomers": (), "met": [{"newcomer": m, "by": "k0", "minutes": 5} for m in met],
    })  # fmt: skip


def test_nobody_is_called_upon_more_often_than_the_cap_says_even_for_those_of_last_time():
    regulars = [Member(f"k{i}", f"常客{i}", city="chengdu", consent=True) for i in range(3)]
    new = [*(joined(1, f"t{i}", city="chengdu") for i in range(3)), joined(4, "thu", city="chengdu")]
    known = community([*regulars, *new, *(Member(f"r{i}", "远客") for i in range(60))])
    found = batches(known, EVENINGS, TODAY)
    named = Counter(match.id for batch in found[:2] for one in batch.arrivals for match in one.matches)
    second = Counter(match.id for one in found[1].second.arrivals for match in one.matches)
    assert second and all(named[id_] + times <= CAP for id_, times in second.items())


def test_how_often_each_was_asked_before_counts_week_and_three_months():
    new = joined(1, "tue", city="chengdu")
    days = (NEXT - timedelta(days) for days in (1, 20, 60, 120))
    told = tuple(Mention(day, f"x{n}", "k0") for n, day in enumerate(days))
    past = tuple(Edition(TODAY - timedelta(9), TODAY - timedelta(9), (), mentions=told) for _ in range(1))
    monday = NEXT - timedelta(1)
    found = batches(replace(crowd(new), editions=past), EVENINGS, NEXT)[0]
    before = {one.member: (one.week, one.lately) for one in found.called}
    assert set(before) == {match.id for match in found.arrivals[0].matches}
    assert all(times == (0, 0) for member, times in before.items() if member != "k0")
    only = community([Member("k0", "常客", city="chengdu", consent=True), new,
                      *(Member(f"r{i}", "远客") for i in range(60))])  # fmt: skip
    (one,) = batches(replace(only, editions=past), EVENINGS, NEXT)[0].called
    assert one == ("k0", 1, 3) and monday.weekday() == 0


def test_who_was_asked_on_tuesday_is_spared_on_thursday_while_others_fit():
    regulars = [Member(f"k{i}", f"常客{i}", city="chengdu", consent=True) for i in range(8)]
    new = [joined(1, "tue", city="chengdu"), joined(4, "thu", city="chengdu")]
    people = [*regulars, *new, *(Member(f"r{i}", "远客") for i in range(60))]
    found = batches(community(people), EVENINGS, TODAY)
    assert [(b.day.weekday(), ids(b.arrivals)) for b in found] == [(TUESDAY, ["tue"]), (THURSDAY, ["thu"])]
    first, second = ({m.id for a in b.arrivals for m in a.matches} for b in found)
    assert first and second and not first & second
    assert [m.member for b in found for m in b.mentions] == [*first, *second]


@pytest.mark.parametrize(("each", "cap"), [(1, 1), (3, 1), (4, 3)])
def test_the_profile_says_how_many_and_how_often(each, cap):
    said = profile(onboarding={"mentions": {"each": each, "per_week": cap}})
    regulars = [Member(f"k{i}", f"常客{i}", industry="茶", consent=True) for i in range(6)]
    new = [joined(1, f"n{i}", industry="茶") for i in range(9)]
    rest = [Member(f"r{i}", "远客") for i in range(200)]
    found = waiting(Community(said, (*regulars, *new, *rest), ()), EVENINGS, TODAY)
    asked = Counter(m.id for a in found for m in a.matches)
    assert max(asked.values()) == cap and max(len(a.matches) for a in found) <= each
    assert sum(asked.values()) == min(9 * each, 6 * cap), "whoever can be asked is"


def test_what_many_share_is_no_reason_and_a_weight_of_nought_leaves_it_out():
    """Five hundred of a thousand write a skill: it introduces nobody. Two that are common may do so together."""
    common = [Member(f"c{i:03d}", "常见", skills=("直播",), consent=True) for i in range(500)]
    rest = [Member(f"r{i:03d}", "远客") for i in range(500)]
    new = joined(1, "n", skills=("直播", "烘焙"), city="chengdu")
    alone = waiting(community([*common, *rest, new]), EVENINGS, TODAY)
    assert alone[0].matches == ()
    rare = Member("rare", "少见", skills=("烘焙", "直播"), consent=True)
    found = waiting(community([*common, *rest, new, rare]), EVENINGS, TODAY)
    assert [m.id for m in found[0].matches] == ["rare"]
    assert [[s.value for s in why] for why in found[0].shared] == [["烘焙"]], "the common one is not said"
    near = Member("near", "同城", city="chengdu", consent=True)
    off = profile(onboarding={"mentions": {"weights": {"city": 0}}})
    people = (*common, *rest, new, near)
    assert [m.id for m in waiting(community(people), EVENINGS, TODAY)[0].matches] == ["near"]
    assert waiting(Community(off, people, ()), EVENINGS, TODAY)[0].matches == ()


@given(rosters)
def test_the_short_look_at_common_tags_misses_nobody(people):
    """Scores against all members, one by one."""
    matcher, members = Matcher(people), {m.id: m for m in people}
    for newcomer in people:
        found = {pair.member: pair.score for pair in matcher.pairs(newcomer, NEXT)}
        fit = dict(could_meet(people, newcomer))
        assert set(found) - {newcomer.id} == set(fit) - {newcomer.id}
        for member, score in found.items():
            both = sorted(tags_of(members[member]) & tags_of(newcomer))
            assert score == pytest.approx(sum(matcher.weight[tag] for tag in both))
