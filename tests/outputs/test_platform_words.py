"""What must stand on the pages and on the paper of each platform, and what must not: `platforms.yml`."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import yaml

from community_playbook.assets import asset
from community_playbook.community.community import Community
from community_playbook.intake.found import ids
from community_playbook.intake.library import load_library
from community_playbook.outputs.printing.pack import draft_pack
from community_playbook.outputs.site import make_frames, sites
from community_playbook.plan.plan import make_plan
from making import TODAY, groups, ledger, members, profile

EXPECTED = yaml.safe_load((Path(__file__).parent / "platforms.yml").read_text("utf-8"))
EVERYWHERE = EXPECTED.pop("everywhere")
LANGUAGES = ("zh", "en")
CODE = re.compile(r"<(script|style)\b.*?</\1>", re.S)
TAG = re.compile(r"<[^>]+>")

pytestmark = pytest.mark.slow


def community(platform: str) -> Community:
    """Large enough for every tactic, with points, meetups and a rotation."""
    said = EXPECTED[platform]["profile"]
    place = {key: said[key] for key in ("timezone", "currency")}
    return Community(
        profile(
            said["kind"], 20,
            community={"platform": platform, "language": list(LANGUAGES), **place},
            operator={"assistants": 1, "assistant_hours_per_week": 6},
            rhythms=said["rhythms"],
            groups=groups(4, 120),
            onboarding={"newcomers_per_week": 9, "red_packet": {"monthly_budget": 400}},
            points={"mode": "ledger", "rules": [{"action": "answer", "points": 5}]},
            incentives={"monthly_budget": 300},
            running=["join-window", "rotation", "welcome-chain"],
        ),
        members(150),
        ledger(*[(i % 60, f"m{i % 9:04d}", "answer") for i in range(300)]),
    )  # fmt: skip


@cache
def made(platform: str) -> dict[str, str]:
    """By language: the text of all pages as a reader sees it, and all words on paper."""
    found = community(platform)
    library = load_library()
    frames = make_frames(make_plan(found, library, TODAY), found, library, LANGUAGES)
    texts = {}
    for site in sites(frames):
        pages = [read(data) for name, data in site.docs if name.endswith(".md")]
        draft = draft_pack(frames[site.language])
        texts[site.language] = "\n".join([*pages, *words_in(json.loads(json.dumps(draft.sheets)))])
    return texts


def read(page: bytes) -> str:
    return unescape(TAG.sub("", CODE.sub("", page.decode())))


def words_in(value: object) -> Iterator[str]:
    """Runs of a line are one text, however they are set."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(run, dict) and "t" in run for run in value):
            yield "".join(run["t"] for run in value)
        else:
            for part in value:
                yield from words_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)


def test_every_platform_is_held_against_its_words() -> None:
    assert set(EXPECTED) == set(ids("platform"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", EXPECTED)
def test_its_own_features_are_told(platform: str, language: str) -> None:
    text = made(platform)[language]
    missing = [wanted for wanted in EXPECTED[platform]["has"][language] if not re.search(wanted, text)]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", EXPECTED)
def test_what_it_lacks_is_not_told(platform: str, language: str) -> None:
    never = [*EXPECTED[platform]["never"][language]]
    never += [word for rule in EVERYWHERE if platform not in rule["but"] for word in rule["never"][language]]
    text = made(platform)[language]
    told = {word: text[max(hit.start() - 60, 0) : hit.end() + 60] for word in never
            if (hit := re.search(word, text))}  # fmt: skip
    assert not told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_is_printed_of_which_nobody_is_sure(language: str) -> None:
    for platform in load_library().platforms.values():
        for limit in platform.limits.values():
            said = limit.say[language]
            assert ("{value}" in said) == (limit.strength != "L"), (platform.id, limit.id)
            assert limit.strength != "L" or not re.search(r"\d", said), (platform.id, limit.id)


def test_a_notice_holds_rules_not_prizes_boards_and_articles() -> None:
    """Where one notice covers the last one and calls everybody; what people look up lies on `w_shelf`."""
    rooms = ("tactics", "incentives", "people")
    texts = [path for room in rooms for path in asset("playbook", room).rglob("*.md")]
    assert any("w_shelf" in path.read_text("utf-8") for path in texts)
    assert not [path for path in texts if "w_notice" in path.read_text("utf-8")]
    said = [line for line in made("wechat")["zh"].splitlines() if "群公告" in line]
    assert said
    assert not [line for line in said if re.search("群公告[^。；]{0,8}(榜单|奖品|稿子|一周)", line)]
