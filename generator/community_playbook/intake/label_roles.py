"""Who leads, and who left, where that stands among tags: 身份 with 管理员 beside 摄影, 标签 with 群主."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .cells import says
from .headers import Header, fold, plain
from .life import is_sure, may_lead
from .table_log import TableLog


@dataclass(frozen=True, slots=True)
class LabelRoles:
    """`column`: the one of tags among which roles stand, -1 where there is none. `asks`: do its other words
    for roles have to be asked about, as its title speaks of what people are?"""

    column: int
    asks: bool

    def tell(self, log: TableLog, tags: tuple[str, ...], line: int) -> None:
        """Which of the tags of a row are roles, and which may be."""
        sure = [tag for tag in tags if is_sure(tag)]
        log.notes["roles_among_tags", log.title(self.column)] += bool(sure)
        for tag in tags if self.asks else ():
            if tag not in sure and may_lead(tag):
                log.add("W251", line, self.column, tag)


def tags_alone(header: Header, own: Collection[str]) -> bool:
    """Does the profile say that they are tags? `own`: headers of which it says what they are."""
    column = header.index.get("skills", -1)
    return column >= 0 and fold(header.cells[column]) in map(fold, own)


def label_roles(header: Header, own: Collection[str]) -> LabelRoles:
    column = header.index.get("skills", -1)
    title = "" if column < 0 or tags_alone(header, own) else plain(header.cells[column])
    asks = says("standing", title)
    return LabelRoles(column if asks or says("labels", title) else -1, asks)
