"""Is there a private contact in this text: a mail address, a number to call, an account, a card, a key?

The forms are data: `playbook/contacts.yml`. All repeats in them are bounded, so the time grows with the text
alone. What is found is named by its kind and never quoted (law 11).
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from .assets import asset, parse_yaml

NUMBERS_OF_IDS = frozenset({"mobile", "identity"})
"""Kinds that a bare number in a column of ids may be; of others it is only by chance."""
SHORTEST = 5
KEPT = 100
"""Letters of the texts whose answer is remembered."""
MASK = "•••"
"""Stands where a contact stood, in texts that nobody publishes, and for a name that was nothing else."""
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
MAY_BE = re.compile(r"[0-9@/:=_\-([{#+微薇威卫徽加扣抠秋企艾绿密令支电飞号弄一幺壹vwq]|[a-z]{12}| dot ")
"""Every form needs one of these: most cells are done with after one look."""
FIGURES = re.compile(r"(?:[0-9][ ._()+-]{0,2}){5}")
BLANKS = re.compile(r"\s+")
SEPARATORS = re.compile(r"[ ._()+-]")
COUNTRY = re.compile(r"^(?:00)?86(?=1[3-9]\d{9}$)")
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
NOTHING = frozenset[str]()
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Contact(NamedTuple):
    """Where one stands in the plain text (see `plain`)."""

    kind: str
    start: int
    end: int


class Kind(NamedTuple):
    name: Mapping[str, str]
    """What it is called, by language."""
    digits: bool
    needs: tuple[str, ...]
    """Five figures, or one of these words, have to be there, else no form can be met."""
    form: re.Pattern[str]
    check: Callable[[str], bool] | None
    cells: bool
    """Only in tables: in a profile, and on public pages, it is meant."""
    capitals: bool
    """Its form tells them from small letters."""


def luhn(text: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    digits = [int(c) for c in text if c.isdigit()][::-1]
    twice = (2 * d - 9 * (d > 4) for d in digits[1::2])
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(twice)) % 10 == 0


def identity(text: str) -> bool:
    """The last character of a Chinese identity number follows from the others (GB 11643-1999)."""
    signs = [c for c in text if c.isalnum()]
    total = sum(int(c) * weight for c, weight in zip(signs[:17], WEIGHTS, strict=True))
    return signs[17].upper() == "10X98765432"[total % 11]


def iban(text: str) -> bool:
    """ISO 13616: of an account with its country and proof behind it, the rest by 97 is 1."""
    signs = text.replace(" ", "")
    return (
        sum(map(str.isdigit, signs)) > 9
        and int("".join(str(int(c, 36)) for c in signs[4:] + signs[:4])) % 97 == 1
    )


CHECKS: Mapping[str, Callable[[str], bool]] = {"luhn": luhn, "identity": identity, "iban": iban}


@cache
def kinds() -> Mapping[str, Kind]:
    tree = parse_yaml(asset("playbook", "contacts.yml").read_text("utf-8"))
    return {
        key: Kind(
            part["name"],
            bool(part.get("digits")),
            tuple(part.get("needs", ())),
            re.compile("|".join(f"(?:{form})" for form in part["forms"])),
            CHECKS.get(part.get("check", "")),
            bool(part.get("cells")),
            bool(part.get("capitals")),
        )
        for key, part in tree.items()
    }


def plain(text: str) -> str:
    """As a reader sees it: half-width, without what cannot be seen, one blank for any gap or break."""
    if text.isascii():
        return BLANKS.sub(" ", text)
    return BLANKS.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFKC", UNSEEN.sub("", text))))


def small(text: str) -> str:
    """In small letters, each at its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def found_in(text: str, among: frozenset[str] | None = None) -> Iterator[Contact]:
    """Of a plain text, by kind."""
    written, text = text, small(text)
    if not MAY_BE.search(text):
        return
    met = set[str]()
    if any_needed().search(text):  # one look for all words: eighteen times as fast as eighty
        met.update(kind for word, sort in needed() if word in text for kind in sort)
    if FIGURES.search(text):
        met.update(key for key, kind in kinds().items() if kind.digits)
    for key in met if among is None else met & among:
        kind = kinds()[key]
        for match in kind.form.finditer(written if kind.capitals else text):
            if kind.check is None or kind.check(match[0]):
                yield Contact(key, *match.span())


