"""`playbook card`: one picture of one member, only of those who agreed, and an answer where there is none."""

import io
import json

import pytest
from click.testing import CliRunner
from picture_rules import read_codes
from PIL import Image

from community_playbook.cli import main
from community_playbook.plan.game.public import slug_and_face

pytestmark = pytest.mark.slow

DAY, KEY = "2026-11-22", bytes(range(32))
PROFILE = """
community: {name: 灯塔, kind: knowledge, platform: wechat, link: "https://example.org/join"}
operator: {hours_per_week: 5}
members: members.csv
ledger: ledger.csv
publish: {show: consent}
points: {mode: ledger, rules: [{action: article, points: 20, name: 写文章}]}
badges: [{id: two, name: 两篇作者, when: {action: article, count: 2}}, {id: one, name: 一篇, when: {action: article, count: 1}}]
"""
MEMBERS = """id,name,joined,consent
a,陈望舒,2024-01-05,yes
b,小满,2026-11-20,yes
c,不同意,2025-01-05,no
d,同名,2025-01-05,yes
e,同名,2025-01-05,yes
"""
LEDGER = """date,member_id,action,quantity
2026-11-16,a,article,1
2026-11-17,a,article,1
2026-11-18,c,article,1
2026-11-18,c,article,3
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("card")
    for name, text in (("profile.yml", PROFILE), ("members.csv", MEMBERS), ("ledger.csv", LEDGER)):
        (folder / name).write_text(text.lstrip(), "utf-8")
    return folder / "profile.yml"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def card(profile, *arguments):
    return CliRunner().invoke(
        main, ["card", arguments[0], str(profile), "--today", DAY, *map(str, arguments[1:])]
    )


@pytest.mark.parametrize(
    ("arguments", "name", "size"),
    [
        (("a",), "a-rank-1x1.png", (1080, 1080)),
        (("陈望舒", "--kind", "points", "--format", "3:4"), "a-points-3x4.png", (1080, 1440)),
        (("b", "--format", "9:16"), "b-welcome-9x16.png", (1080, 1920)),
        (("a", "--kind", "badge", "--badge", "one", "--format", "1.91:1"), "a-badge-1.91x1.png", (1200, 630)),
    ],
)
def test_a_card_is_written(profile, elsewhere, arguments, name, size):
    done = card(profile, *arguments)
    assert done.exit_code == 0, done.output
    assert name in done.output
    assert [path.name for path in elsewhere.iterdir()] == [name]
    image = Image.open(elsewhere / name)
    assert image.size == size
    assert read_codes(image) == (["https://example.org/join"] if size != (1200, 630) else [])
    assert not (profile.parent / "share.key").exists(), "a look makes no key"


def test_the_card_is_the_one_of_the_build_and_the_grid_is_for_layouts(profile, elsewhere):
    pictures = []
    for more in ((), (), ("--no-qr",), ("--grid",), ("--lang", "en")):
        done = card(profile, "a", "--out", elsewhere / "mine.png", *more)
        assert done.exit_code == 0, done.output
        pictures.append((elsewhere / "mine.png").read_bytes())
    assert pictures[0] == pictures[1]
    assert len(set(pictures)) == 4
    grid = Image.open(io.BytesIO(pictures[3])).convert("RGB")
    plain = Image.open(io.BytesIO(pictures[0])).convert("RGB")
    assert vivid(grid) > vivid(plain) + 1000


def vivid(image):
    """Pixels near to the magenta of the grid."""
    return sum(n for n, (r, g, b) in image.getcolors(1 << 20) if r > 200 and g < 60 and b > 200)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nobody",), "nobody"),
        (("c",), "不同意"),
        (("不同意",), "不同意"),
        (("同名",), "d"),
        (("b", "--kind", "rank"), "welcome"),
        (("b", "--kind", "badge"), "welcome"),
        (("a", "--kind", "badge", "--badge", "gone"), "rank"),
        (("",), ""),
    ],
)
def test_no_card_and_why(profile, elsewhere, arguments, says):
    for language in ("zh", "en"):
        done = card(profile, *arguments, "--lang", language)
        assert done.exit_code == 1, done.output
        assert says in done.output
        assert done.output.strip()
        assert "Traceback" not in done.output
        assert list(elsewhere.iterdir()) == []


def test_a_file_that_cannot_be_written(profile, elsewhere):
    done = card(profile, "a", "--out", elsewhere / "gone" / "mine.png")
    assert done.exit_code == 3
    assert "mine.png" in done.output
    done = card(profile, "a", "--out", elsewhere, "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["member"] == "a"


def test_the_answer_for_programs(profile, elsewhere):
    done = card(profile, "a", "--json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert (answer["member"], answer["file"]) == ("a", "a-rank-1x1.png")
    assert answer["bytes"] == (elsewhere / "a-rank-1x1.png").stat().st_size
    refused = json.loads(card(profile, "c", "--json").stdout)
    assert refused["member"] == "c"
    assert refused["problem"]


def test_a_wrong_choice_is_a_wrong_command(profile):
    for wrong in (("--kind", "poster"), ("--format", "4:3")):
        assert card(profile, "a", *wrong).exit_code == 2


def test_the_link_of_the_page_is_the_one_of_the_table(profile, elsewhere):
    done = card(profile, "a", "--json")
    assert json.loads(done.stdout)["link"] is None
    assert "playbook build" in card(profile, "a").output
    (elsewhere / "share.key").write_text(f"{KEY.hex()}\n", "utf-8")
    for name in ("members.csv", "ledger.csv"):
        (elsewhere / name).write_bytes((profile.parent / name).read_bytes())
    mine = elsewhere / "profile.yml"
    for more, site in (
        ("", ""),
        ("publish: {show: consent, base_url: https://example.org/x/}", "https://example.org/x/m/"),
    ):
        mine.write_text(
            PROFILE.replace("publish: {show: consent}", more or "publish: {show: consent}"), "utf-8"
        )
        link = json.loads(card(mine, "a", "--json").stdout)["link"]
        assert link.endswith(f"/m/{slug_and_face(KEY, 'a')[0]}/index.html")
        assert link.startswith(site) and ("〔" in link) is not bool(site)
        assert link in card(mine, "a").output
