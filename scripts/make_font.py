"""Makes templates/images/fonts/PlaybookSans.ttf and its OFL.txt from the variable font Noto Sans SC.

    .venv/bin/pip install fonttools
    .venv/bin/python scripts/make_font.py 'NotoSansSC[wght].ttf'

Maintainers run this by hand, at most when a new version of the original comes out; nothing runs it when a
playbook is made. The source is NotoSansSC[wght].ttf of Google Fonts (ofl/notosanssc), version 2.004-H2, with
OFL.txt beside it; its SHA-256 is a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da. The same
source and the same fontTools (4.68.0 made the shipped file) give the same bytes.

What it does, and why:

* keeps the characters in `wanted_characters` (all of GBK, the characters of China's official table that GBK
  lacks, and the alphabets and signs that stand beside Chinese text): the original is a third larger;
* keeps the weights 400 to 700, with 400 as the default: pictures and papers use no others;
* drops hints, vertical metrics, glyph names and all layout features but the few that plain horizontal text
  needs: nothing here uses them;
* names the family "Playbook Sans": the licence reserves a part of the original's name, and a font of the same
  name that is installed on the reader's machine must not take this one's place.
"""

import argparse
import hashlib
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "images" / "fonts"
FAMILY = "Playbook Sans"
POSTSCRIPT = "PlaybookSans"
VERSION = "1.000"
LICENCE_URL = "https://openfontlicense.org"
LIGHTEST, BOLDEST = 400, 700
TIMESTAMP = 3_786_912_000  # 2024-01-01 in seconds since 1904, as the head table counts
LARGEST = 16_000_000  # bytes

# The 276 of the 8,105 characters of 通用规范汉字表 (2013) that GBK lacks, by Unihan's property kTGH. Most are
# rare ones that the table admits because people and places bear them.
OFFICIAL_TABLE = """
㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃
䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍
𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯
𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈
𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳
𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓
"""
# Seen in names, in neither GBK nor the table.
NAMES = "㐂𠮷㙓㻏"

# First and last code point of what is kept besides, as far as the original has it: of the Latin letters only
# those of Western Europe, Pinyin and Vietnamese, of Greek and Cyrillic the basic alphabets.
RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B (Pinyin with tones)
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional (Vietnamese)
    (0x2000, 0x209F),  # general punctuation, superscripts and subscripts
    (0x20A0, 0x20CF),  # currency signs
    (0x2100, 0x218F),  # letterlike signs, number forms
    (0x2190, 0x23FF),  # arrows, mathematics, technical signs
    (0x2460, 0x27BF),  # enclosed numbers, boxes, geometric shapes, miscellaneous signs, dingbats
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0x3040, 0x30FF),  # kana
    (0x3100, 0x312F),  # Bopomofo
    (0x9FA6, 0x9FFF),  # CJK ideographs added after GBK
    (0xFF00, 0xFF9F),  # fullwidth and halfwidth forms without Hangul
    (0xFFE0, 0xFFEE),
    (0xFFFD, 0xFFFD),  # the replacement character
]

FEATURES = ["kern", "mark", "mkmk", "ccmp"]
DROPPED_TABLES = ["vhea", "vmtx", "VORG", "VVAR", "BASE", "DSIG", "gasp"]
KEPT_NAMES = {0, 8, 9, 10, 11, 13}  # copyright, maker, designers, address, licence
CHECKED = "㐂垚喆堃昇珺祎陳黃張龍䶮㛃𬭼中国语 Aéǎßжя€£￥0123456789·—…“”「」、。！▲▼↑↓→←■●★あアｱ１Ａ"


def gbk_characters() -> set[int]:
    """Every character that GBK writes in two bytes."""
    found: set[int] = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            found |= set(map(ord, bytes([first, second]).decode("gbk", errors="ignore")))
    return {code for code in found if code > 0x7F}


def wanted_characters() -> set[int]:
    wanted = gbk_characters()
    wanted |= {ord(character) for character in OFFICIAL_TABLE + NAMES if not character.isspace()}
    for first, last in RANGES:
        wanted |= set(range(first, last + 1))
    return wanted


def reduce_characters(font: TTFont, wanted: set[int]) -> None:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += DROPPED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def limit_weights(font: TTFont) -> TTFont:
    limits = {"wght": (LIGHTEST, LIGHTEST, BOLDEST)}
    return instancer.instantiateVariableFont(
        font, limits, overlap=instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS
    )


