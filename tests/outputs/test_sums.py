"""The sums of the week: right, in the operator's numbers and currency, and never nonsense however odd the community."""

import re
from itertools import product

import pytest

from community_playbook import app
from community_playbook.assets import asset
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_view
from community_playbook.outputs.say.sums import sums_of
from community_playbook.outputs.say.text import strip
from community_playbook.words import words

LIBRARY = load_library()
RHYTHMS = [rhythm.id for rhythm in LIBRARY.rhythms]
SIZES = (0, 1, 2, 3, 7, 13, 80, 480, 5000)
HANDS = ("{hours_per_week: 0.5}", "{hours_per_week: 20, assistants: 2, assistant_hours_per_week: 20}")
PROFILE = """\
today: 2026-11-22
community: {{name: Odd, kind: interest, platform: whatsapp, currency: EUR, topic: {topic}}}
operator: {hands}
goal: {goal}
tiers: {{member: {{price: 120}}}}
rhythms: [{{id: {rhythm}{numbers}}}]
onboarding: {{newcomers_per_week: {newcomers}}}
groups: [{{id: g, name: G, members: {members}}}]
"""
NOTHING = re.compile(r"(?<![\d.,:])0(?![\d.,:%])")
ONE_OF_MANY = re.compile(r"(?<![\d.,:])1 (?!plus)[a-z-]*[a-rt-z]s\b|\b1 people\b")
NONSENSE = re.compile(r"None|undefined|nan\b|\binf\b|(?<![\w\d])-\d|\{|\}|  ")


def frames(home, **said):
    usual = {
        "topic": "none",
        "hands": HANDS[1],
        "goal": "depth",
        "numbers": "",
        "newcomers": 2,
        "members": 80,
    }
    path = home / "profile.yml"
    path.write_text(PROFILE.format(**{**usual, **said}), "utf-8")
    found = app.plan_only(path, app.Options())
    assert found.plan and found.community
    assert not [p for p in found.problems if p.is_error], found.problems
    return {at: Frame(found.plan, found.community, LIBRARY, words(at)) for at in ("zh", "en")}


def lines(frame):
    return {line.id: (line.title, strip(line.text), strip(line.do), line.because) for line in sums_of(frame)}


@pytest.mark.slow
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_however_odd_the_community_no_sum_is_nonsense(rhythm, tmp_path):
    seen = set()
    for members, hands in product(SIZES, HANDS):
        few = {"newcomers": 0, "goal": "income"} if members % 2 else {}
        found = frames(tmp_path, rhythm=rhythm, members=members, hands=hands, **few)
        told = {at: lines(frame) for at, frame in found.items()}
        assert list(told["zh"]) == list(told["en"])
        for at, (id_, line) in ((at, line) for at, said in told.items() for line in said.items()):
            seen.add(id_)
            text = " ".join(line)
            assert all(line[:3]), (members, at, id_)
            assert not NONSENSE.search(text), text
            assert not NOTHING.search(text), text
            assert "¥" not in text, text
            assert "元" not in text.replace("元件", ""), text
            if at == "en":
                assert not ONE_OF_MANY.search(text), text
    assert len(seen) >= 2


@pytest.mark.parametrize("edge", ["low", "high"])
@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=RHYTHMS)
def test_whatever_is_believed_of_a_number_no_sum_is_nonsense(rhythm, edge, tmp_path):
    said = ", ".join(f"{one.id}: {getattr(one, edge):.10g}" for one in rhythm.sums.numbers)
    for topic in ("none", "badminton"):
        found = frames(tmp_path, rhythm=rhythm.id, topic=topic, numbers=f", numbers: {{{said}}}")
        for at, frame in found.items():
            for line in lines(frame).values():
                text = " ".join(line)
                assert not NONSENSE.search(text) and not NOTHING.search(text), text
                assert at != "en" or not ONE_OF_MANY.search(text), text


