"""Where members live, which cities meet by themselves, the owner's next stops, and what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....community.profile import Meetup
from ....plan.people.letters import TABLES
from ....plan.people.meetups import FEWEST, Local, Meetups, city_key
from ....plan.people.trips import Place, Price, Trip
from ..agenda import off
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..game.rows import initial
from ..text import isolate
from .invitations import host_letter, invite_stop, invite_table, stop_day

SHOWN_LOCALS = 5
SHOWN_CITIES = 18


@dataclass(frozen=True, slots=True)
class CityMark:
    """One circle. `state`: trip, self or "" (nobody hosts yet)."""

    name: str
    members: int
    latitude: float
    longitude: float
    state: str


@dataclass(frozen=True, slots=True)
class LocalLine:
    city: str
    say: str
    host: str
    letter: Bubble


@dataclass(frozen=True, slots=True)
class Seat:
    """`kind`: host, yes or "" (free); `mark`: the first letter of who sits there."""

    kind: str
    mark: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table with what is said around it."""

    title: str
    when: str
    host: str
    going: str
    facts: str
    seats: list[Seat]
    seats_label: str
    count: str
    short: str
    messages: list[Bubble]
    messages_say: str


@dataclass(frozen=True, slots=True)
class KitLine:
    tick: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetupsView:
    kick: str
    phrases: list[str]
    lead: str
    missing: list[str]
    """What is not known, and how to add it."""
    cities: list[CityMark]
    cities_label: str
    cities_rest: str
    locals: list[LocalLine]
    locals_rest: str
    announced: list[Table]
    stops: list[Table]
    trip_say: str
    trip_cost: str
    trip_note: str
    kit: list[KitLine]


def meetups_view(frame: Frame) -> MeetupsView:
    found = frame.plan.people.meetups
    if found is None:
        raise ValueError("there are no members")
    words, hosted = frame.words, local_lines(frame, found)
    marks, many = city_marks(frame, found), len(found.hosted) - SHOWN_LOCALS
    label = frame.listed(
        [words("meetups.map.one", city=m.name, n=frame.number(m.members)) for m in marks[:8]]
    )
    stops = [stop_table(frame, found, place) for place in found.trip.stops] if found.trip else []
    announced = [announced_table(frame, found, one) for one in found.announced]
    return MeetupsView(
        kick=words("meetups.kick", known=frame.number(found.known), unknown=frame.number(found.unknown)),
        phrases=headline(frame, found),
        lead=words(f"meetups.lead{'_one' if found.missing == 'one' else ''}"),
        missing=missing(frame, found),
        cities=marks if found.missing != "one" else [],
        cities_label=words("meetups.map.label", cities=label),
        cities_rest=cities_rest(frame, found),
        locals=hosted[:SHOWN_LOCALS],
        locals_rest=words("meetups.own.rest", n=frame.number(many)) if many > 0 else "",
        announced=announced,
        stops=stops,
        trip_say=trip_say(frame, found.trip),
        trip_cost=trip_cost(frame, found.trip, found.price),
        trip_note=trip_note(frame, found),
        kit=[
            KitLine(frame.tick("meetups", n), text) for n, text in enumerate(words.get("meetups.kit.items"))
        ] if stops or announced or hosted else [],
    )  # fmt: skip


def headline(frame: Frame, found: Meetups) -> list[str]:
    words, hosts = frame.words, len(found.hosted)
    if found.trip:
        cities = frame.listed([frame.city(place.city.key) for place in found.trip.stops])
        parts = [part.format(cities=cities) for part in words.get("meetups.h1.trip")]
        return parts + ([words("meetups.h1.hosted", n=frame.count(hosts))] if hosts else [])
    key = "unknown" if not found.known else "scattered" if not found.locals else ""
    key = key or ("one" if found.missing == "one" else "stay" if hosts else "scattered")
    city = frame.city(found.places[0].city.key) if found.places else ""
    return [part.format(city=city, n=frame.count(hosts)) for part in words.get(f"meetups.h1.{key}")]


