"""Makes templates/images/emoji/twemoji.zip from the SVG files of Twemoji.

    npm pack @twemoji/svg@15.0.0 && tar xzf twemoji-svg-15.0.0.tgz
    .venv/bin/python scripts/make_emoji.py package

Maintainers run this by hand, at most when new emoji come out. The argument is the folder with the SVG files;
their names are the code points, as in `1f469-200d-1f4bb.svg`. The same files and the same zlib give the
same bytes.

The archive is made for looking up one emoji at a time. An entry for each of 3,720 small files would make it
4 MB; one compressed stream would be 0.9 MB but take 160 ms to open. So about 128 KiB of files share an entry:

* `index.txt` has a line for every emoji: its file name without `.svg`, a space, the number of its block;
* `0.txt`, `1.txt`, ... are the blocks; a block has a line for every emoji: the name, a space, the SVG text.

That is 1.6 MB, and an emoji is there within a few milliseconds. The script also prints the fill colours that
most files use, for choosing a palette.
"""

import argparse
import re
import zipfile
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "templates" / "images" / "emoji" / "twemoji.zip"
BLOCK = 128 * 1024  # bytes of text, about
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
NAME = re.compile(r"[0-9a-f]{2,6}(-[0-9a-f]{2,6})*")
FILL = re.compile(r"""\bfill\s*[=:]\s*["']?\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b""")
COLOURS = 72


def read(folder: Path) -> dict[str, str]:
    """The SVG texts by name, in the order of the names."""
    texts = {path.stem: path.read_text(encoding="utf-8").strip() for path in folder.glob("*.svg")}
    if not texts:
        raise SystemExit(f"no SVG files in {folder}")
    for name, text in texts.items():
        if not NAME.fullmatch(name) or "\n" in text or not text.startswith("<svg"):
            raise SystemExit(f"{name}.svg is not what was expected")
    return dict(sorted(texts.items()))


def into_blocks(texts: dict[str, str]) -> list[dict[str, str]]:
    blocks: list[dict[str, str]] = [{}]
    size = 0
    for name, text in texts.items():
        if size > BLOCK:
            blocks.append({})
            size = 0
        blocks[-1][name] = text
        size += len(text)
    return blocks


def write(texts: dict[str, str], target: Path) -> None:
    blocks = into_blocks(texts)
    index = "".join(f"{name} {number}\n" for number, block in enumerate(blocks) for name in block)
    entries = {"index.txt": index}
    for number, block in enumerate(blocks):
        entries[f"{number}.txt"] = "".join(f"{name} {text}\n" for name, text in block.items())
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in entries.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # the same bytes on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED, compresslevel=9)


def common_fills(texts: dict[str, str]) -> list[tuple[str, int]]:
    """The most used fill colours (six lower-case hexadecimal digits) and how many files use each."""
    counts: Counter[str] = Counter()
    for text in texts.values():
        fills = (colour.lower() for colour in FILL.findall(text))
        counts.update(
            {colour if len(colour) == 6 else "".join(2 * digit for digit in colour) for colour in fills}
        )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COLOURS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder with the SVG files of Twemoji")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    texts = read(arguments.folder)
    write(texts, arguments.target)
    print(f"# {len(texts):,} emoji, {arguments.target.stat().st_size:,} bytes; the most used fills:")
    for colour, files in common_fills(texts):
        print(f'- "#{colour}"  # {files} files')


if __name__ == "__main__":
    main()
