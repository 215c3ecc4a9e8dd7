"""What may leave: nobody who did not agree, slugs that nobody guesses, and places that are counted right."""

import re
from dataclasses import astuple, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from game_samples import day, deed
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.plan.game.badges import years_later
from community_playbook.plan.game.game import make_game
from community_playbook.plan.game.periods import before, week_of
from community_playbook.plan.game.public import SLUG, slug_and_face
from community_playbook.plan.game.share import EDITIONS, Share, make_share, whole_years
from community_playbook.plan.roster import STAFF
from making import profile
from tries import tries

KEY = b"a secret of at least sixteen bytes"
TODAY = day(27)
"""A Sunday: the edition is the week that ends today."""
RULES = {
    "mode": "ledger",
    "teams": "squads",
    "rules": [{"action": "answer", "points": 5}, {"action": "article", "points": 20}],
}
BADGES = [
    {"id": "three", "name": "三次", "when": {"action": "answer", "count": 3}},
    {"id": "two", "name": "两篇", "when": {"action": "article", "count": 2}},
    {"id": "year", "name": "一年", "when": {"years": 1}},
]  # fmt: skip


def shared(people=(), deeds=(), key=KEY, today=TODAY, **parts) -> Share:
    parts = {"points": RULES, "badges": BADGES} | parts
    community = Community(profile(**parts), tuple(people), tuple(deeds))
    return make_share(make_game(community, today), community, key, today)


@st.composite
def rosters(draw, least=0):
    """Members whose every text can be found again; a third of them without consent."""
    found = []
    for i in range(draw(st.integers(least, 14))):
        found.append(
            Member(
                id=f"id{i:02d}#",
                name=draw(st.sampled_from(["", "\u200b", f"甲{i}n!"])),
                alias=draw(st.sampled_from(["", f"乙{i}a!"])),
                city=draw(st.sampled_from(["", f"city{i}!"])),
                industry=draw(st.sampled_from(["", f"trade{i}!"])),
                avatar=draw(st.sampled_from(["", f"face{i}!.png"])),
                squad=draw(st.sampled_from(["", "red", "blue"])),
                role=draw(st.sampled_from(["", "member", "owner", "staff"])),
                joined=draw(st.one_of(st.none(), st.integers(-900, 40).map(day))),
                consent=draw(st.sampled_from([True, True, False])),
            )
        )
    return found


def ledgers(people, most=40):
    ids = [m.id for m in people] + ["stranger1", "stranger2"]
    row = st.builds(
        deed,
        st.integers(-50, 27),
        st.sampled_from(ids),
        st.sampled_from(["answer", "article", "help"]),
        st.integers(-1, 4),
    )
    return st.lists(row, max_size=most)


@st.composite
def worlds(draw, least=0):
    people = draw(rosters(least))
    return people, draw(ledgers(people))


@settings(max_examples=tries(150))
@given(worlds(), st.sampled_from(["consent", "nobody"]))
def test_nobody_is_in_it_without_consent(world, show):
    people, deeds = world
    found = shared(people, deeds, publish={"show": show})
    text = repr(astuple(found))
    assert "stranger" not in text
    assert "#" not in text, "an id of anybody"
    for member in people:
        if not member.consent or show == "nobody":
            for secret in (member.name, member.alias, member.city, member.industry, member.avatar):
                assert len(secret) < 2 or secret not in text
            assert slug_and_face(KEY, member.id)[0] not in text
    rows = [row for board in (*found.boards, *found.past) for row in board.rows]
    rows += [face for team in found.teams for face in team.faces]
    for row in rows:
        assert not row.masked or (row.slug, row.avatar, row.city, row.industry) == ("", "", "", "")
        assert 0 <= row.face < 8
    assert not [face for team in found.teams for face in team.faces if face.masked or not face.slug]
    agreed = [m for m in people if m.consent and show == "consent" and (m.alias or m.name).strip("\u200b")]
    assert len(found.members) == len(agreed)
    assert {row.slug for row in rows if row.slug} <= {page.slug for page in found.members}


