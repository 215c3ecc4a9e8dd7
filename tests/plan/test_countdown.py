"""A date counted back: every countdown, with each way of doing it, so many days before."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from community_playbook.community.community import Community
from community_playbook.community.editions import from_json, to_json
from community_playbook.community.journal import Journal, Line
from community_playbook.intake.library import load_library
from community_playbook.knowledge.countdowns import Crowd
from community_playbook.outputs.say.countdown import countdowns
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.rhythm import rhythm_views
from community_playbook.outputs.say.week import week_view
from community_playbook.plan.clock import planned_monday
from community_playbook.plan.countdown import with_kinds
from community_playbook.plan.editions import make_edition
from community_playbook.plan.plan import make_plan
from community_playbook.words import words
from making import community, groups
from sweeps import quickly

LIBRARY = load_library()
DAY = date(2027, 1, 23)
"""A Saturday."""
LEFT = (70, 21, 6, 1, 0)
HOURS = (1.0, 5.0)
WAYS = {
    f"{one.id}-{rhythm or 'none'}": (one, rhythm)
    for one in LIBRARY.countdowns
    for rhythm in (one.rhythms if one.like else ("", "course"))
    if one.like or not any(o.like == one.id and rhythm in o.rhythms for o in LIBRARY.countdowns)
}
"""Each kind of date with what people come for."""


def turns(values):
    """Each way in turn with one of the values in the change of a minute, with all of them in every run."""
    places = {way: place for place, way in enumerate(WAYS)}
    return quickly(product(WAYS, values), lambda way, value: places[way] % len(values) == values.index(value))


def dated(countdown, **parts):
    base = next((o for o in LIBRARY.countdowns if o.id == countdown.like), countdown)
    what = (countdown.guess.get("en") or base.guess.get("en") or ("Something",))[0]
    kind = {"kind": base.kinds[0]} if base.kinds else {}
    if any(step.several for step in countdown.steps):
        kind["to"] = DAY + timedelta(days=1)
    return {"what": what, "from": DAY, **kind, **parts}


def made(countdown, rhythm, left, hours=5.0, more=(), **parts):
    """The plan of so many days before."""
    rhythms = [{"id": rhythm}] if rhythm else []
    found = community(
        "interest", hours, dates=[dated(countdown), *more], groups=groups(1, 60), rhythms=rhythms, **parts
    )
    return found, make_plan(found, LIBRARY, DAY - timedelta(days=left))


@pytest.mark.parametrize(("way", "left"), turns(LEFT))
def test_every_date_is_counted_back_within_the_hours(way, left):
    countdown, rhythm = WAYS[way]
    today = DAY - timedelta(days=left)
    monday = planned_monday(today)
    hours = HOURS[(LEFT.index(left) + countdown.entry.number) % 2]
    _, plan = made(countdown, rhythm, left, hours)
    week, agenda = plan.week, plan.agenda
    assert week.owner_minutes <= week.owner_capacity
    assert week.helper_minutes <= week.helper_capacity
    (one,) = plan.counted or (None,)
    if one is None:
        late = [DAY + timedelta(days=step.latest) for step in countdown.steps]
        assert left < 2 or max(late) < max(today, monday)  # nothing of it helps any more
        return
    assert one.countdown is countdown
    laid = [due for due in one.dues if due.state in ("week", "later")]
    assert [due.day for due in laid] == sorted(due.day for due in laid)
    assert all(due.day >= max(today, monday) for due in laid)
    assert all((due.state == "week") == (due.day <= monday + timedelta(days=6)) for due in laid)
    held = agenda.of(one.entry.id)
    assert [step.job for step in held] == [due.step.id for due in laid if due.state == "week"]
    assert all(step.day >= agenda.first_day for step in held)
    ends = {True: one.big.last, False: DAY}
    wished = {due.step.id: ends[due.step.days > 0] + timedelta(days=due.step.days) for due in one.dues}
    assert {due.step.id for due in one.dues if due.late} == {
        due.step.id for due in one.dues if wished[due.step.id] < max(today, monday) and due.state != "done"
    }


@pytest.mark.parametrize(
    ("name", "kind", "rhythm", "expected"),
    [
        ("Live restoration of a 1934 accordion", "", "fans", "event-show"),
        ("Summer tour concert", "", "fans", "event-fans"),
        ("海风新专辑直播", "", "fans", "event-show"),
        ("Live-score night with a pianist", "", "book-club", "evening-guest"),
        ("译者见面会", "event", "book-club", "evening-guest"),
        ("农历新年备战闭门会", "", "board", "meeting-retreat"),
        ("Owners retreat", "", "board", "meeting-retreat"),
        ("Annual general meeting", "", "board", "meeting-board"),
        ("Weekend retreat", "", "outing", "trip-outing"),
        ("结课读片考核", "exam", "course", "exam-own"),
        ("考研", "exam", "camp", "exam-camp"),
        ("年前线下看货对接会", "", "deals", "event-fair"),
        ("Operator hiring week", "opening", "pro-qa", "event-hiring"),
        ("混双友谊赛", "", "session", "match-friendly"),
        ("客场友谊赛", "", "session", "match-against"),
        ("Friendly against the Harbour Lions", "match", "session", "match-against"),
        ("跟二中校友队约战", "match", "", "match-against"),
        ("Derby with Northside", "match", "", "match-against"),
        ("队内对抗赛", "match", "session", "match-friendly"),
        ("In-house friendly", "match", "session", "match-friendly"),
        ("Regional championship", "match", "session", "match"),
        ("City league final", "", "session", "match"),
        ("秋季集市", "", "neighbours", "event-neighbours"),
        ("混双友谊赛", "", "", "match-against"),
        ("Owner's birthday", "", "board", "occasion"),
        ("元旦放假", "", "deals", "holidays-deals"),
        ("Golden Week holiday", "", "group-buy", "holidays-group-buy"),
        ("展会联合参展", "", "deals", "event-fair"),
        ("新年连麦", "", "fans", "event-show"),
        ("Live at the Hollow Oak", "", "fans", "event-fans"),
        ("Rent day", "deadline", "", "deadline"),
        ("论文盲审稿截止", "deadline", "course", "hand-in"),
        ("Code freeze", "deadline", "open-source", "freeze"),
        ("3.2 版字符串冻结", "", "open-source", "freeze"),
        ("Content freeze for the spring issue", "deadline", "", "freeze"),
        ("Spring get-together in Leeds", "meeting", "pro-qa", "occasion"),
        ("Thursday catch-up", "meeting", "", "occasion"),
        ("同行小聚", "meeting", "deals", "occasion"),
        ("九月月会", "meeting", "", "working-meeting"),
        ("Planning session", "meeting", "deals", "working-meeting"),
        ("Extraordinary general meeting", "meeting", "pro-qa", "meeting-board"),
        ("业委会换届选举", "meeting", "neighbours", "meeting-neighbours"),
        ("Plein air afternoon", "event", "fans", "walk"),
        ("老城扫街", "event", "fans", "walk"),
        ("Spring exhibition", "event", "fans", "event"),
        ("出道五周年演唱会", "event", "fans", "event-fans"),
        ("Docs sprint", "event", "", "sprint"),
        ("Hack weekend", "event", "open-source", "sprint"),
        ("翻译冲刺周", "event", "open-source", "sprint"),
        ("Parish book sale", "sale", "", "used-sale"),
        ("Scouts' jumble sale", "event", "", "used-sale"),
        ("旧书义卖", "event", "", "used-sale"),
        ("Village blood drive", "event", "neighbours", "blood-drive"),
        ("无偿献血", "event", "", "blood-drive"),
        ("Give blood day", "event", "session", "blood-drive"),
        ("Lakeside 10K", "match", "session", "race"),
        ("Hospice charity run", "event", "", "race"),
        ("环湖半马", "match", "session", "race"),
        ("Cello recital", "event", "course", "recital"),
        ("钢琴班汇报演出", "event", "course", "recital"),
        ("School play", "event", "", "recital"),
        ("Bar results day", "exam", "camp", "results"),
        ("CPA 出成绩", "exam", "camp", "results"),
        ("放榜", "", "", "results"),
        ("Office moving day", "closing", "board", "moving"),
        ("工作室搬家", "event", "fans", "moving"),
        ("Clinic relocation", "", "", "moving"),
        ("Pottery open house", "event", "course", "open-day"),
        ("琴行开放日", "opening", "", "open-day"),
        ("Open studios", "event", "fans", "open-day"),
        ("Move the tables", "", "", "other"),
        ("二月换书：《边城》", "opening", "book-club", "opening-book"),
        ("Easter market", "", "", "event"),
        ("Easter", "", "", "holidays"),
        ("中秋读诗夜", "", "", "event"),
        ("中秋", "", "", "holidays"),
        ("New Year knit-along", "", "", "online"),
        ("New Year knit-along", "", "fans", "event-along"),
        ("开春赏鸟观察日", "", "", "trip"),
        ("春季宣讲会", "", "pro-qa", "event-hiring"),
        ("Autumn round starts", "", "camp", "opening-camp"),
        ("会费截止日", "", "", "deadline"),
        ("会员续费", "", "", "other"),
        ("Landlord's inspection", "", "neighbours", "other"),
        ("采茶旺季", "", "", "busy"),
        ("Lambing", "", "", "busy"),
        ("头茬水蜜桃上市", "", "group-buy", "sale-group-buy"),
        ("Christmas knockout", "", "", "match"),
        ("夜班补贴新规", "", "", "other"),
        ("King tide", "", "neighbours", "other"),
    ],
)
def test_a_date_is_heard_by_its_name_and_by_what_people_come_for(name, kind, rhythm, expected):
    assert LIBRARY.counted(name, kind, Crowd((rhythm,) if rhythm else ())).id == expected


@pytest.mark.parametrize(("way", "language"), turns(("zh", "en")))
def test_nothing_is_told_twice(way, language):
    """Neither within it, nor what the main business says itself; each message is sent in its step."""
    countdown, rhythm = WAYS[way]
    found, plan = made(countdown, rhythm, 69)
    frame = Frame(plan, found, LIBRARY, words(language))
    (view,) = countdowns(frame)
    names = [line.what for line in view.lines]
    assert len(names) == len(set(names))
    texts = ["\n".join(m.lines) for line in view.lines for m in line.messages]
    assert len(texts) == len(set(texts))
    beats = {b.name for one in rhythm_views(frame) for b in one.beats}
    said = {"\n".join(m.lines) for one in rhythm_views(frame) for b in one.beats for m in b.messages}
    assert not beats & set(names)
    assert not said & set(texts)
    told = {due.step.id for due in plan.counted[0].dues}
    assert len(texts) == sum(item.job in told for item in frame.entries[view.id].bands["say"])
    assert week_view(frame).counted == (() if rhythm else (view,))


def test_a_beat_that_does_the_same_then_takes_the_place_of_the_step():
    release = next(c for c in LIBRARY.countdowns if c.id == "release-open-source")
    rhythms = [{"id": "open-source", "anchors": {"release": DAY.isoformat()}}]
    found = community("professional", 6, dates=[dated(release)], groups=groups(1, 60), rhythms=rhythms)
    (one,) = make_plan(found, LIBRARY, DAY - timedelta(days=40)).counted
    assert {"freeze", "testers", "cutlist"}.isdisjoint(due.step.id for due in one.dues)
    assert {"deprecate", "notes", "backout"} <= {due.step.id for due in one.dues}


def test_what_a_camp_says_at_any_time_is_said_in_its_countdown_where_it_has_one():
    exam = next(c for c in LIBRARY.countdowns if c.id == "exam-camp")
    for dates in ([], [dated(exam)]):
        found = community("knowledge", 6, dates=dates, groups=groups(1, 60), rhythms=[{"id": "camp"}])
        frame = Frame(make_plan(found, LIBRARY, DAY - timedelta(days=20)), found, LIBRARY, words("en"))
        (camp,) = rhythm_views(frame)
        told = {message.id or message.label for message in camp.any_time}
        labels = {
            frame.folder(frame.entries["camp"]).label("say", id_) for id_ in ("last-night", "day-after")
        }
        assert bool(labels & told) == (not dates)


def test_no_step_lies_on_a_holiday():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    off = {
        "what": "放假",
        "from": DAY - timedelta(days=15),
        "to": DAY - timedelta(days=13),
        "kind": "holidays",
    }
    _, plan = made(event, "", 60, more=[off])
    (one,) = [c for c in plan.counted if c.countdown is event]
    (posts,) = [due for due in one.dues if due.step.id == "posts"]
    assert posts.step.days == -14
    assert posts.day == DAY - timedelta(days=16)


def test_what_does_not_fit_is_told_and_the_nearer_date_comes_first():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    later = {"what": "Winter fair", "from": DAY + timedelta(days=1), "kind": "event"}
    found, plan = made(event, "session", 14, 2.0, more=[later])
    first, second = plan.counted
    assert first.big.start < second.big.start
    missing = [due.step.id for one in plan.counted for due in one.dues if due.state == "unfit"]
    assert missing
    assert len([d for d in first.dues if d.state == "unfit"]) <= len(
        [d for d in second.dues if d.state == "unfit"]
    )
    frame = Frame(plan, found, LIBRARY, words("en"))
    told = [line.what for line in week_view(frame).left]
    unfit = [line.what for view in countdowns(frame) for line in view.of("unfit", "waits")]
    assert len(unfit) == len(missing)
    assert set(unfit) <= set(told)


def test_what_does_not_fit_and_can_wait_is_done_next_week():
    event = next(c for c in LIBRARY.countdowns if c.id == "event-session")
    found, plan = made(event, "session", 19, 1.7)
    (one,) = plan.counted
    waiting = {due.step.id for due in one.dues if due.state == "unfit" and due.waits}
    assert waiting
    (again,) = make_plan(after(found, plan), LIBRARY, plan.agenda.monday + timedelta(days=7)).counted
    assert waiting <= {due.step.id for due in again.dues if due.state in ("week", "unfit") and due.late}


def after(found: Community, plan, *lines: Line) -> Community:
    edition = from_json(to_json(make_edition(plan, found)))
    return replace(found, editions=(edition,), journal=Journal.of(lines))


def test_what_a_week_held_counts_as_done_unless_the_journal_says_skipped():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    found, plan = made(event, "", 36)
    monday = plan.agenda.monday
    (one,) = plan.counted
    held = [due.step.id for due in one.dues if due.state == "week"]
    assert held == ["ground"]
    states = {}
    for kind in ("", "skipped"):
        lines = [Line(monday + timedelta(days=2), kind, one.entry.id, "ground")] if kind else []
        (next_week,) = make_plan(after(found, plan, *lines), LIBRARY, monday + timedelta(days=7)).counted
        states[kind] = {due.step.id: (due.state, due.late) for due in next_week.dues}
    assert states[""]["ground"] == ("done", False)
    assert states["skipped"]["ground"] == ("week", True)


def test_what_the_journal_says_is_done_shows_as_done_and_stays_in_its_week():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    found, plan = made(event, "", 36)
    lines = [Line(plan.agenda.first_day, "done", "event-0123", step) for step in ("ground", "announce")]
    ticked = replace(found, journal=Journal.of(lines))
    again = make_plan(ticked, LIBRARY, DAY - timedelta(days=36))
    assert again.week == plan.week
    (view,) = countdowns(Frame(again, ticked, LIBRARY, words("en")))
    assert [line.what for line in view.of("done")] == [
        "Get a firm word on the place",
        "Announce it, open the list",
    ]


def test_the_same_bytes_each_time_and_in_any_order_of_dates():
    exam, event = (next(c for c in LIBRARY.countdowns if c.id == id_) for id_ in ("exam-camp", "event"))
    more = [dated(event, **{"from": DAY - timedelta(days=3)})]
    one, plan = made(exam, "camp", 12, more=more)
    other = replace(one, profile=one.profile.model_copy(update={"dates": one.profile.dates[::-1]}))
    again = make_plan(other, LIBRARY, DAY - timedelta(days=12))
    assert to_json(make_edition(plan, one)) == to_json(make_edition(again, other))
    assert [c.dues for c in plan.counted] == [c.dues for c in again.counted]


@pytest.mark.parametrize(
    ("what", "kind", "found"),
    [
        ("校庆嘉年华", "event", "event"),
        ("校庆嘉年华", None, "event"),
        ("年度晚宴", "event", "dinner"),
        ("Annual general meeting", None, "meeting"),
        ("Spring half marathon", None, "race"),
        ("Hall closed", "closing", "closed"),
        ("结营", "closing", "closing"),
        ("开学考试", "exam", "exam"),
        ("Grandma's birthday", None, "occasion"),
        ("Knit-along for beginners", None, "online"),
        ("采购线上交流会", None, "online"),
        ("Tax season Q&A", None, "online"),
        ("Drop-in evening", None, "event"),
        ("Plant swap in the yard", None, "swap"),
        ("春季旧衣交换", None, "swap"),
        ("End of term", None, "term-end"),
        ("学期最后一天", None, "term-end"),
        ("期末考", None, "exam"),
        ("Last day", None, "closing"),
        ("Spring restock", None, "sale"),
        ("Something", "deadline", "deadline"),
    ],
)
def test_a_date_is_known_by_its_kind_and_its_name(what, kind, found):
    assert LIBRARY.counted(what, kind or "").id == found


def test_what_runs_is_not_stopped_for_a_date():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    for hours in (1.5, 2, 3, 4, 6):
        for left in (36, 22, 15, 8, 5):
            ran = ["self-intro", "welcome-chain", "introduce-newcomers", "stars"]
            _, without = made(event, "", left + 200, hours, running=ran)
            _, plan = made(event, "", left, hours, running=ran)
            ended = {c.id for c in plan.choices if c.stops}
            assert ended == {c.id for c in without.choices if c.stops}
            assert plan.week.owner_minutes <= plan.week.owner_capacity


def test_count_down_knows_nothing_beyond_ten_weeks():
    _, plan = made(next(c for c in LIBRARY.countdowns if c.id == "event"), "", 78)
    assert plan.counted == ()


def test_what_is_done_well_before_a_date_is_done_on_a_day_on_which_somebody_is_free():
    event = next(c for c in LIBRARY.countdowns if c.id == "event")
    windows = {"tue": ["20:00-22:00"], "fri": ["12:00-14:00"]}
    _, plan = made(event, "", 30, operator={"free": windows})
    (one,) = plan.counted
    later = [due for due in one.dues if due.state == "later"]
    assert {due.day.weekday() for due in later if abs((due.day - DAY).days) > 1} == {1, 4}
    assert [due.day for due in later] == sorted(due.day for due in later)
    near = {due.step.id: (due.day - DAY).days for due in later if abs(due.step.days) <= 1}
    assert near == {"morning": 0, "thanks": 1}


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("新馆开馆", "opening"),
        ("Harvest picnic", "event"),
        ("期末考试", "exam"),
        ("混双友谊赛", "match"),
        ("Grandma's birthday", "event"),
        ("King tide", None),
    ],
)
def test_a_name_says_of_which_kind_a_date_is_where_it_is_sure(what, kind):
    found = community("interest", 5, dates=[{"what": what, "from": DAY}])
    (big,) = with_kinds(found.profile.dates, LIBRARY)
    assert big.kind == kind
    said = community("interest", 5, dates=[{"what": what, "from": DAY, "kind": "term"}])
    assert with_kinds(said.profile.dates, LIBRARY) == said.profile.dates
