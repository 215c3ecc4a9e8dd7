"""Points equal a naive sum, whatever the order of rows, and a new rule never touches what was earned."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

from game_samples import THIRD, day, deed, deeds, rule, rule_lists, scored
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.game.points import Rulebook, Worth, cut, plain
from tries import tries

UNTIL = st.integers(0, 45).map(day)
STAFF = st.sets(st.sampled_from("ef"))


def in_force(rules, action, when, money):
    """Of those that hold, the one that began last; of equals, the last in the file."""
    holding = [
        (r.start or date.min, i, r)
        for i, r in enumerate(rules)
        if r.action == action and r.amount == money
        if (r.start is None or r.start <= when) and (r.end is None or when <= r.end)
    ]
    return max(holding, key=lambda found: found[:2])[2] if holding else None


def by_hand(rows, rules, until, staff):
    """(points, money) by member, day and action."""
    quantity, cash = defaultdict(Fraction), defaultdict(Fraction)
    for row in rows:
        if row.day <= until and row.member not in staff:
            quantity[row.member, row.day, row.action] += Fraction(row.quantity)
            cash[row.member, row.day, row.action] += Fraction(row.amount or 0)
    found = {}
    for member, when, action in quantity:
        worth, money = (in_force(rules, action, when, kind) for kind in (False, True))
        deeds_ = quantity[member, when, action]
        counted = min(deeds_, worth.daily_cap) if worth and worth.daily_cap else deeds_
        points = counted * Fraction(worth.points) if worth else Fraction(0)
        if worth or money:
            found[member, when, action] = (points, cash[member, when, action] if money else Fraction(0))
    return found


def earnings(found):
    return {(e.member, e.day, e.action): (Fraction(e.points), Fraction(e.amount)) for e in found.earned}


@settings(max_examples=tries(200))
@given(deeds(), rule_lists(), UNTIL, STAFF)
def test_equals_a_naive_sum(rows, rules, until, staff):
    found = scored(rows, rules, until, staff)
    assert earnings(found) == by_hand(rows, rules, until, staff)
    keys = [(e.day, e.member, e.action) for e in found.earned]
    assert keys == sorted(set(keys))


@settings(max_examples=tries(150))
@given(deeds(), rule_lists(), st.randoms())
def test_the_order_of_rows_changes_nothing(rows, rules, random):
    first = scored(rows, rules)
    random.shuffle(rows)
    second = scored(rows, rules)
    assert first == second
    assert repr(first) == repr(second), "not even the way in which a number is written"


@settings(max_examples=tries(200))
@given(deeds(), rule_lists(), UNTIL, STAFF, st.sets(st.sampled_from(["answer", "sale"])))
def test_the_audit_accounts_for_every_row(rows, rules, until, staff, watched):
    found = scored(rows, rules, until, staff, watched)
    audit = found.audit
    future = [r for r in rows if r.day > until]
    of_staff = [r for r in rows if r.day <= until and r.member in staff]
    mine = [r for r in rows if r.day <= until and r.member not in staff]
    kinds = {id(r): tuple(in_force(rules, r.action, r.day, money) for money in (False, True)) for r in mine}
    ruled = [r for r in mine if any(kinds[id(r)])]
    lost = Counter(r.action for r in mine if not any(kinds[id(r)]))
    assert audit.rows == len(rows) == audit.scored + audit.unruled + audit.staff + audit.future
    assert (audit.future, audit.staff, audit.scored) == (len(future), len(of_staff), len(ruled))
    assert audit.last_future == max((r.day for r in future), default=None)
    assert list(audit.unruled_actions) == sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))
    assert audit.unruled == lost.total()
    assert audit.no_amount == sum(1 for r in ruled if kinds[id(r)][1] and r.amount is None)
    assert audit.corrections == sum(1 for r in ruled if r.quantity < 0 or (r.amount or 0) < 0)
    kept = sum(count for action, count in lost.items() if action in watched)
    assert sum(e.rows for e in found.earned) == audit.scored + kept


@settings(max_examples=tries(150))
@given(deeds(), rule_lists())
def test_deeds_above_the_cap_are_counted(rows, rules):
    found = scored(rows, rules)
    assert Fraction(found.audit.over_cap) == sum(
        Fraction(e.deeds) - Fraction(e.counted) for e in found.earned
    )
    assert all(e.counted <= e.deeds for e in found.earned)


@settings(max_examples=tries(200))
@given(deeds(), rule_lists(), rule_lists(most=1), st.integers(0, 40), st.integers(0, 7))
def test_a_new_rule_changes_nothing_that_was_earned_before(rows, rules, new, since, at):
    """Wherever in the file it is written."""
    new = [r.model_copy(update={"start": day(since), "end": None}) for r in new]
    changed = [*rules[:at], *new, *rules[at:]]
    before, after = scored(rows, rules), scored(rows, changed)
    assert [e for e in before.earned if e.day < day(since)] == [e for e in after.earned if e.day < day(since)]


@settings(max_examples=tries(150))
@given(deeds(), rule_lists(), st.lists(st.integers(0, 39), min_size=1, max_size=5), st.randoms())
def test_a_correction_takes_back_exactly_what_the_deed_brought(rows, rules, which, random):
    """Rows that are taken back on their own day leave the totals as if they had never been, cap or not."""
    wrong = [rows[i % len(rows)] for i in which if rows]
    undone = [r._replace(quantity=-r.quantity, amount=None if r.amount is None else -r.amount) for r in wrong]
    mixed = rows + wrong + undone
    random.shuffle(mixed)
    assert earnings(scored(mixed, rules)) == earnings(scored(rows, rules))


def test_a_correction_below_the_cap_takes_points_and_above_it_none():
    rules = [rule(points=5, daily_cap=4)]
    six = [deed(0, quantity=6)]
    assert scored(six, rules).earned[0].points == 20
    assert scored([*six, deed(0, quantity=-2)], rules).earned[0].points == 20
    assert scored([*six, deed(0, quantity=-4)], rules).earned[0].points == 10


@settings(max_examples=tries(100))
@given(deeds(), rule_lists(), st.integers(0, 45))
def test_until_is_the_same_as_a_shorter_ledger(rows, rules, number):
    kept = [r for r in rows if r.day <= day(number)]
    assert scored(rows, rules, day(number)).earned == scored(kept, rules).earned


@settings(max_examples=tries(100))
@given(deeds(), rule_lists(), st.sets(st.sampled_from(["answer", "article", "sale"])))
def test_watching_an_action_earns_nothing(rows, rules, watched):
    plainly, watching = scored(rows, rules), scored(rows, rules, watched=watched)
    kept = [e for e in watching.earned if e in plainly.earned]
    assert tuple(kept) == plainly.earned
    assert all(e.points == e.amount == 0 and e.action in watched for e in watching.earned if e not in kept)


def test_decimals_are_exact():
    thirds = [deed(0, "a", quantity=THIRD)] * 3
    found = scored(thirds, [rule(points=Decimal("0.25"))]).earned[0]
    assert found.deeds == 3 * THIRD != 1
    assert Fraction(found.points) == Fraction(THIRD) * 3 / 4
    tenths = [deed(n, "a", quantity=Decimal("0.1")) for n in range(30)]
    assert sum(e.points for e in scored(tenths, [rule(points=Decimal("0.1"))]).earned) == Decimal("0.3")
    pennies = [deed(0, "a", "sale", amount=Decimal("0.01"))] * 1000 + [
        deed(0, "a", "sale", amount=Decimal("999999999.99"))
    ]
    total = scored(pennies, [rule("sale", None, amount=True)]).earned[0].amount
    assert total == Decimal("1000000009.99")


def test_a_rule_without_days_always_holds():
    rows = [deed(n) for n in (-20_000, 0, 200)]
    assert [e.points for e in scored(rows, [rule(points=3)]).earned] == [3, 3, 3]


def test_first_and_last_day_belong_to_a_rule():
    rows = [deed(n) for n in (1, 2, 3, 4)]
    found = scored(rows, [rule(points=3, start=2, end=3)])
    assert [e.day for e in found.earned] == [day(2), day(3)]
    assert found.audit.unruled == 2


def test_of_two_rules_for_one_action_the_later_one_holds():
    rows = [deed(n) for n in (0, 5, 9, 12)]
    old, new = rule(points=1, start=0), rule(points=10, start=5, end=9)
    for rules in ([old, new], [new, old]):
        assert [e.points for e in scored(rows, rules).earned] == [1, 10, 10, 1]
    same = [rule(points=1, start=0), rule(points=2, start=0)]
    assert scored(rows, same).earned[0].points == 2, "the later one in the file"
    assert scored(rows, same[::-1]).earned[0].points == 1


def test_points_and_money_on_one_action():
    rows = [deed(0, "a", "sale", 1, Decimal("99.50")), deed(0, "a", "sale", 1, Decimal("0.50"))]
    found = scored(rows, [rule("sale", 2, daily_cap=1), rule("sale", None, amount=True, start=0)])
    assert found.earned[0][3:8] == (2, 1, 2, 100, 2), "the cap holds for deeds, never for money"
    assert (found.audit.over_cap, found.audit.no_amount) == (1, 0)


@settings(max_examples=tries(100))
@given(rule_lists(), st.lists(st.integers(-2, 42), max_size=12))
def test_the_rules_of_a_day_do_not_depend_on_the_days_asked_before(rules, numbers):
    book = Rulebook(rules)
    for number in numbers:
        found = book.on(day(number))
        for action in ("answer", "article", "sale"):
            worth, money = (in_force(rules, action, day(number), kind) for kind in (False, True))
            assert found.worth.get(action) == (Worth(worth.points, worth.daily_cap) if worth else None)
            assert (action in found.money) == (money is not None)


@given(st.decimals(-1000, 1000, places=3), st.decimals(-50, 50, places=2), st.integers(1, 50))
def test_a_cap_never_adds(deeds_, points, cap):
    counted, earned = cut(deeds_, Worth(points, cap))
    assert counted == min(deeds_, cap)
    assert Fraction(earned) == Fraction(counted) * Fraction(points)


@given(st.decimals(-10_000, 10_000, places=2))
def test_plain_numbers_keep_their_value(value):
    assert plain(value) == value
    assert isinstance(plain(value), int) == (value == int(value))
    assert str(plain(value)) == str(plain(value + 0)) == str(plain(value * Decimal("1.00")))