@settings(max_examples=tries(100))
@given(worlds(least=1))
def test_places_are_counted_right(world):
    """Points and percent of the edition and of the weeks before, added up once more in the plainest way."""
    people, deeds = world
    found = shared(people, deeds)
    staff = {m.id for m in people if m.role in STAFF}
    counted = [m.id for m in people if m.id not in staff]
    worth = {"answer": 5, "article": 20}

    def totals(period):
        sums = {}
        for e in deeds:
            if e.member not in staff and e.day in period:
                sums[e.member] = sums.get(e.member, 0) + worth.get(e.action, 0) * e.quantity
        return sums

    leads = any(v > 0 for v in totals(found.edition).values())
    pages = {page.slug: page for page in found.members}
    periods = [found.edition]
    for _ in range(EDITIONS):
        periods.append(before(periods[-1]))
    for member in people:
        page = pages.get(slug_and_face(KEY, member.id)[0])
        if page is None:
            continue
        expected = {}
        for period in periods:
            sums = totals(period)
            mine = sums.get(member.id, 0)
            crowd = counted or [m for m, v in sums.items() if v > 0]
            less = sum(1 for m in crowd if sums.get(m, 0) < mine)
            if mine > 0 and 100 * less >= 50 * len(crowd):
                rank = 1 + sum(1 for v in sums.values() if v > mine)
                expected[period] = (rank, mine, 100 * less // len(crowd))
        given_ = [s for s in (page.standing, *page.past) if s]
        assert {s.period: (s.rank, s.value, s.ahead) for s in given_} == expected
        assert all(50 <= s.ahead <= 99 and s.measure == "points" for s in given_)
        assert [s.period for s in page.past] == sorted((s.period for s in page.past), reverse=True)
        assert page.standing is None or (leads and page.standing.period == found.edition)
        ever = sum(worth.get(e.action, 0) * e.quantity for e in deeds if e.member == member.id)
        assert page.points == (0 if member.id in staff else max(ever, 0))
        assert [s.points for s in page.sources] == sorted((s.points for s in page.sources), reverse=True)
        assert all(s.points > 0 and s.count > 0 for s in (*page.sources, *page.lately))
        if page.next:
            assert 0 < page.next.done < page.next.wanted
            assert page.next.id not in {b.id for b in page.badges}


@settings(max_examples=tries(60))
@given(worlds(least=1), st.data())
def test_any_order_of_rows_gives_the_same(world, data):
    people, deeds = world
    once = shared(people, deeds)
    again = shared(data.draw(st.permutations(people)), data.draw(st.permutations(deeds)))
    assert again == once
    assert [page.slug for page in once.members] == sorted(page.slug for page in once.members)


@settings(max_examples=tries(200))
@given(
    st.text(min_size=1, max_size=40), st.binary(min_size=1, max_size=40), st.binary(min_size=1, max_size=40)
)
def test_slugs_are_stable_and_hang_on_the_key(member, key, other):
    slug, face = slug_and_face(key, member)
    assert re.fullmatch(f"[a-z2-7]{{{SLUG}}}", slug)
    assert 0 <= face < 8
    assert (slug, face) == slug_and_face(key, member)
    if key.ljust(64, b"\0") != other.ljust(64, b"\0"):  # HMAC fills keys up with zeros
        assert slug != slug_and_face(other, member)[0]


def test_a_known_slug():
    """Links that members have must not change with the program."""
    assert slug_and_face(b"key", "10001") == ("54blarlav6j3", 7)  # as openssl says


@pytest.mark.parametrize("parts", [{}, {"points": {"mode": "platform"}}, {"points": {"mode": "none"}}])
def test_a_newborn_community_has_an_empty_share(parts):
    found = shared(**parts)
    assert (found.boards, found.past, found.teams, found.column, found.members) == ((), (), (), "", ())
    assert found.edition == week_of(TODAY)


def test_without_a_ledger_members_who_agreed_have_a_page():
    people = [
        Member(
            "1", "陈望舒", city="chengdu", joined=TODAY - timedelta(days=800), consent=True, avatar="c.png"
        ),
        Member("2", "林晚秋", joined=TODAY, consent=False),
        Member("3", "", "晚舟", joined=TODAY - timedelta(days=3), consent=True),
    ]
    found = shared(people)
    pages = {page.shown_name: page for page in found.members}
    assert set(pages) == {"陈望舒", "晚舟"}
    chen = pages["陈望舒"]
    assert (chen.city, chen.avatar, chen.years, chen.fresh, chen.points) == ("chengdu", "c.png", 2, False, 0)
    assert [badge.name for badge in chen.badges] == ["一年"]
    assert pages["晚舟"].fresh
    assert chen.standing is None
    assert found.boards == ()


def test_nobody_means_no_pages_and_masks_for_all():
    people = [Member(f"m{i}", f"成员{i}", consent=True) for i in range(6)]
    deeds = [deed(25, f"m{i}", quantity=9 - i) for i in range(6)]
    found = shared(people, deeds, publish={"show": "nobody"})
    assert found.members == ()
    assert [row.shown_name for row in found.boards[0].rows] == ["成**"] * 3
    assert not any(row.slug for row in found.boards[0].rows)


def test_equals_are_not_ahead_of_each_other_and_staff_is_no_crowd():
    people = [Member(f"m{i}", f"成员{i}", consent=True) for i in range(4)]
    people += [Member(f"s{i}", f"助理{i}", role="staff", consent=True) for i in range(4)]
    deeds = [deed(25, "m0"), deed(25, "m1"), deed(25, "s0", quantity=9)]
    pages = {page.shown_name: page for page in shared(people, deeds).members}
    first, second = pages["成员0"].standing, pages["成员1"].standing
    assert (first.rank, first.ahead, second.rank, second.ahead) == (1, 50, 1, 50)
    assert pages["成员2"].standing is None
    assert pages["助理0"].standing is None
    assert pages["助理0"].points == 0


def test_below_the_first_half_nothing_is_said():
    people = [Member(f"m{i}", f"成员{i}", consent=True) for i in range(5)]
    deeds = [deed(25, f"m{i}", quantity=9 - i) for i in range(5)]
    pages = {page.shown_name: page for page in shared(people, deeds).members}
    assert [bool(pages[f"成员{i}"].standing) for i in range(5)] == [True, True, False, False, False]
    assert pages["成员4"].points == 25, "the own sum is the own business"


def test_where_points_come_from():
    rows = [deed(25, "a", "answer", 3), deed(3, "a", "article", 4), deed(26, "a", "help", 9)]
    page = shared([Member("a", "陈望舒", consent=True)], rows).members[0]
    assert [(s.action, s.count, s.points) for s in page.sources] == [("article", 4, 80), ("answer", 3, 15)]
    assert [(s.action, s.count, s.points) for s in page.lately] == [("answer", 3, 15)]
    assert (page.points, page.since) == (95, day(3))


def test_the_next_badge_is_the_nearest_by_share():
    people = [Member("a", "陈望舒", consent=True)]
    page = shared(people, [deed(25, "a", "answer", 2), deed(25, "a", "article", 1)]).members[0]
    assert page.next is not None
    assert (page.next.id, page.next.done, page.next.wanted) == ("three", 2, 3)
    assert Fraction(2, 3) > Fraction(1, 2)


def test_teams_show_the_first_half_and_faces_of_who_agreed():
    people = [
        Member(f"{team}{i}", f"{team}{i}号", squad=team, consent=i != 0)
        for team in ("red", "blue", "grey", "pink", "gold", "lime", "teal", "navy")
        for i in range(5)
    ]
    deeds = [deed(25, m.id, quantity=9 - int(m.id[-1])) for m in people if m.squad != "navy"]
    deeds += [deed(25, "red1", "article", 5), deed(25, "blue1", "article", 1)]
    found = shared(people, deeds)
    assert found.column == "squads"
    assert {team.team for team in found.teams if team.rank == 1} == {"red", "blue"}, "heroes are capped"
    assert all(team.rank <= 4 for team in found.teams)
    red = next(team for team in found.teams if team.team == "red")
    assert [face.shown_name for face in red.faces] == ["red1号", "red2号", "red3号"]
    assert re.fullmatch(r"\d+\.\d\d", found.teams[0].score)


def test_a_season_has_seasons_before_it():
    parts = RULES | {"period": {"from": str(day(14)), "to": str(day(27))}}
    people = [Member("a", "陈望舒", consent=True), Member("b", "林晚秋")]
    found = shared(people, [deed(3, "a"), deed(20, "a")], points=parts)
    assert found.members[0].standing.period.kind == "season"
    assert [s.period.start for s in found.members[0].past] == [day(0)]
    assert [board.period.start for board in found.past] == [day(0)]


def test_a_selling_community_leads_with_sales():
    rules = [{"action": "sale", "amount": True}, {"action": "answer", "points": 5}]
    people = [Member("a", "陈望舒", consent=True), Member("b", "林晚秋", consent=True)]
    deeds = [deed(21, "a", "sale", 1, 100), deed(25, "a", "sale", 1, 40), deed(26, "b")]
    community = Community(profile("selling", points=RULES | {"rules": rules}), tuple(people), tuple(deeds))
    leads = load_library().kinds["selling"].leads
    found = make_share(make_game(community, TODAY, leads=leads), community, KEY, TODAY)
    kinds = [(board.measure, board.period.kind) for board in found.boards]
    assert kinds == [("sales", "week"), ("points", "week"), ("sales", "all"), ("points", "all")]
    page = next(page for page in found.members if page.shown_name == "陈望舒")
    assert (page.standing.measure, page.standing.value) == ("sales", 140)


def test_an_edition_that_runs_on_is_counted_to_its_newest_row():
    """A month, on a Wednesday: the board holds the rows of Monday to Wednesday too."""
    rows = [deed(21, "a"), deed(23, "a")]
    parts = RULES | {"period": "month"}
    found = shared([Member("a", "陈望舒", consent=True)], rows, today=day(23), points=parts)
    assert found.until == day(23)
    assert not found.boards[0].closed


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 9000))
def test_whole_years(joined, days):
    today = joined + timedelta(days=days)
    years = whole_years(joined, today)
    assert years_later(joined, years) <= today < years_later(joined, years + 1)


def test_the_key_changes_slugs_and_nothing_else():
    people = [Member(f"m{i}", f"成员{i}", consent=True, joined=day(-i)) for i in range(6)]
    deeds = [LedgerEntry(day(25), f"m{i}", "answer", i + 1, None, "") for i in range(6)]
    one, other = shared(people, deeds), shared(people, deeds, key=b"another secret")
    assert not {page.slug for page in one.members} & {page.slug for page in other.members}

    def plain(found):
        return {replace(page, slug="", face=0) for page in found.members}

    assert plain(one) == plain(other)


def test_rules_name_their_actions():
    rules = [{"action": "answer", "points": 5, "name": "回答一个问题"}]
    people = [Member("a", "陈望舒", consent=True)]
    page = shared(people, [deed(25, "a")], points=RULES | {"rules": rules}).members[0]
    assert [source.name for source in page.sources] == ["回答一个问题"]
