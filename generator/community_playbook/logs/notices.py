"""Who is meant by a notice that calls people by their names alone?"""

from __future__ import annotations

from collections.abc import Mapping

from .system_lines import stem


class Called:
    """`names`: of all accounts, by id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names, self.stems = dict[str, list[str]](), dict[str, list[str]]()
        for key, name in names.items():
            self.names.setdefault(name, []).append(key)
            self.stems.setdefault(stem(name), []).append(key)

    def account(self, name: str, declined: bool) -> str:
        """The only account of that name, else somebody who never wrote, whose id is the name. A declined name
        is that of an account, or tells of nobody (""): in another case it would be a second person."""
        same = self.names.get(name) or (self.stems.get(stem(name), []) if declined else [])
        return same[0] if len(same) == 1 else "" if declined else name
