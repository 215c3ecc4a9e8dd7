"""From data to PDF: typst with our own fonts only; whatever it warns of is a fault of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, NamedTuple

import typst

from ...assets import asset
from ...workers import beside, can_copy, obey_parent

THUMB_PPI = 40.0
"""Pictures for the print room: 330 pixels across for A4."""
STANDARD: list[typst.PDFStandard] = ["ua-1"]
"""PDF/UA: tagged, with a title, a language and words for every picture."""
FEW = 16
"""So many documents are made faster than another process starts."""


class TypesettingFault(Exception):  # noqa: N818 - a fault of a template, never of the operator
    """The typesetter refused or warned; the message is its own."""


class Order(NamedTuple):
    """One document. `data`: JSON; `fonts`: folders of the operator's fonts; `pictured`: with a small picture
    of its first page."""

    path: str
    data: str
    fonts: tuple[str, ...] = ()
    pictured: bool = False
    sheets: int = 1


class Made(NamedTuple):
    pdf: bytes
    pages: int
    """0 where no picture was wanted."""
    thumb: bytes


class OwnFonts(NamedTuple):
    """Fonts of the operator, each in a folder of its own: the typesetter looks in folders only, and the
    profile's may hold anything. `families`: by file what it calls each that it can read."""

    folders: tuple[str, ...] = ()
    families: Mapping[str, str] = MappingProxyType({})


@contextmanager
def own_fonts(files: Sequence[str]) -> Iterator[OwnFonts]:
    """The folders go when nobody needs them any more."""
    if not files:
        yield OwnFonts()
        return
    with TemporaryDirectory(prefix="playbook-fonts-", ignore_cleanup_errors=True) as top:
        folders: list[str] = []
        families: dict[str, str] = {}
        for number, file in enumerate(files):
            folder = Path(top) / str(number)
            folder.mkdir()
            copyfile(file, folder / f"font{Path(file).suffix}")
            folders.append(str(folder))
            found = typst.Fonts(False, include_embedded_fonts=False, font_paths=[folders[-1]]).families()
            if found:
                families[file] = found[0]
        yield OwnFonts(tuple(folders), families)


@lru_cache(maxsize=4)
def compiler(font_folders: tuple[str, ...]) -> typst.Compiler:
    folder = asset("templates", "print")
    paths = [str(asset("templates", "images", "fonts")), *font_folders]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return typst.Compiler(
        str(folder / "pack.typ"), root=str(folder), font_paths=fonts, ignore_system_fonts=True
    )


def typeset(order: Order) -> Made:
    """Raises TypesettingFault."""
    pdf = run(order, "pdf")
    if not order.pictured:
        return Made(bytes(pdf), 0, b"")
    pages = run(order, "png")
    pages = pages if isinstance(pages, list) else [pages]
    return Made(bytes(pdf), len(pages), pages[0])


def run(order: Order, form: typst.OutputFormat) -> Any:
    standards = STANDARD if form == "pdf" else []
    try:
        made, warnings = compiler(order.fonts).compile_with_warnings(
            sys_inputs={"data": order.data}, format=form, ppi=THUMB_PPI, pdf_standards=standards, timestamp=0
        )
    except typst.TypstError as error:
        raise TypesettingFault(f"{order.path}: {error.message}\n{error.diagnostic}") from error
    if warnings:
        raise TypesettingFault(f"{order.path}: " + "\n".join(f"{w.message} {w.hints}" for w in warnings))
    return made


def typeset_all(orders: Sequence[Order], processes: int | None = None) -> Iterator[Made]:
    """In the order of `orders`, the same for any number of processes. The longest documents should come
    first. Several processes also keep each of them small: typst remembers all that it has set."""
    wanted = min(processes or os.cpu_count() or 1, len(orders) // FEW + 1)
    fresh = not compiler.cache_info().currsize
    if wanted == 1 and can_copy() and fresh:  # what typst keeps goes with the copy, its threads would not
        with beside(lambda: list(map(typeset, orders))) as made:
            yield from made()
        return
    if wanted == 1:
        yield from map(typeset, orders)
        return
    pool = ProcessPoolExecutor(wanted, get_context("spawn"), obey_parent)
    try:
        yield from pool.map(typeset, orders)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
