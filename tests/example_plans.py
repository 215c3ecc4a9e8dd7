"""The examples as plans, each made once a process: most files of tests look at one or another of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from community_playbook import app
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.words import words

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = ("lighthouse", "bazaar", "trailmates", "devguild", "newborn", "metropolis")
DAY = date(2026, 11, 22)


@cache
def planned(name: str, profile: str = "profile.yml") -> app.Result:
    """Read strictly, but for a twin that is wrong on purpose (`generous.yml`). Nothing is written."""
    return app.plan_only(EXAMPLES / name / profile, app.Options(DAY, strict=profile == "profile.yml"))


@cache
def example_frame(name: str, language: str = "", profile: str = "profile.yml") -> Frame:
    """What the writers read of an example; in its own first language where none is named."""
    found = planned(name, profile)
    assert found.plan and found.community
    spoken = words(language or found.community.profile.languages[0])
    return Frame(found.plan, found.community, load_library(), spoken)