@cache
def needed() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each word without which a form cannot be met, and the kinds of those forms."""
    words = {word for kind in kinds().values() for word in kind.needs}
    return tuple((w, tuple(key for key, kind in kinds().items() if w in kind.needs)) for w in sorted(words))


@cache
def any_needed() -> re.Pattern[str]:
    """Meets a text that holds one of these words."""
    return re.compile("|".join(re.escape(word) for word, _ in needed()))


def contacts(text: str) -> tuple[Contact, ...]:
    """What stands in `plain(text)`, in order of place, none inside of another one."""
    if len(text) < SHORTEST:
        return ()
    return look(text) if len(text) > KEPT else kept(text)


def look(text: str) -> tuple[Contact, ...]:
    apart: list[Contact] = []
    for contact in sorted(found_in(plain(text)), key=lambda one: (one.start, -one.end, one.kind)):
        if not apart or contact.start >= apart[-1].end:
            apart.append(contact)
    return tuple(apart)


kept = lru_cache(20_000)(look)


def masked(text: str, by: str = MASK, allowed: frozenset[str] = NOTHING) -> str:
    """The text with `by` for each contact that is not allowed; the text itself where there is none."""
    if len(text) < SHORTEST:
        return text
    found = unallowed(text, allowed)
    if not found:
        return text
    folded, pieces, last = plain(text), list[str](), 0
    for contact in found:
        pieces += [folded[last : contact.start], by]
        last = contact.end
    return "".join([*pieces, folded[last:]])


def allowed_in(texts: Iterable[str]) -> frozenset[str]:
    """Contacts that everybody may read, as they are compared."""
    return frozenset(small(plain(text)).strip() for text in texts if text)


def unallowed(text: str, allowed: frozenset[str]) -> tuple[Contact, ...]:
    """As `contacts`, without those that are part of an allowed one."""
    found = contacts(text)
    if not found or not allowed:
        return found
    folded = small(plain(text))
    return tuple(one for one in found if not is_allowed(folded[one.start : one.end].strip(" /"), allowed))


def is_allowed(contact: str, allowed: frozenset[str]) -> bool:
    """Part of an allowed one, or nothing but one with a word before it: "hotline 400-820-8820"."""
    return any(
        contact in known or (known in contact and contacts(known) and is_word(contact.replace(known, "")))
        for known in allowed
    )


def is_word(text: str) -> bool:
    return not any(map(str.isdigit, text)) and not contacts(text)


def private_kind(text: str, allowed: frozenset[str] = NOTHING) -> str:
    """The kind of the first contact in a text that is not allowed; "" where there is none."""
    if len(text) < SHORTEST:  # most cells
        return ""
    return next((found.kind for found in unallowed(text, allowed)), "")


def public_kind(text: str, allowed: frozenset[str] = NOTHING) -> str:
    """As `private_kind`, of what no profile and no public page may hold either."""
    if len(text) < SHORTEST:
        return ""
    return next((one.kind for one in unallowed(text, allowed) if not kinds()[one.kind].cells), "")


def kind_names(kind: str) -> dict[str, str]:
    """What a kind is called, by language: facts of a problem."""
    return dict(kinds()[kind].name)


def stand_in(text: str, key: bytes) -> str:
    """For an id that is a contact: the same for the same contact, however it is written. Numbers are few, so
    without the key whoever reads it could try all of them. Letters alone, which are no number by chance."""
    plainly = small(plain(text)).strip()
    number = COUNTRY.sub("", SEPARATORS.sub("", plainly))
    name = number if number.removesuffix("x").isdecimal() else plainly
    digest = hmac.digest(key, f"stand-in:{name}".encode("utf-8", "replace"), "sha256").hex()
    return "x-" + digest[:12].translate(LETTERS)


@lru_cache(20_000)  # each cell of ids is looked at to tell of it and to replace it, and names others
def contact_in_id(text: str, allowed: frozenset[str] = NOTHING) -> str:
    """The kind of contact in an id, "" where there is none. A bare number of any length may be an id."""
    if len(text) < SHORTEST:
        return ""
    folded = plain(text).strip()
    if small(folded) in allowed:
        return ""
    among = NUMBERS_OF_IDS if folded.isdecimal() else None
    return min((c.kind for c in found_in(folded, among)), default="")