def missing(frame: Frame, found: Meetups) -> list[str]:
    if not found.known:
        return [frame.words("meetups.missing.cities")]
    said = [frame.words(f"meetups.missing.{found.missing}")] if found.missing not in ("", "one") else []
    said += [text] if (text := waiting(frame, found)) else []
    return said + [text for meetup in found.announced if (text := host_away(frame, meetup))]


def waiting(frame: Frame, found: Meetups) -> str:
    """That nobody is asked yet; "" where tables are held, or nobody would be asked."""
    if not off(frame, TABLES) or not (found.trip or found.hosted):
        return ""
    starts = frame.plan.agenda.starts(TABLES)
    return (
        frame.words("meetups.off.day", day=frame.day(starts)) if starts else frame.words("meetups.off.none")
    )


def host_away(frame: Frame, meetup: Meetup) -> str:
    """Said where the only member of a host's name lives in another city: whoever hosts knows the place."""
    named = [m for m in frame.community.members if meetup.host and m.shown == meetup.host]
    here = city_key(frame.community.cities, meetup.city)
    if len(named) != 1 or not named[0].city or not here or named[0].city == here:
        return ""
    home = frame.city(named[0].city)
    return frame.words("meetups.missing.host_away", host=meetup.host, home=home, city=meetup.city)


def city_marks(frame: Frame, found: Meetups) -> list[CityMark]:
    """The largest, and where the owner goes."""
    travelled = {place.city.key for place in found.trip.stops} if found.trip else set()
    hosted = {one.city for one in found.hosted} | found.seated
    shown = [*found.places[:SHOWN_CITIES]]
    shown += [place for place in found.places[SHOWN_CITIES:] if place.city.key in travelled]
    return [
        CityMark(
            frame.city(place.city.key), place.members, place.city.latitude, place.city.longitude,
            "trip" if place.city.key in travelled else "self" if place.city.key in hosted else "",
        )
        for place in shown
    ]  # fmt: skip


def cities_rest(frame: Frame, found: Meetups) -> str:
    rest = found.places[SHOWN_CITIES:]
    if not rest:
        return ""
    return frame.words("meetups.map.more", n=frame.number(len(rest)), most=frame.number(rest[0].members))


def local_lines(frame: Frame, found: Meetups) -> list[LocalLine]:
    return [local_line(frame, one) for one in found.hosted]


def local_line(frame: Frame, one: Local) -> LocalLine:
    words = frame.words
    say = words(
        "meetups.own.line" if one.tables else "meetups.own.line_few",
        members=frame.number(one.members), active=frame.number(one.active), tables=len(one.tables),
        span=frame.lately(),
    )  # fmt: skip
    host = words("meetups.own.host", name=frame.name(one.host))
    host += words("meetups.own.done", n=one.host_weeks, span=frame.lately("days")) if one.host_weeks else ""
    return LocalLine(frame.city(one.city), say, host, ask_host(frame, one))


def ask_host(frame: Frame, one: Local) -> Bubble:
    lines = host_letter(frame, one.host).splitlines()
    return bubble(frame, frame.words("meetups.labels.host"), lines, who="owner", off=off(frame, TABLES))


def trip_say(frame: Frame, trip: Trip | None) -> str:
    if trip is None:
        return ""
    cities = frame.listed([frame.city(place.city.key) for place in trip.stops])
    return frame.words("meetups.trip.say", cities=cities, km=frame.number(trip.km))


def trip_cost(frame: Frame, trip: Trip | None, price: Price | None) -> str:
    if trip is None or trip.cost is None or price is None:
        return ""
    said = frame.words("meetups.trip.cost", cost=frame.money(trip.cost))
    if price.budget is None:
        return said
    return said + frame.words("meetups.trip.budget", budget=frame.money(price.budget))


def trip_note(frame: Frame, found: Meetups) -> str:
    if found.trip is None:
        return ""
    if found.price is None:
        return frame.words("meetups.trip.unpriced")
    return (
        frame.words("meetups.trip.assumed", per_km=frame.money(found.price.per_km)) if found.assumed else ""
    )


def stop_invitations(frame: Frame) -> list[Bubble]:
    """The first invitation of each stop of the trip."""
    found = frame.plan.people.meetups
    made = [invite_stop(frame, place.city.key) for place in found.trip.stops] if found and found.trip else []
    return [said(frame, "invite", text, name, planned=False) for name, text in made]


