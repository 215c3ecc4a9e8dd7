"""A shared order that opens once a week, on a morning: it is announced before it opens, and its days are said."""

from pathlib import Path

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.today import today_view
from community_playbook.words import words

PROFILE = """\
today: 2026-11-22
community: {{name: Orchard Lane, kind: selling, language: {language}}}
operator: {{hours_per_week: {hours}, assistants: 1, assistant_hours_per_week: 4}}
rhythms: [{{id: group-buy, anchors: {{open: tue {opens}, cut: wed 20:00, arrive: fri 17:00}}}}]
groups: [{{id: one, name: One, members: 460}}]
"""


def week(home: Path, language: str, opens: str, hours: int) -> Frame:
    path = home / "profile.yml"
    path.write_text(PROFILE.format(language=language, opens=opens, hours=hours), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    return Frame(found.plan, found.community, load_library(), words(language))


@pytest.mark.parametrize("opens", ["10:00", "08:15", "20:30"])
def test_it_is_announced_before_it_opens(tmp_path, opens):
    steps = {s.job: s for s in week(tmp_path, "en", opens, 12).plan.agenda.steps if s.entry == "group-buy"}
    assert steps["warm"].day == steps["open"].day
    assert steps["warm"].start < steps["open"].start


@pytest.mark.parametrize(("language", "day"), [("en", "Wednesday"), ("zh", "周三")])
@pytest.mark.parametrize("hours", [3, 12])
def test_the_message_says_on_which_day_it_closes(tmp_path, language, day, hours):
    cues = [cue for page in today_view(week(tmp_path, language, "10:00", hours)).days for cue in page.cues]
    opened = next(c for c in cues if ".open." in c.step)
    assert any(day in "\n".join(said.lines) for said in opened.messages)
