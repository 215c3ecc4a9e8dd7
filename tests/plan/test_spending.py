"""What buyers spend is nobody else's business: no amount of theirs leaves the operator's desk."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from community_playbook import app
from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.images.gallery import make_gallery
from community_playbook.outputs.images.studio import Style
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.boards import boards_view
from community_playbook.outputs.say.home import question_views
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.plan.game.share import make_share
from community_playbook.plan.game.spending import without_spending
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, profile
from share_samples import KEY, small_site

ORDER = {"action": "order", "name": "接龙成交额", "amount": True}
PHOTO = {"action": "photo", "points": 2}
AMOUNT = Decimal("398.17")


def shop(by=None, role="", kind="selling", rules=(), **parts):
    rule = ORDER | ({"by": by} if by else {})
    made = profile(kind, points={"mode": "ledger", "rules": [rule, PHOTO, *rules]}, **parts)
    people = tuple(Member(f"m{n}", f"邻居{n}", consent=True, role=role) for n in range(5))
    rows = [
        LedgerEntry(TODAY - timedelta(day), f"m{n}", "order", 1, AMOUNT * (n + 1), "")
        for n in range(5)
        for day in range(1, n + 2)
    ]
    return without_spending(Community(made, people, tuple(sorted(rows))))


def frame_of(community, language="zh"):
    return Frame(make_plan(community, load_library(), TODAY), community, load_library(), words(language))


@pytest.mark.parametrize(
    ("by", "role", "private"),
    [
        ("seller", "", False),
        ("seller", "seller", False),
        ("buyer", "seller", True),
        (None, "", True),
        (None, "member", True),
        (None, "热心邻居", True),
        (None, "seller", False),
    ],
)
@pytest.mark.parametrize("kind", ["selling", "knowledge"])
def test_whose_money_it_is(by, role, private, kind):
    """Said, or read from the roles; what nobody said is spending."""
    found = shop(by, role, kind)
    assert found.spending == (("order",) if private else ())
    assert found.unsaid == (() if by else ("order",))
    game = frame_of(found).plan.game
    assert (game.board("sales", "week") is None) == private
    asked = "by: seller" in " ".join(q.gain for q in question_views(frame_of(found)))
    assert asked == (by is None)


def test_a_role_that_few_have_says_nothing_of_the_others():
    found = shop("seller")
    people = tuple(Member(m.id, m.name, role="seller" if m.id == "m0" else "") for m in found.members)
    unsaid = profile("selling", points={"mode": "ledger", "rules": [ORDER]})
    assert without_spending(Community(unsaid, people, found.ledger)).spending == ("order",)


def test_buyers_are_ranked_by_orders():
    """Who ordered most often stands first, one point an order, in the words of the deed."""
    frame = frame_of(shop("buyer"))
    board = frame.plan.game.main
    assert board.id == "points"
    assert [(row.member, row.value) for row in board.rows] == [(f"m{n}", n + 1) for n in reversed(range(5))]
    assert "下单 1 分" in boards_view(frame).rules
    assert "成交额" not in boards_view(frame).rules


def test_points_that_a_buyers_rule_names_are_kept_and_an_action_counts_once():
    three = shop("buyer").profile
    made = profile("selling", points={"mode": "ledger", "rules": [ORDER | {"by": "buyer", "points": 3}]})
    assert without_spending(Community(made)).profile.points.rules[0].points == 3
    both = shop("buyer", rules=[{"action": "order", "points": 5}]).profile.points.rules
    assert [(rule.action, rule.points) for rule in both] == [("photo", 2), ("order", 5)]
    assert [rule.amount for rule in three.points.rules] == [False, False]


def test_nobody_wins_by_what_they_spent():
    prize = {"name": "红包", "amount": 5, "for": {"rank": 1, "period": "week", "board": "sales"}}
    frame = frame_of(shop("buyer", incentives={"red_packet": [prize]}))
    state = frame.plan.game.offers[0]
    assert state.offer.board == "points"
    assert [win.member for win in state.due] == ["m4"]


def test_without_money_nothing_changes():
    made = Community(profile("selling", points={"mode": "ledger", "rules": [PHOTO]}))
    assert without_spending(made) is made


@pytest.mark.parametrize("by", ["buyer", None])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_amount_of_a_buyer_leaves_the_desk(by, language):
    """The members' site, the words of the pictures, the message to post and the tactics hold no amount."""
    community = shop(by)
    frame = frame_of(community, language)
    share = make_share(frame.plan.game, community, KEY, TODAY)
    style = Style(
        colour="#0B6B4F", motif="beam", community="x", link="", logo="", fonts=(), mark="", folder=""
    )
    jobs = make_gallery(share, {language: frame}, style, KEY, {}).jobs
    assert any(job.picture.kind == "leaderboard" for job in jobs)
    posted = [line for bubble in [boards_view(frame).message] for line in bubble.lines]
    said = [
        line
        for choice in frame.plan.choices
        for bubble in tactic_view(frame, choice).messages
        for line in bubble.lines
    ]
    pages = [page.decode("utf-8", "replace") for page in small_site(community, (language,))[1].values()]
    text = "\n".join([*posted, *said, *pages, *(str(job.picture.texts) for job in jobs)])
    amounts = {AMOUNT * (n + 1) * (n + 1) for n in range(5)} | {AMOUNT * (n + 1) for n in range(5)}
    for amount in amounts:
        assert f"{amount:,}" not in text
        assert not re.search(rf"(?<!\d){int(amount):,}(?!\d)", text)


def test_a_build_reads_the_rules_so(tmp_path):
    """The whole way from a file: the rule that says nothing is spending in everything that is made of it."""
    (tmp_path / "profile.yml").write_text(
        "community: {name: 团, kind: selling}\noperator: {hours_per_week: 3}\nledger: l.csv\nmembers: m.csv\n"
        "points:\n  mode: ledger\n  rules:\n    - {action: 下单, name: 成交额, amount: true}\n"
    )
    (tmp_path / "m.csv").write_text("编号,昵称,角色\n1,甲,\n2,乙,\n3,丙,团长\n")
    (tmp_path / "l.csv").write_text("日期,编号,动作,金额\n2026-11-20,1,下单,398.17\n2026-11-21,2,下单,20\n")
    found = app.plan_only(tmp_path / "profile.yml", app.Options(TODAY))
    assert found.community.spending == ("下单",)
    assert found.plan.game.main.id == "points"
    assert not found.plan.facts.rewards.has_sales
    assert "398" not in str(app.plan_as_data(found, "zh")["pages"])
    (tmp_path / "l.csv").write_text("日期,编号,动作,金额\n2026-11-20,3,下单,398.17\n2026-11-21,3,下单,20\n")
    sold = app.plan_only(tmp_path / "profile.yml", app.Options(TODAY))
    assert sold.plan.game.main.id == "sales", "a 团长 sells"
