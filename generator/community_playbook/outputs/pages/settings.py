"""What the theme is told about a site: its names, navigation, colours and languages, as plain texts."""

from __future__ import annotations

from collections.abc import Mapping

from ...usage import usage
from ...words import Words
from ..plain import Json
from ..say.motif import motif_of
from ..say.roadmap.roadmap import roadmap_pages
from ..say.text import tactic_page
from .desk import Desk
from .table import DESTINATIONS, pages_of, relatives

GROUPS = ("weekly", "people", "arrive", "run", "game", "road")
"""Of the directory at the foot, in their order."""


def site_settings(desk: Desk, languages: tuple[str, ...]) -> Mapping[str, Json]:
    """Escaped once when the site is built."""
    frame = desk.frame
    words, profile = frame.words, frame.community.profile
    name, today = profile.community.name, frame.facts.days.today
    pages = pages_of(desk)
    links = {page.key: {"title": words(f"site.nav.{page.key}"), "url": page.url} for page in pages}
    tactics = tactic_links(desk)
    groups = {key: [links[page.key] for page in pages if page.group == key] for key in GROUPS}
    groups["arrive"] = tactics["arrive"]
    groups["run"] = [*tactics["run"], *groups["run"]]
    groups["road"] = roadmap_pages(frame)
    directory: list[dict[str, Json]] = [
        {"title": words(f"site.directory.{key}"), "pages": found} for key, found in groups.items()
    ]
    nav = [*links.values(), *tactics["arrive"], *tactics["run"], *groups["road"][1:]]
    foot = words(
        "site.words.foot_meta", week=frame.edition, day=frame.day(today), weekday=frame.weekday(today, "full")
    )
    foot += f" · {frame.as_of}" if frame.as_of else ""
    inner = words.language != languages[0]
    return {
        "site_name": words("site.name", name=name),
        "site_description": words("site.description", name=name, week=frame.edition),
        "theme": {"language": words.usage.theme, "palette": palette(words)},
        "nav": [{link["title"]: link["url"].removesuffix(".html") + ".md"} for link in nav],
        "extra": {
            "community": name,
            "tick_prefix": frame.tick_prefix,
            **({"scope": ".."} if inner else {}),
            "alternate": alternate(languages, words.language),
            "edition": frame.edition,
            "motif": motif_of(name, profile.brand.motif),
            "primary": [
                {"title": words(f"site.nav.{key}"), "url": family[0].url, "icon": icon}
                for key, icon in DESTINATIONS.items()
                if (family := relatives(pages, key))
            ],
            "directory": [group for group in directory if group["pages"]],
            "words": dict(words.get("site.words")) | {"foot_meta": foot},
        },
    }


def tactic_links(desk: Desk) -> dict[str, list[dict[str, str]]]:
    """arrive: the tactics of a join evening; run: all others."""
    found: dict[str, list[dict[str, str]]] = {"arrive": [], "run": []}
    for entry in desk.frame.library.tactics:
        welcome = any(job.on == ("evenings",) for job in entry.jobs)
        title = f"{entry.number:02d} {desk.frame.title(entry)}"
        found["arrive" if welcome else "run"].append({"title": title, "url": tactic_page(entry.id)})
    return found


def palette(words: Words) -> list[Json]:
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

    return [{"name": usage(lang).name, "link": link(lang), "lang": lang} for lang in languages]
