"""A camp without an exam, sports without a racket, a band without a workbench: no page speaks of another trade."""

import re
from datetime import date

import pytest

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.words import words
from small_examples import lines_of, pages_of

SUNDAY = date(2026, 11, 22)
PROFILE = """\
today: {today}
community: {{name: {name}, kind: interest, platform: {platform}, language: {language}}}
operator: {{hours_per_week: 14, assistants: 1, assistant_hours_per_week: 10}}
rhythms: [{rhythm}]
groups: [{{id: one, name: {name}, members: 90}}]
"""
CAMP = "{id: camp, anchors: {start: 2026-11-16 20:00, end: 2026-12-13}}"
ENDING = "{id: camp, anchors: {start: 2026-11-02 20:00, end: 2026-11-29}}"
EXAM = {
    "zh": "考试|考前|考完|备考|试卷|卷子|改卷|真题|错题|模考|摸底|分数|[一同本]科|科目|院校|上岸|保过|只留一支笔|讲题|做题|自习|班主任|分班|[一哪]章|同桌|同学",
    "en": r"\bexams?\b|past paper|leaked paper|placement paper|the paper\b|test score|one pen\b|study room|\bchapter|weakest section|\bLSAT|classmate|guarantee a pass",
}  # fmt: skip
RACKETS = {
    "zh": "双打|单打|反手|网前|球拍|拍子|羽毛球|几片|两片|一片场|那片场|[一二两几头第]盘|十一分|压线|捡球|循环赛",
    "en": r"\bdoubles\b|shuttle|\brackets?\b|\brall(y|ies)\b|backhand|\bcourts?\b|round robin",
}
BALLS = {
    "zh": RACKETS["zh"] + "|打球|踢球|球友|球和水|球馆|开打|打不打",
    "en": RACKETS["en"] + r"|\bballs?\b|\bpitch\b|the game\b|[Ff]irst game|\bplayers?\b",
}
BENCH = {
    "zh": "修你们|做坏|坏过|坏在|从哪一件|从那件|手艺|单件|做到哪一步|收口|买料|估价|修表|游丝",
    "en": r"\bbroke on you|which one brought|where yours broke|single piece|fix yours|same craft|clock repair|value things|half-made|broken (one|piece|step)|buy material",
}  # fmt: skip
COMMUNITIES = [
    ("岸上减脂营", "zh", "wechat", CAMP, EXAM),
    ("Fat Loss Four Weeks", "en", "whatsapp", CAMP, EXAM),
    ("减脂营冬季班", "zh", "wechat", ENDING, EXAM),
    ("五人制踢球群", "zh", "wechat", "session", RACKETS),
    ("Riverside Five-a-side", "en", "whatsapp", "session", RACKETS),
    ("周三瑜伽", "zh", "wechat", "session", BALLS),
    ("Wednesday Yoga", "en", "whatsapp", "session", BALLS),
    ("海蓝乐队粉丝群", "zh", "qq", "fans", BENCH),
    ("Blue Harbour Fan Club", "en", "discord", "fans", BENCH),
]
IDS = [f"{name}-{language}" for name, language, *_ in COMMUNITIES]


def frame(home, name, language, platform, rhythm):
    path = home / "profile.yml"
    filled = PROFILE.format(today=SUNDAY, name=name, language=language, platform=platform, rhythm=rhythm)
    path.write_text(filled, "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community and found.plan.topic
    return Frame(found.plan, found.community, load_library(), words(language))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language", "platform", "rhythm", "foreign"), COMMUNITIES, ids=IDS)
def test_nothing_is_said_that_belongs_to_another_trade(tmp_path, name, language, platform, rhythm, foreign):
    known = re.compile(foreign[language], re.I)
    for path, page in pages_of(frame(tmp_path, name, language, platform, rhythm)).items():
        lines = lines_of(page.body).splitlines() if page.body and path != "about.md" else []
        told = [line for line in lines if known.search(line) or "？。" in line]
        assert not told, f"{path}: {told}"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [("教资备考营", "zh", "把卷子给我"), ("Praxis Prep", "en", "Send me the paper")],
)
def test_a_camp_before_an_exam_speaks_of_it(tmp_path, name, language, said):
    made = pages_of(frame(tmp_path, name, language, "whatsapp", CAMP))
    assert any(said in lines_of(page.body) for page in made.values() if page.body)
