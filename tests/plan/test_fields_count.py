"""Whatever an operator writes counts: each field of the profile is read by the program outside intake."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from community_playbook.assets import asset
from community_playbook.community.profile import Profile
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view
from community_playbook.plan.anniversary import next_anniversary
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import TODAY, community

BY_READER = {"encoding", "sheet", "day_first", "columns", "timezone"}
"""How a table is read: only intake can use these, in `tables`."""
SAID_TO_BE_UNUSED = {"Partner.commission": "W189"}
"""Fields that are only checked, and the code that says so."""
BY_NAME = ("Gates", "Leading", "Pace", "LegoPart", "ScenarioPart")
"""Parts that are read field by field under their own names (`getattr`, `type(pace).model_fields`)."""


def parts_of(model: type[BaseModel], found: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    found[model.__name__] = model
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            if inner.__name__ not in found:
                parts_of(inner, found)
    return found


def models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def code() -> str:
    root = asset("generator", "community_playbook")
    read = [
        p for p in sorted(root.rglob("*.py")) if p.relative_to(root).parts[0] not in ("intake", "community")
    ]
    rewards = root / "community" / "rewards.py"
    return "\n".join(p.read_text("utf-8") for p in [*read, rewards])


def test_every_field_of_the_profile_is_read_outside_of_intake():
    source, unread = code(), []
    for name, part in parts_of(Profile, {}).items():
        for field in part.model_fields:
            known = BY_READER if name == "TableOptions" else set()
            seen = re.search(rf"\.{field}\b", source) or (
                name in BY_NAME and re.search(rf"\b{field}\b", source)
            )
            if not seen and field not in known:
                unread.append(f"{name}.{field}")
    assert set(unread) == set(SAID_TO_BE_UNUSED)
    for code_ in SAID_TO_BE_UNUSED.values():
        assert words("zh").get("problems")[code_] and words("en").get("problems")[code_]


def frame_of(kind="knowledge", language="zh", today=TODAY, **parts) -> Frame:
    made = community(kind, 8, **parts)
    library = load_library()
    return Frame(make_plan(made, library, today), made, library, words(language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(load_library().kinds))
def test_what_is_unwise_for_the_kind_stands_first_among_what_is_left_alone(kind, language):
    frame = frame_of(kind, language)
    assert str(home_view(frame).quiet[0].what) == str(words(language).pick(frame.kind.unwise)).replace(
        "'", "&#39;"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tools_are_offered_in_a_letter(language):
    frame = frame_of(language=language, content={"messages_per_week": 5, "tools_to_lend": ["剪辑软件", "灯"]})
    entry = frame.entries["outreach"]
    assert "剪辑软件" in frame.folder(entry).message("lend")
    without = frame_of(language=language, content={"messages_per_week": 5})
    assert "lend" not in [item.id for item in without.visible(entry, "say")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_join_page_names_from_when_a_code_takes_nobody(language):
    group = [{"id": "g", "members": 180, "name": "g"}]

    def step(**parts) -> str:
        frame = frame_of(language=language, groups=group, onboarding={"newcomers_per_week": 5}, **parts)
        return str(frame.folder(frame.entries["join-window"]).plain("do", "invite"))

    def whole(**parts) -> str:
        frame = frame_of(language=language, groups=group, onboarding={"newcomers_per_week": 5}, **parts)
        return " ".join(str(p) for p in frame.folder(frame.entries["join-window"]).paragraphs("do", "invite"))

    assert "120" in whole(limits={"qr_joins": 120}) and "120" not in whole()


def test_the_anniversary_stands_in_the_calendar_and_on_home_when_it_is_near():
    near = frame_of(community={"founded": "2020-12-06"})
    assert "6 周年" in home_view(near).anniversary
    assert home_view(frame_of(community={"founded": "2020-06-06"})).anniversary == ""
    assert home_view(frame_of()).anniversary == ""


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_the_next_anniversary_is_at_most_a_year_ahead(founded, today):
    found = next_anniversary(founded, today)
    if founded > today:
        assert found is None
        return
    assert found is not None and found.years >= 1
    assert 0 <= (found.day - today).days <= 366 and found.day.year - founded.year == found.years
    assert (found.day.month, found.day.day) in {(founded.month, founded.day), (3, 1)}
