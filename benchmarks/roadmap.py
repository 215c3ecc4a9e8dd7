"""The roadmap: Lego for 500 partners and 100 demands, a roster as hard as a profile can make it, scenarios.

`python benchmarks/roadmap.py [--runs N]`. In this process, from frozen tables to the whole answer (teams,
missing bricks, idle bricks, suggestions); reading is measured in boards.py. All people are made here from one
seed. The rival of the sizes alone tries all subsets of the distinct useful patterns, the small ones first.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

from measure import median, row

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.community.profile import Profile
from community_playbook.plan.roadmap.lego import Lego, demand_bricks, make_lego, partners_of
from community_playbook.plan.roadmap.lego_cover import make_crew, make_wall
from community_playbook.plan.roadmap.scenarios import Today, make_scenarios

TODAY = date(2026, 11, 22)
INDUSTRIES, SKILLS, CITIES = 25, 36, 20


def make_community(partners: int, demands: int, skills_asked: tuple[int, int], others: int = 0) -> Community:
    """Partners with 3 to 6 of 36 skills in 25 industries; demands with one industry and a number of skills."""
    dice = random.Random(7)
    words = [f"技能{i}" for i in range(SKILLS)]

    def member(i: int) -> Member:
        return Member(
            id=f"m{i:05d}",
            city=f"c{int(dice.random() ** 2 * CITIES)}",
            industry=f"行业{int(dice.random() ** 1.5 * INDUSTRIES)}",
            skills=tuple(dice.sample(words, dice.randint(3, 6))),
            groups=(f"p{dice.randrange(4)}",),
            squad=f"s{dice.randrange(60)}",
            tier="partner" if i < partners else "member",
        )

    wanted = [
        {
            "name": f"需求{d}",
            "industry": f"行业{dice.randrange(INDUSTRIES)}",
            "skills": dice.sample(words, dice.randint(*skills_asked)),
        }
        for d in range(demands)
    ]
    profile = Profile.model_validate({
        "community": {"name": "大群", "kind": "knowledge"},
        "operator": {"hours_per_week": 10},
        "tiers": {"member": {"price": 365}, "partner": {"price": 9800}},
        "upgrade": {"demands": wanted},
    })  # fmt: skip
    return Community(profile, tuple(member(i) for i in range(partners + others)))


def by_deepening(community: Community) -> Counter[int]:
    """How many demands take how many people, as the product finds it."""
    crew = make_crew(partners_of(community, ("partner",)), {})
    demands = community.profile.upgrade.demands
    return Counter(make_wall(crew, place, demand_bricks(d)).size for place, d in enumerate(demands))


def by_subsets(community: Community) -> Counter[int]:
    """The same by trying all sets of patterns."""
    crew = make_crew(partners_of(community, ("partner",)), {})
    sizes: Counter[int] = Counter()
    for demand in community.profile.upgrade.demands:
        bricks = demand_bricks(demand)
        full, patterns = (1 << len(bricks)) - 1, list(crew.patterns(bricks))
        sizes[next((k for k in range(1, 5) if any_cover(patterns, k, full)), 0)] += 1
    return sizes


def any_cover(patterns: list[int], size: int, full: int) -> bool:
    for chosen in combinations(patterns, size):
        bits = 0
        for pattern in chosen:
            bits |= pattern
        if bits == full:
            return True
    return False


def with_prices(profile: Profile) -> Profile:
    """The same community with a partner tier in three scenarios, so that all ways are drawn."""
    upgrade = {
        "give_up": {"income_per_year": 60_000},
        "partner": {
            "price": [6800, 9800, 12800],
            "joins": [10, 25, 60],
            "cost_each": 800,
            "hours_each_per_year": 1.5,
        },
        "demands": [d.model_dump() for d in profile.upgrade.demands],
    }
    data = profile.model_dump(exclude_unset=True)
    return Profile.model_validate(data | {"upgrade": upgrade})


def timed(work: Callable[[], Any], runs: int) -> tuple[float, Any]:
    found, result = [], None
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        found.append(time.perf_counter() - start)
    return median(found), result


def told(lego: Lego) -> str:
    sizes = Counter(combo.size for combo in lego.combos if combo.state == "ready")
    states = Counter(combo.state for combo in lego.combos)
    most = lego.loads[0][1] if lego.loads else 0
    parts = [f"{n} of {size}" for size, n in sorted(sizes.items())]
    parts += [f"{n} {state}" for state, n in sorted(states.items()) if state != "ready"]
    return f"{', '.join(parts)}; {len(lego.loads)} partners, at most {most} demands each"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    usual = make_community(500, 100, (2, 4))
    seconds, lego = timed(lambda: make_lego(usual, TODAY), runs)
    row(
        f"500 partners x 100 demands of 3 to 5 bricks ({told(lego)})",
        f"{seconds:.3f} s",
        "0.2 s",
        seconds <= 0.2,
    )
    ours, sizes = timed(lambda: by_deepening(usual), runs)
    plain, others = timed(lambda: by_subsets(usual), runs)
    row(
        f"the smallest sizes alone, equal to all subsets: {sizes == others}",
        f"{ours:.3f} s",
        "–",
        sizes == others,
    )
    row("the same by trying all subsets", f"{plain:.3f} s, we take {ours / plain:.2f} x", "–", True)
    crowd = make_community(500, 100, (2, 4), others=99_500)
    seconds, _ = timed(lambda: make_lego(crowd, TODAY), runs)
    row("the same partners among 100,000 members", f"{seconds:.3f} s", "–", True)
    hard = make_community(1_000, 200, (12, 12))
    seconds, lego = timed(lambda: make_lego(hard, TODAY), 1)
    row(f"1,000 partners x 200 demands of 13 bricks ({told(lego)})", f"{seconds:.1f} s", "–", True)
    profile = with_prices(usual.profile)
    today = Today((("member", 5_000), ("partner", 500)), 500, 300, 0.4, 12)
    began = time.process_time()
    seconds, found = timed(lambda: make_scenarios(profile, today), runs)
    cpu = (time.process_time() - began) / runs
    assert found.result is not None
    row(
        f"scenarios: three ways, {found.result.draws:,} draws each",
        f"{seconds:.3f} s ({cpu:.3f} s CPU)",
        "0.5 s",
        seconds <= 0.5,
    )


if __name__ == "__main__":
    main()
