"""The chosen set equals an exhaustive search written in another way, and its laws hold."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.plan.choice import (
    Budget,
    Candidate,
    Search,
    move,
    refusal,
    solidity,
    start_now,
)
from tries import tries

MINUTES = st.integers(0, 12).map(lambda n: n * 5)


@st.composite
def candidate_lists(draw, most=6):
    count = draw(st.integers(1, most))
    names = [f"t{i}" for i in range(count)]
    found = []
    for i, name in enumerate(names):
        needs = tuple(draw(st.sets(st.sampled_from(names[:i]), max_size=2))) if i else ()
        owner, helper = draw(st.lists(MINUTES, max_size=2)), draw(st.lists(MINUTES, max_size=3))
        setup = draw(MINUTES)
        found.append(
            Candidate(
                id=name,
                value=draw(st.integers(0, 10)),
                needs=tuple(sorted(needs)),
                owner=tuple(owner),
                helper=tuple(helper),
                first_owner=tuple(owner[: draw(st.integers(0, 2))]),
                first_helper=tuple(helper[: draw(st.integers(0, 3))]),
                setup=setup,
                setup_owner=draw(st.sampled_from([0, setup])),
                path=draw(st.sampled_from(["", "a", "b"])),
            )
        )
    return found


BUDGETS = st.builds(Budget, st.integers(0, 200), st.integers(0, 120), st.integers(0, 7))


def ways(tasks):
    """What an assistant would take, for every way of giving each task to owner or assistant."""
    for who in product((0, 1), repeat=len(tasks)):
        yield sum(m for m, w in zip(tasks, who, strict=True) if w)


def quarter_by_hand(spare):
    """A week with less than ten minutes to spare prepares nothing but what one week can finish."""
    return 12 * spare if spare >= 10 else max(spare, 0)


def fits_by_hand(chosen, budget):
    owner = sum(sum(c.owner) for c in chosen)
    tasks = [m for c in chosen for m in c.helper]
    spare = budget.owner + budget.helper - owner - sum(tasks)
    if sum(c.setup for c in chosen) > quarter_by_hand(spare):
        return False
    alone = sum(c.setup_owner for c in chosen)
    left = [budget.owner - owner - sum(tasks) + h for h in ways(tasks) if h <= budget.helper]
    return any(room >= 0 and alone <= quarter_by_hand(room) for room in left)


def week_by_hand(running, new, budget):
    """Does a week hold what runs, what is new, and setting that up?"""
    owner = sum(sum(c.owner) for c in running) + sum(sum(c.first_owner) + c.setup_owner for c in new)
    tasks = [m for c in running for m in c.helper] + [m for c in new for m in c.first_helper]
    tasks += [c.setup - c.setup_owner for c in new]
    return any(h <= budget.helper and owner + sum(tasks) - h <= budget.owner for h in ways(tasks))


def met_by_members(chosen):
    """Those without a path, and each path once."""
    return sum(not c.path for c in chosen) + len({c.path for c in chosen} - {""})


def best_by_hand(candidates, budget):
    best = 0
    for size in range(len(candidates) + 1):
        for chosen in combinations(candidates, size):
            ids = {c.id for c in chosen}
            if (
                met_by_members(chosen) <= budget.cap
                and all(set(c.needs) <= ids for c in chosen)
                and fits_by_hand(chosen, budget)
            ):
                best = max(best, sum(c.value for c in chosen))
    return best


@settings(max_examples=tries(150), deadline=None)
@given(candidate_lists(5), BUDGETS)
def test_equals_brute_force(candidates, budget):
    search = Search(candidates, budget)
    mask = search.best({c.id: c.value for c in candidates})
    assert search.possible(mask)
    ids = search.ids(mask)
    assert sum(c.value for c in candidates if c.id in ids) == best_by_hand(candidates, budget)


@settings(max_examples=tries(150), deadline=None)
@given(candidate_lists(), BUDGETS, st.randoms())
def test_order_of_files_changes_nothing(candidates, budget, random):
    values = {c.id: c.value for c in candidates}
    first = Search(candidates, budget)
    random.shuffle(candidates)
    second = Search(candidates, budget)
    assert first.ids(first.best(values)) == second.ids(second.best(values))


@settings(max_examples=tries(150), deadline=None)
@given(candidate_lists(), BUDGETS, st.integers(0, 90), st.integers(0, 90))
def test_more_minutes_never_lower_the_value(candidates, budget, owner, helper):
    values = {c.id: c.value for c in candidates}

    def value(of):
        search = Search(candidates, of)
        return sum(values[t] for t in search.ids(search.best(values)))

    assert value(Budget(budget.owner + owner, budget.helper + helper, budget.cap)) >= value(budget)


@settings(max_examples=tries(150), deadline=None)
@given(candidate_lists(4), BUDGETS, st.integers(0, 15), st.integers(0, 15), st.integers(0, 15))
def test_what_starts_now_fits_this_week(candidates, budget, running, new, due):
    search = Search(candidates, budget)
    chosen = search.best({c.id: c.value for c in candidates})
    running &= chosen
    new &= chosen & ~running
    now = start_now(search, running, new, due & new)
    assert now & ~(running | new) == 0 == running & ~now
    begun = search.chosen(now & ~running)
    assert len(begun) <= 3
    if begun:
        assert search.closed(now)
        assert week_by_hand(search.chosen(running), begun, budget)
    possible = [
        group
        for size in range(min(3, new.bit_count()) + 1)
        for group in combinations(search.chosen(new), size)
        if week_by_hand(search.chosen(running), group, budget)
        and search.closed(running | search.mask([c.id for c in group]))
    ]
    kept = {c.id for c in search.chosen(due & new)}
    most = max((len(kept & {c.id for c in group}) for group in possible), default=0)
    assert len(kept & {c.id for c in begun}) == most
    assert sum(c.value for c in begun) == max(
        (sum(c.value for c in g) for g in possible if len(kept & {c.id for c in g}) == most), default=0
    )


@settings(max_examples=tries(80), deadline=None)
@given(candidate_lists(), BUDGETS)
def test_every_refusal_names_a_true_obstacle(candidates, budget):
    search = Search(candidates, budget)
    values = {c.id: c.value for c in candidates}
    chosen = search.best(values)
    for c in candidates:
        bit = search.mask([c.id])
        if bit & chosen:
            continue
        found = refusal(search, chosen, c.id)
        with_it = chosen | bit
        true = {
            "needs": not search.closed(with_it),
            "hours": search.spare(with_it) < 0,
            "cap": met_by_members(search.chosen(with_it)) > budget.cap,
            "setup": search.spare(with_it) >= 0 and not search.fits(with_it),
            "value": c.value == 0,
        }
        assert true[found.reason], found


def test_solid_when_alone_and_open_when_equal():
    alone = Search([Candidate("a", 5, (), (10,), ())], Budget(60, 0, 3))
    assert solidity(alone, 1) == {"a": 1.0}
    rivals = Search([Candidate("a", 5, (), (60,), ()), Candidate("b", 5, (), (60,), ())], Budget(60, 0, 3))
    shares = solidity(rivals, 1)
    assert 0.2 < shares["a"] < 0.8
    assert shares == solidity(rivals, 1)
    assert abs(sum(shares.values()) - 1) < 1e-9


@settings(max_examples=tries(60), deadline=None)
@given(candidate_lists(), BUDGETS, st.integers(0, 9))
def test_how_solid_a_choice_is_by_a_look_at_every_set_in_every_trial(candidates, budget, seed):
    search, counted = Search(candidates, budget), dict.fromkeys((c.id for c in candidates), 0)
    for trial in range(20):
        values = {c.id: max(0, c.value + move(seed, trial, c.id)) for c in candidates}
        for id_ in search.ids(search.best(values)):
            counted[id_] += 1
    assert solidity(search, seed, 20) == {id_: count / 20 for id_, count in counted.items()}


def test_greedy_would_lose():
    """The best by impact per minute (a) leaves less than the best set (b and c)."""
    found = Search(
        [
            Candidate("a", 5, (), (35,), ()),
            Candidate("b", 4, (), (30,), ()),
            Candidate("c", 4, (), (30,), ()),
        ],
        Budget(60, 0, 3),
    )
    assert found.ids(found.best({"a": 5, "b": 4, "c": 4})) == ("b", "c")
