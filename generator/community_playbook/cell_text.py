"""How does a text stand in a cell, so that no spreadsheet takes it for a formula, and no XML breaks?"""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Spreadsheets evaluate what begins with one of these; some take the full-width ones too."""
LONGEST_CELL = 32_767
"""Excel's limit, in UTF-16 units: an emoji counts two."""


def clean_text(text: str) -> str:
    """Without what XML forbids; line breaks of one kind; within Excel's limit."""
    return shortened(FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"), LONGEST_CELL)


def shortened(text: str, longest: int) -> str:
    """The first `longest` UTF-16 units; no character is cut in two."""
    if len(text) <= longest // 2:
        return text
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def guarded(text: str) -> str:
    """An apostrophe before what a spreadsheet that opens a CSV file would evaluate."""
    text = clean_text(text)
    return "'" + text if text.startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """What was written by `guarded`, as it was."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
