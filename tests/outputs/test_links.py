"""The list of links says which picture is new since the last edition, with the words to post it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from community_playbook.outputs.share.captions import caption, picture_title
from community_playbook.outputs.share.files import news_of
from community_playbook.outputs.share.voice import Voice
from community_playbook.outputs.sheets.week_sheets import links_sheet
from community_playbook.outputs.shelf import NO_NEWS
from community_playbook.plan.game.share import make_share
from example_plans import example_frame
from share_samples import KEY, pictures_of


@pytest.fixture(scope="module", params=["zh", "en"])
def drawn(request):
    frame = example_frame("devguild", request.param)
    share = make_share(frame.plan.game, frame.community, KEY, frame.facts.days.today, frame.facts.waiting)
    return frame, share, {request.param: pictures_of(share, frame.community)}


def test_without_an_earlier_edition_the_first_picture_of_everybody_is_new(drawn):
    frame, share, pictures = drawn
    language = frame.words.language
    found, voice = news_of(share, frame, pictures, None), Voice(frame, share, (language,))
    assert set(found) == {page.slug for page in share.members}
    for page in share.members:
        files = pictures[language].members[page.slug]
        wanted = (picture_title(voice, page, files[0]), caption(voice, page, files[0])) if files else NO_NEWS
        assert found[page.slug] == wanted
    assert any(one.picture and one.caption for one in found.values())


def test_only_what_happened_since_is_new(drawn):
    frame, share, pictures = drawn
    never = news_of(share, frame, pictures, date(2100, 1, 1))
    for page in share.members:
        assert bool(never[page.slug].picture) == bool(page.lately) or not page.points
    quiet = replace(share, members=tuple(
        replace(page, standing=None, lately=(), fresh=False, badges=()) for page in share.members
    ))  # fmt: skip
    since = frame.facts.days.today - timedelta(7)
    assert set(news_of(quiet, frame, pictures, since).values()) == {NO_NEWS}
    some = news_of(share, frame, pictures, since)
    ranked = [page for page in share.members if page.standing and page.standing.period.end >= since]
    assert ranked and all(some[page.slug].picture and some[page.slug].caption for page in ranked)


def test_those_with_something_new_stand_first(drawn):
    frame, share, pictures = drawn
    ids = [m.id for m in frame.community.members if m.consent][:3]
    page = next(page for page in share.members if page.points)
    new = news_of(share, frame, pictures, None)[page.slug]
    rows = links_sheet(frame, {id_: f"m/{id_}/index.html" for id_ in ids}, {ids[2]: new}).rows
    assert [row[1] for row in rows] == [ids[2], ids[0], ids[1]]
    assert rows[0][3:5] == new and rows[1][3:5] == ("", "") and {row[6] for row in rows} == {""}
