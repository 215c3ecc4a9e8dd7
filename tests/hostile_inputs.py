"""Inputs that are made to bring a program down: bombs of aliases, depth, entities and zips, far corners, pictures too
large to decode. For `test_hostile_inputs.py`, and for `benchmarks/hostile.py`, which measures them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from sheet_xml import sheet_of, workbook_of

HEAD = "community: {name: 灯塔, kind: knowledge}\noperator: {hours_per_week: 5}\n"
MEMBERS = "编号,昵称,城市,同意公开\n1001,林晓,上海,是\n1002,王明,成都,是\n"
SHEET = ["编号|昵称|城市", "1001|林晓|上海"]
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'


@dataclass(frozen=True, slots=True)
class Hostile:
    """`code`: what is told, "" where it is read without a word; `build`: only the whole build meets it."""

    name: str
    make: Callable[[Path], None]
    code: str
    build: bool = False


def profile(text: str | bytes) -> Callable[[Path], None]:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda folder: put(folder / "profile.yml", data)


def table(data: bytes | Callable[[], bytes], name: str) -> Callable[[Path], None]:
    """As the members of an honest profile."""

    def make(folder: Path) -> None:
        put(folder / "profile.yml", f"{HEAD}members: {name}\n".encode())
        put(folder / name, data if isinstance(data, bytes) else data())

    return make


def pictures(*files: tuple[str, Callable[[], bytes]]) -> Callable[[Path], None]:
    """As the avatar of one who agreed to be shown."""

    def make(folder: Path) -> None:
        rows = "".join(f"{n},成员{n},是,{name}\n" for n, (name, _) in enumerate(files))
        table(f"编号,昵称,同意公开,头像\n{rows}".encode(), "members.csv")(folder)
        for name, content in files:
            put(folder / name, content())

    return make


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """White, one bit a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (-(-width // 8))
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def workbook_with(replace: dict[str, bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """An honest workbook, of which some parts are others."""
    out = BytesIO()
    honest = zipfile.ZipFile(BytesIO(workbook_of(sheet_of(SHEET))))
    with honest, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            archive.writestr(name, replace.get(name, honest.read(name)))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def zeros(size: int) -> bytes:
    return workbook_with({}, {"xl/media/a.bin": b"\0" * size})


def lying_zip() -> bytes:
    """Says that its sheet is small; a gigabyte would come out."""
    data = bytearray(workbook_with({"xl/worksheets/sheet1.xml": b" " * 2**28}))
    real = struct.pack("<I", 2**28)
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = struct.pack("<I", 5_000)
    return bytes(data)


def with_entities() -> bytes:
    sheet = sheet_of(SHEET).replace("林晓", "&l9;")
    return workbook_with({"xl/worksheets/sheet1.xml": f"{ENTITIES}<worksheet>{sheet}</worksheet>".encode()})


def with_entities_in_the_book() -> bytes:
    book = workbook_of(sheet_of(SHEET))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        text = archive.read("xl/workbook.xml").decode().replace('name="流水"', 'name="&l9;"')
    text = text.replace("?>", f"?>{ENTITIES}", 1)
    return workbook_with({"xl/workbook.xml": text.encode()})


def many_entries() -> bytes:
    return workbook_with({}, {f"xl/media/{n}.bin": b"" for n in range(12_000)})


def deep_sheet() -> bytes:
    sheet = "<a>" * 20_000 + "</a>" * 20_000
    return workbook_with({"xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>".encode()})


def corner(cell: str) -> bytes:
    text = sheet_of(SHEET).replace(
        "</sheetData>", f'<row r="{cell.lstrip("ABCDEFXL")}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    )
    return workbook_of(text)


def merged() -> bytes:
    cells = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(2, 60))
    return workbook_of(sheet_of(SHEET, f'<mergeCells count="58">{cells}</mergeCells>'))


LONG = "一" * 1_000
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
HOSTILE = (
    Hostile("aliases in the profile", profile(HEAD + ALIASES), "E123"),
    Hostile("100,000 open brackets in the profile", profile("a: " + "[" * 100_000), "E121"),
    Hostile("100,000 open braces in the profile", profile("{a: " * 100_000), "E121"),
    Hostile("20,000 steps to the right in the profile", profile("".join(f"{' ' * n}a:\n" for n in range(1_300))), "E121"),
    Hostile("150,000 values in the profile", profile(HEAD + "running: [" + "a," * 150_000 + "]"), "E122"),
    Hostile("10,000 unknown keys in the profile", profile("".join(f"k{n}: {n}\n" for n in range(10_000))), "E133"),
    Hostile("a profile of 3 MiB", profile(HEAD + "#" * 3 * 2**20), "E103"),
    Hostile("aliases in the journal", lambda folder: (profile(HEAD)(folder), put(folder / "journal.yml", ALIASES.encode()))[0], "E123"),
    Hostile("a cell in XFD1048576", table(lambda: corner("XFD1048576"), "members.xlsx"), "E216"),
    Hostile("a cell in ALL100000", table(lambda: corner("ALL100000"), "members.xlsx"), "E216"),
    Hostile("a cell in A1048576", table(lambda: corner("A1048576"), "members.xlsx"), ""),
    Hostile("a zip of a gigabyte", table(lambda: zeros(2**30), "members.xlsx"), "E209"),
    Hostile("a zip of 100 MB of nothing", table(lambda: zeros(100_000_000), "members.xlsx"), "E209"),
    Hostile("a zip that lies about its size", table(lying_zip, "members.xlsx"), "E208"),
    Hostile("a zip of 12,000 files", table(many_entries, "members.xlsx"), "E209"),
    Hostile("entities in a sheet", table(with_entities, "members.xlsx"), "E208"),
    Hostile("entities in a workbook", table(with_entities_in_the_book, "members.xlsx"), "E208"),
    Hostile("20,000 steps down in a sheet", table(deep_sheet, "members.xlsx"), "E211"),
    Hostile("58 merged areas over all cells", table(merged, "members.xlsx"), ""),
    Hostile("a line of 1,100,000 columns", table(b"," * 1_100_000 + b"\n", "members.csv"), "E238"),
    Hostile("a cell of 60 MB", table(lambda: MEMBERS.encode() + b'1003,"' + b"x" * 60_000_000 + b'"\n', "members.csv"), "E238"),
    Hostile("an open quote before 30 MB", table(lambda: MEMBERS.encode() + b'1003,"' + b"x,y\n" * 7_500_000, "members.csv"), "E214"),
    Hostile("65 MiB of members", table(lambda: b"x" * (65 * 2**20), "members.csv"), "E203"),
    Hostile("an honest build, to compare with", table(MEMBERS.encode(), "members.csv"), "", True),
    Hostile("10,000 combining marks on a name", table(MEMBERS.replace("林晓", "a" + "\u0301" * 10_000).encode(), "members.csv"), "", True),
    Hostile("a name of 140,000 characters", table(MEMBERS.replace("林晓", LONG * 140).encode(), "members.csv"), "", True),
    Hostile("169 megapixels", pictures(("a.png", lambda: png(13_000, 13_000))), "W343", True),
    Hostile("a picture with a text of 500 MB", pictures(("a.png", lambda: png(64, 64, (b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 500_000_000))))), "W343", True),
)  # fmt: skip
