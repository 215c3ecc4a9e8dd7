"""Canaries in every private place: a whole build sings of none of them, in whatever spelling.

Private columns, notes, reasons and contacts are in no output at all; names of who did not agree in nothing that
is public.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pypdfium2
import pytest

from community_playbook.app import Options, build
from community_playbook.intake.headers import is_private
from contact_samples import CONTACTS, seen_by_a_reader

PROFILE = """
community: {name: 灯塔, kind: knowledge, language: [zh, en]}
operator: {hours_per_week: 10}
today: 2026-11-24
members: members.csv
ledger: ledger.csv
groups: [{id: 一群, name: 一群}]
points:
  mode: ledger
  rules: [{action: 回答, name: 回答, points: 5, from: 2026-01-01}]
"""
PRIVATE = ["手机号", "微信号", "邮箱", "身份证号", "自我介绍", "QQ", "住址", "生日", "银行卡", "whatsapp", "e-mail", "IP属地",
           "紧急联系人", "Emergency contact"]  # fmt: skip
COLUMNS = ["编号", "姓名", "昵称", "城市", "行业", "技能", "资源", "所在群", "入群时间", "同意公开", *PRIVATE]
HIDDEN = [f"匿名鹦鹉{n}号" for n in range(40)]
PINYIN = "nimingyingwu"


def written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def tables(chance: random.Random, contacts: list[str]) -> tuple[str, str]:
    members, deeds = [COLUMNS], [["日期", "编号", "动作", "备注", "给分人"]]
    for n in range(40):
        agreed = n % 2 == 0
        row = [f"{n:03d}", f"公开成员{n}" if agreed else HIDDEN[n], "", "杭州", "教育", "直播", "场地", "一群", "2026-11-20",
               "是" if agreed else "否"]  # fmt: skip
        members.append(row + [f"canary-{column}-{n}" for column in range(len(PRIVATE))])
        deeds += [
            [f"2026-11-{day}", f"{n:03d}", "回答", f"canary-note-{n}", ""]
            for day in (16, 18, 20)[: n % 3 + 1]
        ]
    for text in contacts:
        row = chance.choice(members[1:])
        row[chance.choice([1, 2, 3, 4, 5, 6, 7])] = chance.choice(["{}", "小美 {}", "（{}）"]).format(text)
        chance.choice(deeds[1:])[chance.choice([2, 3, 4])] = f"谢谢 {text}"
    return written(members), written(deeds)


def spellings(text: str) -> set[bytes]:
    forms = {
        text,
        escape(text),
        quote(text),
        text.encode("unicode_escape").decode(),
        text.encode("ascii", "xmlcharrefreplace").decode(),
    }
    forms |= {
        "".join(f"&#x{ord(c):x};" for c in text),
        "".join(f"&#{ord(c)};" if c.isascii() and not c.isalnum() else c for c in text),
    }
    return {form.encode() for form in forms}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file by its path; what is packed is unpacked, and names are content too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            if content[:4] == b"PK\x03\x04":
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    content = b"\n".join(archive.read(part) for part in archive.namelist())
            if content[:5] == b"%PDF-":
                content = read_pdf(content).encode()
            found[name] = name.encode() + b"\n" + content
    return found


def in_files(files: dict[str, bytes], texts: list[str]) -> list[tuple[str, str]]:
    """(file, text) wherever one of the texts stands, in any spelling."""
    return [
        (name, text)
        for text in texts
        for forms in [spellings(text)]
        for name, content in files.items()
        if any(form in content for form in forms)
    ]


def read_plainly(content: bytes) -> str:
    return seen_by_a_reader(unquote(unescape(content.decode("utf-8", "replace"))))


def read_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


PLAINLY_READ = (".html", ".json", ".csv", ".ics", ".js", ".xlsx", "problems", ".yml", ".md", ".pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "options"),
    [
        (0, Options(pictures="none", paper=False)),
        *(
            pytest.param(seed, Options(pictures="none", paper=False), marks=pytest.mark.sweep)
            for seed in (1, 2)
        ),
        (3, Options()),
    ],
    ids=["0", "1", "2", "with paper and pictures"],
)
def test_no_output_sings_of_a_canary(
    seed: int, options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    contacts = [chance.choice(texts) for texts in CONTACTS.values() for _ in range(2)]
    members, ledger = tables(chance, contacts)
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "members.csv").write_text(members, "utf-8")
    (tmp_path / "ledger.csv").write_text(ledger, "utf-8")
    done = build(tmp_path / "profile.yml", None, options)
    files = files_of(done.out)
    assert any(name.endswith(".pdf") for name in files) is options.paper
    assert any("/m/" in name and name.endswith(".png") for name in files) is (options.pictures == "all")
    public = {name: content for name, content in files.items() if name.startswith("share/")}
    assert len([name for name in public if "/m/" in name]) > 20, "there is something to look at"
    assert in_files(files, [f"canary-{n}-" for n in range(len(PRIVATE))]) == []
    assert in_files(public, ["canary-note"]) == []
    assert in_files(public, [name for name in HIDDEN if name in members]) == []
    assert PINYIN.encode() not in b"".join(public.values()).lower().replace(b" ", b"").replace(b"-", b"")
    told = repr(done.problems) + "".join(capsys.readouterr())
    long = [text for text in contacts if len(seen_by_a_reader(text)) > 7]
    for name, content in (*files.items(), ("problems", told.encode())):
        if name.endswith(PLAINLY_READ):
            seen = read_plainly(content)
            assert [text for text in long if seen_by_a_reader(text) in seen] == [], name


def test_the_columns_are_private() -> None:
    assert all(is_private(column) for column in PRIVATE)
