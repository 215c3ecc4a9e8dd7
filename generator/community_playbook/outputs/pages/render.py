"""The pages of one language as Markdown files, and the settings of their site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ...words import Words
from ...words import words as all_words
from ..say.about import about_view
from ..say.data import data_view
from ..say.frame import Frame
from ..say.game.nav import game_pages
from ..say.home import home_view, question_views
from ..say.motif import motif_of
from ..say.roadmap.roadmap import home_line, roadmap_pages
from ..say.tactics import columns_view, tactic_view, tactics_view
from ..say.text import tactic_page
from ..say.week import week_view
from ..shelf import Shown
from .game import render_game
from .print_room import PrintRoom, render_print_room
from .roadmap import render_roadmap
from .template import environment, page

PRIMARY = ("home", "week", "tactics", "boards", "roadmap", "print")
"""The destinations of the header; boards and paper only where there are any."""
ICONS = {
    "home": "home", "week": "week", "tactics": "nine", "boards": "board", "roadmap": "stair",
    "print": "printer",
}  # fmt: skip
FILES = {
    "home": "index.html",
    "week": "week.html",
    "tactics": "tactics.html",
    "import": "import.html",
    "print": "print.html",
    "about": "about.html",
    "boards": "boards.html",
    "roadmap": "roadmap.html",
    "points": "points.html",
    "badges": "badges.html",
    "incentives": "incentives.html",
    "gallery": "gallery.html",
}


def render_pages(
    frame: Frame, shown: Shown | None = None, room: PrintRoom | None = None
) -> Iterator[tuple[str, bytes]]:
    """(path, Markdown) of every page, home first."""
    words = frame.words
    columns = columns_view(frame)
    questions = question_views(frame)
    home = home_view(frame)
    yield (
        "index.md",
        page(frame, "index.md.j2", words("home.title"), "home", "index.html",
             home=home, columns=columns, questions=questions, dial=dial(frame), road=home_line(frame)),
    )  # fmt: skip
    yield (
        "week.md",
        page(frame, "week.md.j2", words("week.title"), "week", "week.html", week=week_view(frame)),
    )
    index = tactics_view(frame)
    yield (
        "tactics.md",
        page(
            frame,
            "tactics.md.j2",
            words("tactics.title"),
            "tactics",
            "tactics.html",
            tactics=index,
            columns=columns,
        ),
    )
    for choice in frame.plan.choices:
        one = tactic_view(frame, choice)
        path = tactic_page(choice.id).removesuffix(".html") + ".md"
        yield (
            path,
            page(frame, "tactic.md.j2", one.title, "tactic", "tactics.html", one=one, tally=tally(frame)),
        )
    yield from render_game(frame, shown)
    yield from render_roadmap(frame, room.sheet("roadmap") if room else "")
    if room:
        yield from render_print_room(frame, room)
    data = data_view(frame)
    yield (
        "import.md",
        page(
            frame,
            "import.md.j2",
            words("report.title"),
            "prose",
            "import.html",
            data=data,
            questions=questions,
        ),
    )
    about = about_view(frame)
    yield "about.md", page(frame, "about.md.j2", words("about.title"), "about", "about.html", about=about)


def dial(frame: Frame) -> Markup:
    module = environment().get_template("dial.svg.j2").make_module()
    profile, words = frame.community.profile, frame.words
    score = frame.plan.diagnosis.score
    labels = dict(words.get("dial")) | {"label": words("dial.label", score=score)}
    return Markup(module.dial(score, motif_of(profile.community.name, profile.brand.motif), labels))  # type: ignore[attr-defined]  # noqa: S704


def tally(frame: Frame) -> Markup:
    module = environment().get_template("tally.svg.j2").make_module()
    return Markup(module.tally(frame.words.language, frame.words("tactic.tally")))  # type: ignore[attr-defined]  # noqa: S704


def site_settings(frame: Frame, languages: tuple[str, ...], printed: bool = False) -> dict[str, Any]:
    """What the theme is told about this site: plain texts, escaped once when the site is built."""
    words, profile = frame.words, frame.community.profile
    name = profile.community.name
    game = game_pages(frame)
    there = {"boards": "boards" in game, "print": printed}
    primary = [key for key in PRIMARY if there.get(key, True)]
    arriving: list[dict[str, str]] = []
    daily: list[dict[str, str]] = []
    for entry in frame.library.tactics:
        welcome = any(job.on == ("evenings",) for job in entry.jobs)
        page = {"title": f"{entry.number:02d} {frame.title(entry)}", "url": tactic_page(entry.id)}
        (arriving if welcome else daily).append(page)
    tactics = [*arriving, *daily]
    chrome = {key: {"title": words(f"site.nav.{key}"), "url": FILES[key]} for key in FILES}
    today = frame.plan.facts.days.today
    foot = words(
        "site.words.foot_meta", week=frame.edition, day=frame.day(today), weekday=frame.weekday(today, "full")
    )
    inner = words.language != languages[0]
    groups = {
        "weekly": [
            chrome[key] for key in ("home", "week", "print", "import", "about") if there.get(key, True)
        ],
        "arrive": arriving,
        "run": [*daily, chrome["tactics"]],
        "game": [chrome[key] for key in game],
        "road": roadmap_pages(frame),
    }
    directory = [{"title": words(f"site.directory.{key}"), "pages": found} for key, found in groups.items()]
    nav = [
        {page["title"]: page["url"].removesuffix(".html") + ".md"}
        for page in (
            *(chrome[key] for key in dict.fromkeys([*primary, "import", "about", *game])),
            *tactics,
            *roadmap_pages(frame)[1:],
        )
    ]
    return {
        "site_name": words("site.name", name=name),
        "site_description": words("site.description", name=name, week=frame.edition),
        "theme": {"language": words.language, "palette": palette(words)},
        "nav": nav,
        "extra": {
            "community": name,
            "tick_prefix": f"{name}-{profile.community.kind}",
            **({"scope": ".."} if inner else {}),
            "alternate": alternate(languages, words.language),
            "edition": frame.edition,
            "motif": motif_of(name, profile.brand.motif),
            "primary": [chrome[key] | {"icon": ICONS[key]} for key in primary],
            "directory": [group for group in directory if group["pages"]],
            "words": dict(words.get("site.words")) | {"foot_meta": foot},
        },
    }


def palette(words: Words) -> list[dict[str, Any]]:
    """Follow the system, light, dark; the first one is shown where there is no JavaScript."""
    kinds = [
        ("(prefers-color-scheme)", "default", "auto"),
        ("(prefers-color-scheme: light)", "default", "light"),
        ("(prefers-color-scheme: dark)", "slate", "dark"),
    ]
    icons = {"auto": "brightness-auto", "light": "white-balance-sunny", "dark": "weather-night"}
    return [
        {
            "media": media,
            "scheme": scheme,
            "toggle": {"icon": f"material/{icons[k]}", "name": words(f"site.palette.{k}")},
        }
        for media, scheme, k in kinds
    ]


def alternate(languages: tuple[str, ...], own: str) -> list[dict[str, str]]:
    """The switch between languages: the first one stands at the root, the others below it."""
    if len(languages) < 2:
        return []
    up = "" if own == languages[0] else "../"

    def link(language: str) -> str:
        return "./" if language == own else up or "./" if language == languages[0] else f"{up}{language}/"

    return [
        {"name": all_words(lang)("language.name"), "link": link(lang), "lang": lang} for lang in languages
    ]
