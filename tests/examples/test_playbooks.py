"""The six examples as a reader gets them: strict, the same bytes every time, and different where they should be."""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.plan.plan import Plan
from example_plans import DAY, EXAMPLES, NAMES, planned
from example_sites import example_build, records

pytestmark = pytest.mark.slow

LARGE = ("lighthouse", "metropolis", "bazaar")
TWICE = [
    pytest.param(name, "en" if name == "devguild" else "zh", marks=[pytest.mark.sweep] * (name in LARGE))
    for name in reversed(NAMES)  # another process begins to build the first
]
"""Which language is made a second time: the other one differs by its words alone. Every run plans the three large ones
twice; the longer one builds them twice, too."""


def tree_digest(out: Path) -> str:
    """Of all bytes but the marker's: it names the digest of the inputs, which differ when rows are shuffled."""
    digest = hashlib.sha256()
    for path in sorted(p for p in out.rglob("*") if p.is_file() and p.name != ".community-playbook.json"):
        digest.update(str(path.relative_to(out)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def shuffled(example: Path, folder: Path, dice: random.Random) -> Path:
    """A copy of an example with the rows of its CSV tables in another order (header and 合计 row kept)."""
    copy = folder / "shuffled"
    shutil.copytree(example, copy, ignore=shutil.ignore_patterns("out", "done"))
    for path in copy.glob("*.csv"):
        rows = records(path.read_bytes())
        filled = [sum(bool(cell.strip()) for cell in re.split(rb"[,;\t]", row)) for row in rows]
        head = next(i for i, count in enumerate(filled) if count > 2) + 1  # a title fills one cell
        total = [row for row in rows[head:] if "合计".encode("gb18030") in row or "合计".encode() in row]
        body = [row for row in rows[head:] if row not in total and row.strip()]
        before = list(body)
        dice.shuffle(body)
        assert body != before
        path.write_bytes(b"".join([*rows[:head], *body, *total]))
    return copy


@pytest.mark.parametrize(("name", "language"), TWICE)
def test_the_same_bytes_whatever_the_hash_seed_and_the_order_of_rows(
    name, language, tmp_path_factory, tmp_path
):
    """As it is, in this process with its own seed; and with rows shuffled, in another, with the same key."""
    example = example_build(name, language, tmp_path_factory, whole=True)
    other = shuffled(example, tmp_path, random.Random(7))
    command = [sys.executable, "-m", "community_playbook", "build", str(other / "profile.yml")]
    options = ["--strict", "--lang", language, "--today", str(DAY), "--pictures", "boards"]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert tree_digest(other / "out") == tree_digest(example / "out")


@pytest.mark.parametrize("name", LARGE)
def test_a_large_one_is_planned_the_same_whatever_the_order_of_rows(name, tmp_path):
    other = shuffled(EXAMPLES / name, tmp_path, random.Random(7))
    again = app.plan_only(other / "profile.yml", app.Options(DAY, strict=True))
    assert repr(again.plan) == repr(planned(name).plan)


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    made = {name: planned(name).plan for name in NAMES}
    return {name: plan for name, plan in made.items() if plan}


def states(plan: Plan) -> dict[str, str]:
    return {c.id: c.state for c in plan.choices}


def running(plan: Plan) -> set[str]:
    return {c.id for c in plan.choices if c.state in ("now", "next")}


def test_how_loud_each_one_is_run(plans):
    """A shop is warm, a school calm, a beginner and a circle of friends quiet."""
    verdicts = {name: plan.diagnosis.verdict for name, plan in plans.items()}
    assert verdicts["bazaar"] == "heavy"
    assert verdicts["newborn"] == verdicts["trailmates"] == "light"
    assert verdicts["lighthouse"] == verdicts["metropolis"] == "standard"
    assert plans["lighthouse"].diagnosis.score < plans["bazaar"].diagnosis.score


def test_what_each_one_does_first(plans):
    """Friends meet; a shop keeps score and builds chains; a school introduces and builds up stars."""
    assert "small-meetups" in running(plans["trailmates"])
    assert {"welcome-chain", "points-and-teams"} <= running(plans["bazaar"])
    assert {"join-window", "introduce-newcomers", "stars"} <= running(plans["lighthouse"])
    assert states(plans["lighthouse"])["welcome-chain"] == "no"
    assert len({frozenset(running(p)) for p in plans.values()}) >= 4, "too many communities get the same plan"


def test_what_each_one_leaves_alone(plans):
    assert states(plans["trailmates"])["points-and-teams"] == "no"
    assert states(plans["trailmates"])["rotation"] == "no"
    assert states(plans["newborn"])["points-and-teams"] == "no"
    assert states(plans["devguild"])["rotation"] == "no"


def test_where_the_hours_do_not_reach(plans):
    """30 groups and 10 hours: what does not fit says how much is missing."""
    late = [c.refusal for c in plans["metropolis"].choices if c.state == "later"]
    assert any(r.reason == "hours" and r.wanted > r.spare for r in late)
    assert plans["metropolis"].facts.flat["overfull"]
    assert not plans["lighthouse"].facts.flat["overfull"]


def test_names_come_from_the_tables(plans):
    lighthouse = plans["lighthouse"].facts.flat
    assert lighthouse["members"] == 5200
    assert lighthouse["newcomer_known"]
    assert lighthouse["match_known"]
    assert lighthouse["star_known"]
    assert not plans["newborn"].facts.flat["newcomer_known"]
    assert plans["devguild"].facts.flat["packet_mode"] == "none"
    assert plans["devguild"].facts.flat["activity"].deeds > 0


def test_no_week_costs_more_than_there_is(plans):
    for plan in plans.values():
        assert plan.week.owner_minutes <= plan.week.owner_capacity
        assert plan.week.helper_minutes <= plan.week.helper_capacity
