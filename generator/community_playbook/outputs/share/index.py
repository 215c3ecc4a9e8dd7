"""The home of the members' site: boards, what can be earned and how, the past, the way to the own page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...plan.game.share import PublicBoard, PublicTeam
from ..say.game.badges import badge_rule
from ..say.game.incentives import Terms, card_view
from ..say.game.rows import team_name
from ..say.speech import rule_words
from ..shelf import HIDDEN, PictureFile, Pictures
from .head import Head, head_view
from .shots import Shots, shots_view
from .voice import PublicRow, Voice

PAST_RANKS, MOST_PAST_ROWS = 3, 6


@dataclass(frozen=True, slots=True)
class BoardSection:
    key: str
    name: str
    kick: str
    people: str
    rows: list[PublicRow]
    crowd: str
    pic: Shots | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    rank: int
    name: str
    people: str
    score: str
    faces: list[PublicRow]


@dataclass(frozen=True, slots=True)
class TeamsSection:
    name: str
    kick: str
    rows: list[TeamRow]
    pic: Shots | None


@dataclass(frozen=True, slots=True)
class Card:
    """An incentive with its picture."""

    kind: str
    name: str
    big: str
    unit: str
    shown: bool
    terms: Terms
    pic: Shots | None


@dataclass(frozen=True, slots=True)
class PointsSection:
    rules: list[str]
    says: list[str]


@dataclass(frozen=True, slots=True)
class BadgeLine:
    name: str
    rule: str
    emblem: PictureFile | None


@dataclass(frozen=True, slots=True)
class PastBoard:
    span: str
    board: str
    poster: str
    rows: list[PublicRow]


@dataclass(frozen=True, slots=True)
class IndexView:
    head: Head
    phrases: list[str]
    lead: str
    find: bool
    main: BoardSection | None
    boards: list[BoardSection]
    ever: list[BoardSection]
    teams: TeamsSection | None
    cards: list[Card]
    points: PointsSection | None
    badges: list[BadgeLine]
    past: list[PastBoard]


def index_view(voice: Voice, pictures: Pictures) -> IndexView:
    share = voice.share
    main = share.boards[0] if share.boards and share.boards[0].period == share.edition else None
    boards = [(board, board_view(voice, board, pictures)) for board in share.boards if board is not main]
    files = home_files(voice, pictures)
    return IndexView(
        head=head_view(voice, "index.html", title(voice), about(voice, main), "website", files),
        phrases=phrases(voice, main),
        lead=lead(voice, main),
        find=bool(share.members),
        main=board_view(voice, main, pictures) if main else None,
        boards=[view for board, view in boards if board.period.kind != "all"],
        ever=[view for board, view in boards if board.period.kind == "all"],
        teams=teams_view(voice, pictures),
        cards=cards_view(voice, pictures),
        points=points_view(voice),
        badges=badges_view(voice, pictures),
        past=[past_view(voice, board, pictures) for board in share.past],
    )


def title(voice: Voice) -> str:
    return str(voice.t("index.title" if voice.share.boards else "index.title_none"))


def home_files(voice: Voice, pictures: Pictures) -> list[PictureFile]:
    """The posters of the current boards: the first one stands for the whole site in link previews."""
    found = [f for b in voice.share.boards for f in pictures.boards.get((b.measure, b.period), ())]
    return [*found, *pictures.teams, *(f for files in pictures.incentives.values() for f in files)]


def phrases(voice: Voice, main: PublicBoard | None) -> list[str]:
    """The heading in parts that do not break."""
    if main is None:
        return [voice.name]
    key = "h1_sales" if main.measure == "sales" else "h1"
    facts = {"span": voice.span(main.period), "people": voice.frame.number(main.people)}
    key += "_one" if main.people == 1 else ""
    return [part.format(**facts) for part in voice.t(f"index.{key}")]


def lead(voice: Voice, main: PublicBoard | None) -> str:
    profile = voice.frame.community.profile
    if main is None:
        known = bool(voice.share.boards or voice.share.past)
        return str(voice.t(f"index.lead_{'later' if known else profile.points.mode}"))
    masked = any(row.masked for row in main.rows)
    key = "nobody" if profile.publish.show == "nobody" else "masked"
    board = voice.sentence(voice.board(main.measure, main.period))
    state = voice.t("index.lead_closed" if main.closed else "index.lead_running", board=board)
    return str(state + (voice.t(f"index.lead_{key}") if masked else ""))


def about(voice: Voice, main: PublicBoard | None) -> str:
    if main is None:
        return str(voice.t("index.about_none", name=voice.name))
    board = voice.board(main.measure, main.period)
    return str(voice.t("index.about", name=voice.name, board=board, span=voice.span(main.period)))


def board_view(voice: Voice, board: PublicBoard, pictures: Pictures) -> BoardSection:
    known = any(row.movement is not None for row in board.rows)
    people = "sellers" if board.measure == "sales" else "people"
    key = f"b-{board.measure}-{board.period.kind}"
    name = voice.sentence(voice.board(board.measure, board.period))
    rows: list[PublicRow] = []
    for row in board.rows:
        found = voice.public(row, board.measure)
        rows.append(found if known else replace(found, fresh=False, up=0))
    files = pictures.boards.get((board.measure, board.period), ())
    return BoardSection(
        key=key,
        name=name,
        kick=newcomers_kick(voice) if board.measure == "newcomers" else voice.span(board.period),
        people=voice.t(f"index.{people}", n=voice.frame.number(board.people)),
        rows=rows,
        crowd=voice.t("index.crowd", n=voice.frame.number(board.crowd)) if board.crowd else "",
        pic=shots_view(voice, key, files, f"{voice.name}-{name}"),
    )


def newcomers_kick(voice: Voice) -> str:
    return str(voice.t("index.newcomers", days=voice.frame.community.profile.points.newcomer_days))


def teams_view(voice: Voice, pictures: Pictures) -> TeamsSection | None:
    share, words = voice.share, voice.frame.words
    if not share.teams:
        return None
    names = words.get("boards.columns")
    key = "teams" if share.column in names else "teams_plain"

    def view(team: PublicTeam) -> TeamRow:
        return TeamRow(
            rank=team.rank,
            name=team_name(voice.frame, team.team, share.column),
            people=words("boards.team_people", n=team.members, active=team.active),
            score=voice.t("index.team_score", score=team.score),
            faces=[voice.public(face) for face in team.faces],
        )

    return TeamsSection(
        name=words(f"boards.{key}", column=names.get(share.column, "")),
        kick=voice.t("index.team_say"),
        rows=[view(team) for team in share.teams],
        pic=shots_view(voice, "b-teams", pictures.teams, f"{voice.name}-teams"),
    )


def cards_view(voice: Voice, pictures: Pictures) -> list[Card]:
    """The incentives that are still to be had, with their eight terms."""
    found = []
    for state in voice.frame.plan.game.offers:
        offer = state.offer
        if offer.end is None or offer.end >= voice.share.until:
            files = pictures.incentives.get(offer.id, ())
            pic = shots_view(voice, f"o-{offer.id}", files, f"{voice.name}-{offer.name}")
            found.append(Card(*card_view(voice.frame, state), pic))
    return found


def points_view(voice: Voice) -> PointsSection | None:
    """The rules in force, in the words of the profile; None where points are not counted here."""
    profile, until = voice.frame.community.profile, voice.share.until
    if profile.points.mode != "ledger":
        return None
    rules = [r for r in profile.points.rules if (r.start or until) <= until <= (r.end or until)]
    if not rules:
        return None
    return PointsSection(
        rules=[voice.sentence(rule_words(rule, profile, voice.frame.words)) for rule in rules],
        says=voice.t("index.points_says"),
    )


def badges_view(voice: Voice, pictures: Pictures) -> list[BadgeLine]:
    return [
        BadgeLine(
            name=badge.name,
            rule=badge_rule(voice.frame, badge),
            emblem=pictures.emblems.get(badge.id),
        )
        for badge in voice.frame.community.profile.badges
    ]


def past_view(voice: Voice, board: PublicBoard, pictures: Pictures) -> PastBoard:
    """The first three ranks; of a crowd of equals as many as fit a line or two."""
    first = [row for row in board.rows if row.rank <= PAST_RANKS][:MOST_PAST_ROWS]
    name = voice.sentence(voice.board(board.measure, board.period))
    files = pictures.boards.get((board.measure, board.period), ())
    return PastBoard(
        span=voice.span(board.period),
        board=name,
        poster=next((file.path for file in files if file.feed not in HIDDEN), ""),
        rows=[voice.public(row, board.measure) for row in first],
    )
