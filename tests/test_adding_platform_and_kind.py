"""A platform and a kind of community are a file each: found by the reader, the schema, the plan and the pages."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from community_playbook.assets import OWN_FOLDER, assets_folder

pytestmark = pytest.mark.slow

KIND = """
number: 6
names: {zh: 车友社群, en: drivers' community}
alike: [车友, 自驾]
like: interest
leads: sales
one_city: true
newcomers_share: 0.02
packet_intro: 4
intro_fields: {zh: [称呼, 车型], en: [name, car]}
wise: {zh: 先约一次短途，再谈装备。, en: "A short trip first, gear later."}
unwise: {zh: 天天发广告。, en: "Advertising every day."}
"""
PLATFORM = """
number: 11
like: slack
alike: [百灵鸟]
checked: 2026-11-28
hand_invites: false
can_move: true
slow: true
bans_paid_sharing: true
can: {packets: none, friend_step: none, join_link: own, quick_replies: none, welcome: made, at_all: own, threads: own, roles: none,
      reactions: own, chain: none, polls: made, events: none, scheduling: own, history: own, slow_mode: none, automod: none}
notice: {slots: 0, pings: false}
bold: ["*"]
limits:
  - {id: seats, value: 321, strength: H, source: "a test", of: [join-window], say: {zh: "百灵鸟一个群装 {value} 人。", en: "Lark holds {value}."}}
rules:
  - {id: own, strength: L, source: "a test", say: {zh: 百灵鸟的规矩请自己核对。, en: "Check Lark's rules yourself."}}
words:
  zh: {name: 百灵鸟, packet: 感谢, group: 群, groups: 群, notice: 群公告, dm: 私信, sticker: 表情, all: "@所有人", invite: 拉进群, place: 群,
       save: 存进收藏, shelf: 文档, relay: 转发一次。, mention: 从列表点名字。, list: 报名, voice: 语音, report: 长按举报, guard: 先关外链, fake: 管理员不谈钱。}
  en: {name: Lark, packet: thank-you, group: group, groups: groups, notice: notice, dm: DM, sticker: emoji, all: "@all", invite: add to the group, place: group,
       save: in a note, shelf: document, relay: Forward it., mention: Pick the name from the list., list: sign-up, voice: call, report: Hold it and report, guard: Links off first, fake: Admins never ask for money.}
tactics: []
rhythms: []
safety: []
"""
PROFILE = (
    "community: {name: 晨读小屋, kind: %s, platform: %s, language: [zh, en]}\noperator: {hours_per_week: 3}\n"
)


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our authored files with a kind and a platform more."""
    folder = tmp_path_factory.mktemp("assets")
    shutil.copytree(assets_folder() / "playbook", folder / "playbook")
    for name in ("templates", "mkdocs.yml"):
        (folder / name).symlink_to(assets_folder() / name)
    (folder / "playbook" / "kinds" / "drivers.yml").write_text(KIND, "utf-8")
    new = folder / "playbook" / "platforms" / "lark"
    new.mkdir()
    (new / "platform.yml").write_text(PLATFORM, "utf-8")
    return folder


def run(assets: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "community_playbook", *arguments],
        cwd=home, env=os.environ | {OWN_FOLDER: str(assets)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def write(home: Path, kind: str, platform: str, more: str = "") -> None:
    (home / "profile.yml").write_text(PROFILE % (kind, platform) + more, "utf-8")


def test_a_profile_with_both_builds(assets: Path, tmp_path: Path) -> None:
    write(tmp_path, "drivers", "lark")
    done = run(
        assets, tmp_path, "build", "--today", "2026-11-22", "--no-paper", "--pictures", "none", "profile.yml"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    plan = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))
    assert (plan["facts"]["kind"], plan["facts"]["platform"]) == ("interest", "slack"), "whose texts are used"
    assert (plan["facts"]["seats"], plan["facts"]["one_city"]) == (321, True)
    pages = tmp_path / "out" / "playbook"
    for folder, wise, note in (
        ("", "先约一次短途，再谈装备。", "百灵鸟的规矩请自己核对。"),
        ("en", "A short trip first, gear later.", "Check Lark's rules yourself."),
    ):
        assert wise in seen(pages / folder / "index.html")
        assert note in seen(pages / folder / "about.html")
    told = seen(pages / "en" / "tactic-join-window.html")
    assert "Lark: how to set it up" in told, "its name over the steps that it takes from another one"
    assert "Workflow Builder" in told and "Lark holds 321." in told


def test_one_of_its_own_is_one_folder(assets: Path, tmp_path: Path) -> None:
    """A copy of a folder, renamed, with words of its own."""
    root = tmp_path / "assets"
    shutil.copytree(assets, root, symlinks=True)
    new = root / "playbook" / "platforms" / "signal"
    shutil.copytree(assets_folder() / "playbook" / "platforms" / "whatsapp", new)
    for path in new.iterdir():
        text = path.read_text("utf-8").replace("WhatsApp", "Signal").replace("number: 9", "number: 12")
        path.write_text(text.replace("A reaction is enough.", "A heart is enough."), "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    write(home, "local", "signal")
    done = run(
        root, home, "build", "--today", "2026-11-22", "--no-paper", "--pictures", "none", "profile.yml"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = seen(home / "out" / "playbook" / "en" / "tactic-welcome-chain.html")
    assert "On Signal: how to set it up" in told and "A heart is enough." in told
    assert json.loads((home / "out" / "plan.json").read_text("utf-8"))["facts"]["platform"] == "signal"


def seen(page: Path) -> str:
    """The text of a page as a reader sees it."""
    return unescape(re.sub("<[^>]+>", "", page.read_text("utf-8")))


def test_the_reader_knows_them(assets: Path, tmp_path: Path) -> None:
    schema = json.loads(run(assets, tmp_path, "schema").stdout)
    fields = schema["$defs"]["CommunityPart"]["properties"]
    assert fields["kind"]["enum"][-2:] == ["professional", "drivers"]
    assert fields["platform"]["enum"][-2:] == ["discourse", "lark"]
    write(tmp_path, "自驾", "百灵鸟")
    done = run(assets, tmp_path, "check", "profile.yml", "--json")
    repairs = [problem["facts"]["repair"] for problem in json.loads(done.stdout)["problems"]]
    assert repairs == ["kind: drivers", "platform: lark"]


def test_what_a_platform_forbids_stands_in_its_file(assets: Path, tmp_path: Path) -> None:
    rule = "points: {mode: ledger, rules: [{action: 转发, points: 5}]}\nledger: ledger.csv\n"
    (tmp_path / "ledger.csv").write_text("date,id,action\n2026-11-18,1,x\n", "utf-8")
    for platform, code in (("lark", "E170"), ("slack", "E171")):
        write(tmp_path, "drivers", platform, rule)
        done = run(assets, tmp_path, "check", "profile.yml", "--json")
        assert code in {problem["code"] for problem in json.loads(done.stdout)["problems"]}
