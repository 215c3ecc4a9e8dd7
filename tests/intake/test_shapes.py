"""Tables of another shape: a column a day is read, sums alone and chat logs are named for what they are."""

from __future__ import annotations

from datetime import date

import pytest

from community_playbook.community.profile import TableOptions
from community_playbook.intake.cities import load_cities
from community_playbook.intake.headers import recogniser
from community_playbook.intake.ledger import read_ledger
from community_playbook.intake.members import read_members
from community_playbook.intake.tables import read_grid
from community_playbook.words import words

TODAY = date(2026, 11, 24)
OPTIONS = TableOptions()


def ledger(text: str, today: date = TODAY):
    grid, problems = read_grid(text.encode(), "ledger.csv", OPTIONS, recogniser("ledger"))
    assert grid, problems
    return read_ledger(grid, OPTIONS, "Asia/Shanghai", (), today)


def roster(text: str):
    grid, problems = read_grid(text.encode(), "members.csv", OPTIONS, recogniser("members"))
    assert grid, problems
    return read_members(grid, OPTIONS, "Asia/Shanghai", load_cities())


def deeds(text: str, today: date = TODAY):
    return [(e.day.isoformat(), e.member, e.action, e.quantity) for e in ledger(text, today)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("姓名,11月1日,11月2日,11月3日\n张一,1,,√\n王二,,2,缺\n",
         [("2026-11-01", "张一", "打卡", 1), ("2026-11-02", "王二", "打卡", 2), ("2026-11-03", "张一", "打卡", 1)]),
        ("编号,昵称,2026-11-16,2026-11-17,2026-11-18\n001,小美,已打卡,请假,\n002,阿强,是,否,打卡\n",
         [("2026-11-16", "001", "打卡", 1), ("2026-11-16", "002", "打卡", 1), ("2026-11-18", "002", "打卡", 1)]),
        ("十一月打卡表\nname,17-Nov-26,18-Nov-26,19-Nov-26,total\nann,x,,present,2\nbob,absent,x,x,2\n",
         [("2026-11-17", "ann", "attendance", 1), ("2026-11-18", "bob", "attendance", 1),
          ("2026-11-19", "ann", "attendance", 1), ("2026-11-19", "bob", "attendance", 1)]),
        ("member;2026/12/30;2026/12/31;2026/1/1\nann;1;0;1\n",
         [("2026-01-01", "ann", "attendance", 1), ("2026-12-30", "ann", "attendance", 1)]),
        ("姓名,12月30日,12月31日,1月1日\n张一,1,1,1\n",
         [("2025-12-30", "张一", "打卡", 1), ("2025-12-31", "张一", "打卡", 1), ("2026-01-01", "张一", "打卡", 1)]),
    ],
)  # fmt: skip
def test_a_column_a_day_is_a_deed_a_mark(text, found):
    today = date(2026, 1, 3) if "12月" in text else date(2026, 12, 31) if "12/30" in text else TODAY
    assert deeds(text, today) == found
    assert [p.code for p in ledger(text, today)[2]] == ["W218"]


def test_marks_that_say_nothing_and_people_that_nobody_knows_are_told_on_their_line():
    _, reading, problems = ledger("姓名,11月1日,11月2日,11月3日\n张一,1,也许,\n,1,,\n合计,2,0,0\n")
    assert reading and reading.rows == 1
    assert [(p.code, p.place.line) for p in problems] == [("W218", 1), ("W225", 2), ("W221", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "日期,姓名,动作,11月1日,11月2日,11月3日\n2026-11-17,张一,回答,1,1,1\n",
        "姓名,动作,日期\n张一,回答,2026-11-17\n",
        "date,member,action,2026,2025,2024\n2026-11-17,ann,answer,1,2,3\n",
    ],
)
def test_a_ledger_with_numbers_for_titles_is_still_a_ledger(text):
    entries, _, problems = ledger(text)
    assert len(entries) == 1
    assert [p.code for p in problems] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("姓名,11月1日积分,11月8日积分,11月15日积分\n张一,10,25,25\n王二,5,5,8\n合计,15,30,33\n",
         [("2026-11-08", "张一", 15), ("2026-11-15", "王二", 3)]),
        ("十一月\n编号,总积分（2026-11-01）,总积分（2026-11-22）\n001,\"1,000\",\"1,200\"\n002,,30\n003,9,7\n",
         [("2026-11-22", "001", 200)]),
        ("member;total points as of 2026/11/15;2026/11/01 points\nann;12;2\n", [("2026-11-15", "ann", 10)]),
    ],
)  # fmt: skip
def test_totals_as_of_two_days_are_what_came_in_between(text, found):
    entries, _, problems = ledger(text)
    assert [(e.day.isoformat(), e.member, e.points) for e in entries] == found
    assert [p.code for p in problems] == ["W248"]


