"""The pages of one language as Markdown files, and the settings of their site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...assets import asset
from ...compiled import bytecode_cache
from ...words import Words
from ...words import words as all_words
from ..text import mdtext, tactic_page, to_html
from .about import about_view
from .data import data_view
from .frame import Frame
from .home import home_view, question_views
from .tactics import columns_view, tactic_view, tactics_view
from .week import week_view

CHROME = ("home", "week", "tactics", "import", "about")
ICONS = {"home": "home", "week": "week", "tactics": "nine", "import": "board", "about": "stair"}
FILES = {
    "home": "index.html",
    "week": "week.html",
    "tactics": "tactics.html",
    "import": "import.html",
    "about": "about.html",
}
MOTIF_WORDS = {
    "beam": "灯塔光燈塔明 lighthouse beacon lamp light",
    "wave": "海航浪船港河江湖水 sea wave sail harbor harbour river ocean bay",
    "peak": "山峰登岭顶徒步 peak mountain summit hill trail climb",
    "leaf": "田茶树叶花果林农园 leaf tree garden farm fruit tea forest bloom",
}


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([str(asset("templates", "pages")), str(asset("templates", "site"))]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=to_html,
        bytecode_cache=bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def motif(name: str, chosen: str | None) -> str:
    """The drawing of a community: chosen in the profile, found in its name, else the disc."""
    if chosen:
        return chosen
    lowered = name.casefold()
    for found, words in MOTIF_WORDS.items():
        han, *latin = words.split()
        if any(c in name for c in han) or any(word in lowered for word in latin):
            return found
    return "disc"


def page(frame: Frame, template: str, title: str, kind: str, section: str, **view: Any) -> bytes:
    """One Markdown file: front matter, then the page's HTML without a blank line inside."""
    words = frame.words
    profile = frame.community.profile

    def t(key: str, **facts: object) -> Any:
        return words.say(key, **facts) if facts else words.get(key)

    made = environment().get_template(template).render(
        t=t,
        zh=frame.zh,
        name=profile.community.name,
        edition=frame.edition,
        span=frame.span,
        window=f"{frame.facts['join_start']}–{frame.facts['join_end']}",
        **view,
    )  # fmt: skip
    lines = [line.strip() for line in made.splitlines() if line.strip()]
    front = f'---\ntitle: "{mdtext(title)}"\nkind: {kind}\nsection: {section}\n---\n'
    return (front + "\n".join(lines) + "\n").encode()


def render_pages(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """(path, Markdown) of every page, home first."""
    words = frame.words
    columns = columns_view(frame)
    questions = question_views(frame)
    home = home_view(frame)
    yield (
        "index.md",
        page(frame, "index.md.j2", words("home.title"), "home", "index.html",
             home=home, columns=columns, questions=questions, dial=dial(frame)),
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
            page(frame, "tactic.md.j2", one["title"], "tactic", "tactics.html", one=one, tally=tally(frame)),
        )
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
    return Markup(module.dial(score, motif(profile.community.name, profile.brand.motif), labels))  # type: ignore[attr-defined]  # noqa: S704


def tally(frame: Frame) -> Markup:
    module = environment().get_template("tally.svg.j2").make_module()
    return Markup(module.tally(frame.words.language, frame.words("tactic.tally")))  # type: ignore[attr-defined]  # noqa: S704


def site_settings(frame: Frame, languages: tuple[str, ...]) -> dict[str, Any]:
    """What the theme is told about this site: plain texts, escaped once when the site is built."""
    words, profile = frame.words, frame.community.profile
    name = profile.community.name
    titles = {key: words(f"site.nav.{key}") for key in CHROME}
    arriving: list[dict[str, str]] = []
    daily: list[dict[str, str]] = []
    for entry in frame.library.tactics:
        welcome = any(job.on == ("evenings",) for job in entry.jobs)
        page = {"title": f"{entry.number:02d} {frame.title(entry)}", "url": tactic_page(entry.id)}
        (arriving if welcome else daily).append(page)
    tactics = [*arriving, *daily]
    chrome = {key: {"title": titles[key], "url": FILES[key]} for key in CHROME}
    today = frame.plan.facts["today"]
    foot = words(
        "site.words.foot_meta", week=frame.edition, day=frame.day(today), weekday=frame.weekday(today, "full")
    )
    inner = words.language != languages[0]
    nav = [
        {page["title"]: page["url"].removesuffix(".html") + ".md"} for page in (*chrome.values(), *tactics)
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
            "motif": motif(name, profile.brand.motif),
            "primary": [chrome[key] | {"icon": ICONS[key]} for key in CHROME],
            "directory": [
                {
                    "title": words("site.directory.weekly"),
                    "pages": [chrome["home"], chrome["week"], chrome["import"]],
                },
                {"title": words("site.directory.arrive"), "pages": arriving},
                {"title": words("site.directory.run"), "pages": [*daily, chrome["tactics"]]},
                {"title": words("site.directory.know"), "pages": [chrome["about"]]},
            ],
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
