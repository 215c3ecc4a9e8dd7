"""A date of the profile that is what people come for: its beats lead to it, and nobody is told to move it. Offers
are shown in the words of the trade, tables are invited to a week ahead."""

from datetime import timedelta

import pytest

from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.near import near_lines
from community_playbook.plan.anchors import anchor_clock, anchor_days
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups

LIBRARY = load_library()
MONDAY = TODAY + timedelta(days=1)


def frame(rhythm, language="en", hours=6, **parts):
    parts = {"groups": groups(1, 60), "rhythms": [rhythm], **parts}
    made = community("interest", hours, **parts)
    return Frame(make_plan(made, LIBRARY, TODAY), made, LIBRARY, words(language))


@pytest.mark.parametrize(
    ("rhythm", "job", "what"),
    [("book-club", "close", "Book discussion: Kindred"), ("pro-qa", "ama", "Guest hour with an auditor")],
)
def test_what_people_come_for_is_no_clash_with_itself(rhythm, job, what):
    day = MONDAY + timedelta(days=17)
    for name, own in ((what, True), ("Plumber in the hall", False)):
        shown = frame({"id": rhythm}, dates=[{"what": name, "from": day}])
        (laid,) = shown.plan.rhythms
        days = anchor_days(laid.rhythm, job, laid.chosen, MONDAY, full=laid.levels.full)
        assert (day in days) == own
        assert bool(shown.plan.counted) != own
        (line,) = near_lines(shown)
        assert shown.words("near.own", what=shown.title(laid.rhythm.entry)) in line.text or not own
        assert "falls on it" not in line.text


def test_the_night_that_closes_a_book_is_on_the_evening_of_its_talks():
    said = {"id": "book-club", "anchors": {"talk": "thu 18:30"}}
    for rhythm, parts in (
        (said, {}),
        ({"id": "book-club"}, {"operator": {"free": {"thu": ["18:30-21:00"]}}}),
    ):
        (laid,) = frame(rhythm, **parts).plan.rhythms
        found = {
            (day.weekday(), anchor_clock(laid.rhythm, id_, laid.chosen))
            for id_ in ("talk", "close")
            for day in anchor_days(laid.rhythm, id_, laid.chosen, MONDAY, full=False)
        }
        assert len(found) == 1 and found.pop()[0] == 3


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("topic", [t.id for t in LIBRARY.topics if t.words["en"].deal])
def test_an_offer_is_shown_in_the_words_of_its_trade(topic, language):
    known = frame({"id": "deals"}, language, community={"topic": topic})
    deal = next(t for t in LIBRARY.topics if t.id == topic).words[language].deal
    shown = known.folder(known.entries["deals"]).message("filled")
    assert deal.supply in shown and deal.need in shown and deal.budget in shown
    other = frame({"id": "deals"}, language, community={"topic": "language-exchange"})
    assert not any(
        line in other.folder(other.entries["deals"]).message("filled") for line in (deal.supply, deal.need)
    )


def test_a_table_is_invited_to_a_week_ahead():
    shown = frame({"id": "deals"}, hours=12)
    (step,) = shown.plan.agenda.of("small-meetups", "table")
    times = shown.spoken["times"]["meet"]
    assert times.next in shown.folder(shown.entries["small-meetups"]).message("invite")
    assert times.next.startswith(times.day)
    assert step.day + timedelta(days=7) <= MONDAY + timedelta(days=7 + 5)
