"""What do the pictures say? Facts of the plan become the words of each kind of card; nothing is drawn here.

Everything about people comes from `Share`, which holds nobody who did not agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...community.profile import Meetup
from ...community.rewards import Badge
from ...plan.game.game import OfferState
from ...plan.game.periods import Period
from ...plan.game.points import Number
from ...plan.game.public import STARS, PublicMember
from ...plan.game.share import HeldBadge, MemberPage, PublicBoard, PublicTeam, Share, Standing
from ..look.emblems import emblem_of
from ..say.frame import Frame
from ..say.game.badges import conditions_said
from ..say.game.incentives import card_view
from ..say.game.names import board_name
from ..say.game.rows import period_name
from ..say.text import number_parts
from .picture import Face, OfferKind, Picture

MOST_STEPS, EVEN_STEPS = 12, 10


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one community in one language; formats and QR codes are chosen by whoever asks."""

    frame: Frame
    share: Share

    def say(self, key: str, **facts: object) -> str:
        return self.frame.words(f"pictures.{key}", **facts)

    def picture(self, kind: str, format_: str, qr: bool, texts: Mapping[str, Any], **more: Any) -> Picture:
        return Picture(kind, format_, self.frame.words.language, texts, qr=qr, **more)

    def period(self, period: Period) -> str:
        return period_name(self.frame, period)

    def board_name(self, measure: str, period: Period) -> str:
        return board_name(self.frame, "picture", measure, period.kind)

    def value(self, measure: str, value: Number, unit: bool = True) -> str:
        if measure == "sales":
            return self.frame.money(value)
        number = self.frame.number(value)
        return self.say("points", n=number) if unit else number

    def board(self, board: PublicBoard, format_: str, qr: bool, edition: str = "screen") -> Picture:
        frame = self.frame
        people = {"sales": "sellers", "newcomers": "new_people"}.get(board.measure, "people")
        last = min(board.period.end, self.share.until)
        texts = {
            "title": self.board_name(board.measure, board.period),
            "period": self.period(board.period),
            "names": [self.name(row) for row in board.rows],
            "values": [self.value(board.measure, row.value, unit=False) for row in board.rows],
            "moves": [self.move(row, board) for row in board.rows],
            "foot": frame.days(board.period.start, last),
            "line": self.say(people, n=frame.number(board.people)),
        }
        if board.period.kind in ("week", "month") and not board.closed:
            texts["foot"] = self.say("until", day=frame.day(last))
        return self.picture(
            "leaderboard", format_, qr, texts, edition=edition,
            faces=tuple(face(row) for row in board.rows),
            numbers={"ranks": [row.rank for row in board.rows]},
        )  # fmt: skip

    def name(self, row: PublicMember) -> str:
        return self.say("nameless") if row.shown_name == STARS else row.shown_name

    def move(self, row: PublicMember, board: PublicBoard) -> str:
        """How a row moved; nothing where there is nothing to compare with."""
        if board.measure == "newcomers" or all(r.movement is None for r in board.rows):
            return ""
        if row.movement is None:
            return self.say("new")
        return f"▲{row.movement}" if row.movement > 0 else f"▼{-row.movement}" if row.movement else "–"

    def teams(self, format_: str, qr: bool, edition: str = "screen") -> Picture:
        share, frame = self.share, self.frame
        best = max((float(team.score) for team in share.teams), default=0) or 1
        texts = {
            "title": self.say(f"teams.{share.column}"),
            "period": self.period(share.edition),
            "names": [self.team_name(team) for team in share.teams],
            "values": [team.score for team in share.teams],
            "notes": [self.say("team_note", n=team.members, active=team.active) for team in share.teams],
            "foot": self.say(
                "team_people", teams=len(share.teams), n=frame.number(sum(t.members for t in share.teams))
            ),
            "line": self.team_line(),
        }
        return self.picture(
            "teams", format_, qr, texts, edition=edition,
            faces=tuple(face(member) for team in share.teams for member in team.faces),
            numbers={
                "ranks": [team.rank for team in share.teams],
                "shares": [round(1000 * float(team.score) / best) for team in share.teams],
                "faces": [len(team.faces) for team in share.teams],
            },
        )  # fmt: skip

    def team_line(self) -> str:
        """What the figures are, of which days; of a period that runs on, how far."""
        edition, until = self.share.edition, self.share.until
        line = self.say("team_line", span=self.frame.days(edition.start, min(edition.end, until)))
        running = edition.end > self.frame.plan.facts.days.today
        return self.say("so_far", value=line, day=self.frame.day(until)) if running else line

    def team_name(self, team: PublicTeam) -> str:
        return (self.frame.city(team.team) or team.team) if self.share.column == "city" else team.team

    def rank(self, page: MemberPage, standing: Standing, format_: str, qr: bool) -> Picture:
        value = self.value(standing.measure, standing.value)
        period = self.say(
            "joined",
            one=self.period(standing.period),
            two=self.board_name(standing.measure, standing.period),
        )
        by_rank, until = standing.by_rank, standing.open_until
        line = self.say("rank_line", value=value, ahead=standing.ahead) if by_rank else value
        shown = "rank" if by_rank else "ahead"
        texts = {
            "fact": str(standing.rank) if by_rank else f"{standing.ahead}%",
            "before": self.say(f"{shown}.before"),
            "after": self.say(f"{shown}.after"),
            "name": page.shown_name,
            "line": self.say("so_far", value=value, day=self.frame.day(until)) if until else line,
            "period": period,
        }
        numbers = {} if by_rank else {"ahead": standing.ahead}
        first = standing.rank == 1
        return self.picture("rank", format_, qr, texts, faces=(own_face(page),), first=first, numbers=numbers)

    def points(self, page: MemberPage, format_: str, qr: bool) -> Picture:
        near, frame = page.next, self.frame
        steps = lit = 0
        if near:
            wanted = int(near.wanted)
            steps = wanted if wanted <= MOST_STEPS else EVEN_STEPS
            lit = min(int(near.done * steps / near.wanted), steps - 1)
        whole, decimals = number_parts(page.points)
        texts = {
            "fact": whole,
            "name": page.shown_name,
            "next": near.name if near else "",
            "togo": self.say(
                "togo", done=frame.number(near.done), left=frame.number(near.wanted - near.done)
            ) if near else "",
            "points": [frame.number(source.points) for source in page.sources],
            "source": [self.say("source", name=s.name, n=frame.number(s.count)) for s in page.sources],
            "line": self.say("points_line", day=frame.full_day(page.since)) if page.since else "",
            "period": self.say("points_kind"),
        }  # fmt: skip
        if decimals:
            texts["after"] = decimals
        emblem = self.emblem(near.id) if near else ()
        return self.picture(
            "points", format_, qr, texts, faces=(own_face(page),), numbers={"lit": lit, "steps": steps},
            emblem=emblem,
        )  # fmt: skip

    def badge(self, page: MemberPage, held: HeldBadge, format_: str, qr: bool) -> Picture:
        texts = {
            "badge": held.name,
            "name": page.shown_name,
            "line": held.reason or conditions_said(self.frame, self.badge_of(held.id).when, "short"),
            "period": self.frame.full_day(held.day),
        }
        return self.picture("badge", format_, qr, texts, faces=(own_face(page),), emblem=self.emblem(held.id))

    def emblem(self, badge: str) -> tuple[str | int, ...]:
        profile = self.frame.community.profile
        return tuple(emblem_of(self.badge_of(badge), profile.badges, profile.points.rules))

    def badge_of(self, badge: str) -> Badge:
        return next(b for b in self.frame.community.profile.badges if b.id == badge)

    def welcome(self, page: MemberPage, format_: str, qr: bool) -> Picture:
        """A greeting for who is new, with the evening for who still waits for it; for who has been here for
        long, the years."""
        frame, profile = self.frame, self.frame.community.profile
        city = " · ".join(part for part in (frame.city(page.city), page.industry) if part)
        if page.fresh and page.joined:
            fields = profile.onboarding.intro_fields[-2:]
            labels = [self.say("welcome.tonight"), self.say("welcome.found")] if fields and page.waits else []
            texts: dict[str, Any] = {
                "fact": self.say("welcome.fact"),
                "period": self.say("welcome.period", day=frame.day(page.joined)),
                "labels": labels,
                "answers": [self.say("welcome.fields").join(fields), self.say("welcome.found_text")][
                    : len(labels)
                ],
                "foot": self.say("welcome.foot", clock=self.frame.clock("join_start"))
                if page.waits
                else self.say("companion.foot"),
            }
        else:
            held = self.frame.words.get("pictures.list_join").join(b.name for b in page.badges)
            texts = {
                "fact": frame.number(page.years) if page.years > 1 else self.say("companion.member"),
                "unit": self.say("companion.years") if page.years > 1 else "",
                "period": self.say("companion.period", name=profile.community.name),
                "labels": [self.say("companion.since"), self.say("companion.badges")] if page.joined else [],
                "answers": [
                    frame.full_day(page.joined) if page.joined else "",
                    held or self.say("companion.none"),
                ],
                "foot": self.say("companion.foot"),
            }  # fmt: skip
        texts |= {"name": page.shown_name, "city": city}
        return self.picture("welcome", format_, qr, texts, faces=(own_face(page),))

    def incentive(self, state: OfferState, format_: str, qr: bool, edition: str = "screen") -> Picture:
        view, offer = card_view(self.frame, state), state.offer
        if offer.kind == "exposure":
            unit = self.say("reads") if offer.reach else self.say("places")
            fact = view.big or self.frame.number(offer.places or 1)
        else:
            amount = self.frame.amount(offer.amount)
            fact, unit = amount.sign + amount.whole + amount.decimals, amount.unit
        texts = {
            "fact": fact,
            "unit": unit,
            "name": offer.name,
            "labels": [term.name for term in view.terms],
            "values": [term.text for term in view.terms],
            "line": view.terms.condition.text,
            "period": self.say(f"kinds.{offer.kind}"),
        }
        return self.picture(
            "incentive", format_, qr, texts, numbers={"kind": OfferKind[offer.kind]}, edition=edition
        )

    def event(self, meetup: Meetup, going: Sequence[Face], format_: str, qr: bool) -> Picture:
        frame = self.frame
        free = meetup.seats - len(going)
        rows = [
            ("topic", meetup.topic), ("host", meetup.host),
            ("place", self.say("event.by_message", place=meetup.place) if meetup.place else ""),
            ("fee", meetup.fee or self.say("event.own")),
        ]  # fmt: skip
        texts = {
            "fact": meetup.city,
            "date": f"{frame.day(meetup.day)} {frame.weekday(meetup.day)}",
            "time": self.frame.window(*meetup.time.split("-")),
            "seats": str(free) if free > 0 else self.say("event.full"),
            "seatsof": self.say("event.free") if free > 0 else self.say("event.seats", n=meetup.seats),
            "labels": [self.say(f"event.{key}") for key, value in rows if value],
            "values": [value for _, value in rows if value],
            "period": self.say("event.period", day=frame.day(meetup.day)),
        }
        return self.picture(
            "event", format_, qr, texts, faces=tuple(going[: meetup.seats]), numbers={"seats": meetup.seats}
        )


def own_face(page: MemberPage) -> Face:
    return Face(page.shown_name, page.face, page.avatar)


def face(row: PublicMember) -> Face:
    return Face(row.shown_name, row.face, row.avatar)
