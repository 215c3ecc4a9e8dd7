"""The pages of the roadmap: what a reader finds first, for every example, in both languages."""

import html
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest
from pydantic import BaseModel

from community_playbook.assets import asset
from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.community.profile import Profile
from community_playbook.community.values import Part
from community_playbook.intake.library import load_library
from community_playbook.outputs.pages.desk import Desk
from community_playbook.outputs.pages.render import render_page, render_steps
from community_playbook.outputs.pages.table import PAGES
from community_playbook.outputs.plan_json import plan_data, plan_json
from community_playbook.outputs.printing.ink import Ink
from community_playbook.outputs.printing.road import road_sheet
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.roadmap.assumed import assumptions_view
from community_playbook.outputs.say.roadmap.walls import courses
from community_playbook.outputs.say.roadmap.ways import ticks
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from example_plans import NAMES, example_frame
from making import TODAY, profile

EXAMPLES = asset("examples")
PEOPLE_STEPS = ("open", "host", "carry", "follow")
STEPS = ("core-value", "exchange", "integration", "new-offer", "not-now")
LIBRARY = load_library()


def made(language="zh", people=(), hours=10.0, **parts) -> Frame:
    community = Community(profile("knowledge", hours, **parts), tuple(people))
    return Frame(make_plan(community, LIBRARY, TODAY), community, LIBRARY, words(language))


PEOPLE = ("trailmates", "newborn", "metropolis")
"""Examples whose road leads to people."""
BUSINESS = tuple(name for name in NAMES if name not in PEOPLE)


def roadmap_pages(frame: Frame) -> list[tuple[str, bytes]]:
    desk = Desk(frame)
    overview = next(row for row in PAGES if row.key == "roadmap" and row.there(desk))
    return [("roadmap.md", render_page(desk, overview)), *render_steps(desk)]


def texts_of(frame: Frame) -> dict[str, str]:
    """Each page as a reader sees it, one blank between its parts."""
    return {
        path: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())
        for path, page in roadmap_pages(frame)
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_example_has_a_useful_page(name, language):
    """An answer as the heading, four steps with their gates, something to do with a date, and the steps' pages."""
    frame = example_frame(name, language)
    pages = texts_of(frame)
    people = frame.plan.roadmap.people is not None
    ids = PEOPLE_STEPS if people else STEPS
    assert list(pages) == ["roadmap.md", *(f"roadmap-{step}.md" for step in ids)]
    page, roadmap = pages["roadmap.md"], frame.plan.roadmap
    for step in roadmap.stage.steps:
        assert frame.words.get("roadmap.step_names")[step.id] in page
    assert roadmap.days.dated or roadmap.days.waiting  # where no hour is left, it is said what waits for one
    for found in roadmap.days.dated:
        assert frame.day(found.day) in page
    for step in ids:
        assert frame.words("roadmap.step.worksheet") in pages[f"roadmap-{step}.md"]
    for text in pages.values():
        assert "None" not in text and "Decimal" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_first_combination_and_missing_brick_of_the_lighthouse(language):
    """Both stand before the gates, with names, the day to meet, and what the brick opens."""
    frame = example_frame("lighthouse", language)
    text = texts_of(frame)["roadmap.md"]
    top = text[: text.index(frame.words("roadmap.gates.title"))]
    first, missing = frame.plan.roadmap.lego.first, frame.plan.roadmap.lego.missing[0]
    assert first is not None
    assert first.name in top
    assert all(frame.name(seat.member) in top for seat in first.team)
    assert frame.day(date(2026, 12, 10)) in top
    assert missing.skill in top and "政企投标" in top and "区县政府电商培训" in top


def test_the_lighthouse_compares_three_ways():
    frame = example_frame("lighthouse", "zh")
    page = texts_of(frame)["roadmap.md"]
    for text in (
        "三种走法",
        "不是预测",
        "3,784,270 元",
        "20,000 次",
        "6,800 元 · 10 位",
        "upgrade.gates.owner_share",
    ):
        assert text in page
    assert "0% 只因为你写的最少人数（10 位）已经过了保本的 10 位" in page


