"""Which pictures a build makes, what they are called, and that nobody is on them who did not agree."""

import json
import re
import shutil
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from gallery_samples import (
    DEEDS,
    EVENTS,
    HIDDEN,
    INCENTIVES,
    PEOPLE,
    STYLE,
    community,
    frames_of,
    gallery,
    paths,
    with_member,
    write_photo,
)

from community_playbook.community.people import LedgerEntry
from community_playbook.members_site import PORTIONS, MembersSite, make_members_site, texts_on
from community_playbook.outputs.images import press as press_room
from community_playbook.outputs.images.gallery import missing_characters
from community_playbook.outputs.images.layouts import feeds, formats
from community_playbook.plan.game.public import slug_and_face
from community_playbook.problems import PlaybookError
from community_playbook.publish.marker import write_marker
from community_playbook.publish.stage import write_files
from community_playbook.words import words
from making import marks
from share_samples import KEY

SHORTS = "|".join(format_.short for format_ in formats().values())
NAME = re.compile(
    rf"(en/)?(boards|incentives|events|m/[a-z2-7]{{12}})/[\w.-]+-({SHORTS})-[0-9a-f]{{16}}\.png"
)
A = slug_and_face(KEY, "a")[0]


@pytest.fixture(scope="module")
def both():
    return gallery(languages=("zh", "en"))


def offered(language):
    return [feed.id for feed in feeds(words(language))]


def of_member(found, slug=A):
    return {path for path in paths(found) if f"m/{slug}/" in path}


def test_every_picture_has_its_place_and_its_key(both):
    for job in both.jobs:
        assert NAME.fullmatch(job.path), job.path
        assert f"-{formats()[job.picture.format].short}-" in job.path
        assert job.path.endswith(f"-{job.picture.key(STYLE.key)}.png")
        assert job.picture.language == ("en" if job.path.startswith("en/") else "zh")
        assert not (job.picture.format == "1.91:1" and job.picture.qr)
    assert len(paths(both)) == len(both.jobs)
    kinds = {job.picture.kind for job in both.jobs}
    assert kinds == {"leaderboard", "teams", "rank", "points", "badge", "incentive", "welcome", "event"}


def test_what_the_pages_show_is_drawn(both):
    for language, found in both.shown.pictures.items():
        lists = [*found.members.values(), *found.boards.values(), *found.incentives.values(), found.teams]
        files = [file for files in (*lists, *both.shown.events[language]) for file in files]
        assert {file.path for file in files} <= paths(both)
        for file in files:
            assert (file.width, file.height) == (formats()[file.format].width, formats()[file.format].height)
            assert file.alt
            assert "{" not in file.alt
            assert file.feed in {*offered(language), *offered("zh"), "poster", "print"}
        assert {emblem.path for emblem in found.emblems.values()} == {path for path, _ in both.files}
    shown = {
        f.path for found in both.shown.pictures.values() for files in found.members.values() for f in files
    }
    assert shown == {path for path in paths(both) if "m/" in path}
    assert not [path for path in paths(both) if path.startswith("en/m/")], "members' own pictures travel once"


def test_only_the_proudest_card_has_a_preview(both):
    for files in both.shown.pictures["zh"].members.values():
        assert [file.kind for file in files if file.feed == "link"] == [files[0].kind]
        assert {file.feed for file in files if file.kind == files[0].kind} == set(offered("zh"))


def test_an_old_badge_gets_one_format():
    deeds = [LedgerEntry(row.day - timedelta(100), *row[1:]) for row in DEEDS if row.member == "a"]
    found = gallery(community(deeds=deeds)).shown.pictures["zh"].members[A]
    badges = {file.feed for file in found if file.kind == "badge" and file.subject == "two"}
    assert badges == {offered("zh")[0]}
    recent = gallery().shown.pictures["zh"].members[A]
    assert {f.feed for f in recent if f.kind == "badge" and f.subject == "two"} == set(offered("zh")) - {
        "link"
    }


def test_the_same_community_gives_the_same_names():
    one = gallery()
    other = gallery(community(people=reversed(PEOPLE), deeds=DEEDS))
    assert paths(one) == paths(other)
    assert {job.path: job.picture for job in one.jobs} == {job.path: job.picture for job in other.jobs}
    assert one.files == other.files


@pytest.mark.parametrize(
    ("changed", "all_of_them"),
    [
        (lambda: gallery(community(people=with_member(name="陈望书"))), True),
        (lambda: gallery(community(deeds=sorted((*DEEDS, DEEDS[-1]._replace(member="a"))))), False),
        (lambda: gallery(marks={"a.png": "5678"}), True),
        (lambda: gallery(marks={}), True),
        (lambda: gallery(style=replace(STYLE, colour="#0B6B50")), True),
        (lambda: gallery(style=replace(STYLE, link="https://example.org/other")), True),
    ],
    ids=["name", "points", "photo", "no photo", "colour", "link"],
)
def test_another_content_is_another_name(changed, all_of_them):
    before, after = of_member(gallery()), of_member(changed())
    gone = before - after
    assert gone
    if all_of_them:
        assert gone == before


