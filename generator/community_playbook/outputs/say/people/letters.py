"""The letters of the week's free minutes, by the step that sends them, and the page on which they stand."""

from __future__ import annotations

from ....plan.agenda import Step
from ....plan.people.letters import DUTY
from ..bubble import Bubble
from ..frame import Frame
from .leaving import leaving_lines
from .meetups import ask_host, stop_invitations
from .stars import star_lines

PAGES = {"leaving": "leaving.html", "stars": "stars.html", "hosts": "meetups.html", "trip": "meetups.html"}


def page_of_letters(step: Step) -> str:
    """ "" for any other step."""
    return PAGES.get(step.job, "") if step.entry == DUTY else ""


def spare_letters(frame: Frame, step: Step) -> list[Bubble]:
    """What a step of the letters sends; [] for any other step."""
    if step.entry != DUTY:
        return []
    sent, meetups = frame.plan.people.letters, frame.plan.people.meetups
    if step.job == "leaving":
        letters = {line.member: line.letter for line in leaving_lines(frame)}
        return [letters[who] for who in sent.leaving]
    if step.job == "stars":
        return [line.letter for line in star_lines(frame) if line.member in sent.stars]
    if step.job == "hosts" and meetups:
        return [ask_host(frame, local) for local in meetups.hosted if local.host in sent.hosts]
    return stop_invitations(frame) if step.job == "trip" else []
