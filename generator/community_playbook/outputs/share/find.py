"""How does a member find the own page without a server, and without a list that others can read?

`find.js` holds one record a member: 10 hex digits of SHA-256("find:" + name), and the slug XORed with
SHA-256("page:" + name). Only who types the exact name can turn a record into a link. Names can be guessed, so
this hides who is in the community from readers of the file, not a page from somebody who knows the name.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import normalize

from ...plan.game.share import MemberPage

BLANKS = re.compile("[\\s\x1c-\x1f\x85\ufeff]+")
UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f]")
KEY, RECORD = 10, 26
"""Letters of the key (hex) and of the whole record; the slug takes 16 letters of base64."""


def same_name(name: str) -> str:
    """A name as it is looked up: NFC, trimmed, case folded. The same steps stand in `share.js`: upper and
    then lower case is the folding that both languages have."""
    plain = BLANKS.sub(" ", UNSEEN.sub("", normalize("NFC", name))).strip(" ")
    return normalize("NFC", plain.upper().lower())


def record(name: str, slug: str) -> str:
    key = sha256(f"find:{name}".encode()).hexdigest()[:KEY]
    pad = sha256(f"page:{name}".encode()).digest()
    return key + b64encode(bytes(a ^ b for a, b in zip(slug.encode(), pad, strict=False))).decode()


def find_js(members: Iterable[MemberPage]) -> bytes:
    """The records in order of their keys, one after the other, as one JavaScript string."""
    names = {(same_name(typed), page.slug) for page in members for typed in (page.shown_name, *page.found_by)}
    return f'var FIND="{"".join(sorted(record(name, slug) for name, slug in names if name))}"\n'.encode()
