"""A form that everybody reads asks for nothing that nobody should write there."""

from __future__ import annotations

import pytest

from community_playbook.app import read_profile as read_from_disk
from community_playbook.intake.library import load_library
from community_playbook.intake.profile.private_fields import private_kind, private_kinds
from community_playbook.intake.profile.profile import read_profile
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community

ASKED_TOO_MUCH = [
    "街道", "门牌号", "家庭住址", "住哪栋几单元", "宝宝月龄", "孩子几岁", "孩子姓名", "月收入", "年薪", "手机号", "微信号", "联系方式",
    "身份证号", "生日", "出生日期", "体重", "Street", "Home address", "Children's ages", "Your child’s age", "Income", "Salary range",
    "Phone number", "E-mail", "ID number", "Date of birth", "Passport",
]  # fmt: skip
HARMLESS = [
    "称呼", "城市", "小区", "住哪一片", "行业", "公司和岗位", "能提供什么", "想认识谁", "打了几年", "家里几口人", "最近在囤什么", "手机摄影",
    "街道摄影", "网址", "负重", "Name", "City", "Company and role", "Time zone", "Neighbourhood", "What you build", "Street photography",
    "Mobile dev", "Identity and access", "Incoming questions", "Cellar", "Addressing what?",
]  # fmt: skip


@pytest.mark.parametrize("text", ASKED_TOO_MUCH)
def test_recognised(text):
    assert private_kind(text) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless(text):
    assert private_kind(text) is None


def test_what_is_asked_instead_and_what_we_ask_ourselves_is_harmless():
    ours = [
        field for kind in load_library().kinds.values() for own in kind.intro_fields.values() for field in own
    ]
    instead = [text for kind in private_kinds() for text in kind.instead.values()]
    assert len(instead) >= 4
    assert [text for text in (*ours, *instead) if private_kind(text)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_that_is_posted_asks_for_the_range(language):
    found, problems = read_profile(
        f"""community: {{name: 河西, kind: local, language: {language}}}
operator: {{hours_per_week: 3}}
onboarding: {{newcomers_per_week: 3, intro_fields: [nick, 街道, Income]}}
""",
        "profile.yml",
    )
    assert found is not None and [p.code for p in problems] == ["W186", "W187"]
    fields = found.onboarding.intro_fields
    assert len(fields) == 2 and fields[0] == "nick"
    repaired, again = read_profile(f"""community: {{name: 河西, kind: local, language: {language}}}
operator: {{hours_per_week: 3}}
onboarding: {{{problems[0].facts["repair"]}}}
""", "profile.yml")  # fmt: skip
    assert again == [] and repaired is not None and repaired.onboarding.intro_fields == fields
    made = community("local", 3, onboarding={"intro_fields": fields, "newcomers_per_week": 3})
    frame = Frame(make_plan(made, load_library(), TODAY), made, load_library(), words(language))
    form = frame.folder(frame.entries["self-intro"]).message("form")
    assert fields[1].lower() in form.lower() and "街道" not in form and "ncome" not in form


def test_a_form_of_private_fields_alone_falls_back_on_ours():
    found, _ = read_profile(
        """community: {name: 河西, kind: local}
operator: {hours_per_week: 3}
onboarding: {intro_fields: [手机号]}
""",
        "profile.yml",
    )
    assert found is not None and found.onboarding.intro_fields == []


RHYTHMS = load_library().rhythms
each_rhythm = pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda rhythm: rhythm.id)


@each_rhythm
def test_a_rhythm_asks_in_public_for_nothing_private(rhythm):
    counts = set()
    for language, lexicon in rhythm.lexicons.items():
        asked = [*lexicon["ask"], lexicon["ask_short"]]
        assert [text for text in asked if private_kind(text)] == [], language
        assert not set(lexicon["ask"]) & set(lexicon["ask_private"]), language
        counts.add(len(lexicon["ask"]))
    assert len(counts) == 1, "as many questions in each language"
    assert counts <= {3, 4}


@each_rhythm
def test_the_form_of_a_rhythm_asks_for_what_it_uses(rhythm):
    for language, lexicon in rhythm.lexicons.items():
        parts = {"rhythms": [rhythm.id], "community": {"name": "河西", "kind": "local", "language": language}}
        made = community(hours=8, **parts)
        frame = Frame(make_plan(made, load_library(), TODAY), made, load_library(), words(language))
        assert frame.spoken["intro_fields"] == list(lexicon["ask"])
        assert frame.facts.newcomers.intro_count == len(lexicon["ask"])
        form = frame.folder(load_library().tactic("self-intro")).message("form")
        assert all(field.lower() in form.lower() for field in lexicon["ask"]), form
        labels = [line.split(":")[0].split("：")[0] for line in form.splitlines()]
        assert not set(labels) & set(lexicon["ask_private"])


@pytest.mark.parametrize("language", ["zh", "en"])
@each_rhythm
def test_what_a_rhythm_keeps_private_is_told_and_left_out(rhythm, language, tmp_path):
    kept = list(rhythm.lexicons[language]["ask_private"])
    if not kept:
        return
    file = tmp_path / "profile.yml"
    head = (
        f"community: {{name: 河西, kind: interest, language: {language}}}\n"
        f"operator: {{hours_per_week: 3}}\nrhythms: [{rhythm.id}]\n"
    )
    file.write_text(f'{head}onboarding: {{intro_fields: [nick, "{kept[0]}"]}}\n', "utf-8")
    found, _, problems = read_from_disk(file)
    told = [p for p in problems if p.code in ("W186", "W187")]
    assert len(told) == 1
    assert told[0].place.line == 4
    assert found.onboarding.intro_fields[0] == "nick"
    assert kept[0] not in found.onboarding.intro_fields
    file.write_text(f"{head}onboarding: {{{told[0].facts['repair']}}}\n", "utf-8")
    assert not [p for p in read_from_disk(file)[2] if p.code in ("W186", "W187")]


def test_what_one_rhythm_keeps_private_another_one_may_ask(tmp_path):
    """A camp asks for no marks in public, a book club may call its rounds that."""
    file = tmp_path / "profile.yml"
    for rhythm, most in (("camp", 1), ("fans", 2)):
        file.write_text(
            "community: {name: 河西, kind: interest}\noperator: {hours_per_week: 3}\n"
            f"rhythms: [{rhythm}]\nonboarding: {{intro_fields: [称呼, 模考分数]}}\n",
            "utf-8",
        )
        assert len(read_from_disk(file)[0].onboarding.intro_fields) == most
