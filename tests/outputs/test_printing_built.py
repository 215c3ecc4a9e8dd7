"""Paper from tables of strangers, read back from the PDFs: every name is there, nothing leaves the page or lies on
anything, and no file does, opens or carries anything."""

from __future__ import annotations

import csv
import zlib
from datetime import date, timedelta

import pytest
from paper_reader import Box, acts, read_paper
from paper_samples import flat
from picture_samples import FONTLESS, HARD
from test_printing import SIDE

from community_playbook.app import paper, read_profile
from community_playbook.community.letters import can_be_seen
from community_playbook.intake.library import load_library
from community_playbook.outputs.look.clusters import clean
from community_playbook.outputs.site import make_frames
from community_playbook.plan.plan import make_plan
from community_playbook.reading import read_all

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 24)
OF_PDF = (
    ")/S/JavaScript/JS(app.alert(1))>>", "<</S/URI/URI(https://evil.example)>>", "(x) Tj ET Q", "endstream endobj",
    "%PDF-1.7 %%EOF", "https://evil.example/x", "javascript:alert(1)", "file:///etc/passwd", "www.evil.example",
    '#link("https://evil.example")[x]', '#image("/etc/passwd")', '#read("/etc/passwd")', "<script>hit()</script>",
    "{{ 7*7 }}", "[x](javascript:hit)", "![x](https://evil.example/x.png)", "&lt;script&gt;", "\u202edoow\u202c",
    "\\href{x}{y}", "https:", "/OpenAction", "<</AA 1>>",
)  # fmt: skip
NAMES = [name for name in (*OF_PDF, *HARD) if can_be_seen(name)]
PROFILE = """
community: {name: ")/S/JavaScript/JS(app.alert(1))>>", kind: interest, language: [zh, en], link: "https://example.org/join"}
operator: {hours_per_week: 8, assistants: 1, assistant_hours_per_week: 4}
groups: [{id: g, name: '#link("https://evil.example")[x]'}, {id: h, name: "<</S/URI/URI(https://evil.example)>>"}]
members: members.csv
ledger: ledger.csv
onboarding: {newcomers_per_week: 20}
points: {mode: ledger, rules: [{action: answer, points: 5, name: "[x](javascript:hit)"}]}
badges: [{id: b, name: "(x) Tj ET Q", when: {action: answer, count: 1}}]
incentives: {monthly_budget: 300, prize: [{name: 'file:///etc/passwd', value: 30, claim_days: 7, for: {rank: 1, period: week}}]}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every PDF of both languages, from tables that hold each name."""
    home = tmp_path_factory.mktemp("paper")
    path = home / "profile.yml"
    path.write_text(PROFILE, "utf-8")
    with (home / "members.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["编号", "姓名", "城市", "行业", "标签", "群", "入群时间", "同意公开"])
        for n, name in enumerate(NAMES):
            joined = TODAY - timedelta(n % 4)
            rows.writerow([f"m{n:03}", name, name, name, name, "g" if n % 2 else name, joined, "是"])
    with (home / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["日期", "编号", "动作", "备注"])
        rows.writerows([TODAY - timedelta(1), f"m{n:03}", "answer", name] for n, name in enumerate(NAMES))
    profile, places, problems = read_profile(path)
    read = read_all(path, home / "out", profile, places, problems, TODAY)
    assert len(read.community.members) == len(NAMES)
    plan = make_plan(read.community, load_library(), TODAY, 0)
    packs, _ = paper(path, make_frames(plan, read.community, load_library(), ("zh", "en")), 1, lambda _: None)
    return {f"{language}/{name}": pdf for language, pack in packs.items() for name, pdf in pack.files}


def test_no_paper_does_opens_or_carries_anything(files: dict[str, bytes]) -> None:
    assert len(files) >= 20
    assert {name: found for name, pdf in files.items() if (found := acts(pdf))} == {}


@pytest.mark.parametrize(
    "key", ["/OpenAction 3 0 R", "/AA<</WC 3 0 R>>", "/Names<</JavaScript 3 0 R>>", "/A<</S/URI/URI(x)>>"]
)
def test_what_a_paper_would_do_is_seen(key: str, files: dict[str, bytes]) -> None:
    """The same PDF with one more key in its catalog, plain and packed."""
    pdf = files["zh/all.pdf"]
    packed = zlib.compress(b"1 0 <</Type/Catalog" + key.encode() + b">>")
    stream = b"9 0 obj\n<</Length %d>>\nstream\n%b\nendstream\n" % (len(packed), packed)
    for more in (b"9 0 obj\n<<%b>>\nendobj\n" % key.encode(), stream):
        assert acts(pdf.replace(b"\nxref", b"\n" + more + b"xref", 1) if b"\nxref" in pdf else pdf + more)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_is_on_paper_whole_and_nothing_leaves_it(language: str, files: dict[str, bytes]) -> None:
    read = read_paper(files[f"{language}/all.pdf"])
    faults: list[str] = []
    for number, page in enumerate(read.pages, 1):
        edge = Box(SIDE / 2, 0, page.width - SIDE / 2, page.height)
        faults += [f"p{number}: leaves the page: {line[:60]}" for line in page.outside(edge)]
        faults += [f"p{number}: {a[:40]!r} on {b[:40]!r}" for a, b in page.overlaps()]
        faults += [f"p{number}: cut: {g.text}" for g in page.glyphs if g.clipped and g.seen]
        faults += [f"p{number}: unreadable"] * bool(page.unmapped or "\ufffd" in page.text)
    assert not faults, "\n".join(faults)
    text = "".join(page.flat for page in read.pages)
    simple = [flat(clean(name).replace(FONTLESS, "·")) for name in NAMES]
    plain = [
        name for name in simple if name.isascii() or all("\u4e00" <= c < "\ua000" or c == "·" for c in name)
    ]
    assert len(plain) >= 20
    lost = [name for name in plain if name not in text]
    assert not lost, "\n".join(lost)