@pytest.mark.parametrize(
    "text",
    [
        "姓名,总积分\n张一,120\n王二,80\n",
        "编号,昵称,积分,排名\n001,小美,120,1\n",
        "name,total points\nann,12\n",
        "member id;score;level\n1;5;gold\n",
    ],
)
def test_sums_alone_are_named_and_count_once_they_have_a_day(text):
    entries, _, problems = ledger(text)
    assert ([*entries], [p.code for p in problems]) == ([], ["E228"])


@pytest.mark.parametrize("title", ["总积分", "累计积分", "Total points", "總分"])
def test_totals_with_a_day_are_points_of_that_day(title):
    entries, _, problems = ledger(f"编号,{title},日期\n001,120,2026-11-17\n002,80,2026-11-17\n")
    assert ([(e.member, e.points) for e in entries], problems) == ([("001", 120), ("002", 80)], [])


def test_the_way_out_of_sums_is_one():
    assert deeds("日期,姓名,积分\n2026-10-31,张一,120\n2026-10-31,王二,80\n") == [
        ("2026-10-31", "张一", "points", 1), ("2026-10-31", "王二", "points", 1),
    ]  # fmt: skip


CHATS = [
    "时间,发送人,消息类型,内容\n2026-11-17 09:00,张一,文本,今晚谁去\n",
    "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n1,文本,小红,2026-11-20 10:00:00,在吗,小红,小红,more\n",
    "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
    "1,2,1,0,0,1763342000,,在吗,2026-11-17 09:00:00,张一,张一,wxid_a\n",
    "Time,SenderName,Sender,TalkerName,Talker,Content\n2026-11-20 10:00:00,小红,wxid_a,一群,123@chatroom,早\n",
    'AuthorID,Author,Date,Content,Attachments,Reactions\n"111","ann#0","2026-11-20T10:00:00.0000000+00:00","hi","",""\n',
    "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n1,9001,text,0,张三,hello,,2026-11-15T10:00:00.000Z\n",
    "timestamp,author,message\n2026-11-17 09:00,ann,anyone around tonight?\n",
    "日期,昵称,聊天内容\n2026-11-17,张一,今晚谁去\n",
]


@pytest.mark.parametrize("text", CHATS)
def test_a_chat_log_is_refused_whatever_it_is_given_as(text):
    said = text.splitlines()[1]
    for read in (ledger, roster):
        rows, reading, problems = read(text)
        assert (rows, reading) == ((), None)
        assert [p.code for p in problems] == ["E219"]
        told = [words(language).problem(p) for p in problems for language in ("zh", "en")]
        assert not any(cell in repr((problems, told)) for cell in said.split(",") if len(cell) > 1)


@pytest.mark.parametrize(
    "text",
    [
        "日期,成员,动作,备注\n2026-11-17,张一,回答,讲清楚了退款\n",
        "date,member,action,content\n2026-11-17,ann,answer,a link\n",
        "时间,昵称,加分原因,积分,内容\n2026-11-17 09:00,张一,回答,5,谢谢\n",
        "date,name,points,message\n2026-11-17,ann,5,thanks\n",
        "date,from,to,member,action,note\n2026-11-17,bob,ann,ann,thanks,for help\n",
    ],
)
def test_a_ledger_with_notes_is_no_chat_log(text):
    entries, _, _ = ledger(text)
    assert len(entries) == 1


def test_a_pipe_between_cells_is_read_as_a_comma_is():
    text = "日期|编号|动作|备注\n2026-11-17|001|answer|写作、直播\n"
    assert deeds(text) == [("2026-11-17", "001", "answer", 1)]
    assert roster("id|name|skills\n1|Ann|a, b\n2|Bob|c\n")[0][0].skills == ("a", "b")
    assert roster("id,name,skills\n1,Ann,a|b\n2,Bob,c|d\n")[0][0].skills == ("a", "b")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("城市,同意公开\n杭州,是\n", "城市, 同意公开"),
        ("会员卡,城市\n7,杭州\n", "会员卡, 城市"),
        ("card,city,skills\n7,Berlin,a\n", "card, city, skills"),
    ],
)
def test_a_missing_id_column_is_called_that_with_what_is_there(text, columns):
    (problem,) = roster(text)[2]
    assert (problem.code, problem.facts["columns"]) == ("E221", columns)
    assert "缺“编号”列" in words("zh").problem(problem)
    assert "has no id column" in words("en").problem(problem)


@pytest.mark.parametrize("header", ["会员卡", "card no.", "学籍"])
def test_a_column_that_is_named_as_the_id_is_one(header):
    options = TableOptions(columns={header: "id"})
    grid, _ = read_grid(
        f"{header},城市\n7,杭州\n8,上海\n".encode(), "m.csv", options, recogniser("members", options.columns)
    )
    assert grid
    assert [m.id for m in read_members(grid, options, "Asia/Shanghai", load_cities())[0]] == ["7", "8"]
