"""Makes templates/images/fonts/world/* and its OFL.txt: fonts for names that Playbook Sans cannot write.

    apt-get download fonts-noto-core fonts-noto-cjk
    for package in fonts-noto-*.deb; do dpkg -x "$package" noto; done
    .venv/bin/pip install fonttools
    .venv/bin/python scripts/make_world_fonts.py noto

Maintainers run this by hand, at most when new versions of the originals come out; nothing runs it when a
playbook is made. The argument is a folder with the static Noto fonts in it, at any depth: those of Debian's
packages fonts-noto-core 20201225-1 and fonts-noto-cjk 1:20220127+repack1-1. The same sources and the same
fontTools (4.68.0 made the shipped files) give the same bytes. The licence text comes from the OFL.txt of
Playbook Sans, one folder up; beside it PlaybookSans.ttf says which Chinese characters need no other font, so
run this again when that one loses some.

What it does, and why:

* keeps the characters of `SCRIPTS` in two static weights, 400 and 700, a file for each script and weight;
* keeps the layout features that put marks, joined letters and syllables right, and drops those for choices,
  such as small capitals or fractions, and the ligatures of the Latin letters;
* takes rare Chinese characters (those beyond U+FFFF) and the common Korean syllables (those of KS X 1001)
  from one face each of a collection; these keep their cubic outlines with the shared subroutines (without,
  the four files are 1 % larger) and lose vertical metrics and all layout features;
* drops hints and glyph names: nothing here uses them, and the files are half as large without;
* names the families "Playbook World", "Playbook World Arabic" and so on: a changed font must not bear the
  original's name, and one that is installed on the reader's machine must not take this one's place.

For resvg 0.48, which draws the pictures: give each piece of a name that needs another family a `<text>` of
its own. Within one text its choice of other fonts disregards the weight, and it loses letters when two fonts
make different numbers of glyphs; `<tspan>`s of several families can even make it fail.
"""

import argparse
import hashlib
import sys
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "images" / "fonts" / "world"
FAMILY = "Playbook World"
VERSION = "1.000"
LICENCE_URL = "https://openfontlicense.org"
TIMESTAMP = 3_786_912_000  # 2024-01-01 in seconds since 1904, as the head table counts
WEIGHTS = {"Regular": 400, "Bold": 700}
LARGEST = 4_500_000  # bytes, all files together

# Kept in every font that has them: ASCII, spaces, joiners, marks of direction, dashes and quotation marks,
# the dotted circle under lone marks.
COMMON = [
    (0x0020, 0x007E),
    (0x00A0, 0x00A0),
    (0x2000, 0x2027),
    (0x202F, 0x202F),
    (0x25CC, 0x25CC),
]

# Name of the script, "" for Latin, Greek and Cyrillic; then the original's name without weight, and the first
# and last code points of what is kept besides, as far as the original has it.
SCRIPTS: dict[str, tuple[str, list[tuple[int, int]]]] = {
    "": (
        "NotoSans",
        [
            (0x00A0, 0x02FF),  # Latin-1, Latin Extended-A and -B, IPA, modifier letters
            (0x0300, 0x036F),  # combining marks
            (0x0370, 0x03FF),  # Greek
            (0x0400, 0x052F),  # Cyrillic with supplement
            (0x1AB0, 0x1AFF),  # combining marks, extended
            (0x1D00, 0x1DBF),  # phonetic extensions
            (0x1DC0, 0x1DFF),  # combining marks, supplement
            (0x1E00, 0x1EFF),  # Latin Extended Additional (Vietnamese)
            (0x1F00, 0x1FFF),  # Greek with breathings
            (0x2000, 0x209F),  # general punctuation, superscripts and subscripts
            (0x20A0, 0x20FF),  # currency signs, combining marks for symbols
            (0x2100, 0x214F),  # letterlike signs
            (0x2C60, 0x2C7F),  # Latin Extended-C
            (0x2DE0, 0x2DFF),  # combining Cyrillic letters
            (0xA640, 0xA69F),  # Cyrillic Extended-B
            (0xA720, 0xA7FF),  # Latin Extended-D
            (0xFE20, 0xFE2F),  # combining half marks
            (0xFFFD, 0xFFFD),  # the replacement character
        ],
    ),
    "Arabic": ("NotoSansArabic", [(0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFDF2, 0xFDFD)]),
    "Hebrew": ("NotoSansHebrew", [(0x0590, 0x05FF), (0xFB1D, 0xFB4F)]),
    "Thai": ("NotoSansThai", [(0x0E00, 0x0E7F)]),
    "Devanagari": ("NotoSansDevanagari", [(0x0900, 0x097F), (0xA8E0, 0xA8FF)]),
    "Bengali": ("NotoSansBengali", [(0x0964, 0x0965), (0x0980, 0x09FF)]),
    "Tamil": ("NotoSansTamil", [(0x0964, 0x0965), (0x0B80, 0x0BFF)]),
    "Telugu": ("NotoSansTelugu", [(0x0964, 0x0965), (0x0C00, 0x0C7F)]),
    "Khmer": ("NotoSansKhmer", [(0x1780, 0x17FF), (0x19E0, 0x19FF)]),
    "Lao": ("NotoSansLao", [(0x0E80, 0x0EFF)]),
    "Myanmar": ("NotoSansMyanmar", [(0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)]),
    "Georgian": ("NotoSansGeorgian", [(0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)]),
    "Armenian": ("NotoSansArmenian", [(0x0530, 0x058F), (0xFB13, 0xFB17)]),
    "Ethiopic": ("NotoSansEthiopic", [(0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)]),
    "Han": ("NotoSansCJK", [(0x20000, 0x3FFFF)]),  # Extension B and above, less what Playbook Sans has
    "Hangul": ("NotoSansCJK", [(0x3131, 0x318E), (0xAC00, 0xD7A3)]),  # letters, syllables of KS X 1001
}

