"""How somebody is asked to a table, or to host one: worded once, for the page of tables and the tactic."""

from __future__ import annotations

from ....community.profile import Meetup
from ....plan.people.meetups import Local, city_key
from ..frame import Frame
from ..names import called_by

INVITATION, HOST = "invitation", "host"
"""What may make the lines of a message (`made` in a tactic)."""


def made_lines(frame: Frame, made: str) -> list[str]:
    """Of the next table or trip, or of the first city with a host; [] where there is none, and the words of
    the tactic hold."""
    found = frame.plan.people.meetups
    if found is None:
        return []
    if made == HOST:
        local = next((one for one in found.hosted), None)
        return host_letter(frame, local.host).splitlines() if local else []
    if made != INVITATION:
        return []
    if found.announced:
        one = found.announced[0]
        key = city_key(frame.community.cities, one.city)
        return invite_table(frame, found.local(key) if key else None, one)[1].splitlines()
    if found.trip:
        return invite_stop(frame, found.trip.stops[0].city.key)[1].splitlines()
    return []


def invite_table(frame: Frame, local: Local | None, one: Meetup) -> tuple[str, str]:
    """(who is asked first, the invitation) to a table of the profile."""
    words = frame.words
    others = [who for who in (local.guests if local else ()) if who not in one.going]
    name = frame.people[others[0]].shown if others else words("meetups.trip.name")
    return name, words(
        "meetups.letters.invite",
        name=called_by(frame, others[0]) if others else name,
        topic=one.topic or words("meetups.trip.topic"), fee=one.fee or words("meetups.fee.own"),
        place=one.place or "", city=one.city, day=frame.dated(one.day),
        time=frame.window(*one.time.split("-")), seats=one.seats,
    )  # fmt: skip


def stop_day(frame: Frame, city: str) -> str:
    """The day that is proposed for a stop."""
    people = frame.plan.people
    stops = people.meetups.trip.stops if people.meetups and people.meetups.trip else ()
    days = dict(zip((place.city.key for place in stops), people.trip_days, strict=True))
    return frame.words("meetups.trip.day", day=frame.dated(days[city]), weekday=frame.weekday(days[city]))


def invite_stop(frame: Frame, city: str) -> tuple[str, str]:
    """(who is asked first, the invitation) in a city to which the owner goes."""
    words, found = frame.words, frame.plan.people.meetups
    local = found.local(city) if found else None
    guests = local.guests if local else ()
    name = frame.people[guests[0]].shown if guests else words("meetups.trip.name")
    return name, words(
        "meetups.letters.invite_trip",
        name=called_by(frame, guests[0]) if guests else name,
        city=frame.city(city), day=stop_day(frame, city), seats=frame.facts.meeting.table_size,
    )  # fmt: skip


def host_letter(frame: Frame, member: str) -> str:
    """To somebody who may host a table in the city where they live."""
    found = frame.people[member]
    meetups = frame.plan.people.meetups
    local = meetups.local(found.city) if meetups else None
    if local is None:
        raise ValueError("nobody is asked to host where too few live")
    return frame.words(
        "meetups.letters.host",
        name=called_by(frame, member), city=frame.city(found.city), seats=frame.facts.meeting.table_size,
        span=frame.lately(),
        members=frame.number(local.members), active=frame.number(local.active),
    )  # fmt: skip
