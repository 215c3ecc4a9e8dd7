"""The print pack of lighthouse, in both languages, beside Chromium printing as many words on as many pages.

`python benchmarks/paper.py [--runs N]`. A pack is one whole process, from planned tables on; the time is that of
the pack alone, the memory (PSS) that of the largest process at its peak, all Python and tables included.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from mass import watch
from measure import PROFILE, TODAY, median, row

from community_playbook import app, reading
from community_playbook.intake.library import load_library
from community_playbook.outputs.look.fonts import own_path
from community_playbook.outputs.printing.pack import draft_pack, make_packs, pack_files
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.site import make_frames
from community_playbook.plan.plan import make_plan


def frames() -> dict[str, Frame]:
    profile, _, _ = app.read_profile(PROFILE)
    community, _ = reading.read_tables(PROFILE, profile, TODAY)
    library = load_library()
    plan = make_plan(community, library, TODAY)
    return make_frames(plan, community, library, profile.languages)


def pack() -> None:
    """One pack; its last line says how long it took and what it made."""
    made = frames()
    start = time.perf_counter()
    packs = make_packs(PROFILE, made)
    seconds = time.perf_counter() - start
    files = sorted(pack_files(packs))
    digest = sha256(b"".join(name.encode() + content for name, content in files)).hexdigest()
    pages = sum(sheet.pages for found in packs.values() for sheet in found.sheets)
    size = sum(len(content) for _, content in files)
    print(
        json.dumps({"seconds": seconds, "files": len(files), "pages": pages, "bytes": size, "digest": digest})
    )


def words_of(value: Any) -> list[str]:
    """The texts of a sheet, a line each."""
    if isinstance(value, dict):
        return [value["t"]] if "t" in value else [t for part in value.values() for t in words_of(part)]
    if isinstance(value, list):
        found = [t for part in value for t in words_of(part)]
        runs = value and all(isinstance(part, dict) and "t" in part for part in value)
        return ["".join(found)] if runs else found
    return []


def print_in_chromium(folder: Path) -> float | None:
    """Seconds to print the same texts in the same font, a file a sheet and one of all, page kept open. The
    second round counts: everything is loaded. None where there is no Chromium."""
    from drawers import CHROMIUM
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        return None
    style = (
        f"<style>@font-face{{font-family:P;src:url('{own_path().as_uri()}')}}body{{font:12px P}}"
        "p{margin:0;padding:6px;border-bottom:1px solid #999}section{break-after:page}</style>"
    )
    documents = []
    for frame in frames().values():
        sheets = [
            [line for line in words_of(dict(sheet)) if line.strip()] for sheet in draft_pack(frame).sheets
        ]
        parts = [
            "<section>" + "".join(f"<p>{escape(t)}</p>" for t in lines) + "</section>" for lines in sheets
        ]
        documents += [*parts, "".join(parts)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        seconds = 0.0
        for _ in range(2):
            start = time.perf_counter()
            for number, text in enumerate(documents):
                path = folder / f"{number}.html"
                path.write_text(f"<!doctype html><meta charset=utf-8>{style}{text}", "utf-8")
                page.goto(path.as_uri())
                page.evaluate("document.fonts.ready")
                page.pdf(format="A4")
            seconds = time.perf_counter() - start
        browser.close()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pack", action="store_true", help="make one pack, for this script itself")
    options = parser.parse_args()
    if options.pack:
        pack()
        return
    ours, rival = [], []
    with tempfile.TemporaryDirectory() as name:
        for _ in range(options.runs):
            ours.append(watch("--pack", script=__file__, pause=0.05))
            rival.append(print_in_chromium(Path(name)))
    said = [json.loads(one.said) for one in ours]
    seconds, memory = median([one["seconds"] for one in said]), max(one.pss for one in ours)
    what = f"{said[0]['files']} PDFs, {said[0]['pages']} pages and their copies in one file, zh and en"
    print("| what | measured | bound | kept |\n|---|---|---|---|")
    row(f"the whole pack of lighthouse: {what}", f"{seconds:.2f} s", "3 s", seconds <= 3)
    row("memory of its largest process", f"{memory:.0f} MiB", "300 MiB", memory <= 300)
    same = len({one["digest"] for one in said}) == 1
    row("the same bytes in every run", "yes" if same else "no", "yes", same)
    times = [t for t in rival if t is not None]
    if times:
        ratio = median(times) / seconds
        row("Chromium printing the same words", f"{median(times):.2f} s: {ratio:.2f} x ours", "–", True)
    else:
        print("\nNo Chromium on this machine.")


if __name__ == "__main__":
    main()
