"""What was earned stays earned: a rule that changes the past is told at the next build, with its repair."""

from datetime import date
from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.community.rewards import PointRule
from community_playbook.plan.game.history import rewrites
from community_playbook.words import words

pytestmark = pytest.mark.slow

PROFILE = """community: {name: x, kind: knowledge}
operator: {hours_per_week: 3}
members: members.csv
ledger: ledger.csv
points:
  mode: ledger
  rules:
RULES
badges: [{id: kind, name: 好人, given: [{member: GIVEN, day: 2026-11-01, reason: 帮了三位新人}]}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text("id,name\n1,小美\n2,阿强\n", "utf-8")
    (tmp_path / "ledger.csv").write_text(
        "date,id,action\n2026-11-18,1,article\n2026-11-19,2,article\n2026-12-24,2,article\n", "utf-8"
    )
    return tmp_path


def build(folder: Path, *rules: str, day: int = 22, given: str = "1") -> list[str]:
    text = PROFILE.replace("RULES", "\n".join(f"    - {{{rule}}}" for rule in rules)).replace("GIVEN", given)
    (folder / "profile.yml").write_text(text, "utf-8")
    result = app.build(
        folder / "profile.yml", None, app.Options(date(2026, 11, day), pictures="none", paper=False)
    )
    return [p.code for p in result.problems]


OLD = "action: article, points: 20, from: 2026-01-01"


def test_a_changed_weight_is_told_and_a_new_rule_is_not(folder):
    assert build(folder, OLD) == ["W227"], "only the row that has not come yet"
    assert build(folder, OLD, "action: article, points: 30, from: 2026-11-23", day=23) == ["W227"]
    assert "W181" in build(folder, "action: article, points: 25, from: 2026-01-01", day=24)
    assert "W181" not in build(folder, "action: article, points: 25, from: 2026-01-01", day=25), "said once"


def test_the_sentence_says_what_to_write(folder):
    build(folder, OLD)
    text = PROFILE.replace("RULES", "    - {action: article, points: 5}").replace("GIVEN", "1")
    (folder / "profile.yml").write_text(text, "utf-8")
    problems = app.build(
        folder / "profile.yml", None, app.Options(date(2026, 11, 22), pictures="none", paper=False)
    ).problems
    told = next(p for p in problems if p.code == "W181")
    assert "from: 2026-11-23" in words("zh").problem(told)
    assert "from: 2026-11-23" in words("en").problem(told)
    assert told.place.line > 1


def test_an_output_folder_of_somebody_else_is_no_reason_to_fail(folder):
    build(folder, OLD)
    for broken in ("", "[]", "{}", '{"profile": {"points": {"rules": 3}}, "facts": {"today": "x"}}'):
        (folder / "out" / "plan.json").write_text(broken, "utf-8")
        assert "W181" not in build(folder, OLD, day=23)


def test_a_badge_for_nobody_is_told(folder):
    assert "W180" in build(folder, OLD, given="7")
    assert "W180" not in build(folder, OLD, given="2", day=23)


def rule(**parts: object) -> PointRule:
    return PointRule.model_validate({"action": "a", "points": 1, **parts})


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([rule()], [rule()], False),
        ([rule()], [rule(), rule(points=2, **{"from": "2026-11-23"})], False),
        ([rule()], [rule(), rule(points=2, **{"from": "2026-11-22"})], True),
        ([rule()], [rule(**{"to": "2026-11-22"})], False),
        ([rule()], [rule(**{"to": "2026-11-21"})], True),
        ([rule()], [rule(daily_cap=3)], True),
        ([rule()], [rule(name="写")], False),
        ([rule()], [], True),
        ([rule(points=None, amount=True)], [rule()], True),
    ],
)
def test_what_rewrites_the_past(old, new, told):
    assert bool(rewrites(old, new, date(2026, 11, 22))) is told


def test_a_check_finds_what_a_build_finds(folder):
    build(folder, OLD)
    text = PROFILE.replace("RULES", "    - {action: article, points: 5}").replace("GIVEN", "1")
    (folder / "profile.yml").write_text(text, "utf-8")
    options = app.Options(date(2026, 11, 22), pictures="none", paper=False)
    checked = [p.code for p in app.plan_only(folder / "profile.yml", options).problems]
    assert "W181" in checked
    assert checked == [p.code for p in app.build(folder / "profile.yml", None, options).problems]