@pytest.mark.parametrize("rhythm", LIBRARY.rhythms, ids=RHYTHMS)
def test_each_number_is_used_by_a_sum(rhythm):
    folder = asset("playbook", "rhythms", f"{rhythm.entry.number:02}-{rhythm.id}")
    reckoned = (folder / "rhythm.yml").read_text("utf-8").partition("\nreckon:")[2].partition("\nsums:")[0]
    for one in rhythm.sums.numbers:
        assert one.low < one.high
        assert any(one.id in rests for rests in rhythm.sums.rests.values()), one.id
        for texts in rhythm.entry.texts.values():
            told = [text for (band, _), text in texts.body.items() if band == "sums"]
            assert re.search(rf"\b{one.id}\b", "\n".join([reckoned, *told])), one.id


def test_two_courts_for_eighty_people_and_what_each_pays(tmp_path):
    said = ", numbers: {place_price: 60, kit: 40}"
    found = frames(tmp_path, rhythm="session", topic="badminton", numbers=said, hands="{hours_per_week: 2}")
    told = lines(found["en"])
    assert told["places"][1:3] == (
        "Of 80 people, 10 to 14 come to a session, we reckon. At 6 to a court, that is 2 courts for 2 hours.",
        "Close the list at 12. Number 13 is the first reserve.",
    )
    assert told["share"][1].startswith(
        "2 courts × 2 hours × €60, plus €40 for kit: €280. Between 12, ask €25 each"
    )
    assert "2 片场地" in lines(found["zh"])["places"][1]


COURTS = {1: 1, 6: 1, 7: 1, 9: 2, 12: 2, 13: 2, 16: 3, 24: 4, 60: 10}


@pytest.mark.slow
def test_courts_hold_who_comes_and_none_stands_half_empty(tmp_path):
    booked = [0]
    for come in range(1, 61):
        found = frames(tmp_path, rhythm="session", topic="badminton", numbers=f", numbers: {{come: {come}}}")
        spoken = found["zh"].facts_of(found["zh"].plan.rhythms[0])
        heard = found["zh"].plan.topic
        assert heard and heard.topic.place
        place, places = heard.topic.place, spoken["places"]
        assert places == COURTS.get(come, places)
        assert places >= booked[-1], "one more never books one fewer"
        assert places == 1 or place.least * places <= come
        assert come <= spoken["spots"] <= place.most * places
        booked.append(places)


def test_what_the_profile_says_is_no_more_told_as_ours(tmp_path):
    all_said = ", numbers: {boxes_each: 2, minimum: 60, keep_percent: 12.5, hand_minutes: 1, box_price: 39}"
    ours = frames(tmp_path, rhythm="group-buy", members=480)["en"]
    view = rhythm_view(ours, ours.plan.rhythms[0])
    assert "box_price: …" in view.sum_note.write
    assert "20" in view.sum_note.because
    theirs = frames(tmp_path, rhythm="group-buy", members=480, numbers=all_said)["en"]
    view = rhythm_view(theirs, theirs.plan.rhythms[0])
    assert (view.sum_note.because, view.sum_note.write) == ("", "")
    assert [line.because for line in view.sums] == [""] * len(view.sums)
    target = int(view.target)
    assert f"{2 * target} boxes × €39: €{2 * target * 39:,}" in strip(
        next(line for line in view.sums if line.id == "money").text
    )


def problems(home, numbers):
    path = home / "profile.yml"
    path.write_text(
        PROFILE.format(
            topic="none",
            hands=HANDS[0],
            goal="cost",
            rhythm="session",
            newcomers=1,
            members=9,
            numbers=numbers,
        ),
        "utf-8",
    )
    _, _, found = app.read_profile(path)
    return [(p.code, p.place.line, dict(p.facts)) for p in found if p.code in ("W155", "E141")]


def test_a_number_that_no_sum_uses_and_one_that_nobody_believes_are_told_with_place_and_repair(tmp_path):
    ((code, line, facts),) = problems(tmp_path, ", numbers: {coem: 11}")
    assert (code, line, facts["found"]) == ("W155", 6, "coem")
    assert "come" in facts["known"]
    ((code, line, facts),) = problems(tmp_path, ", numbers: {come: 0.4}")
    assert (code, line, facts["repair"], facts["high"]) == ("E141", 6, "come: 1", "500")
    assert problems(tmp_path, ", numbers: {come: 11}") == []
