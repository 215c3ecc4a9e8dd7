"""Which pictures does a build make, where do they go, and who shows them? Nothing is drawn here.

A file's name holds the key of what is drawn on it: another content is another name (feeds keep old pictures
by name), and a file that stands in the last output needs no drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from ...plan.game.periods import Period
from ...plan.game.public import consents, public_name, slug_and_face
from ...plan.game.share import MemberPage, PublicBoard, Share
from ..look.emblems import Emblem, emblem_colours, emblem_of, emblem_svg
from ..look.theme import picture_theme, theme_roles
from ..say.frame import Frame
from ..shelf import LINK, POSTER, PRINT, PictureFile, Pictures, Shown
from .cards import Cards
from .layouts import CARD, Feed, feeds, format_for, formats
from .picture import Face, Picture
from .press import Job
from .studio import Studio, Style

RECENT = timedelta(days=60)
"""A badge of the last two months gets all formats, an older one only the first."""


@dataclass
class Gallery:
    """The jobs of a build, and what the pages show of them. Paths are below `share/`."""

    jobs: list[Job] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Emblems: drawings, not pictures."""
    shown: Shown = field(default_factory=Shown)


@dataclass
class Maker:
    """Collects the pictures of one language."""

    cards: Cards
    style: Style
    gallery: Gallery
    folder: str
    """"" or "en/"."""
    marks: Mapping[str, str]
    """Digest of each member's own picture."""

    def __post_init__(self) -> None:
        self.known: set[str] = set()
        self.feeds: Sequence[Feed] = feeds(self.cards.frame.words)
        self.poster, self.card = format_for(POSTER), format_for(CARD)

    def add(
        self, stem: str, kind: str, feed: str, picture: Picture, alt: str, subject: str = ""
    ) -> PictureFile:
        """`stem`: path below the language's folder, without format, key and suffix."""
        picture = replace(
            picture, faces=tuple(replace(f, mark=self.marks.get(f.photo, "")) for f in picture.faces)
        )
        key = picture.key(self.style.key)
        format_ = formats()[picture.format]
        path = f"{self.folder}{stem}-{format_.short}-{key}.png"
        if path not in self.known:
            self.known.add(path)
            self.gallery.jobs.append(Job(path, picture))
        return PictureFile(kind, feed, picture.format, path, format_.width, format_.height, alt, subject)

    def qr(self, wanted: bool) -> bool:
        """Without a link both editions are one picture."""
        return wanted and bool(self.style.link)

    def every_feed(self, link: bool = True) -> Iterator[tuple[str, str, bool]]:
        for feed in self.feeds:
            if link or feed.id != LINK:
                yield feed.id, feed.format, self.qr(feed.qr)

    def board(self, board: PublicBoard, all_feeds: bool) -> tuple[PictureFile, ...]:
        cards = self.cards
        stem = f"boards/{period_id(board.period)}-{board.measure}"
        names = cards.frame.words.get("pictures.list_join").join(cards.name(row) for row in board.rows[:3])
        alt = cards.say(
            "alt.board", names=names, period=cards.period(board.period),
            board=cards.board_name(board.measure, board.period),
        )  # fmt: skip
        found = [self.add(stem, "board", POSTER, cards.board(board, self.poster, self.qr(True)), alt)]
        if all_feeds:
            for feed, format_, qr in self.every_feed():
                found.append(self.add(stem, "board", feed, cards.board(board, format_, qr), alt))
            found.append(
                self.add(
                    f"{stem}-print",
                    "board",
                    PRINT,
                    cards.board(board, self.poster, self.qr(True), PRINT),
                    alt,
                )
            )
        return tuple(found)

    def teams(self) -> tuple[PictureFile, ...]:
        cards, share = self.cards, self.cards.share
        if not share.teams:
            return ()
        stem = f"boards/{period_id(share.edition)}-teams"
        alt = cards.say(
            "alt.team", board=cards.say(f"teams.{share.column}"), period=cards.period(share.edition)
        )
        found = [self.add(stem, "team", POSTER, cards.teams(self.poster, self.qr(True)), alt)]
        found += [self.add(stem, "team", feed, cards.teams(f, qr), alt) for feed, f, qr in self.every_feed()]
        found.append(
            self.add(f"{stem}-print", "team", PRINT, cards.teams(self.poster, self.qr(True), PRINT), alt)
        )
        return tuple(found)

    def incentives(self) -> dict[str, tuple[PictureFile, ...]]:
        cards, found = self.cards, {}
        for state in cards.frame.plan.game.offers:
            stem, alt = f"incentives/{state.offer.kind}-{state.offer.index + 1}", state.offer.name
            alt = cards.say("alt.incentive", name=state.offer.name)
            files = [
                self.add(stem, "incentive", feed, cards.incentive(state, format_, qr), alt)
                for feed, format_, qr in self.every_feed()
            ]
            printed = cards.incentive(state, self.card, self.qr(True), PRINT)
            files.append(self.add(f"{stem}-print", "incentive", PRINT, printed, alt))
            found[state.offer.id] = tuple(files)
        return found

    def events(self, key: bytes) -> list[tuple[PictureFile, ...]]:
        cards, frame = self.cards, self.cards.frame
        show, found = frame.community.profile.publish.show, []
        names = {page.slug: page.shown_name for page in cards.share.members}
        for number, meetup in enumerate(frame.community.profile.events.meetups, 1):
            going = []
            for id_ in meetup.going:
                member = frame.people.get(id_)
                photo = member.avatar if member and consents(member, show) else ""
                slug, face = slug_and_face(key, id_)
                going.append(Face(names.get(slug) or public_name(member, show), face, photo))
            alt = cards.say("alt.event", city=meetup.city, date=frame.day(meetup.day))
            stem = f"events/{meetup.day.isoformat()}-{number}"
            found.append(tuple(
                self.add(stem, "event", feed, cards.event(meetup, going, format_, qr), alt)
                for feed, format_, qr in self.every_feed()
            ))  # fmt: skip
        return found

    def member(self, page: MemberPage, today: Any) -> tuple[PictureFile, ...]:
        """The proudest card first, with a preview for links; then the others."""
        cards, found = self.cards, list[PictureFile]()
        value = cards.frame.number(page.points)
        if page.standing:
            alt = cards.say(
                "alt.rank" if page.standing.by_rank else "alt.ahead", name=page.shown_name,
                rank=page.standing.rank, ahead=page.standing.ahead,
                value=cards.value(page.standing.measure, page.standing.value),
                board=cards.board_name(page.standing.measure, page.standing.period),
            )  # fmt: skip
            for feed, format_, qr in self.every_feed():
                picture = cards.rank(page, page.standing, format_, qr)
                found.append(self.add(f"m/{page.slug}/rank", "rank", feed, picture, alt))
        if page.points > 0:
            alt = cards.say("alt.points", name=page.shown_name, value=cards.say("points", n=value))
            for feed, format_, qr in self.every_feed(link=not found):
                picture = cards.points(page, format_, qr)
                found.append(self.add(f"m/{page.slug}/points", "points", feed, picture, alt))
        for held in page.badges:
            alt = cards.say("alt.badge", name=page.shown_name, badge=held.name)
            recent, alone = today - held.day < RECENT, not found
            for number, (feed, format_, qr) in enumerate(self.every_feed(link=alone)):
                if number == 0 or recent or alone:
                    stem = f"m/{page.slug}/badge"
                    found.append(
                        self.add(stem, "badge", feed, cards.badge(page, held, format_, qr), alt, held.id)
                    )
        if page.fresh or not found:
            alt = cards.say("alt.welcome", name=page.shown_name)
            for feed, format_, qr in self.every_feed(link=not found):
                picture = cards.welcome(page, format_, qr)
                found.append(self.add(f"m/{page.slug}/welcome", "welcome", feed, picture, alt))
        return tuple(found)


