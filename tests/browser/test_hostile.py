"""Names, cells and profiles from strangers: shown as they are, never run, nothing asked from elsewhere."""

import csv
from datetime import date, timedelta

import pytest
from browsing import go

from community_playbook import app

pytestmark = [pytest.mark.browser]
TODAY = date(2026, 11, 22)
BAIT = [
    "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "\"><svg onload=window.hit=1>",
    "'-window.hit=1-'", "[a](javascript:window.hit=1)", "</div></div><h1>x</h1>", "{{ 7*7 }}", "{% include 'x' %}",
    "**b** ==m== `c`", "![x](https://evil.example/x.png)", "<a href=https://evil.example>x</a>", "&lt;script&gt;",
    "=cmd|' /C calc'!A0", "\u202edoow\u202c", "a\u0300\u0301\u0302" * 20, "👨‍👩‍👧‍👦🏳️‍🌈", "名" * 80,
]  # fmt: skip
PROFILE = """
community:
  name: "<script>window.hit=1</script> & 'x' \\"y\\" {{{{ 7*7 }}}}"
  kind: interest
  language: [zh, en]
operator: {{hours_per_week: 8}}
groups: [{{id: "<b>g</b>", name: "</title><script>window.hit=1</script>"}}, {{id: h, name: "[x](javascript:window.hit=1)"}}]
members: members.csv
ledger: ledger.csv
onboarding: {{intro_fields: ["<i onclick=window.hit=1>x</i>", "{{{{ name }}}}"]}}
points: {{mode: ledger, rules: [{{action: "<script>window.hit=1</script>", points: 5, name: "<img src=x onerror=window.hit=1>"}}]}}
content: {{articles_per_week: 1, messages_per_week: 4, channels: [{{name: "<script>window.hit=1</script>"}}]}}
incentives: {{exposure: [{{name: "<svg onload=window.hit=1>", for: {{rank: 3, period: week}}}}], red_packet: [{{name: "<script>window.hit=1</script>", amount: 5, for: {{badge: b}}}}]}}
tiers: {{partner: {{price: 900, name: "<b onclick=window.hit=1>x</b>"}}}}
upgrade:
  core_value: "<script>window.hit=1</script>"
  wanted_resources: ["<img src=x onerror=window.hit=1>", "{{{{ 7*7 }}}}"]
  partner: {{price: [800, 900, 1000], joins: [2, 5, 9]}}
  demands:
    - {{name: "<svg onload=window.hit=1>", industry: "<img src=x onerror=window.hit=1>", skills: ["<script>window.hit=1</script>", "[a](javascript:window.hit=1)"]}}
    - {{name: "[x](javascript:window.hit=1)", industry: "</div></div><h1>x</h1>", skills: ["'-window.hit=1-'", "nobody <b>has</b> it"]}}
badges: [{{id: b, name: "<b onmouseover=window.hit=1>x</b>", when: {{action: "<script>window.hit=1</script>", count: 3}}, given: [{{member: m1, day: 2026-11-01, reason: "[x](javascript:window.hit=1)"}}]}}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "profile.yml").write_text(PROFILE.format(), "utf-8")
    with (folder / "members.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            [
                "id",
                "name",
                "city",
                "industry",
                "skills",
                "groups",
                "joined",
                "consent",
                "tier",
                "<script>window.hit=1</script>",
            ]
        )
        for i in range(90):
            bait = BAIT[i % len(BAIT)]
            joined = TODAY - timedelta(days=1 + i // 9)
            rows.writerow(
                [
                    f"m{i}",
                    bait,
                    bait if i % 2 else "成都",
                    bait,
                    bait,
                    "h",
                    joined,
                    "yes",
                    "partner" if i % 3 else "member",
                    bait,
                ]
            )
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "member_id", "action", "note", "giver"])
        for i in range(300):
            bait = BAIT[i % len(BAIT)]
            rows.writerow([TODAY - timedelta(days=i % 60), f"m{i % 17}", BAIT[i % 3], bait, bait])
    return (
        app.build(folder / "profile.yml", folder / "out", app.Options(TODAY, pictures="boards")).out
        / "playbook"
    )


@pytest.mark.parametrize(("language", "first"), [("zh", 0), ("en", 1)])
def test_nothing_of_it_runs(site, language, first, reader):
    """Each page in one of the two languages, in turn: the same template shows the same cells in both."""
    folder = site if language == "zh" else site / "en"
    pages = sorted(folder.glob("*.html"))
    assert len(pages) == 35
    visit = reader(390)
    for path in pages[first::2]:
        go(visit, path)
        assert visit.page.evaluate("window.hit") is None, path
        assert visit.outside == []
        assert visit.errors == [], path
        assert visit.overflow == 0, path
        assert visit.page.locator("h1").count() == 1, path
        assert "49" not in visit.page.title()


def test_the_game_shows_them_as_text(site, reader):
    visit = reader(1280)
    for page in ("boards", "badges", "incentives", "points", "roadmap"):
        assert "window.hit=1" in go(visit, site / f"{page}.html").page.inner_text("body"), page


def test_names_are_shown_as_they_are(site, open_page):
    text = open_page(site / "index.html", 1280).page.inner_text("body")
    assert "<script>window.hit=1</script> & 'x' \"y\" {{ 7*7 }}" in text.replace("\n", " ")
    report = open_page(site / "import.html", 1280).page.inner_text("body")
    assert "<script>window.hit=1</script>" in report
    assert "<img src=x onerror=window.hit=1>" in report
