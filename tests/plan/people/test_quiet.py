"""Going quiet: measured against one's own rhythm, whatever the unit of time; three active days at least."""

from datetime import date, timedelta
from math import exp, log
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from community_playbook.plan.people.quiet import FEWEST_RHYTHMS, going_quiet, silences

TODAY = date(2026, 11, 22)
OTHERS = {f"x{n}": [TODAY - timedelta(days=d) for d in (60, 40, 20, n)] for n in range(FEWEST_RHYTHMS)}


def days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in sorted(set(ago), reverse=True)]


rhythms = st.lists(st.integers(0, 300), min_size=3, max_size=12, unique=True)


@given(rhythms, st.integers(2, 7))
def test_another_unit_of_time_changes_no_z(ago, factor):
    slow = {m: days(*((TODAY - d).days * factor for d in known)) for m, known in OTHERS.items()}
    one = silences(OTHERS | {"m": days(*ago)}, TODAY)["m"]
    other = silences(slow | {"m": days(*(n * factor for n in ago))}, TODAY)["m"]
    assert abs(one.z - other.z) < 1e-6 * max(one.z, 1)


@given(rhythms)
def test_a_sign_today_ends_all_silence(ago):
    """A sign before today may even raise z: it also says that the own rhythm is shorter than was thought."""
    found = silences(OTHERS | {"m": days(*ago, 0)}, TODAY)["m"]
    assert found.z == 0 and found not in going_quiet({"m": found}, {})


@given(rhythms, st.integers(1, 60))
def test_z_grows_with_the_silence(ago, more):
    before = silences(OTHERS | {"m": days(*ago)}, TODAY)["m"]
    after = silences(OTHERS | {"m": days(*(n + more for n in ago))}, TODAY)["m"]
    assert after.z > before.z and abs(after.gap - before.gap) < 1e-9


@given(st.lists(st.integers(0, 300), max_size=2))
def test_two_days_are_no_rhythm(ago):
    assert "m" not in silences(OTHERS | {"m": days(*ago)}, TODAY)


def test_few_rhythms_tell_nothing():
    assert silences({"a": days(90, 80, 70), "b": days(90, 80, 70)}, TODAY) == {}


def test_by_hand():
    """Own gap 10 from three days, so it weighs 2 of 4; the others' mean is taken in logarithms."""
    known = OTHERS | {"m": days(80, 70, 60)}
    gaps = [(60 - n) / 3 for n in range(FEWEST_RHYTHMS)] + [10]
    mean = sum(log(gap) for gap in gaps) / len(gaps)
    expected = exp(0.5 * log(10) + 0.5 * mean)
    found = silences(known, TODAY)["m"]
    assert abs(found.gap - expected) < 1e-9 and found.silent == 60 and abs(found.z - 60 / expected) < 1e-9


def test_order_of_members_changes_nothing():
    known = OTHERS | {f"m{n}": days(90 + n, 80 + n, 60 + n) for n in range(9)}
    backwards = dict(reversed(known.items()))
    assert going_quiet(silences(known, TODAY), {}) == going_quiet(silences(backwards, TODAY), {})


def test_recently_quiet_come_first_and_near_renewals_before_them():
    known = OTHERS | {"gone": days(300, 298, 296), "soon": days(110, 100, 90), "late": days(140, 130, 85)}
    found = silences(known, TODAY)
    order = [
        one.member for one in going_quiet(found, {"late": TODAY}) if one.member in ("gone", "soon", "late")
    ]
    assert found["gone"].gone and order[-1] == "gone"
    assert order.index("late") < order.index("soon"), "her renewal is near"


def test_who_stopped_is_found_where_everybody_has_a_rhythm_of_their_own():
    """Simulated: gaps of 2 to 90 days, a quarter stops; what a list of the longest silences cannot do."""
    dice = Random(11)
    known, stopped = {}, {}
    for n in range(1500):
        gap, stop = exp(dice.uniform(log(2), log(45))), dice.random() < 0.25
        end, t, found = (dice.uniform(20, 150) if stop else 180), dice.uniform(0, gap), []
        while t < end:
            found.append(TODAY - timedelta(days=180 - int(t)))
            t += dice.expovariate(1 / gap)
        signs = sorted(set(found))
        if len(signs) >= 3:
            known[f"m{n:04}"], stopped[f"m{n:04}"] = signs, stop
    named = {one.member for one in going_quiet(silences(known, TODAY), {})}
    right = sum(stopped[m] for m in named)
    assert right / len(named) > 0.7, "precision"
    assert right / sum(stopped.values()) > 0.6, "recall"
