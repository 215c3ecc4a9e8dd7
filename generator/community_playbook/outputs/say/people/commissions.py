"""What was promised and what was lent, with the line that is due to each: asked, thanked, reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ....plan.people.desk import LENT_DAYS, Lent, Offer, Promised
from ..bubble import Bubble, bubble
from ..frame import Frame
from ..names import called_by
from ..text import isolate
from .outreach import place


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """`state`: as in `plan.people.desk.Promised`; `letter`: what to send now, None where nothing is due."""

    name: str
    title: str
    state: str
    said: str
    facts: str
    due: date | None
    member: str
    letter: Bubble | None


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A tool and where it is. `state`: as in `plan.people.desk.Lent`, or shelf."""

    tool: str
    state: str
    said: str
    name: str
    facts: str
    until: date | None
    member: str
    letter: Bubble | None


def promise_lines(frame: Frame) -> list[PromiseLine]:
    return [promise_line(frame, one) for one in frame.plan.people.desk.promised]


def promise_line(frame: Frame, one: Promised) -> PromiseLine:
    words, said = frame.words, one.said
    dated = {"due": None if said.draft or said.shown else said.due, "draft": said.draft, "shown": said.shown}
    facts = [words(f"desk.promised.facts.{key}", day=frame.dated(day)) for key, day in dated.items() if day]
    facts += [words("desk.promised.facts.where", place=isolate(said.where))] if said.where else []
    facts += [words("desk.promised.facts.brought", text=isolate(said.brought))] if said.brought else []
    name = frame.name(said.who)
    return PromiseLine(
        name=name,
        title=words("desk.titled", title=isolate(said.title)),
        state=one.state,
        said=words(f"desk.promised.state.{one.state}"),
        facts=words("desk.about.join").join(facts),
        due=said.due,
        member=said.who,
        letter=promise_letter(frame, one, name) if one.state in ("late", "draft", "shown") else None,
    )


def promise_letter(frame: Frame, one: Promised, name: str) -> Bubble:
    words, said = frame.words, one.said
    channels = {channel.name: channel.reach for channel in frame.community.profile.content.channels}
    reach = channels.get(said.where or "")
    member = frame.people.get(said.who)
    text = words(
        f"desk.promised.letters.{one.state}",
        name=called_by(frame, said.who) if member else said.who,
        title=said.title,
        place=said.where or place(frame),
        public=(member.nickname if member else "") or said.who,
        day=frame.dated(said.shown) if said.shown else "",
        brought=words("desk.promised.letters.brought", text=said.brought) if said.brought else "",
        reach=words("desk.promised.letters.reach", n=frame.number(reach)) if reach else "",
    )
    return bubble(frame, words(f"desk.promised.label.{one.state}", name=name), text.splitlines(), who="owner")


def loan_lines(frame: Frame) -> list[LoanLine]:
    desk = frame.plan.people.desk
    return [loan_line(frame, one) for one in desk.lent] + [offer_line(frame, one) for one in desk.offers]


def loan_line(frame: Frame, one: Lent) -> LoanLine:
    words, loan = frame.words, one.loan
    dated = {
        "since": loan.since,
        "until": None if loan.back else one.until,
        "back": loan.back,
        "review": loan.review,
    }
    facts = [words(f"desk.lend.facts.{key}", day=frame.dated(day)) for key, day in dated.items() if day]
    letter = None
    if one.state in ("due", "late", "owed"):
        letter = lending(frame, one.state, loan.to, loan.tool, one.until)
    return LoanLine(
        tool=isolate(loan.tool),
        state=one.state,
        said=words(f"desk.lend.state.{one.state}"),
        name=frame.name(loan.to),
        facts=words("desk.about.join").join(facts),
        until=one.until,
        member=loan.to,
        letter=letter,
    )


def offer_line(frame: Frame, one: Offer) -> LoanLine:
    words = frame.words
    until = frame.plan.agenda.monday + timedelta(days=LENT_DAYS)
    if one.member:
        facts = words("desk.lend.offer", name=frame.name(one.member), skill=one.skill)
        letter = lending(frame, "offer", one.member, one.tool, until, one.skill)
    else:
        facts = words("desk.lend.nobody")
        text = words("desk.lend.letters.ask", tool=one.tool)
        letter = bubble(frame, words("desk.lend.label.ask"), text.splitlines(), who="owner")
    return LoanLine(isolate(one.tool), "shelf", words("desk.lend.shelf"), "", facts, None, one.member, letter)


def lending(frame: Frame, key: str, who: str, tool: str, until: date, skill: str = "") -> Bubble:
    words, member = frame.words, frame.people.get(who)
    text = words(
        f"desk.lend.letters.{key}",
        name=called_by(frame, who) if member else who, tool=tool, day=frame.dated(until), skill=skill,
        community=frame.community.profile.community.name,
    )  # fmt: skip
    label = words(f"desk.lend.label.{key}", name=frame.name(who))
    return bubble(frame, label, text.splitlines(), who="owner")