def test_a_change_of_one_touches_nobody_else():
    before, after = gallery(), gallery(community(people=with_member(city="beijing", industry="餐饮")))
    others = {path for path in paths(before) if path.startswith("m/") and A not in path}
    assert others
    assert others <= paths(after)


def test_without_members_nobody_has_pictures():
    found = gallery(members=False)
    assert not [path for path in paths(found) if "m/" in path]
    assert found.shown.pictures["zh"].members == {}
    assert [path for path in paths(found) if path.startswith("boards/")]


def test_nothing_of_somebody_who_did_not_agree(both):
    for job in both.jobs:
        text = json.dumps(asdict(job.picture), ensure_ascii=False)
        assert HIDDEN not in text + job.path
    text = repr((both.shown.pictures, both.shown.events, both.files))
    assert HIDDEN not in text
    slugs = {slug_and_face(KEY, member.id)[0] for member in PEOPLE if not member.consent}
    assert not [path for path in paths(both) if any(slug in path for slug in slugs)]
    masked = {name for job in both.jobs for name in job.picture.texts.get("names", ()) if "*" in name}
    assert masked == {"乙**", "丙**"}
    assert {face.name for job in both.jobs if job.picture.kind == "event" for face in job.picture.faces} == {
        "陈望舒", "乙**", "Kevin 陈",
    }  # fmt: skip


def test_nobody_at_all_where_the_profile_says_so():
    found = gallery(community(publish={"show": "nobody"}))
    text = json.dumps([asdict(job.picture) for job in found.jobs], ensure_ascii=False)
    assert not [path for path in paths(found) if "m/" in path]
    assert not [member.name for member in PEOPLE if len(member.name) > 1 and member.name in text]
    assert "a.png" not in text


def test_an_empty_community_gets_what_there_is():
    found = gallery(community(people=(), deeds=(), events={"meetups": []}, badges=[]))
    assert {job.picture.kind for job in found.jobs} == {"incentive"}
    assert len(found.shown.pictures["zh"].incentives) == len(INCENTIVES)
    bare = gallery(community(people=(), deeds=(), events={"meetups": []}, badges=[], incentives={}))
    assert (bare.jobs, bare.files) == ([], [])
    assert len(EVENTS["meetups"]) == 1


def test_characters_that_no_font_has_are_named():
    found = gallery(community(people=with_member(name="陈꧁舒༺")))
    assert missing_characters(STYLE, found.jobs) == ("༺", "꧁")
    assert missing_characters(STYLE, gallery().jobs) == ()


