"""Real people or slots: whoever is named as tonight's newcomer waits for the next evening; nobody else does."""

from datetime import timedelta
from itertools import product

import pytest

from community_playbook.community.community import Community
from community_playbook.community.people import LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.images.cards import Cards
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.game.boards import enough_deeds
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.outputs.say.text import strip
from community_playbook.plan.arrivals import evening_near
from community_playbook.plan.clock import DAYS
from community_playbook.plan.game.share import make_share
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import DAY, planned
from making import TODAY, profile
from sweeps import swept

WELCOME = 5
"""The first tactics are about newcomers."""
KEY = b"k" * 32


def said(frame):
    """All steps and messages of the tactics about newcomers."""
    views = [tactic_view(frame, c) for c in frame.plan.choices if c.number <= WELCOME]
    steps = [strip(text) for view in views for step in view.steps for text in (step.text, step.note)]
    return "\n".join([*steps, *(line for view in views for bubble in view.messages for line in bubble.lines)])


def frame_of(community, later=0, language="zh"):
    plan = make_plan(community, load_library(), TODAY + timedelta(later))
    return Frame(plan, community, load_library(), words(language))


def small(new, **parts):
    """Sixty regulars of one trade, and the newcomers; Tuesdays are join evenings, TODAY is a Sunday."""
    old = [
        Member(f"o{n}", f"老成员{n:02d}", city="chengdu", industry="茶", consent=True, tier="member")
        for n in range(60)
    ]
    parts = {"onboarding": {"newcomers_per_week": 6, "evenings": ["tue"]}} | parts
    return Community(profile(**parts), (*old, *new), ())


SEEN = {("lighthouse", 2), ("lighthouse", 9), ("bazaar", 0), ("devguild", 3), ("metropolis", 0)}
LATER = product(("lighthouse", "bazaar", "devguild", "metropolis"), (0, 2, 3, 9))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "later"), swept(LATER, lambda name, later: (name, later) in SEEN))
def test_nobody_who_came_before_stands_in_for_a_newcomer(name, later):
    """The joined of the last eight weeks are named in no word about newcomers, but for those who wait."""
    day = DAY + timedelta(later)
    community = planned(name).community
    frame = frame_of(community, (day - TODAY).days, community.profile.languages[0])
    found = frame.facts.newcomers
    since = evening_near([DAYS.index(d) for d in found.evening_list], day, -1)
    text = said(frame)
    here = {m.shown for m in community.members if not m.joined or m.joined < day - timedelta(weeks=9)}
    came = [m for m in community.members if m.joined and day - timedelta(56) < m.joined <= (since or day)]
    assert came
    waits = {arrival.newcomer.id for arrival in found.arrivals}  # the last evening had no room for them
    named = {m.name for m in came if len(m.name) > 2 and m.id not in waits} - here
    assert not any(name in text for name in named)
    assert found.newcomer_known == any(a.newcomer.name for a in found.arrivals)
    assert found.tonight == (len(found.arrivals) or found.newcomers_evening)


@pytest.mark.parametrize(
    ("language", "slot", "about"), [("zh", "〔新人昵称〕", "约 6"), ("en", "[newcomer]", "bout 6")]
)
def test_where_nobody_is_entered_there_is_a_slot_and_the_average_says_that_it_is_one(language, slot, about):
    came = [Member(f"n{n}", f"上周来的{n}", industry="咖啡", joined=TODAY - timedelta(7)) for n in range(4)]
    frame = frame_of(small(came), language=language)
    text = said(frame)
    assert slot in text
    assert about in text
    assert "咖啡" not in text
    assert "上周来的" not in text
    assert frame.spoken["batch"] == ""
    assert frame.spoken["tonight_said"] == words(language)("slots.how_many")


@pytest.mark.parametrize(("language", "about"), [("zh", "约 6"), ("en", "bout 6")])
def test_those_who_wait_are_counted(language, about):
    """Two are entered where six come as a rule; one with a joining day ahead."""
    new = [
        Member("n1", "新来的甲", industry="咖啡", joined=TODAY),
        Member("n2", "新来的乙", industry="咖啡", joined=TODAY + timedelta(2)),
        Member("n3", "下周的丙", industry="书店", joined=TODAY + timedelta(9)),
    ]
    frame = frame_of(small(new), language=language)
    text = said(frame)
    assert (frame.spoken["tonight"], frame.spoken["tonight_people"], frame.spoken["tonight_said"]) == (
        2,
        "2",
        "2",
    )
    assert "新来的甲" in text
    assert "下周的丙" not in text
    assert "书店" not in frame.spoken["batch"]
    assert about not in text


def test_one_who_waits_is_one():
    frame = frame_of(small([Member("n1", "新来的甲", industry="咖啡", joined=TODAY)]))
    assert "来一位新朋友：新来的甲" in said(frame)


def test_nameless_newcomers_are_a_slot_never_an_id():
    frame = frame_of(small([Member("wxid_77", joined=TODAY)]))
    text = said(frame)
    assert "wxid_77" not in text
    assert "〔新人昵称〕" in text


def test_an_old_roster_has_nobody_who_waits_today():
    new = [Member("n1", "新来的甲", industry="咖啡", joined=TODAY)]
    assert "新来的甲" not in said(frame_of(small(new), later=60))


@pytest.mark.parametrize("waits", [True, False])
def test_only_who_waits_has_a_welcome_card_of_the_evening(waits):
    new = Member("n1", "新来的甲", joined=TODAY - timedelta(0 if waits else 20), consent=True)
    frame = frame_of(small([new], onboarding={"evenings": ["tue"], "intro_fields": ["称呼", "城市"]}))
    share = make_share(frame.plan.game, frame.community, KEY, TODAY, frame.facts.waiting)
    page = next(page for page in share.members if page.shown_name == "新来的甲")
    assert page.fresh
    assert page.waits == waits
    texts = Cards(frame, share).welcome(page, "1:1", False).texts
    clock = words("zh")("pictures.welcome.foot", clock=frame.clock("join_start"))
    assert (texts["foot"] == clock) == waits
    assert bool(texts["labels"]) == waits


@pytest.mark.parametrize(("deeds", "much"), [(4, False), (40, True)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_star_is_told_how_often_only_where_that_is_often(deeds, much, language):
    rows = tuple(
        sorted(
            LedgerEntry(TODAY - timedelta(n * 7 % 27 + 1), "o1", "answer", 1, None, "") for n in range(deeds)
        )
    )
    community = Community(small([]).profile, small([]).members, rows)
    frame = frame_of(community, language=language)
    view = tactic_view(frame, next(c for c in frame.plan.choices if c.id == "stars"))
    text = "\n".join(line for bubble in view.messages for line in bubble.lines)
    assert (str(deeds) in text) == much


@pytest.mark.parametrize(
    ("lacks", "named"), [(15, "答疑 3 次"), (20, "写文章 1 次"), (3, "答疑 1 次"), (500, "写文章 25 次")]
)
def test_one_step_from_the_board_costs_as_little_as_possible(lacks, named):
    """15 points: three answers, not an article; 500 points are more answers than a week has room for."""
    rules = [
        {"action": "article", "points": 20, "daily_cap": 4},
        {"action": "answer", "points": 5, "daily_cap": 4},
        {"action": "sale", "amount": True},
    ]
    frame = frame_of(small([], points={"mode": "ledger", "rules": rules}))
    assert named in enough_deeds(frame, lacks)
