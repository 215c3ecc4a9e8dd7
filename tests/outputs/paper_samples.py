"""Made communities that together have every sheet of the pack, and the pack of one of them, typeset once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import gallery_samples
from paper_reader import Paper, read_paper

from community_playbook.community.community import Community
from community_playbook.community.people import Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.printing.pack import Draft, draft_pack, orders_of
from community_playbook.outputs.printing.typeset import typeset
from community_playbook.outputs.say.frame import Frame
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community, groups, ledger, members

LINK = "https://example.org/join"
MEETUPS = [
    {"city": "上海", "day": TODAY + timedelta(12), "topic": "年底怎么收尾", "host": "老周", "place": "静安"},
    {"city": "杭州", "day": TODAY + timedelta(5), "seats": 12, "time": "19:00-21:30", "fee": "AA"},
    {"city": "苏州", "day": TODAY - timedelta(1)},
]
LEDGER = {"mode": "ledger", "rules": [{"action": "answer", "points": 5}]}


def talk() -> Community:
    return gallery_samples.community(community={"link": LINK})


def helped() -> Community:
    return community(
        "selling",
        8,
        people=members(120),
        deeds=ledger(*[(i % 60, f"m{i % 9:04d}", "answer") for i in range(300)]),
        groups=groups(12, 200),
        onboarding={"newcomers_per_week": 30},
        operator={"assistants": 1, "assistant_hours_per_week": 4, "legal_form": "company"},
        content={"articles_per_week": 2, "messages_per_week": 6, "channels": [{"name": "公众号"}]},
        points=LEDGER,
        incentives={"monthly_budget": 900, **gallery_samples.INCENTIVES},
        badges=[{"id": "ten", "name": "十次解答", "when": {"action": "answer", "count": 10}}],
    )


def server() -> Community:
    return community(
        "interest",
        community={"platform": "discord", "link": "mailto:us@example.org"},
        running=["join-window", "welcome-chain", "rotation"],
        groups=groups(5),
        points={"mode": "platform"},
        incentives={"monthly_budget": 500},
        events={"meetups": MEETUPS},
    )


def company() -> Community:
    return community(
        "professional",
        community={"platform": "slack"},
        groups=groups(3),
        operator={"legal_form": "company", "assistants": 1, "assistant_hours_per_week": 4},
        points={"mode": "ledger", "period": "month"},
        incentives={"monthly_budget": 900},
        content={"articles_per_week": 2, "channels": [{"name": "Newsletter"}]},
        onboarding={"newcomers_per_week": 12},
    )


def quiet() -> Community:
    return community(
        "local",
        0.5,
        community={"platform": "wecom"},
        groups=groups(1, 60),
        onboarding={"newcomers_per_week": 0},
    )


COMMUNITIES = {"talk": talk, "helped": helped, "server": server, "company": company, "quiet": quiet}
LANGUAGES, PAPERS = ("zh", "en"), ("a4", "letter")


@dataclass(frozen=True)
class Pack:
    """One pack: what was drafted, and all of it as it was read from the one PDF."""

    frame: Frame
    draft: Draft
    pdf: bytes
    all: Paper

    def pages(self) -> dict[str, list]:
        """The pages of each sheet by its id."""
        return dict(zip((sheet["id"] for sheet in self.draft.sheets), self.all.sheets(), strict=True))

    @property
    def kinds(self) -> dict[str, str]:
        return {sheet["id"]: sheet["kind"] for sheet in self.draft.sheets}


def frame_of(found: Community, language: str = "zh") -> Frame:
    library = load_library()
    return Frame(make_plan(found, library, TODAY), found, library, words(language))


def make_pack(found: Community, language: str = "zh", paper: str = "a4") -> Pack:
    frame = frame_of(found, language)
    draft = draft_pack(frame)
    pdf = typeset(orders_of(draft, frame, paper, (), False)[0]).pdf
    return Pack(frame, draft, pdf, read_paper(pdf))


@lru_cache(maxsize=24)
def pack(name: str, language: str = "zh", paper: str = "a4") -> Pack:
    return make_pack(COMMUNITIES[name](), language, paper)


def newcomers(count: int, days: int = 1) -> tuple[Member, ...]:
    """People who joined lately, in the order of their names; they agreed to nothing."""
    return tuple(
        Member(f"n{i:03d}", f"来客{i:03d}号", joined=TODAY - timedelta(days), consent=False)
        for i in range(1, count + 1)
    )


def plain(runs: list) -> str:
    return "".join(run["t"] for run in runs)


def flat(text: str) -> str:
    return "".join(text.split())
