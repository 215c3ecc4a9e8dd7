"""A format is data: an entry in `formats.yml`, its boxes in each layout, and a name for the feed that takes it.

Done here in a copy of the authored files, which the program is pointed to; no line of Python knows of it.
"""

import os
import shutil
import subprocess
import sys

import pytest
import yaml
import zxingcpp
from PIL import Image

from community_playbook.assets import OWN_FOLDER, assets_folder, parse_yaml

pytestmark = pytest.mark.slow

PROFILE = """
community: {name: 灯塔, kind: knowledge, platform: wechat, language: zh, link: "https://example.org/join"}
operator: {hours_per_week: 5}
members: members.csv
ledger: ledger.csv
publish: {show: consent}
points: {mode: ledger, rules: [{action: article, points: 20, name: 写文章}]}
incentives: {exposure: [{name: 推荐位, for: {rank: 1, period: week}, reach: 800}]}
"""
MEMBERS = "id,name,joined,consent\na,陈望舒,2024-01-05,yes\nb,小满,2026-11-20,yes\nc,大鹏,2025-01-05,no\n"
LEDGER = "date,member_id,action,quantity\n2026-11-16,a,article,2\n2026-11-18,c,article,1\n"
SIZE = (1080, 1620)
DAY = "--today", "2026-11-22"


def run(*arguments, cwd):
    command = [sys.executable, "-m", "community_playbook", *map(str, arguments)]
    here = {**os.environ, OWN_FOLDER: str(cwd / "authored"), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=cwd, env=here, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def rewrite(path, change):
    tree = parse_yaml(path.read_text("utf-8"))
    change(tree)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A community, and the authored files with 2:3 in them: as 3:4, with more paper below."""
    here = tmp_path_factory.mktemp("format")
    for name, text in (("profile.yml", PROFILE), ("members.csv", MEMBERS), ("ledger.csv", LEDGER)):
        (here / name).write_text(text.lstrip(), "utf-8")
    for name in ("playbook", "templates"):
        shutil.copytree(assets_folder() / name, here / "authored" / name)
    shutil.copy(assets_folder() / "mkdocs.yml", here / "authored")
    images = here / "authored" / "templates" / "images"

    def describe(tree):
        pin = {"short": "23", "size": list(SIZE), "about": "a pin", "square": False}
        tree["formats"]["2:3"] = tree["formats"]["3:4"] | pin
        tree["feeds"]["pins"] = {"format": "2:3", "qr": True}

    def place(tree):
        tree["formats"]["2:3"] = tree["formats"]["3:4"]

    def name(tree):
        tree["feeds"]["names"]["pins"] = "钉图板"
        tree["feeds"]["offered"] = ["moments", "pins"]

    rewrite(images / "formats.yml", describe)
    for layout in (images / "layouts").glob("*.yml"):
        rewrite(layout, place)
    for words in (here / "authored" / "templates" / "words").glob("*/feeds.yml"):
        rewrite(words, name)
    return here


@pytest.mark.parametrize("kind", ["rank", "points", "welcome"])
def test_a_card_is_drawn_in_the_new_format(folder, kind):
    status, said = run(
        "card", "a", *DAY, "--kind", kind, "--format", "2:3", "--out", f"{kind}.png", cwd=folder
    )
    assert status == 0, said
    with Image.open(folder / f"{kind}.png") as image:
        assert image.size == SIZE
        assert [code.text for code in zxingcpp.read_barcodes(image)] == ["https://example.org/join"]


def test_help_and_refusal_name_the_new_format(folder):
    assert "2:3" in run("card", "--help", cwd=folder)[1]
    status, said = run("card", "a", "--format", "5:5", cwd=folder)
    assert status == 2
    assert "2:3" in said


def test_the_help_of_the_program_waits_for_no_authored_file(folder):
    status, said = run("--help", cwd=folder.parent)
    assert not (folder.parent / "authored").exists()
    assert status == 0, said


def test_a_build_makes_the_pictures_and_the_pages_offer_them(folder):
    status, said = run("build", "profile.yml", *DAY, "--lang", "zh", "--no-paper", cwd=folder)
    assert status == 0, said
    share = folder / "out" / "share"
    made = {path.relative_to(share).parts[0] for path in share.rglob("*-23-*.png")}
    assert made == {"boards", "incentives", "m"}
    for path in share.rglob("*-23-*.png"):
        with Image.open(path) as image:
            assert image.size == SIZE
    member = next(path for path in share.glob("m/*/index.html") if "陈望舒" in path.read_text("utf-8"))
    assert "钉图板" in member.read_text("utf-8")
    assert "钉图板" in (folder / "out" / "playbook" / "gallery.html").read_text("utf-8")


def test_a_feed_without_a_name_is_told_with_its_file(folder):
    path = folder / "authored" / "templates" / "words" / "en" / "feeds.yml"
    whole = path.read_text("utf-8")
    rewrite(path, lambda tree: tree["feeds"]["names"].pop("pins"))
    status, said = run("build", "profile.yml", "--lang", "en", "--out", "other", cwd=folder)
    path.write_text(whole, "utf-8")
    assert status != 0
    assert "templates/words/en/feeds.yml" in said
    assert "pins" in said
    assert not (folder / "other").exists()