# The scripts that come from a collection: the family of the face to take.
FACES = {"Han": "Noto Sans CJK SC", "Hangul": "Noto Sans CJK KR"}

GENERAL_FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk"]
LIGATURES = ["rlig", "liga", "clig", "calt"]
JOINING_FEATURES = ["isol", "init", "medi", "fina"]
SYLLABLE_FEATURES = [
    *["nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half", "pstf", "vatu", "cjct", "cfar"],
    *["pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm"],
]
FEATURES = GENERAL_FEATURES + LIGATURES + JOINING_FEATURES + SYLLABLE_FEATURES

DROPPED_TABLES = ["DSIG", "gasp"]
DROPPED_TABLES_OF_FACES = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
KEPT_NAMES = {0, 8, 9, 11, 13}  # copyright, maker, designer, address, licence
KEPT_NAMES_OF_FACES = {8, 9, 13}  # their address is one of Noto's, and see COPYRIGHT_OF_FACES
COPYRIGHT_OF_FACES = "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'"
RESERVED = ("noto", "source")  # not to appear in the names of those, but for the copyright
CHECKED = {
    "": "Nguyễn Văn é\u0302 \u0301 Łukasz Ängström Иван Ґанна Γιώργος ɐʃ €",
    "Arabic": "محمد علي پچگ ٠١٢٣",
    "Hebrew": "שלום כהן שָׁ",
    "Thai": "สมชาย ใจดี",
    "Devanagari": "विकास श्री क्ष",
    "Bengali": "রবীন্দ্রনাথ",
    "Tamil": "கார்த்திக்",
    "Telugu": "శ్రీనివాస్",
    "Khmer": "សុខា",
    "Lao": "ສົມຊາຍ",
    "Myanmar": "အောင်",
    "Georgian": "გიორგი",
    "Armenian": "Արմեն",
    "Ethiopic": "አበበ",
    "Han": "𠮷𠀋𡈽𣘺𬎆",
    "Hangul": "김민준 이서연 최영희 ㄱㅎㅏㅣㆎ",
}


@cache
def wanted_characters(script: str) -> frozenset[int]:
    wanted = {code for first, last in COMMON + SCRIPTS[script][1] for code in range(first, last + 1)}
    if script == "Han":
        own = set(TTFont(FOLDER.parent / "PlaybookSans.ttf", lazy=True).getBestCmap())
        wanted -= {code for code in own if code > 0xFFFF}
    elif script == "Hangul":
        wanted -= {code for code in range(0xAC00, 0xD7A4) if not is_common_syllable(code)}
    return frozenset(wanted)


def is_common_syllable(code: int) -> bool:
    """Has KS X 1001 this syllable? Python spells the others with letters, in eight bytes."""
    return len(chr(code).encode("euc_kr")) == 2


def open_source(source: Path, script: str) -> TTFont:
    """The one font of a file, or the face of a collection that the script needs."""
    number = -1
    if script in FACES:
        families = [str(face["name"].getBestFamilyName()) for face in TTCollection(source, lazy=True).fonts]
        if FACES[script] not in families:
            raise SystemExit(f"no {FACES[script]} in {source}")
        number = families.index(FACES[script])
    return TTFont(source, recalcTimestamp=False, fontNumber=number)


def reduce_characters(font: TTFont, script: str) -> None:
    options = subset.Options()
    options.layout_features = [] if script in FACES else FEATURES if script else GENERAL_FEATURES
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += DROPPED_TABLES + (DROPPED_TABLES_OF_FACES if script in FACES else [])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted_characters(script))
    subsetter.subset(font)


def rename(font: TTFont, script: str, style: str) -> None:
    family = f"{FAMILY} {script}".strip()
    kept = KEPT_NAMES_OF_FACES if script in FACES else KEPT_NAMES
    names = font["name"]
    original = str(names.getDebugName(5)).removeprefix("Version ").split(";")[0]
    names.names = [
        record
        for record in names.names
        if record.nameID in kept and (record.platformID, record.platEncID, record.langID) == (3, 1, 0x409)
    ]
    postscript = f"{family.replace(' ', '')}-{style}"
    new = {
        1: family,
        2: style,
        3: f"{VERSION};{postscript}",
        4: f"{family} {style}",
        5: f"Version {VERSION}; subset of version {original} of the original",
        6: postscript,
        14: LICENCE_URL,
    }
    if script in FACES:
        new[0] = COPYRIGHT_OF_FACES
        rename_outlines(font, family, style, postscript)
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    # Neither italic nor both bold and regular.
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = int(bold)