def rename(font: TTFont) -> None:
    """The new family name in English records only; what the font's axis refers to stays."""
    names = font["name"]
    names.names = [
        record
        for record in names.names
        if (record.nameID in KEPT_NAMES or record.nameID > 255)
        and (record.platformID, record.platEncID, record.langID) == (3, 1, 0x409)
    ]
    new = {
        1: FAMILY,
        2: "Regular",
        3: f"{VERSION};{POSTSCRIPT}-Regular",
        4: f"{FAMILY} Regular",
        5: f"Version {VERSION}; subset of version 2.004 of the original",
        6: f"{POSTSCRIPT}-Regular",
        14: LICENCE_URL,
        25: POSTSCRIPT,
    }
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)
    for instance in font["fvar"].instances:
        instance.postscriptNameID = 0xFFFF
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].usWeightClass = LIGHTEST
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b100001 | 0b1000000  # regular, not bold or italic
    font["head"].macStyle = 0


def make(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    if "glyf" not in font or "gvar" not in font:
        raise SystemExit(f"{source} is not a variable TrueType font")
    reduce_characters(font, wanted_characters())
    font = limit_weights(font)
    rename(font)
    font["head"].created = font["head"].modified = TIMESTAMP
    font["head"].fontRevision = float(VERSION)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def write_licence(source: Path, target: Path) -> None:
    """The original's licence beside the font, with a line that says what was changed."""
    licence = (source.parent / "OFL.txt").read_text(encoding="utf-8")
    copyright_line, rest = licence.split("\n", 1)
    if not copyright_line.startswith("Copyright") or "SIL OPEN FONT LICENSE Version 1.1" not in rest:
        raise SystemExit("OFL.txt beside the source is not what was expected")
    text = f"{copyright_line}\nModified: subset and renamed '{FAMILY}'.\n{rest}"
    (target.parent / "OFL.txt").write_text(text, encoding="utf-8", newline="\n")


def report(source: Path, target: Path) -> None:
    """Prints what the result holds; ends with an error when it is not fit to ship."""
    before, after = TTFont(source, lazy=True), TTFont(target, lazy=True)
    had, has = set(before.getBestCmap()), set(after.getBestCmap())
    gbk = gbk_characters()
    official = {ord(character) for character in OFFICIAL_TABLE if not character.isspace()}
    axis = after["fvar"].axes[0]
    digits = {after["hmtx"][after.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    data = target.read_bytes()
    print(f"{target.name}: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    print(f"{len(after.getGlyphOrder()):,} glyphs, {len(has):,} characters")
    print(f"tables {' '.join(sorted(tag for tag in after.keys() if tag != 'GlyphOrder'))}")  # noqa: SIM118
    print(
        f"weights {axis.minValue:g} to {axis.maxValue:g}, default {axis.defaultValue:g}; digits {digits} wide"
    )
    missing = sorted(gbk - has)
    print(f"GBK: {len(gbk & has):,} of {len(gbk):,}; not there: {[chr(code) for code in missing]}")
    print(f"official table beyond GBK: {len(official & has)} of {len(official)}")
    print(f"names: not there: {[name for name in NAMES if ord(name) not in has]}")
    faults = [
        *(f"lost from the original: {chr(code)}" for code in sorted((gbk | official) & had - has)),
        *(f"not there: {character}" for character in CHECKED if ord(character) not in has),
        *(["digits differ in width"] if len(digits) > 1 else []),
        *([f"larger than {LARGEST:,} bytes"] if len(data) > LARGEST else []),
    ]
    for record in after["name"].names:
        if record.nameID not in KEPT_NAMES and ("Source" in str(record) or "Noto" in str(record)):
            faults.append(f"reserved name in record {record.nameID}: {record}")
    if faults:
        sys.exit("\n".join(faults))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the original, NotoSansSC[wght].ttf")
    parser.add_argument("--target", type=Path, default=FOLDER / f"{POSTSCRIPT}.ttf")
    arguments = parser.parse_args()
    make(arguments.source, arguments.target)
    write_licence(arguments.source, arguments.target)
    report(arguments.source, arguments.target)


if __name__ == "__main__":
    main()
