"""Every page that is there once, a row each: its words, its template, what it shows, where it is linked.

The order is that of the navigation. Beside them there is a page a tactic and a page a step of the roadmap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...plan.people.rotation import TACTIC
from ..say.about import about_view
from ..say.agenda import POINTS, points_off
from ..say.brief import brief_view
from ..say.countdown import countdowns
from ..say.data import data_view
from ..say.game.badges import badges_view
from ..say.game.boards import boards_view
from ..say.game.incentives import incentives_view
from ..say.game.points import points_view
from ..say.game.posting import platform_message, platform_steps
from ..say.hands import capital, who_name
from ..say.home import home_view, question_views
from ..say.learned import learned_view
from ..say.people.desk import desk_view
from ..say.people.leaving import leaving_view
from ..say.people.meetups import meetups_view
from ..say.people.newcomers import newcomers_view
from ..say.people.rotation import rotation_view
from ..say.people.stars import stars_view
from ..say.people.talk import talk_view, tonight
from ..say.rhythm import rhythm_views
from ..say.roadmap.people import people_view
from ..say.roadmap.roadmap import home_line, roadmap_view
from ..say.since import since_view
from ..say.tactics import columns_view, tactics_view
from ..say.today import today_view
from ..say.topic import topic_view
from ..say.week import week_view
from .city_circles import draw_circles
from .desk import Desk
from .drawings import dial
from .gallery import gallery_view
from .print_room import TextLink, room_view
from .ring import draw_ring

View = Mapping[str, object]
"""What a template gets, by the names that it uses."""


def writing(desk: Desk) -> View:
    """`members`: address of the file in which they are looked up."""
    return {"writing": desk_view(desk.frame), "members": desk.members}


def leaving(desk: Desk) -> View:
    return {"leaving": leaving_view(desk.frame), "members": desk.members}


def talk(desk: Desk) -> View:
    if desk.frame.community.observed is None:
        raise ValueError("no log was taken")
    return {"one": talk_view(desk.frame, desk.frame.community.observed)}


def rhythm(desk: Desk) -> View:
    views = rhythm_views(desk.frame)
    drawn = {view.id: draw_ring(view.ring) for view in views}
    return {"rhythms": views, "drawn": drawn, "dates": countdowns(desk.frame)}


def always(_desk: Desk) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Page:
    """`title`: key of its words; its short name in navigation stands under `site.nav.<key>`."""

    key: str
    title: str
    view: Callable[[Desk], View]
    group: str
    """Where the directory at the foot lists it: `site.directory.<group>`; "" where it is listed by itself."""
    kind: str = ""
    """How the theme sets it, where that is not named as the page."""
    above: str = ""
    """The destination under which it stands, where that is not its own: see `DESTINATIONS`."""
    file: str = ""
    template: str = ""
    there: Callable[[Desk], bool] = always

    @property
    def name(self) -> str:
        return self.file or self.key

    @property
    def url(self) -> str:
        return f"{self.name}.html"

    @property
    def family(self) -> str:
        return self.above or self.key


def home(desk: Desk) -> View:
    frame = desk.frame
    return {
        "home": home_view(frame),
        "since": since_view(frame),
        "columns": columns_view(frame),
        "questions": question_views(frame),
        "dial": dial(frame),
        "road": home_line(frame),
        "tonight": tonight(frame),
    }


def today(desk: Desk) -> View:
    """`phone`: the files that are sent, by person; `paper`: whether there is a print room;
    `tonight`: who waits for an answer."""
    return {
        "one": today_view(desk.frame),
        "phone": phones(desk),
        "paper": desk.room is not None,
        "tonight": tonight(desk.frame),
    }


def phones(desk: Desk) -> list[TextLink]:
    """The files that are sent to a phone."""
    frame = desk.frame
    return [
        TextLink(
            frame.words("today.phone_owner")
            if who == "owner"
            else frame.words("today.phone_helper", who=capital(who_name(frame, who))),
            url,
        )
        for who, url in desk.phones.items()
    ]


def tactics(desk: Desk) -> View:
    return {"tactics": tactics_view(desk.frame), "columns": columns_view(desk.frame)}


def by_platform(desk: Desk) -> bool:
    return desk.frame.community.profile.points.mode == "platform"


def platform_boards(desk: Desk) -> View:
    frame = desk.frame
    return {
        "message": platform_message(frame),
        "steps": platform_steps(frame),
        "instead": points_off(frame),
        "tactic": frame.title(frame.library.tactic(POINTS)),
    }


def roadmap(desk: Desk) -> View:
    """`sheet`: address of the same on paper, where there is one."""
    sheet = desk.room.sheet("roadmap") if desk.room else ""
    return {"one": roadmap_view(desk.frame), "sheet": sheet}


def to_people(desk: Desk) -> bool:
    return desk.frame.plan.roadmap.people is not None


def people_road(desk: Desk) -> View:
    sheet = desk.room.sheet("roadmap") if desk.room else ""
    return {"one": people_view(desk.frame), "sheet": sheet}


def paper(desk: Desk) -> View:
    if desk.room is None:
        raise ValueError("there is no paper")
    return {"one": room_view(desk.frame, desk.room), "phone": phones(desk)}


def report(desk: Desk) -> View:
    return {"data": data_view(desk.frame, desk.problems), "questions": question_views(desk.frame)}


def has_members(desk: Desk) -> bool:
    return bool(desk.frame.community.members)


def meetups(desk: Desk) -> View:
    """`narrow`, `wide`: the same circles for two widths."""
    one = meetups_view(desk.frame)
    return {"meetups": one, "narrow": draw_circles(one.cities, 358), "wide": draw_circles(one.cities, 680)}


def gallery(desk: Desk) -> View:
    if desk.shown is None:
        raise ValueError("there are no pictures")
    return {"one": gallery_view(desk.frame, desk.shown)}


def rotation(desk: Desk) -> View:
    return {"one": rotation_view(desk.frame)}


def rotates(desk: Desk) -> bool:
    """Not for an operator who does not want to see it."""
    return desk.frame.plan.agenda.standings[TACTIC].state != "hidden"


def game(key: str, unless: Callable[[Desk], bool] = lambda _: False) -> Callable[[Desk], bool]:
    """There where the game has that page."""
    return lambda desk: key in desk.game and not unless(desk)


DESTINATIONS = {
    "home": "home", "today": "run", "people": "people", "tactics": "nine", "boards": "board",
    "roadmap": "stair",
}  # fmt: skip
"""The header's, each with its icon: it leads to the first page there is whose family this is, and from there
to the others."""

PAGES = (
    Page("home", "home.title", home, "weekly", file="index"),
    Page("today", "today.title", today, "weekly"),
    Page("brief", "brief.title", lambda d: {"one": brief_view(d.frame)}, "weekly", above="today"),
    Page("rhythm", "rhythm.title", rhythm, "weekly", above="today",
         there=lambda d: bool(d.frame.plan.rhythms)),
    Page("topic", "topic.title", lambda d: {"one": topic_view(d.frame)}, "weekly", above="today",
         there=lambda d: d.frame.plan.topic is not None),
    Page("week", "week.title", lambda d: {"week": week_view(d.frame)}, "weekly", above="today"),
    Page("newcomers", "newcomers.title", lambda d: {"one": newcomers_view(d.frame)}, "people", above="people",
         there=has_members),
    Page("rotation", "rotation.title", rotation, "people", above="people", there=rotates),
    Page("stars", "stars.title", lambda d: {"stars": stars_view(d.frame)}, "people", above="people",
         there=has_members),
    Page("desk", "desk.title", writing, "people", above="people",
         there=has_members),
    Page("meetups", "meetups.title", meetups, "people", above="people", there=has_members),
    Page("leaving", "leaving.title", leaving, "people", above="people",
         there=lambda d: bool(d.frame.plan.people.leaving)),
    Page("talk", "talk.title", talk, "people", above="people",
         there=lambda d: d.frame.community.observed is not None),
    Page("tactics", "tactics.title", tactics, "run"),
    Page("learned", "learned.title", lambda d: {"learned": learned_view(d.frame)}, "weekly", above="tactics"),
    Page("boards", "boards.title", lambda d: {"board": boards_view(d.frame)}, "game",
         there=game("boards", unless=by_platform)),
    Page("boards", "boards.title", platform_boards, "game", template="board-platform",
         there=lambda d: "boards" in d.game and by_platform(d)),
    Page("roadmap", "roadmap.title", roadmap, "", there=lambda d: not to_people(d)),
    Page("roadmap", "roadmap.title", people_road, "", template="roadmap-people",
         there=to_people),
    Page("print", "print.title", paper, "weekly", above="today", there=lambda d: d.room is not None),
    Page("import", "report.title", report, "weekly", kind="prose"),
    Page("about", "about.title", lambda d: {"about": about_view(d.frame, d.version)}, "weekly"),
    Page("badges", "badges.title", lambda d: {"one": badges_view(d.frame)}, "game", above="boards",
         there=game("badges")),
    Page("incentives", "offers.title", lambda d: {"one": incentives_view(d.frame)}, "game", above="boards",
         there=game("incentives")),
    Page("points", "points.title", lambda d: {"one": points_view(d.frame)}, "game", above="boards",
         there=game("points")),
    Page("gallery", "gallery.title", gallery, "game", above="boards", there=game("gallery")),
)  # fmt: skip


def relatives(pages: Sequence[Page], family: str) -> list[Page]:
    """The pages under one destination, in their order: they link to each other."""
    return [page for page in pages if page.family == family]


def pages_of(desk: Desk) -> tuple[Page, ...]:
    """The rows that this community has. A word that a row lacks is told for every row, there or not."""
    for page in PAGES:
        for key in (page.title, f"site.nav.{page.key}"):
            desk.frame.words.get(key)
    return tuple(page for page in PAGES if page.there(desk))