class Site:
    """The public half of builds into one folder."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.out, self.drawn = folder, folder / "out", []
        (folder / "profile.yml").write_text("x", "utf-8")
        monkeypatch.setattr(press_room, "press", self.press)

    def press(self, style, jobs, processes, progress):
        self.drawn += [job.path for job in jobs]
        yield from ((job.path, job.picture.key("").encode()) for job in jobs)

    def build(self, found, pictures="all"):
        """Paths that were drawn, the problems."""
        self.drawn = []
        _, frames = frames_of(found)
        site = make_members_site(self.folder / "profile.yml", self.out, frames, KEY, {"a.png": "1"}, pictures)
        self.withdrawn = site.shown.withdrawn
        tree = self.folder / "tree"
        shutil.rmtree(tree, ignore_errors=True)  # of a build that stopped
        write_files(tree, site.files(frames, range(PORTIONS), 1, lambda _: None))
        write_marker(tree, "digest", "0", ["zh"], marks(tree))
        if self.out.exists():
            self.out.rename(self.folder / f"old{len(list(self.folder.iterdir()))}")
        tree.rename(self.out)
        return set(self.drawn), site.problems

    def there(self):
        return {p.relative_to(self.out / "share").as_posix() for p in (self.out / "share").rglob("*.png")}


@pytest.fixture
def site(tmp_path, monkeypatch):
    write_photo(tmp_path / "a.png")
    return Site(tmp_path, monkeypatch)


@pytest.mark.parametrize("contact", ["小美 QQ：1234567", "13812345678", "lin@example.com"])
def test_a_contact_on_a_picture_stops_the_build_whether_it_is_drawn_or_kept(site, contact, monkeypatch):
    """As if it had been drawn before contacts were looked for."""
    told = community(people=with_member(name=contact))
    with pytest.raises(PlaybookError) as stopped:
        site.build(told)
    places = [str(p.place) for p in stopped.value.problems]
    assert {p.code for p in stopped.value.problems} == {"E398"}
    assert all(re.fullmatch(r"share/.*-[0-9a-f]{16}\.png", place) for place in places)
    assert contact not in repr(stopped.value.problems)
    with monkeypatch.context() as unguarded:
        unguarded.setattr(MembersSite, "refuse_leaks", lambda *_: None)
        assert site.build(told)[0], "drawn"
        assert not site.build(told)[0], "and kept"
    with pytest.raises(PlaybookError) as again:
        site.build(told)
    assert [str(p.place) for p in again.value.problems] == places


def test_what_may_be_read_may_be_drawn(site):
    hotline = "400-820-8820"
    told = community(people=with_member(name=f"热线 {hotline}"), publish={"allow": [hotline]})
    assert site.build(told)[0]


def test_a_second_build_draws_only_what_changed(site):
    first, _ = site.build(community())
    assert first == site.there()
    assert site.build(community())[0] == set()
    assert site.there() == first
    second, _ = site.build(community(people=with_member(name="陈望书")))
    assert second
    assert {path for path in second if path.startswith("m/")} == {p for p in second if A in p}
    assert site.there() == (first & site.there()) | second


def test_a_picture_that_somebody_touched_is_drawn_again(site):
    first, _ = site.build(community())
    path = sorted(first)[0]
    (site.out / "share" / path).unlink()
    (site.out / "share" / path).write_bytes(b"mine")
    assert site.build(community())[0] == {path}


def test_who_withdraws_is_named_and_gone(site):
    site.build(community())
    assert [path for path in site.there() if A in path]
    page = site.out / "share" / "m" / A / "index.html"
    assert page.is_file()
    drawn, _ = site.build(community(people=with_member(consent=False)))
    assert site.withdrawn == (f"陈望舒 (share/m/{A}/)",)
    assert not [path for path in site.there() if A in path]
    assert not page.exists()
    assert not [path for path in drawn if A in path]
    texts = b"".join(p.read_bytes() for p in (site.out / "share").rglob("*.html"))
    assert "陈望舒".encode() not in texts
    site.build(community(people=with_member(consent=False)))
    assert site.withdrawn == ()


def test_who_left_the_roster_is_named_by_the_address(site):
    site.build(community())
    site.build(community(people=PEOPLE[1:]))
    assert site.withdrawn == (f"share/m/{A}/",)


@pytest.mark.parametrize(("state", "named"), [("left", "陈望舒"), ("vanished", "a")])
def test_who_left_is_named_where_a_table_or_an_edition_knows_them(site, state, named):
    site.build(community())
    gone = replace(PEOPLE[0], state=state, **({"name": "", "alias": ""} if state == "vanished" else {}))
    site.build(replace(community(people=PEOPLE[1:]), former=(gone,)))
    assert site.withdrawn == (f"{named} (share/m/{A}/)",)


@pytest.mark.parametrize(("pictures", "members", "boards"), [("boards", False, True), ("none", False, False)])
def test_fewer_pictures(site, pictures, members, boards):
    drawn, _ = site.build(community(), pictures)
    assert bool([path for path in drawn if path.startswith("m/")]) == members
    assert bool([path for path in drawn if path.startswith("boards/")]) == boards
    assert (site.out / "share" / "m" / A / "index.html").is_file()


def test_what_is_missing_is_said(site):
    codes = {p.code: p.facts for p in site.build(community(people=with_member(name="陈꧁")))[1]}
    assert codes == {"W340": {"n": "1", "found": "꧁ (U+A9C1)"}}
    assert site.build(community())[1] == ()
    link = {"community": {"link": "https://example.org/" + "long" * 50}}
    assert [p.code for p in site.build(community(**link))[1]] == ["W345"]


@pytest.mark.parametrize(
    ("shown", "other", "drawn"),
    [
        ("ᏣᎳᎩ", "Sequoyah", "Sequoyah"),
        ("ᠮᠣᠩᠭᠣᠯ", "", "#"),
        ("བཀྲ་ཤིས།", "ᏣᎳᎩ", "#"),
        ("陈ᏣᎳ", "阿舒", "阿舒"),
        ("陈ᏣᎳ", "", "陈ᏣᎳ"),
        ("陈望舒", "", "陈望舒"),
    ],
)
def test_letters_that_no_font_has_are_nobodys_name_on_a_picture(tmp_path, shown, other, drawn):
    write_photo(tmp_path / "a.png")
    _, frames = frames_of(community(people=with_member(name=other, alias=shown)))
    site = make_members_site(tmp_path / "profile.yml", tmp_path / "out", frames, KEY, {}, "all")
    on_pictures = {text for job in site.pictures.gallery.jobs for text in texts_on(job)}
    assert any(text == drawn if drawn != "#" else text.startswith("#") for text in on_pictures)
    assert (shown in on_pictures) == (drawn == shown)
    told = [problem for problem in site.problems if problem.code == "W347"]
    assert [problem.facts for problem in told] == ([{"n": "1", "found": shown}] if drawn != shown else [])
    assert shown in {page.shown_name for page in site.share.members}, "a browser may have the letters"