def stop_table(frame: Frame, found: Meetups, place: Place) -> Table:
    """A table whose day is a proposal."""
    words, local = frame.words, found.local(place.city.key)
    seats, guests = frame.facts.meeting.table_size, local.guests if local else ()
    host = local.host if local else ""
    city, day = frame.city(place.city.key), stop_day(frame, place.city.key)
    told = {"city": city, "day": day, "time": "", "seats": seats}
    name, invite = invite_stop(frame, place.city.key)
    messages = [ask_host(frame, local)] if local and host else []
    messages.append(said(frame, "invite", invite, name, planned=False))
    messages.append(said(frame, "script", words("meetups.letters.script"), planned=False))
    messages.append(said(frame, "recap", words("meetups.letters.recap", **told), planned=False))
    last = "never" if place.months is None else "last"
    months = round(place.months or 0)
    met = words("meetups.trip.met", n=frame.number(place.members))
    return Table(
        title=city,
        when=words("meetups.trip.seats", n=seats, day=day),
        host=words("meetups.trip.host", name=frame.name(host))
        if host
        else words("meetups.trip.host_missing"),
        going=words("meetups.trip.guests", names=named(frame, guests)) if guests else "",
        facts=words("stars.facts.join").join([met, words(f"meetups.trip.{last}", n=frame.number(months))]),
        seats=[Seat("", "")] * seats,
        seats_label=words("meetups.trip.seats_label", seats=seats, going=0),
        count=f"0/{seats}",
        short="",
        messages=messages,
        messages_say=words("meetups.say", n=len(messages)),
    )


def announced_table(frame: Frame, found: Meetups, one: Meetup) -> Table:
    """A table of the profile, with who said yes."""
    words, city = frame.words, isolate(one.city)
    key = city_key(frame.community.cities, one.city)
    local = found.local(key) if key else None
    going, seats = len(one.going), one.seats
    name, invite = invite_table(frame, local, one)
    time = frame.window(*one.time.split("-"))
    told = {"city": city, "day": frame.dated(one.day), "time": time, "seats": seats}
    fee = one.fee or words("meetups.fee.own")
    messages = [
        said(frame, "invite", invite, name),
        said(frame, "remind", words("meetups.letters.remind", **told)),
        said(frame, "script", words("meetups.letters.script")),
        said(frame, "recap", words("meetups.letters.recap", **told)),
    ]
    short = "short" if going < FEWEST else "full" if going >= seats else ""
    return Table(
        title=words("meetups.table.when", weekday=frame.weekday(one.day), **told),
        when=words("meetups.table.topic", topic=one.topic) if one.topic else "",
        host=words("meetups.table.host", name=isolate(one.host)) if one.host else "",
        going=words("meetups.table.going", names=named(frame, one.going)) if going else "",
        facts=fee,
        seats=seats_of(frame, one),
        seats_label=words("meetups.trip.seats_label", seats=seats, going=going),
        count=f"{going}/{seats}",
        short=words(f"meetups.table.{short}") if short else "",
        messages=messages[1:] if short == "full" else messages,
        messages_say=words("meetups.say", n=len(messages) - (short == "full")),
    )


def seats_of(frame: Frame, one: Meetup) -> list[Seat]:
    """The host sits first. Where somebody is no member the name of the profile stands."""
    known = [frame.people[who].shown if who in frame.people else who for who in one.going[: one.seats]]
    taken = [Seat("yes" if n else "host", initial(name)) for n, name in enumerate(known)]
    return taken + [Seat("", "")] * (one.seats - len(taken))


def said(frame: Frame, key: str, text: str, name: str = "", *, planned: bool = True) -> Bubble:
    """`planned`: of a table that has its day; any other waits until tables are held."""
    label = frame.words(f"meetups.labels.{key}", name=isolate(name))
    waits = "" if planned else off(frame, TABLES)
    return bubble(frame, label, text.splitlines(), who="owner", off=waits)


def named(frame: Frame, members: Sequence[str]) -> str:
    return frame.listed([frame.name(member) for member in members])
