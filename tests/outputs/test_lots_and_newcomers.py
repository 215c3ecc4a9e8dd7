"""Those who trade stock lots are no household that buys: newcomers are told by what they were asked."""

import re
from datetime import date
from html import unescape

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.words import words

PROFILE = """\
today: {today}
community: {{name: {name}, kind: selling, platform: wechat, language: {language}}}
operator: {{hours_per_week: 14}}
rhythms: [deals]
groups: [{{id: one, name: {name}, members: 220}}]
onboarding: {{newcomers_per_week: 9}}
"""
HOUSEHOLD = {"zh": "小区|最常买|常买|袜", "en": r"\barea\b|buy most|what they buy|\bsocks?\b"}
ASKED = {"zh": "能供什么、缺什么", "en": "what you can supply in numbers, what you need"}


@pytest.mark.parametrize(("name", "language"), [("北纬三十", "zh"), ("The Lounge", "en")])
def test_newcomers_of_an_exchange_are_matched_by_supply_and_need(tmp_path, name, language):
    path = tmp_path / "profile.yml"
    path.write_text(PROFILE.format(today=date(2026, 11, 30), name=name, language=language), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    frame = Frame(found.plan, found.community, load_library(), words(language))
    view = tactic_view(frame, frame.plan.choice("introduce-newcomers"))
    told = unescape(str(view))
    assert ASKED[language] in told
    assert not re.search(HOUSEHOLD[language], told)
