"""Text of a profile -> `Profile` and everything that is wrong with it, all at once, each with its place.

Shape, keys and conversion are checked by `profile_walk`, bounds and patterns by pydantic, agreement between
fields by `profile_checks`; this page puts them in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path as DiskPath
from stat import S_ISDIR, S_ISREG

from pydantic import ValidationError

from ...community.profile import NO_TOPIC, Profile
from ...community.rhythms import chosen_by
from ...knowledge.library import Library, Rhythm
from ...problems import Place, Problem, sorted_problems
from ..found import ids
from .checks import check_across, check_files
from .faults import report_errors
from .other_files import other_file
from .parts import Part
from .private_fields import public_form
from .private_text import check_private_text
from .rounds import wrong_rounds
from .values import nearest
from .walk import Walk
from .wants import homes, profile_want
from .yaml_slips import shown, slip_in_text
from .yaml_text import MAX_BYTES, MapNode, Path, TextNode, places_of, read_yaml

Places = Mapping[Path, Place]


def read_profile(source: str | bytes, file: str) -> tuple[Profile | None, list[Problem]]:
    """The profile, or None if there is an error among the problems. Touches no disk, never raises."""
    profile, _, problems = read_with_places(source, file)
    return profile, problems


def read_with_places(source: str | bytes, file: str) -> tuple[Profile | None, Places, list[Problem]]:
    """As `read_profile`, with the place of every value by its path: `("groups", 0, "id")`."""
    return finish(source, file, None)


def load_profile(path: DiskPath) -> tuple[Profile | None, Places, list[Problem]]:
    """Read a profile from the disk and check that the files which it names are beside it."""
    file = str(path)
    source = load_bytes(path)
    if isinstance(source, Problem):
        return None, {}, [source]
    if other := other_file(path, source):
        return None, {}, [other]
    return finish(source, file, path.parent)


def place_at(places: Places, *path: str | int) -> Place:
    """The place of a value, or of the nearest one above it that stands in the file."""
    for length in range(len(path), -1, -1):
        if path[:length] in places:
            return places[path[:length]]
    return Place("")


def unknown_tactics(profile: Profile, places: Places, known: tuple[str, ...]) -> list[Problem]:
    """Names of what is no tactic: they would silently change nothing."""
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("running", i), name) for i, name in enumerate(profile.running)),
        *((("tactics", "hide", i), name) for i, name in enumerate(profile.tactics.hide)),
        *((("tactics", "start", name), name) for name in profile.tactics.start),
    ]
    return [
        Problem(
            "W170",
            place_at(places, *path),
            {"found": shown(name), "near": nearest(name, known, 0) or known[0], "field": str(path[0])},
        )
        for path, name in named
        if name not in known
    ]


def unknown_rhythms(profile: Profile, places: Places, library: Library) -> list[Problem]:
    """Names of what is no rhythm, of no anchor, gap, number or beat of it: they would change nothing; numbers
    that nobody believes."""
    anchors = {r.id: [anchor.id for anchor in r.cycle.anchors] for r in library.rhythms}
    gaps = {r.id: ", ".join(r.fill) for r in library.rhythms}
    found = []
    for i, chosen in enumerate(chosen_by(profile.rhythms or [])):
        if chosen.id not in anchors:
            told = {"found": shown(chosen.id), "near": nearest(chosen.id, tuple(anchors), 0)}
            known = ", ".join(anchors)
            found.append(Problem("W156", place_at(places, "rhythms", i), {**told, "known": known}))
            continue
        for name in chosen.anchors:
            if name not in anchors[chosen.id]:
                told = {"found": shown(name), "rhythm": chosen.id, "known": ", ".join(anchors[chosen.id])}
                found.append(Problem("W157", place_at(places, "rhythms", i, "anchors", name), told))
        for name in chosen.fill:
            if name not in library.rhythm(chosen.id).fill:
                told = {"found": shown(name), "rhythm": chosen.id, "known": gaps[chosen.id] or "-"}
                found.append(Problem("W159", place_at(places, "rhythms", i, "fill", name), told))
        for name, number in chosen.numbers.items():
            place = place_at(places, "rhythms", i, "numbers", name)
            found += wrong_number(library.rhythm(chosen.id), name, number, place)
        beats = [beat.id for beat in library.rhythm(chosen.id).cycle.beats]
        for name in chosen.minutes:
            if name not in beats:
                told = {"found": shown(name), "rhythm": chosen.id, "known": ", ".join(beats)}
                found.append(Problem("W199", place_at(places, "rhythms", i, "minutes", name), told))
        at = partial(place_at, places, "rhythms", i, "rounds")
        found += wrong_rounds(library.rhythm(chosen.id), chosen, at)
    return found


def wrong_number(rhythm: Rhythm, name: str, number: float, place: Place) -> list[Problem]:
    """One that no sum uses, or that is out of what its author believes."""
    known = [one.id for one in rhythm.sums.numbers]
    if name not in known:
        told = {"found": shown(name), "rhythm": rhythm.id, "known": ", ".join(known) or "-"}
        return [Problem("W155", place, told)]
    one = rhythm.sums.number(name)
    if one.low <= number <= one.high:
        return []
    near = one.low if number < one.low else one.high
    told = {"field": f"rhythms.numbers.{name}", "found": f"{number:g}", "repair": f"{name}: {near:.10g}"}
    return [Problem("E141", place, {**told, "low": f"{one.low:.10g}", "high": f"{one.high:.10g}"})]


def unknown_topic(profile: Profile, places: Places, library: Library) -> list[Problem]:
    """The name of what is no topic: it would change nothing."""
    wanted, known = profile.community.topic, tuple(topic.id for topic in library.topics)
    if wanted is None or wanted in (NO_TOPIC, *known):
        return []
    told = {"found": shown(wanted), "near": nearest(wanted, known, 0), "known": ", ".join((NO_TOPIC, *known))}
    return [Problem("W158", place_at(places, "community", "topic"), told)]


def unknown_holders(profile: Profile, places: Places, ids: frozenset[str]) -> list[Problem]:
    """Badges given by hand, and seats, of somebody whom the members table does not know."""
    given: list[tuple[str, tuple[str | int, ...], str]] = [
        ("W180", ("badges", i, "given", n, "member"), given.member)
        for i, badge in enumerate(profile.badges)
        for n, given in enumerate(badge.given)
    ]
    seats: list[tuple[str, tuple[str | int, ...], str]] = [
        ("W185", ("events", "meetups", i, "going", n), member)
        for i, meetup in enumerate(profile.events.meetups)
        for n, member in enumerate(meetup.going)
    ]
    return [
        Problem(code, place_at(places, *path), {"found": shown(member)})
        for code, path, member in (*given, *seats)
        if ids and member not in ids
    ]


def finish(
    source: str | bytes, file: str, folder: DiskPath | None
) -> tuple[Profile | None, Places, list[Problem]]:
    root, problems = read_yaml(source, file)
    if root is None:
        return None, {}, sorted_problems(problems)
    places = places_of(root)
    walk = Walk(file, homes())
    if not isinstance(root, MapNode):
        slip = slip_in_text(root.text) if isinstance(root, TextNode) and root.plain else None
        found = shown(root.text) if isinstance(root, TextNode) else "[…]"
        code, facts = slip or ("E114", {"found": found})
        return None, places, [*problems, Problem(code, root.place, facts)]
    data = walk.read_whole(root, profile_want())
    profile = None
    try:
        profile = Profile.model_validate(data)
    except ValidationError as errors:
        report_errors(walk, errors.errors(include_url=False, include_input=False))
    check_across(walk, Part(data))
    if folder is not None:
        check_files(walk, Part(data), folder)
    check_private_text(walk, Part(data))
    problems = [*problems, *walk.problems]
    if profile is not None:
        profile, private = public_form(profile, places)
        problems += private
    problems = sorted_problems(problems)
    return (None if any(p.is_error for p in problems) else profile), places, problems


def tables_only(path: DiskPath) -> Profile | None:
    """What a faulty profile says of its tables, where they are there, so that all can be checked at once."""
    source = load_bytes(path)
    root = None if isinstance(source, Problem) else read_yaml(source, str(path))[0]
    if not isinstance(root, MapNode):
        return None
    walk = Walk(str(path), homes())
    data = walk.read_whole(root, profile_want())
    said = Part(data)
    tables = {
        key: data[key] for key in ("members", "ledger") if (path.parent / (said.text(key) or "?")).is_file()
    }
    zone = said.part("community").text("timezone")
    community = {"name": "-", "kind": ids("kind")[0]} | ({"timezone": zone} if zone else {})
    options = {"tables": data["tables"]} if "tables" in data else {}
    for more in (options, {}):
        try:
            return Profile.model_validate(
                {"community": community, "operator": {"hours_per_week": 1}, **tables, **more}
            )
        except ValidationError:
            continue
    return None


def load_bytes(path: DiskPath) -> bytes | Problem:
    """The content of a regular file of at most 1 MiB (one byte more shows that it is too large)."""
    place = Place(str(path))
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            return Problem("E101", place)
        if not S_ISREG(mode):
            return Problem("E102", place)
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Problem("E100", place)
    except (OSError, ValueError):  # no right to read it; a name with NUL
        return Problem("E102", place)