@pytest.mark.slow
def test_a_number_of_the_profile_is_no_assumption():
    partner = {"price": [9000], "joins": [5, 9, 20]}
    for own in ({}, {"gates": {"got": 2}, "lego": {"hours_each": [3, 4, 5]}}):
        frame = made(people=PARTNERS, upgrade={"partner": partner, "demands": DEMANDS, **own})
        page = texts_of(frame)["roadmap.md"]
        assert ("upgrade.gates.got" in page) == (not own)
        assert ("upgrade.lego.hours_each" in page) == (not own)


def is_field(path: str) -> bool:
    """The dotted path of a field that an operator can write into the profile."""
    model = Profile
    for name in path.split("."):
        if name not in model.model_fields:
            return False
        parts = [model.model_fields[name].annotation, *get_args(model.model_fields[name].annotation)]
        model = next((p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)), Part)
    return True


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_assumption_names_the_field_that_replaces_it(language):
    """No number is built in: with and without figures, whatever the example."""
    silent = {"partner": {"price": [9000], "joins": [5]}, "demands": DEMANDS}
    frames = [example_frame(name, language) for name in BUSINESS]
    frames.append(made(language, PARTNERS, upgrade=silent))
    for frame in frames:
        rows = assumptions_view(frame).rows
        assert len({row.where for row in rows}) == len(rows) > 15
        for row in rows:
            assert is_field(row.where), row
    assert "upgrade.scenario.cost_share" in {row.where for row in rows}
    assert not is_field("upgrade.scenario.nothing") and not is_field("ours")


def test_partners_who_leave_are_told_beside_the_bars():
    """Ten hours, six each, nine of ten of a year: 5.4 hours, 96 at most. The cost is what one pays less, too."""
    partner = {"price": [9800], "joins": [5, 25, 60], "cost_each": 800, "fee_lost_each": 365,
               "hours_each_per_year": 6}  # fmt: skip
    upgrade = {"partner": partner, "scenario": {"partners_stay": 0.8}}
    page = texts_of(made(upgrade=upgrade))["roadmap.md"]
    assert "每位的成本 1,165 元" in page
    assert "其中 80% 留满一年，所以每位按 90% 算。" in page and "每位要 5.4 小时" in page
    assert "留满一年的新合伙人（早走的算半年） 你写的 80%" in page
    every = texts_of(made(upgrade={"partner": partner}))["roadmap.md"]
    assert "留满一年，所以" not in every


