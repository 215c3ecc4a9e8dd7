"""The pages of the points game: which there are, what they say, and whom they never name."""

import html
import re
from datetime import timedelta

import pytest

from community_playbook.assets import asset
from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.render import render_page
from community_playbook.outputs.pages.table import pages_of
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.boards import boards_view
from community_playbook.outputs.say.game.incentives import incentives_view
from community_playbook.outputs.say.game.nav import game_pages
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.plan.plan import make_plan
from community_playbook.usage import authored_languages, languages
from community_playbook.words import words
from example_plans import example_frame
from making import TODAY, profile

EXAMPLES = asset("examples")
LEDGER_EXAMPLES = ("lighthouse", "bazaar", "devguild", "metropolis")
RULES = {"mode": "ledger", "rules": [{"action": "article", "points": 20}]}


def made(language="zh", people=(), deeds=(), **parts) -> Frame:
    community = Community(profile("knowledge", 6, **parts), tuple(people), tuple(deeds))
    return Frame(make_plan(community, load_library(), TODAY), community, load_library(), words(language))


def text_of(frame: Frame) -> dict[str, str]:
    desk = Desk(frame)
    made = {f"{row.name}.md": render_page(desk, row) for row in pages_of(desk) if row.group == "game"}
    return {path: html.unescape(re.sub(r"<[^>]+>", " ", page.decode())) for path, page in made.items()}


@pytest.fixture(scope="module", params=LEDGER_EXAMPLES)
def example(request) -> str:
    return request.param


@pytest.mark.parametrize("language", languages())
@pytest.mark.slow
def test_the_message_names_nobody_without_consent(example, language):
    """The post holds no name, alias or id of anybody who did not consent."""
    frame = example_frame(example, language)
    posted = "\n".join(boards_view(frame).message.lines)
    open_names = {n for m in frame.community.members if m.consent for n in (m.name, m.alias) if n}
    secret = {
        n for m in frame.community.members if not m.consent for n in (m.name, m.alias, m.id) if len(n) > 2
    }
    secret -= open_names  # shared names say nothing about anybody
    assert len(open_names) > 100
    assert len(secret) > 100
    for name in (found for found in secret if found in posted):
        inside = any(name in other for other in open_names)  # 小鹿 in 小鹿在成都, who consents
        assert inside or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", posted), name


def test_a_masked_leader_is_named_on_no_line_to_post():
    people = [Member(f"m{i}", f"成员某{i}", consent=i > 0, city_text="x") for i in range(5)]
    deeds = [LedgerEntry(TODAY - timedelta(days=1), f"m{i}", "article", 9 - i, None, "") for i in range(5)]
    frame = made(people=people, deeds=deeds, points=RULES)
    view = boards_view(frame)
    assert view.message.lines[1].startswith("第 1 名：一位成员")
    assert "成员某0" not in "\n".join(view.message.lines)
    assert "成员某1" in "\n".join(view.message.lines)
    assert view.main.podium[0].name == "成员某0", "the operator has to know whom to pay"
    shown = made(people=people, deeds=deeds, points=RULES, publish={"show": "nobody"})
    assert "成员某" not in "\n".join(boards_view(shown).message.lines)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("platform", ["wechat", "discord"])
def test_the_board_is_posted_in_one_message(language, platform):
    """The page of boards and tactic 8 have the same lines; no stars, no letter, no deed of who did not agree."""
    people = [Member(f"m{i}", f"{'甲乙丙丁戊'[i]}某某", consent=i > 1) for i in range(5)]
    deeds = [LedgerEntry(TODAY - timedelta(days=1), f"m{i}", "article", 9 - i, None, "") for i in range(5)]
    frame = made(language, people=people, deeds=deeds, points=RULES, community={"platform": platform})
    view = boards_view(frame)
    tactic = tactic_view(frame, frame.plan.choice("points-and-teams"))
    board = next(bubble for bubble in tactic.messages if bubble.lines[0] == view.message.lines[0])
    assert list(board.lines) == list(view.message.lines)
    text = "\n".join(board.lines)
    assert not set("*甲乙") & set(text)
    assert words(language)("boards.somebody") in text
    assert "丙某某" in text
    action = words(language).get("actions")["article"]
    assert action not in text
    masked = next(line for line in view.main.podium if line.masked).masked
    assert words(language)("boards.somebody") in masked


def test_before_the_first_board_the_message_is_a_form():
    tactic = tactic_view(frame := made(points=RULES), frame.plan.choice("points-and-teams"))
    assert any("〔昵称〕〔分〕" in line for bubble in tactic.messages for line in bubble.lines)


def test_which_pages_there_are():
    none = made(points={"mode": "none"})
    platform = made(points={"mode": "platform"})
    ledger = made(points=RULES, badges=[{"id": "a", "name": "A", "when": {"action": "article"}}])
    assert game_pages(none) == ()
    assert game_pages(platform) == ("boards", "incentives")
    assert game_pages(ledger) == ("boards", "badges", "incentives", "points")
    assert list(text_of(ledger)) == ["boards.md", "badges.md", "incentives.md", "points.md"]


@pytest.mark.parametrize("language", authored_languages())
def test_the_platform_counts_and_nothing_is_asked_for(language):
    """`points.mode: platform`: its own function is recommended, no table is demanded."""
    offer = [{"name": "红包", "amount": 66, "for": {"rank": 3, "period": "week"}}]
    pages = text_of(made(language, points={"mode": "platform"}, incentives={"red_packet": offer}))
    assert set(pages) == {"boards.md", "incentives.md"}
    wanted = {"zh": "平台自带的积分", "en": "the platform keeps the points"}[language.split("-")[0]]
    assert wanted in pages["boards.md"]
    assert "ledger.csv" not in "".join(pages.values())


@pytest.mark.parametrize("language", languages())
def test_every_page_can_be_made_before_the_first_row(language):
    parts = {
        "points": RULES,
        "badges": [{"id": "a", "name": "A", "when": {"action": "article", "count": 3}}],
        "incentives": {"exposure": [{"name": "推荐位", "for": {"badge": "a"}}]},
    }
    for page in text_of(made(language, **parts)).values():
        assert "None" not in page


@pytest.mark.slow
def test_lighthouse_fits_and_its_generous_twin_does_not():
    fits = incentives_view(example_frame("lighthouse", "zh"))
    assert fits.state == "fits"
    assert fits.repair is None
    frame = example_frame("lighthouse", "zh", "generous.yml")
    over, game = incentives_view(frame), frame.plan.game
    assert over.state == "over"
    assert over.repair.lines
    assert game.repair is not None
    assert game.repair.cost <= game.cost.budget < game.cost.p90
    assert all(change.winners != 0 for change in game.repair.changes), "no offer is dropped without need"
    split = [w.split for group in over.winners for w in group.due if w.split]
    assert "超过单个上限，拆成 200 + 200 + 120" in split


def test_a_card_has_the_eight_terms_in_the_same_order():
    cards = incentives_view(example_frame("lighthouse", "zh")).cards
    order = ["谁可得", "数量", "条件", "价值", "周期", "领取", "主办", "截止"]
    assert len(cards) == 3
    for card in cards:
        assert [term.name for term in card.terms] == order
        assert all(term.text for term in card.terms)


def test_a_name_from_right_to_left_leaves_the_numbers_beside_it():
    people = [Member("a", "ליאת ברק", consent=True)]
    deeds = [LedgerEntry(TODAY, "a", "article", 1, None, "")]
    lines = boards_view(made("en", people=people, deeds=deeds, points=RULES)).message.lines
    assert lines[1] == "#1 \u2068ליאת ברק\u2069, 20 points"