def make_gallery(
    share: Share,
    frames: Mapping[str, Frame],
    style: Style,
    key: bytes,
    marks: Mapping[str, str],
    members: bool = True,
) -> Gallery:
    """All pictures of a build. Boards, incentives and meetups in every language; the members' own ones
    (`members`) in the first, since they are what travels."""
    gallery = Gallery()
    first = next(iter(frames))
    own: dict[str, tuple[PictureFile, ...]] = {}
    emblems = add_emblems(frames[first], style, gallery)
    for language, frame in frames.items():
        folder = "" if language == first else f"{language}/"
        maker = Maker(Cards(frame, share), style, gallery, folder, marks)
        boards = {(b.measure, b.period): maker.board(b, all_feeds=True) for b in share.boards}
        boards |= {(b.measure, b.period): maker.board(b, all_feeds=False) for b in share.past}
        teams, incentives = maker.teams(), maker.incentives()
        gallery.shown.events[language] = maker.events(key)
        if language == first and members:
            today = frame.plan.facts.days.today
            own = {page.slug: maker.member(page, today) for page in share.members}
        gallery.shown.pictures[language] = Pictures(own, boards, teams, incentives, emblems)
    gallery.shown.drawn = bool(gallery.jobs)
    return gallery


def add_emblems(frame: Frame, style: Style, gallery: Gallery) -> dict[str, PictureFile]:
    """The drawing of each badge, for the pages."""
    profile, found = frame.community.profile, {}
    colours = emblem_colours(theme_roles(picture_theme(style.colour)))
    for number, badge in enumerate(profile.badges, 1):
        emblem: Emblem = emblem_of(badge, profile.badges, profile.points.rules)
        path = f"e/{number}-{emblem.shape}-{emblem.glyph}.svg"
        gallery.files.append((path, emblem_svg(emblem, colours, style.motif, badge.name).encode()))
        found[badge.id] = PictureFile("emblem", "", "1:1", path, 240, 240, badge.name, badge.id)
    return found


def period_id(period: Period) -> str:
    """2026-W47, 2026-11, 2026-07-01, all: sorts as the time does."""
    if period.kind == "week":
        year, week, _ = period.start.isocalendar()
        return f"{year}-W{week:02d}"
    if period.kind == "month":
        return f"{period.start:%Y-%m}"
    return "all" if period.kind == "all" else period.start.isoformat()


def codes_too_fine(style: Style, jobs: Sequence[Job]) -> tuple[str, ...]:
    """The formats in which the link's QR code would be too fine to be read: none is drawn there."""
    studio, wanted = Studio(style), {job.picture.format for job in jobs if job.picture.qr}
    sides = {name: int(format_.geometry["qr"][2]) for name, format_ in formats().items() if name in wanted}
    return tuple(name for name, side in sides.items() if side and studio.qr(side) is None)


def missing_characters(style: Style, jobs: Sequence[Job]) -> tuple[str, ...]:
    """The characters that no font has, of all texts that will be drawn."""
    studio = Studio(style)
    texts = {text for job in jobs for value in job.picture.texts.values()
             for text in ([value] if isinstance(value, str) else value)}  # fmt: skip
    for text in texts:
        studio.clusters(text)
    return tuple(sorted(studio.missing))
