"""Of which round does a text of a rhythm speak? That for which its beat is done, not simply the next one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...knowledge.library import Entry

SPEAKS = re.compile(r"\b(?:round|fill)\.")
Key = tuple[str, str]
"""Band and item."""
OF_BEAT = frozenset({"beats", "jobs"})


def in_rounds(
    entry: Entry, keys: Sequence[Key], texts: Mapping[Key, str], facts: Mapping[str, object]
) -> list[str]:
    return [of_round(entry, key, texts[key], facts) for key in keys]


def of_round(entry: Entry, key: Key, source: str, facts: Mapping[str, object]) -> str:
    """The source of a text, with `round` and `fill` of its beat where it names them. `key`: band and item."""
    about = facts.get("about")
    if not isinstance(about, Mapping) or not SPEAKS.search(source):
        return source
    band, item = key
    jobs = {one.id: one.job for one in entry.bands.get(band, ())} if band == "say" else {}
    beat = item if band in OF_BEAT else jobs.get(item, "")
    if beat not in about:
        return source
    return f'{{% with round = about["{beat}"], fill = filled["{beat}"] %}}{source}{{% endwith %}}'
