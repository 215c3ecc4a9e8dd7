"""What a profile says of address, tone, days and dates, with values that nobody means: told or planned, never raised."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from community_playbook.cli import main

HEAD = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 6}\n"
EVIL = "<script>window.hit=1</script>{{7*7}}"
CAMP = "rhythms: [{{id: camp, anchors: {{start: {}, end: {}}}}}]"
TOLD = [
    CAMP.format("9999-12-31 20:00", "9999-12-31"),
    CAMP.format("0001-01-01", "2026-12-20"),
    CAMP.format("1999-12-31", "2026-12-20"),
    "rhythms: [{id: course, anchors: {publish: tue 24:00}}]",
    f"tone: '{EVIL}'",
    f"address: '{EVIL}'",
    "dates: [{what: x, from: 0001-01-01, to: 9999-12-31, kind: holidays}]",
]
PLANNED = [
    CAMP.format("2026-11-23 20:00", "2026-12-20"),
    CAMP.format("2000-01-01", "2099-12-31"),
    f"dates: [{{what: '{EVIL}', from: 2026-12-01, kind: exam}}]",
]


@pytest.mark.parametrize(("text", "code"), [*((text, 1) for text in TOLD), *((text, 0) for text in PLANNED)])
def test_odd_values_are_told_or_planned(text: str, code: int, tmp_path: Path) -> None:
    path = tmp_path / "profile.yml"
    path.write_text(HEAD + text + "\n", "utf-8")
    done = CliRunner().invoke(main, ["plan", str(path), "--today", "2026-11-22"])
    assert done.exit_code == code, done.output[-300:]
    assert code == 0 or "profile.yml:3" in done.output
