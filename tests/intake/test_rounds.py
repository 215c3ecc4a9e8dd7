"""What may be said of the rounds of a rhythm, and what is told of a slip in it."""

import pytest

from community_playbook import app
from community_playbook.problems import PlaybookError

PROFILE = """\
today: 2026-11-30
community: {{name: Lantern Street, kind: interest, platform: whatsapp, language: en}}
operator: {{hours_per_week: 4}}
groups: [{{id: one, name: One, members: 46}}]
rhythms:
  - id: {rhythm}
    anchors: {{{anchors}}}
    rounds:
"""
CASES = {
    "a day twice": (
        "session", "play: wed 20:00",
        ["{on: 2026-12-02, what: Doubles}", "{on: 2026-12-02, what: Singles}"],
        ("E181", 10, {"found": "2026-12-02", "first": "9:14"}),
    ),
    "off on a day on which there is none": (
        "session", "play: wed 20:00",
        ["{on: 2026-12-03, off: true}"],
        ("W154", 9, {"found": "2026-12-03", "near": "2026-12-02 / 2026-12-09"}),
    ),
    "before the camp": (
        "camp", "start: 2027-01-04 20:00, end: 2027-01-31",
        ["{on: 2026-12-20, what: Subject one}"],
        ("W154", 9, {"found": "2026-12-20", "near": "2027-01-04"}),
    ),
    "a gap that no message has": (
        "session", "play: wed 20:00",
        ["{on: 2026-12-02, what: Doubles, fill: {venu: Hall B}}"],
        ("W159", 9, {"found": "venu"}),
    ),
    "a list that begins anew each week": (
        "session", "play: wed 20:00",
        ["Doubles", "Singles"],
        ("W214", 9, {"found": "Doubles"}),
    ),
}  # fmt: skip


def told(home, rhythm, anchors, rounds):
    path = home / "profile.yml"
    lines = "".join(f"      - {one}\n" for one in rounds)
    path.write_text(PROFILE.format(rhythm=rhythm, anchors=anchors) + lines, "utf-8")
    try:
        found = app.plan_only(path, app.Options()).problems
    except PlaybookError as error:
        found = error.problems
    return [p for p in found if p.place]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_slip_is_told_where_it_stands(tmp_path, case):
    rhythm, anchors, rounds, (code, line, facts) = case
    found = [p for p in told(tmp_path, rhythm, anchors, rounds) if p.code == code]
    assert [(p.place.line, facts.items() <= p.facts.items()) for p in found] == [(line, True)]


def test_a_list_without_a_slip_is_told_nothing(tmp_path):
    rounds = [
        "{on: 2026-12-02, what: Doubles, fill: {venue: Hall B}}",
        "Singles",
        "{on: 2026-12-16, off: true}",
    ]
    assert not told(tmp_path, "session", "play: wed 20:00", rounds)
