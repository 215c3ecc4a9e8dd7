"""Today holds the agenda's steps, each once, with clock, minutes and messages, and nothing else; so do the files
that are sent to a phone, which ask for nothing."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from community_playbook.intake.found import ids
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.people.moves import INVITE, sent_this_week
from community_playbook.outputs.say.people.newcomers import comers_on, frame_on
from community_playbook.outputs.say.people.newcomers import told as about
from community_playbook.outputs.say.people.outreach import letter_lines
from community_playbook.outputs.say.tactics import message_view
from community_playbook.outputs.say.text import strip
from community_playbook.outputs.say.today import today_view
from community_playbook.outputs.sheets.week_sheets import messages_sheet
from community_playbook.outputs.site import phone_files, sites
from community_playbook.plan.people.rotation import TACTIC as ROTATION
from community_playbook.plan.plan import make_plan
from community_playbook.publish.checks import judge
from community_playbook.words import words
from example_plans import NAMES, example_frame
from making import TODAY, community, groups, ledger, members
from tries import tries


def frame_of(language="zh", **parts):
    library = load_library()
    found = community(**parts)
    return Frame(make_plan(found, library, TODAY), found, library, words(language))


def told(frame, view):
    """(tick, clock, minutes, who) of each cue, in order of day and place."""
    return [(day.date, cue.tick, cue.at, cue.minutes, cue.who) for day in view.days for cue in day.cues]


def wanted(frame, who=""):
    return [
        (step.day, frame.tick(step.id), frame.clock(step.start), step.minutes, step.who)
        for step in frame.plan.agenda.steps
        if who in ("", step.who)
    ]


def said(frame, step, entry, item):
    """A message once for everybody who comes on that day, or for each squad that changes groups, else once."""
    own = frame_on(frame, step.day)
    if (entry.id, item.id) == (ROTATION, INVITE) and (moved := sent_this_week(own)):
        return moved
    come = comers_on(frame, step.day) if item.each else ()
    return [one for new in come for one in about(own, new, entry, item)] or [message_view(own, entry, item)]


def sound(frame):
    """What holds for every community, on the page and in the file of each person."""
    agenda = frame.plan.agenda
    for who in ("", "owner", "helper"):
        view = today_view(frame, who)
        assert told(frame, view) == wanted(frame, who)
        by_tick = {frame.tick(step.id): step for step in agenda.steps}
        for day in view.days:
            for cue in day.cues:
                step = by_tick[cue.tick]
                entry = frame.entries[step.entry]
                assert not [m.at for m in cue.messages if m.at], "they are sent at the clock of the cue"
                items = (
                    [item for item in entry.bands["say"] if item.id in step.messages] if step.messages else []
                )
                made = [message for item in items for message in said(frame, step, entry, item)]
                made += [one.letter for one in letter_lines(frame) if one.step == step.id]
                assert len(cue.messages) == len(made)
                assert {tuple(m.lines) for m in cue.messages} == {tuple(m.lines) for m in made}
                assert bool(cue.money) == bool(step.money)
                in_order = {item.id: item for item in entry.bands["say"] if item.id in step.messages}
                assert all(item.usual for item in in_order.values()), "not every time, so in no order"
                assert {m.label for m in cue.cases}.isdisjoint(m.label for m in cue.messages)
                assert not set(step.cases) & set(step.messages)
                if cue.unanswered:
                    assert cue.unanswered.lines not in [m.lines for m in cue.messages], "said twice"
                    item = next(
                        i for i in entry.bands["say"] if i.unanswered == step.job and i.when(frame.spoken)
                    )
                    own = frame_on(frame, step.day)
                    assert list(cue.unanswered.lines) == own.folder(entry).message(item.id).split("\n")
            for off in day.off:
                number = int(off.title[:2])
                entry = next(t for t in frame.library.tactics if t.number == number)
                assert not agenda.runs(entry.id)
                assert agenda.starts(entry.id)
                assert frame.dated(agenda.starts(entry.id)) in off.starts
                assert not [s for s in agenda.on(day.date) if s.entry == entry.id and not s.setup]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples(name):
    sound(example_frame(name))


@pytest.mark.slow
@settings(max_examples=tries(15), deadline=None)
@given(
    st.sampled_from(ids("kind")),
    st.sampled_from(ids("platform")),
    st.sampled_from([1, 2, 5, 12, 40]),
    st.sampled_from([0, 3, 8]),
    st.integers(0, 20),
    st.integers(0, 60),
    st.sampled_from(["20:00-22:00", "12:00-13:00", "23:30-00:30", "09:00-10:00"]),
    st.sampled_from(["none", "platform", "ledger"]),
    st.sampled_from(["zh", "en", "en-US"]),
)
def test_any_community(kind, platform, hours, helper, many, newcomers, window, points, language):
    sound(
        frame_of(
            language,
            kind=kind,
            hours=hours,
            community={"platform": platform},
            operator={"assistants": int(helper > 0), "assistant_hours_per_week": helper},
            groups=groups(many),
            onboarding={"newcomers_per_week": newcomers, "join_window": window,
                        "red_packet": {"monthly_budget": 600}},
            points={"mode": points},
            people=members(60),
            deeds=ledger((3, "m0001", "写文章"), (9, "m0002", "答疑")),
        )
    )  # fmt: skip


@pytest.mark.slow
def test_what_to_do_if_nobody_answers_is_said_once():
    frame = frame_of(kind="interest", hours=8, people=members(60), rhythms=["book-club"])
    cues = [cue for day in today_view(frame).days for cue in day.cues if cue.unanswered]
    assert cues
    for cue in cues:
        assert cue.unanswered.label not in [one.label for one in (*cue.messages, *cue.cases)]
    sound(frame)


def test_a_squad_that_changes_groups_is_told_by_name_and_so_is_the_group_that_gets_it():
    frame = frame_of(
        kind="knowledge",
        hours=1,
        operator={"assistants": 1, "assistant_hours_per_week": 3},
        groups=groups(2),
        onboarding={"newcomers_per_week": 0},
        people=members(60),
        rhythms=[],
    )
    sound(frame)
    cues = [cue for day in today_view(frame).days for cue in day.cues]
    invited = next(cue for cue in cues if cue.step.startswith("rotation.batch"))
    said = ["".join(message.lines) for message in invited.messages]
    assert len(said) == 2
    assert "〔" not in "".join(said)


def test_what_has_a_clock_of_its_own_stands_at_it():
    view = today_view(example_frame("lighthouse"))
    cues = {cue.step: cue for day in view.days for cue in day.cues}
    forms = {id_: (cue.at, [m.label for m in cue.messages]) for id_, cue in cues.items()
             if id_.startswith("self-intro.forms.tue")}  # fmt: skip
    assert {id_.rpartition("tue")[2]: at for id_, (at, _) in forms.items()} == {
        "": "11:00", ".chase": "15:00", ".file": "16:30", ".tell": "17:30",
    }  # fmt: skip
    assert [len(said) for _, said in forms.values()] == [2, 1, 0, 1]
    board = [cue for id_, cue in cues.items() if id_.startswith("points-and-teams.board")]
    assert [(cue.at, cue.minutes, len(cue.messages)) for cue in board] == [("20:30", 5, 1), ("20:35", 20, 0)]


def test_clocks_and_order_go_with_a_job_that_free_time_moves():
    frame = frame_of(
        kind="local",
        hours=4,
        people=members(30),
        operator={"free": {"thu": ["18:00-20:00"], "sat": ["14:00-17:00"]}},
    )
    cues = [cue for day in today_view(frame).days for cue in day.cues]
    table = next(cue for cue in cues if ".table." in cue.tick)
    assert "18:00" <= table.at < "20:00"
    assert [message.label for message in table.messages] == ["请人（私信）", "确认（见面前两天，私信）"]
    assert {message.at for message in table.messages} == {""}


def test_what_is_sent_only_if_it_happens_stands_apart_and_is_counted_apart():
    frame = example_frame("bazaar")
    cues = [cue for day in today_view(frame).days for cue in day.cues]
    cut = next(cue for cue in cues if cue.step.startswith("group-buy.cut"))
    assert [message.label for message in cut.messages] == ["截单"]
    assert [line.said for line in cut.risks] == ["failed"]
    assert cut.cases
    assert "没到起送" not in [message.label for message in cut.cases]
    assert cut.count == f"1 条话，另有 {len(cut.cases) + 1} 条遇到才发"
    _, page = page_of("bazaar")
    (shown,) = LexborHTMLParser(page).css(f'.cue[data-step="{cut.step}"]')
    assert [one.text() for one in shown.css(".cases summary")] == [one.label for one in cut.cases]
    assert len(shown.css(".cue__d > .say .msg")) == 1
    (line,) = [row for row in messages_sheet(frame).rows if row[1] == "没到起送"]
    assert line[2] == frame.words("today.case")


def test_only_the_next_evening_has_names():
    frame = example_frame("lighthouse")
    doors = [day.door for day in today_view(frame).days if day.door]
    names = [arrival.newcomer.name for arrival in frame.facts.arrivals]
    assert [person.name for person in doors[0].people] == names
    assert [[person.name for person in door.people] for door in doors[1:]] == [
        [frame.words("slots.newcomer")]
    ]


def test_an_answer_without_a_clock_is_the_first_day_with_work():
    view = today_view(example_frame("lighthouse"))
    assert view.shown == view.days[0]
    assert view.phrases == ["周一 8 件事，", "09:30 开始"]


def page_of(name, language=""):
    frame = example_frame(name, language)
    docs = dict(sites({frame.words.language: frame})[0].docs)
    return frame, docs["today.md"].decode()


@pytest.mark.parametrize(("name", "language"), [("lighthouse", "zh"), ("devguild", "en"), ("newborn", "zh")])
def test_the_page_says_what_the_view_says(name, language):
    frame, page = page_of(name, language)
    tree = LexborHTMLParser(page)
    cues = [
        (day.attributes["data-date"], cue.css_first(".cue__t input").attributes["data-tick"],
         cue.css_first(".cue__at b").text(), cue.attributes["data-min"])
        for day in tree.css(".dayp") for cue in day.css(".cue")
    ]  # fmt: skip
    assert cues == [(str(day), tick, at, str(m)) for day, tick, at, m, _ in wanted(frame)]
    said = [
        bubble.text(separator="\n", strip=True)
        for bubble in tree.css(".cue__d > .say .bub p, .cue__d > .more > .say .bub p")
    ]
    assert len(said) == sum(len(cue.messages) for day in today_view(frame).days for cue in day.cues)
    ticks = [box.attributes["data-tick"] for box in tree.css("input[data-tick]")]
    assert len(ticks) == len(set(ticks)) == len(cues) + len(said)
    assert len(tree.css(".days__b[aria-pressed=true]")) == 1


def test_the_week_and_today_keep_the_same_ticks():
    frame, page = page_of("lighthouse")
    week = dict(sites({"zh": frame})[0].docs)["week.md"].decode()
    found, wanted = re.compile(r'data-tick="([^"]+)"'), {frame.tick(s.id) for s in frame.plan.agenda.steps}
    weekly, daily = ({unescape(tick) for tick in found.findall(text)} for text in (week, page))
    assert weekly == wanted <= daily


def phones(*frames):
    return {path: data.decode() for path, data in phone_files({f.words.language: f for f in frames})}


def test_a_file_a_person_and_language():
    made = phones(example_frame("lighthouse"), example_frame("lighthouse", "en"))
    assert sorted(made) == [
        "today-assistant-en.html", "today-assistant.html", "today-owner-en.html", "today-owner.html",
    ]  # fmt: skip
    assert sorted(phones(example_frame("newborn"))) == ["today-owner.html"]
    assert example_frame("newborn").facts.hands.ids == ("owner",)


@pytest.mark.parametrize("name", ["lighthouse", "devguild"])
def test_the_files_share_the_steps_out(name):
    frame = example_frame(name)
    ticks = {
        path: [box.attributes["data-tick"] for box in LexborHTMLParser(page).css(".cue__t input")]
        for path, page in phones(frame).items()
    }
    assert ticks["today-owner.html"] == [tick for _, tick, *_ in wanted(frame, "owner")]
    assert ticks["today-assistant.html"] == [tick for _, tick, *_ in wanted(frame, "helper")]


def test_a_file_asks_for_nothing_and_stays_small():
    hostile = "</script><img src=//x onerror=alert(1)>"
    frame = frame_of(
        "en", community={"name": hostile}, operator={"assistants": 1, "assistant_hours_per_week": 5}
    )
    for path, page in {**phones(example_frame("lighthouse")), **phones(frame)}.items():
        assert len(page.encode()) < 300_000
        assert not judge(path, page.encode()).parts or all(
            getattr(part, "address", "").startswith(("data:image/", "#"))
            for part in judge(path, page.encode()).parts
        )
        tree = LexborHTMLParser(page)
        assert not tree.css("img, iframe, link:not([rel=icon]), [src]")
        scripts = [s for s in tree.css("script") if s.attributes.get("type") != "application/json"]
        hashes = [b64encode(sha256(s.text().encode()).digest()).decode() for s in scripts]
        rule = tree.css_first("meta[http-equiv]").attributes["content"]
        assert re.findall(r"'sha256-([^']+)'", rule) == hashes
        assert rule.startswith("default-src 'none'; ")
        assert "unsafe-inline" not in rule.split("style-src")[0]


def test_nothing_but_a_date_of_what_has_not_started():
    frame = example_frame("lighthouse")
    _, page = page_of("lighthouse")
    text = strip(page)
    for entry in frame.library.tactics:
        if frame.plan.agenda.starts(entry.id):
            said = [frame.folder(entry).message(item.id) for item in frame.visible(entry, "say")]
            assert not [message for message in said if message.split("\n")[0] in text]


def test_a_plan_without_steps_says_so():
    frame = frame_of(hours=0)
    empty = replace(frame.plan.agenda, steps=())
    view = today_view(replace(frame, plan=replace(frame.plan, agenda=empty)))
    assert view.phrases == ["周一没有活"]
    assert not any(day.cues or day.door for day in view.days)


def test_what_may_happen_any_day_stands_on_the_first_one():
    """Each working day has the same cases; on its own page they stand beside what they belong to."""
    frame = frame_of(kind="knowledge", hours=6, rhythms=["pro-qa"])
    cues = [cue for day in today_view(frame).days for cue in day.cues if cue.step.startswith("pro-qa.sweep")]
    assert len(cues) >= 3
    assert [bool(cue.cases) for cue in cues] == [True] + [False] * (len(cues) - 1)
    assert [[line.said for line in cue.risks] for cue in cues] == [["nobody"]] + [[]] * (len(cues) - 1)
    assert not any(cue.unanswered for cue in cues)
    assert "遇到才发" not in cues[1].count
