"""Size does not win, one hero does not carry, and the ceiling is the 90th percentile."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.people import Member
from community_playbook.plan.game.teams import COLUMNS, SMALLEST, ceiling, make_teams, scores
from tries import tries

VALUES = st.integers(-5, 60)


@st.composite
def leagues(draw, smallest=1):
    """Teams of members, and their points; some members have none, some points belong to no team."""
    teams, points = {}, {}
    for t in range(draw(st.integers(1, 5))):
        teams[f"t{t}"] = [f"t{t}m{i}" for i in range(draw(st.integers(smallest, 12)))]
    for member in [*(m for people in teams.values() for m in people), "x1", "x2"]:
        if draw(st.booleans()):
            points[member] = draw(VALUES)
    return teams, points


def ceiling_by_hand(values):
    """The smallest value that at least nine of ten scorers do not exceed."""
    scorers = [v for v in values if v > 0]
    reach = [v for v in scorers if 10 * sum(1 for w in scorers if w <= v) >= 9 * len(scorers)]
    return min(reach, default=0)


@settings(max_examples=tries(200))
@given(st.lists(VALUES, max_size=60))
def test_the_ceiling_is_the_90th_percentile(values):
    points = {f"m{i}": v for i, v in enumerate(values)}
    assert ceiling(points) == ceiling_by_hand(values)


@settings(max_examples=tries(200))
@given(leagues())
def test_scores_by_hand(league):
    teams, points = league
    most = ceiling_by_hand(points.values())
    found = scores(teams, points)
    assert set(found) == {t for t, members in teams.items() if len(members) >= 5}
    for team, score in found.items():
        counted = [min(max(points.get(m, 0), 0), most) for m in teams[team]]
        assert score * len(counted) == sum(counted)


@settings(max_examples=tries(150))
@given(leagues(smallest=SMALLEST))
def test_twice_everybody_changes_no_score(league):
    teams, points = league
    doubled = {team: [*members, *(m + "'" for m in members)] for team, members in teams.items()}
    twice = points | {m + "'": v for m, v in points.items()}
    assert scores(doubled, twice) == scores(teams, points)


@settings(max_examples=tries(150))
@given(leagues(smallest=SMALLEST), st.integers(0, 4))
def test_a_team_with_every_member_twice_scores_as_before(league, which):
    """Its size brings it nothing, as long as the ceiling is the same: here forty others hold it."""
    teams, points = league
    team = f"t{which % len(teams)}"
    crowd = {f"c{i}": 9 for i in range(40 * len(points))}
    more = {m + "'": points[m] for m in teams[team] if m in points}
    doubled = teams | {team: [*teams[team], *(m + "'" for m in teams[team])]}
    assert ceiling(points | more | crowd) == ceiling(points | crowd)
    assert scores(doubled, points | more | crowd)[team] == scores(teams, points | crowd)[team]


@settings(max_examples=tries(200))
@given(leagues(smallest=SMALLEST), st.data())
def test_more_points_never_lower_the_own_score(league, data):
    teams, points = league
    team = data.draw(st.sampled_from(sorted(teams)))
    member = data.draw(st.sampled_from(teams[team]))
    more = points | {member: points.get(member, 0) + data.draw(st.integers(0, 30))}
    before, after = scores(teams, points), scores(teams, more)
    if ceiling(more) >= ceiling(points):
        assert after[team] >= before[team]
    if ceiling(more) == ceiling(points):
        assert {t: s for t, s in after.items() if t != team} == {t: s for t, s in before.items() if t != team}


def test_the_biggest_team_does_not_win_by_its_size():
    """Three teams of the same kind of people; a plain sum would nearly always crown the biggest."""
    dice, trials = Random(8), 300
    teams = {f"t{size}": [f"t{size}m{i}" for i in range(size)] for size in (5, 20, 80)}
    wins, sums = dict.fromkeys(teams, 0), dict.fromkeys(teams, 0)
    for _ in range(trials):
        points = {m: round(dice.lognormvariate(2, 1)) for members in teams.values() for m in members}
        found = scores(teams, points)
        wins[max(found, key=lambda t: found[t])] += 1
        plain = {t: sum(points[m] for m in members) for t, members in teams.items()}
        sums[max(plain, key=lambda t: plain[t])] += 1
    assert max(wins.values()) <= 0.6 * trials, wins
    assert min(wins.values()) >= 0.1 * trials, wins
    assert sums["t80"] >= 0.9 * trials


def test_one_hero_does_not_carry_a_team():
    teams = {"hero": [f"h{i}" for i in range(10)], "all": [f"a{i}" for i in range(10)]}
    points = {"h0": 100_000} | {f"a{i}": 10 for i in range(10)}
    assert scores(teams, points) == {"hero": Fraction(1), "all": Fraction(10)}


@settings(max_examples=tries(150))
@given(leagues(), leagues(), st.sampled_from(sorted(set(COLUMNS) - {"group"})), st.data())
def test_the_table_of_teams(now, past, column, data):
    field = {"squads": "squad"}.get(column, column)
    teams, points = now
    people = [Member(m, **{field: t}) for t, members in teams.items() for m in members]
    boss = Member("boss", role="owner", **{field: "t0"})
    alone = Member("alone")
    crowd = data.draw(st.permutations([*people, boss, alone]))
    found = make_teams(crowd, column, points | {"boss": 999}, past[1], frozenset({"boss"}))
    exact = scores(teams, points | {"boss": 999})
    earlier = scores(teams, past[1])
    assert found.too_small == sum(1 for members in teams.values() if len(members) < 5)
    assert {r.team for r in found.rows} == {t for t, s in exact.items() if s > 0}
    for row in found.rows:
        assert row.rank == 1 + sum(1 for s in exact.values() if s > exact[row.team])
        assert row.members == len(teams[row.team]) >= SMALLEST
        assert row.active == sum(1 for m in teams[row.team] if points.get(m, 0) > 0)
        was = earlier.get(row.team, 0)
        assert row.before == (1 + sum(1 for s in earlier.values() if s > was) if was > 0 else 0)
        assert abs(Fraction(row.score) - exact[row.team]) <= Fraction(1, 200)
    assert [r.rank for r in found.rows] == sorted(r.rank for r in found.rows)


@pytest.mark.parametrize("column", ["none", "phone", ""])
def test_no_teams(column):
    people = [Member(f"m{i}", team="red") for i in range(9)]
    assert make_teams(people, column, {}, {}, frozenset()) is None
    assert make_teams([Member("m")], "team", {}, {}, frozenset()) is None


def test_a_member_of_many_groups_plays_for_the_first():
    people = [Member(f"m{i}", groups=("g1", "g2")) for i in range(5)]
    found = make_teams(people, "group", {"m0": 5}, {}, frozenset())
    assert [r.team for r in found.rows] == ["g1"]
