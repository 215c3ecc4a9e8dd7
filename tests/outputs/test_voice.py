"""The tone of a profile changes what is sent and nothing else: one form of you, one thanks, the operator's address."""

import re
from dataclasses import replace
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser

from community_playbook.intake.profile.profile import read_profile
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.say.voice import make_voice
from community_playbook.outputs.sheets.week_sheets import messages_sheet
from community_playbook.outputs.site import sites
from community_playbook.words import words
from small_examples import BLOCK, frame_of, lines_of

TONES = ("plain", "warm", "formal")
NAMES = ("badminton", "exam-camp", "bazaar", "book-club", "open-source")
ADDRESS = {"zh": "伙伴们", "en": "folks"}
KEPT = re.compile(r"〔[^〕]*〕|\[[^\]]*\]|“[^”]*”")
SHORT = re.compile(r"\b(?:I|you|we|they|it|that|here|there|let|who|what)'\w+|\b\w+n't\b", re.IGNORECASE)
OUTSIDE = re.compile("roadmap-")
"""Letters to other businesses call their readers 您 whatever the tone inside of the community."""
each = pytest.mark.parametrize("name", NAMES)


@cache
def toned(name, tone="plain", address=""):
    """Pages by name, and their messages, in a tone."""
    before = frame_of(name)
    profile = before.community.profile.model_copy(update={"tone": tone, "address": address or None})
    frame = Frame(before.plan, replace(before.community, profile=profile), before.library, before.words)
    pages, messages = {}, {}
    for path, content in sites({frame.words.language: frame})[0].docs:
        if path.endswith(".md"):
            page = LexborHTMLParser(BLOCK.sub("\n", content.decode()))
            messages[path] = [lines_of(bubble) for bubble in page.css(".bub > p")]
            for bubble in page.css(".bub"):
                bubble.decompose()
            pages[path] = lines_of(page.body)
    return frame, pages, messages


def spoken(name, tone, address=""):
    found = toned(name, tone, address)[2]
    return [text for path, texts in found.items() if path != "learned.md" for text in texts]


def address_of(name):
    return ADDRESS[frame_of(name).words.language[:2]]


@pytest.mark.slow
@each
def test_each_tone_says_it_otherwise_and_no_page_changes(name):
    address = address_of(name)  # as in the tests below, which read the same pages
    said = {tone: toned(name, tone, address) for tone in TONES}
    assert said["plain"][1] == said["warm"][1] == said["formal"][1] == toned(name)[1]
    for one, other in (("plain", "warm"), ("plain", "formal"), ("warm", "formal")):
        pairs = zip(spoken(name, one, address), spoken(name, other, address), strict=True)
        assert len([1 for a, b in pairs if a != b]) >= 8, (one, other)


@pytest.mark.slow
@each
def test_nobody_is_called_by_two_forms(name):
    for tone in TONES:
        for path, texts in toned(name, tone, address_of(name))[2].items():
            for text in texts:
                own = KEPT.sub("", text)
                assert not ("你" in own and "您" in own), f"{tone}: {text}"
                if tone == "formal":
                    assert "你" not in own, text
                    assert not SHORT.search(own), text
                elif not OUTSIDE.match(path):
                    assert "您" not in own, text


@pytest.mark.slow
@each
def test_a_message_thanks_once_and_cries_once_at_most(name):
    for tone in TONES:
        plain = spoken(name, "plain")
        for before, text in zip(plain, spoken(name, tone, address_of(name)), strict=True):
            assert text.count("!") + text.count("！") <= 1, text
            thanks = len(re.findall("谢谢|[Tt]hank", text))
            assert thanks <= max(1, len(re.findall("谢谢|[Tt]hank", before))), text


@pytest.mark.slow
@each
def test_the_address_of_the_operator_heads_messages_to_the_group(name):
    address = address_of(name)
    for tone in TONES:
        assert len([1 for text in spoken(name, tone, address) if address in text[:32]]) >= 3, tone
    assert not [text for text in spoken(name, "plain") if address in text[:32]]


def test_tables_say_what_the_pages_say():
    frame, _, _ = toned("badminton", "formal", "伙伴们")
    texts = [str(row[-1]) for row in messages_sheet(frame).rows]
    assert any(text.startswith("伙伴们晚上好") for text in texts)
    assert not [text for text in texts if "你" in KEPT.sub("", text)]


def test_what_is_grave_is_neither_greeted_nor_thanked():
    for tone in ("warm", "formal"):
        hurt = [text for text in spoken("badminton", tone, "伙伴们") if "疼得站不住" in text]
        assert hurt
        assert all(text.startswith("先停") and "谢" not in text for text in hurt)


def test_names_and_quotations_keep_their_letters():
    voice = make_voice(words("zh"), "formal", "", ["你好球友", "懂你", ""])
    assert voice.message(["懂你，你说“你来”的那次，你好球友都在"], "群里") == [
        "懂你，您说“你来”的那次，你好球友都在"
    ]
    english = make_voice(words("en"), "formal", "", ["Don't Panic"])
    line = "Don't Panic meets today. Don't bring [what you don't need], I'm told."
    assert english.message([line], "") == [
        "Don't Panic meets today. Do not bring [what you don't need], I am told."
    ]


def test_a_person_who_is_called_by_name_is_greeted_alone():
    voice = make_voice(words("zh"), "formal", "伙伴们", ["小满"])
    opened = voice.message(["小满，现在拉你。"], "现在拉你", opens=True, start="20:00")
    assert opened == ["小满您好，现在拉您。谢谢您。"]
    group = voice.message(["晚一点，再说。"], "晚到", opens=True, start="20:00")
    assert group == ["伙伴们晚上好，晚一点，再说。谢谢伙伴们。"]


PROFILE = "community: {{name: 河西, kind: interest}}\noperator: {{hours_per_week: 3}}\n{}\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("tone: loud", "E145"),
        ('address: "@所有人"', "E180"),
        ('address: "<b>家人们</b>"', "E180"),
        ('address: "{who}"', "E180"),
        ('address: "〔谁〕"', "E180"),
        ('address: "家人们\\u202e"', "E180"),
        ('address: "https://a.example"', "E152"),
        ('address: "a:b"', "E180"),
        ("address: " + "家" * 17, "E152"),
    ],
)
def test_a_tone_or_address_that_cannot_be_is_told(line, code):
    found, problems = read_profile(PROFILE.format(line), "profile.yml")
    assert found is None
    assert [p.code for p in problems] == [code], [(p.code, p.facts) for p in problems]
    assert problems[0].place.line == 3


def test_an_address_is_escaped_where_it_stands():
    page = next(
        content.decode()
        for path, content in sites({"zh": toned("badminton", "warm", "R&D'们")[0]})[0].docs
        if path == "today.md"
    )
    assert "R&#38;D&#39;们" in page
    assert "R&D" not in page


def test_everybody_is_greeted_and_thanked_once_a_day():
    """A camp says something at four clocks of a day."""
    frame, _, _ = toned("exam-camp", "warm", "同学们")
    greeted = 0
    for day in today_view(frame).days:
        said = ["".join(message.lines) for cue in day.cues for message in cue.messages]
        hello = [text for text in said if text.startswith("同学们")]
        assert len(hello) <= 1, hello
        assert len([text for text in said if text.endswith("谢谢同学们。")]) <= 1
        greeted += len(hello)
    assert greeted >= 5