LETTERS = {"zh": ("〔那一句核心价值〕", "〔想换的资源〕"), "en": ("[Your one sentence]", "[resource]")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_letters_use_the_operators_words_and_slots_where_there_are_none(language):
    upgrade = {"core_value": " a few owners who\n help each other. ", "wanted_resources": ["a hall", "A bus"],
               "resources_got": ["a bus"]}  # fmt: skip
    for own in ({}, upgrade):
        frame = made(language, upgrade=own)
        step = {entry.id: frame.folder(entry) for entry in LIBRARY.stages}
        announce = step["core-value"].message("announce")
        channel, asked = step["exchange"].message("channel"), step["exchange"].message("members-first")
        core, wanted = LETTERS[language] if not own else ("A few owners who help each other", "a hall")
        assert core in announce and core in channel and f"{core}." not in announce + channel
        assert wanted in announce
        assert ("a hall" in asked) == bool(own)
        assert ("a bus" in announce.lower()) == ("a bus" in step["exchange"].message("thanks")) == bool(own)
        assert "A bus" not in announce


DEMANDS = [
    {"name": "一单", "industry": "餐饮", "skills": ["直播", "设计"]},
    {"name": "二单", "industry": "餐饮", "skills": ["投标"]},
]
PARTNERS = (
    Member(id="p1", name="甲", industry="餐饮", skills=("直播",), tier="partner"),
    Member(id="p2", name="乙", industry="电商", skills=("设计",), tier="partner"),
    Member(id="m1", name="丙", industry="餐饮", skills=("投标",), tier="member"),
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_should_not_upgrade_is_told_so_first(language):
    """The sentence and what to do instead stand above all else, and nobody is invited or recruited."""
    bad = {"price": [100], "joins": [1, 2, 3], "cost_each": 400, "hours_each_per_year": 40}
    frame = made(language, PARTNERS[:1], upgrade={"partner": bad, "demands": DEMANDS})
    pages = texts_of(frame)
    top = pages["roadmap.md"][: pages["roadmap.md"].index(frame.words("roadmap.next.title"))]
    assert frame.words("roadmap.wait.title") in top
    assert frame.folder(LIBRARY.not_now).meta["short"] in top
    paper = "".join(run["t"] for run in road_sheet(frame, Ink())["call"])
    assert paper.startswith(frame.words("roadmap.wait.title"))
    assert frame.folder(LIBRARY.not_now).meta["short"] in paper
    assert frame.words("roadmap.next.none_wait") in pages["roadmap.md"]
    assert frame.words("roadmap.gap.none_wait") in pages["roadmap.md"]
    assert frame.words("roadmap.gap.letter") not in pages["roadmap.md"]


def test_whom_to_ask_first():
    """The missing brick names the member who has it; that name stands in the wall too."""
    page = texts_of(made(people=PARTNERS, upgrade={"demands": DEMANDS}))["roadmap.md"]
    assert "招一位餐饮行业里会“投标”的人" in page
    assert "先问自己的成员 1 丙 同行业" in page
    assert "先问丙" in page


def test_money_of_the_share_sheet_is_exact():
    """18,000: a third, to the cent, and what rounding leaves stays with the community: all of it is given out."""
    upgrade = {
        "partner": {"price": [9000], "joins": [5, 9, 20]}, "demands": DEMANDS,
        "lego": {"project_value": [5000, 10000.01, 20000]},
    }  # fmt: skip
    page = texts_of(made(people=PARTNERS, upgrade=upgrade))["roadmap.md"]
    sheet = page[page.index("份额单") :]
    found = [Decimal(n.replace(",", "")) for n in re.findall(r"33\.3[34]% ([\d,.]+) 元", sheet)]
    assert len(found) == 3 and sum(found) == Decimal("10000.01")


def test_walls_have_a_brick_for_each_skill():
    """Twelve skills in rows of three, each person above the own skills, the missing one dashed."""
    skills = [f"技能{i}" for i in range(12)]
    people = [
        Member(id=f"p{i}", name=f"人{i}", skills=(s,), tier="partner") for i, s in enumerate(skills[:-1])
    ]
    frame = made(people=people, upgrade={"demands": [{"name": "大单", "skills": skills}]})
    combo = frame.plan.roadmap.lego.combos[0]
    rows = courses(frame, combo)
    assert [row.n for row in rows] == [3, 3, 3, 3]
    assert sum(who.span for row in rows for who in row.people) == 12
    assert [(s.word, s.gap) for s in rows[-1].skills][-1] == ("技能11", True)
    assert rows[-1].people[-1].gap and rows[-1].people[-1].name == "缺一人"


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [("0", "660000", 0, 800_000), ("-7400", "-6500", -8000, 0), ("-500", "100", -600, 200), ("0", "0", 0, 1)],
)
def test_ticks_hold_all_bars(low, high, first, last):
    found = ticks(Decimal(low), Decimal(high))
    assert (found[0], found[-1]) == (first, last) or (found[0] <= Decimal(low) and found[-1] >= Decimal(high))
    assert Decimal(0) in found and 2 <= len(found) <= 8
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_plan_json_has_the_roadmap():
    data = plan_data({"zh": example_frame("lighthouse", "zh")}, (), "0")
    road = data["roadmap"]
    assert road["lego"]["first"]["name"] == "连锁茶饮私域陪跑"
    assert road["scenarios"]["result"]["partner"]["net"]["p50"] == "213003"
    assert [gate["ok"] for gate in road["stage"]["steps"][1]["gates"]] == [False, True, True]
    assert road["days"]["dated"][0]["day"] == "2026-11-23"
    assert plan_json(data) == plan_json(data)


def test_names_of_strangers_stay_text():
    bait = "<img src=x onerror=1>{{ 7*7 }}**b**"
    demands = [{"name": bait, "industry": bait, "skills": [bait, "设计"]}]
    people = [Member(id="p1", name=bait, industry=bait, skills=(bait,), tier="partner"),
              Member(id="p2", name="乙", skills=("设计",), tier="partner")]  # fmt: skip
    upgrade = {"core_value": bait, "wanted_resources": [bait], "demands": demands}
    for _, page in roadmap_pages(made(people=people, upgrade=upgrade)):
        assert b"<img" not in page and b"{{" not in page and b"**b**" not in page
    assert bait in texts_of(made(people=people, upgrade=upgrade))["roadmap.md"]