def rename_outlines(font: TTFont, family: str, style: str, postscript: str) -> None:
    """The CFF table has names of its own, and one for each of the groups that share hints."""
    cff = font["CFF "].cff
    top = cff[0]
    cff.fontNames = [postscript]
    top.FullName, top.FamilyName, top.Weight = f"{family} {style}", family, style
    top.Notice = COPYRIGHT_OF_FACES
    top.CIDFontVersion = float(VERSION)
    for group in top.FDArray:
        group.FontName = f"{postscript}-{group.FontName.rpartition('-')[2]}"


def find(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"no {name} in {folder}")
    return found[0]


def make(source: Path, target: Path, script: str, style: str) -> None:
    font = open_source(source, script)
    if ("CFF " if script in FACES else "glyf") not in font or "fvar" in font:
        raise SystemExit(f"{source} is not a static font with the outlines that were expected")
    reduce_characters(font, script)
    rename(font, script, style)
    font["head"].created = font["head"].modified = TIMESTAMP
    font["head"].fontRevision = float(VERSION)
    font.save(target)


def write_licence(targets: list[Path]) -> None:
    """The licence with each copyright line of the fonts once, and with a line that says what was changed."""
    neighbour = (FOLDER.parent / "OFL.txt").read_text(encoding="utf-8")
    start = neighbour.find("This Font Software is licensed under the SIL Open Font License, Version 1.1.")
    if start < 0 or "SIL OPEN FONT LICENSE Version 1.1" not in neighbour:
        raise SystemExit("OFL.txt of Playbook Sans is not what was expected")
    families: dict[str, list[str]] = {}
    for target in targets:
        names = TTFont(target, lazy=True)["name"]
        of_line = families.setdefault(str(names.getDebugName(0)), [])
        if (family := str(names.getDebugName(1))) not in of_line:
            of_line.append(family)
    lines = [f"{line}\n  ({', '.join(names)})" for line, names in families.items()]
    changed = (
        f"Modified: subsets of fonts of the Noto family, renamed '{FAMILY}' and '{FAMILY} ...'.\n"
        "Noto is a trademark of Google LLC."
    )
    text = "\n".join([*lines, changed, "", neighbour[start:]])
    (targets[0].parent / "OFL.txt").write_text(text, encoding="utf-8", newline="\n")


def report(source: Path, target: Path, script: str) -> list[str]:
    """Prints what one file holds; gives the faults that make it unfit to ship."""
    before, after = open_source(source, script), TTFont(target, lazy=True)
    had, has = set(before.getBestCmap()), set(after.getBestCmap())
    data = target.read_bytes()
    blocks = [
        f"{first:04X}-{last:04X} {count}"
        for first, last in SCRIPTS[script][1]
        if (count := sum(first <= code <= last for code in has))
    ]
    print(f"{target.name}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    print(f"  {len(after.getGlyphOrder()):,} glyphs, {len(has):,} characters: {', '.join(blocks)}")
    faults = [f"lost: U+{code:04X}" for code in sorted(wanted_characters(script) & had - has)]
    faults += [
        f"not there: U+{ord(letter):04X}" for letter in CHECKED[script] if ord(letter) not in has | {0x20}
    ]
    faults += [
        f"the original's name in record {record.nameID}: {record}"
        for record in after["name"].names
        if record.nameID not in KEPT_NAMES and "Noto" in str(record)
    ]
    if script in FACES:
        faults += [f"the original's name: {name}" for name in all_names(after) if is_reserved(name)]
    return [f"{target.name}: {fault}" for fault in faults]


def all_names(font: TTFont) -> list[str]:
    """Every name in a font with CFF outlines but the copyright."""
    cff = font["CFF "].cff
    texts = [*cff.fontNames, *cff.strings.strings, *(group.FontName for group in cff[0].FDArray)]
    texts += [str(record) for record in font["name"].names]
    return [text for text in texts if text != COPYRIGHT_OF_FACES]


def is_reserved(name: str) -> bool:
    return any(word in name.lower() for word in RESERVED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="a folder with the original fonts in it")
    parser.add_argument("--target", type=Path, default=FOLDER, help="the folder to write to")
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    targets: list[Path] = []
    faults: list[str] = []
    for script, (name, _) in SCRIPTS.items():
        for style in WEIGHTS:
            was, becomes = ("ttc", "otf") if script in FACES else ("ttf", "ttf")
            source = find(arguments.source, f"{name}-{style}.{was}")
            target = arguments.target / f"{FAMILY.replace(' ', '')}{script}-{style}.{becomes}"
            make(source, target, script, style)
            faults += report(source, target, script)
            targets.append(target)
    write_licence(targets)
    total = sum(target.stat().st_size for target in targets)
    print(f"{len(targets)} files, {total:,} bytes")
    if total > LARGEST:
        faults.append(f"larger than {LARGEST:,} bytes")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
