"""How near does a log come to what is known? Joins, writers, who waits for an answer, inferred answers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import known_truth as truth
import pytest

from community_playbook.community.observed import Observed
from community_playbook.logs.files import sources
from community_playbook.logs.recognise import recognise
from community_playbook.logs.sums import Sums
from community_playbook.taking.observe import observe

SEEDS = (1, 2, 3)
DAY = timedelta(days=1)


def read(folder: Path) -> Sums:
    found = Sums(truth.ZONE, date(2027, 6, 1))
    for log in recognise(list(sources([str(folder)])))[0]:
        found.add(log.records())
    found.finish()
    return found


def seen(found: Sums) -> Observed:
    made = observe(found, lambda person: person.name, lambda chat: found.chats[chat].name)
    assert made
    return made


def who_of(name: str) -> int:
    return int(name[-3:])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["discord", "wechat"])
def test_joins_and_writers(seed: int, kind: str, tmp_path: Path) -> None:
    known = truth.community(seed)
    for channel in truth.CHANNELS:
        data = truth.discord(known, channel) if kind == "discord" else truth.wechat(known, channel, seed)
        (tmp_path / f"{channel}.{'json' if kind == 'discord' else 'csv'}").write_bytes(data)
    found = read(tmp_path)
    joined = {who_of(p.name): p.joined for p in found.members() if p.joined}
    near = [
        who
        for who, at in known.joined.items()
        if who in joined and abs(joined[who] - at.astimezone(truth.ZONE).date()) <= DAY  # type: ignore[operator]
    ]
    assert len(near) >= 0.95 * len(known.joined)
    writers = {who_of(p.name) for p in found.members() if p.first}
    assert len(writers & known.writers) >= 0.98 * len(known.writers) and writers <= known.writers


@pytest.mark.parametrize("seed", SEEDS)
def test_who_waits_and_what_was_left_unanswered(seed: int, tmp_path: Path) -> None:
    known = truth.community(seed)
    for channel in truth.CHANNELS:
        (tmp_path / f"{channel}.json").write_bytes(truth.discord(known, channel))
    found = seen(read(tmp_path))
    end = max(x.at for x in known.lines)
    wanted = {
        (x.who, x.channel)
        for x in known.lines
        if x.asks and x.number not in known.answered and x.at > end - 7 * DAY
    }
    told = {(who_of(one.member), one.group) for one in found.waiting}
    right = len(told & wanted) / len(told | wanted) if wanted | told else 1
    assert wanted and right >= 0.97
    since = found.since
    ripe = [x for x in known.lines if x.asks and x.local.date() >= since and x.at <= end - DAY]
    assert found.asked == len(ripe)
    assert found.unanswered == sum(x.number not in known.answered for x in ripe)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_first_answers_to_newcomers(seed: int, tmp_path: Path) -> None:
    """Counted again from what is known, message by message."""
    known = truth.community(seed)
    for channel in truth.CHANNELS:
        (tmp_path / f"{channel}.json").write_bytes(truth.discord(known, channel))
    found = seen(read(tmp_path))
    end, by_number = max(x.at for x in known.lines), {x.number: x for x in known.lines}
    first = {}
    for x in known.lines:
        if not x.joins:
            first.setdefault(x.who, x.at)
    minutes = {}
    for who in known.joined:
        if (
            who in first
            and first[who].astimezone(truth.ZONE).date() >= found.since
            and first[who] <= end - DAY
        ):
            answers = [x.at for x in known.lines if x.to and by_number[x.to].who == who]
            minutes[who] = min(((at - first[who]).total_seconds() // 60 for at in answers), default=None)
    told = [m for m in minutes.values() if m is not None]
    assert (found.response.people, found.response.answered) == (len(minutes), len(told))
    assert found.response.within_day == sum(m <= 24 * 60 for m in told)
    assert found.response.median is not None
    assert abs(found.response.median - sorted(told)[len(told) // 2]) <= max(10, found.response.median * 0.1)
    assert sum(found.response.spread) == found.response.answered


def inferred(seed: int, tmp_path: Path) -> tuple[float, float]:
    """(precision, recall) of answers that only a quote or an @ tells."""
    known = truth.community(seed)
    for channel in truth.CHANNELS:
        (tmp_path / f"{channel}.csv").write_bytes(truth.wechat(known, channel, seed))
    sums = read(tmp_path)
    by_number = {x.number: x for x in known.lines}
    real = {(int(x.at.timestamp()), x.who): by_number[x.to].who for x in known.lines if x.to}
    told = {
        (one.at, who_of(sums.numbered[one.who].name)): who_of(sums.numbered[one.whom].name)
        for one in sums.replies
    }
    right = sum(real.get(key) == whom for key, whom in told.items())
    return right / len(told), right / len(real)


@pytest.mark.parametrize("seed", SEEDS)
def test_inferred_answers(seed: int, tmp_path: Path) -> None:
    precision, recall = inferred(seed, tmp_path)
    assert precision >= 0.85 and recall >= 0.85


def test_what_a_log_does_not_tell_is_left_out_and_is_not_nought(tmp_path: Path) -> None:
    """Without ids or answers a question counts as open only where nothing came that may be an answer."""
    stamps = [("13", "10:00", "Ann", "who knows?"), ("13", "10:20", "Bo", "hm"), ("13", "11:00", "Cy", "x"),
              ("16", "12:00", "Ann", "and this?"), ("17", "12:00", "Ann", "still")]  # fmt: skip
    lines = "".join(f"{day}/11/2026, {at} - {who}: {said}\n" for day, at, who, said in stamps)
    (tmp_path / "chat.txt").write_text(lines, "utf-8")
    found = seen(read(tmp_path))
    assert not found.answers_known and not found.response.people and not found.told
    assert [(one.member, one.at.day, one.sure) for one in found.waiting] == [("Ann", 16, True)]
