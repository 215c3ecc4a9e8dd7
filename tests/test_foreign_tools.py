"""Exports of tools that have no file in `playbook/sources/`, as their headers are known to be: read rightly by the
words of their headers, or told clearly what to say. Rows are invented."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main

PROFILE = "community: {name: 翠湖, kind: interest, timezone: Asia/Shanghai}\noperator: {hours_per_week: 3}\n"
PRIVATE = ("example.org", "13800000", "wanghong88", "192.0.2.4", "oABC123", "Hill Rd", "翠湖路")


class Tool(NamedTuple):
    """Its lines; what stands in the row of each member, or in the ledger where `words` are given."""

    lines: tuple[str, ...]
    rows: list[dict[str, Any]]
    words: tuple[str, ...] = ()


TOOLS = {
    "circle": Tool(
        ("First name,Last name,Email,Headline,Location,Member tags,Joined at,Last seen at,Community member ID,Active",
         'Ann,Lee,a@example.org,Painter,Berlin,"Mentor, Founder",2025-03-04 10:00:00 UTC,2026-11-20 08:00:00 UTC,900101,true',
         "Bo,Ray,b@example.org,,Paris,,2026-10-01 10:00:00 UTC,2026-11-02 08:00:00 UTC,900102,false"),
        [{"id": "900101", "name": "Ann Lee", "joined": "2025-03-04", "last_message": "2026-11-20", "city": "Berlin"},
         {"id": "900102", "name": "Bo Ray", "state": "left"}],
    ),
    "mighty networks": Tool(
        ("Member ID,First Name,Last Name,Email,Location,Role,Plans,Joined Date,Last Visit Date,Posts Count",
         '7001,Ann,Lee,a@example.org,"Berlin, Germany",Host,Annual,03/04/2025,11/20/2026,14',
         '7002,Bo,Ray,b@example.org,"Paris, France",Member,Free,10/21/2026,11/02/2026,0'),
        [{"id": "7001", "name": "Ann Lee", "joined": "2025-03-04", "last_message": "2026-11-20", "tier": "Annual"},
         {"id": "7002", "name": "Bo Ray", "joined": "2026-10-21", "tier": "Free"}],
    ),
    "patreon": Tool(
        ("Name,Email,Discord,Patron Status,Lifetime Amount,Pledge Amount,Tier,Street,City,Phone,Patronage Since Date,Last Charge Date,User ID",
         "Ann Lee,a@example.org,,Active patron,120.00,5.00,Gold,Hill Rd 5,Berlin,,2025-03-04 10:00:00,2026-11-01 08:00:00,555001",
         "Bo Ray,b@example.org,,Former patron,10.00,0.00,,,,,2025-05-04 10:00:00,2025-06-01 08:00:00,555002",
         "Cy Dee,c@example.org,,Declined patron,10.00,5.00,Silver,,,,2026-05-04 10:00:00,2026-11-01 08:00:00,555003"),
        [{"id": "555001", "name": "Ann Lee", "joined": "2025-03-04", "tier": "Gold", "state": ""},
         {"id": "555002", "state": "left"}, {"id": "555003", "state": "", "joined": "2026-05-04"}],
    ),
    "ghost": Tool(
        ("id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers",
         '65f0a1,a@example.org,Ann Lee,,true,,cus_X1,2025-03-04T10:00:00.000Z,,"Founders",Gold',
         "65f0a2,b@example.org,Bo Ray,,true,,,2026-10-21T10:00:00.000Z,2026-11-01T00:00:00.000Z,,"),
        [{"id": "65f0a1", "name": "Ann Lee", "joined": "2025-03-04", "tier": "Gold", "skills": "Founders"},
         {"id": "65f0a2", "state": "left"}],
    ),
    "substack": Tool(
        ("Email,Name,Stripe plan,Cancel date,Start date,Paid upgrade date,Days active (30d),Revenue,Country",
         "a@example.org,Ann Lee,Yearly,,2025-03-04T10:00:00.000Z,2025-04-04T10:00:00.000Z,9,$50.00,DE",
         "b@example.org,,Free,,2026-10-21T10:00:00.000Z,,1,$0.00,FR"),
        [{"name": "Ann Lee", "joined": "2025-03-04"}],
    ),
    "eventbrite": Tool(
        ("Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Total Paid,Attendee Status",
         "8001,2026-11-10 10:00:00+08:00,Ann,Lee,a@example.org,1,General,0.00,Checked In",
         "8002,2026-11-11 10:00:00+08:00,Bo,Ray,b@example.org,2,General,0.00,Checked In",
         "8003,2026-11-12 10:00:00+08:00,Cy,Dee,c@example.org,1,General,0.00,Not Attending"),
        [{"date": "2026-11-10", "member_id": "Ann Lee", "action": "came", "quantity": "1"},
         {"date": "2026-11-11", "member_id": "Bo Ray", "quantity": "2"}],
        ("--as", "came"),
    ),
    "meetup": Tool(
        ("Name\tMember ID\tTitle\tIntro\tLocation\tJoined Group on\tLast visited group on\tMeetups attended\tURL of Member Profile",
         "Ann Lee\tuser 330001\tOrganizer\tYes\tBerlin\t03/04/2025\t11/20/2026\t17\thttps://www.example.org/330001/",
         "Bo Ray\tuser 330002\t\tNo\tParis\t10/21/2026\t11/02/2026\t0\thttps://www.example.org/330002/"),
        [{"id": "user 330001", "joined": "2025-03-04", "last_message": "2026-11-20"}, {"name": "Bo Ray", "joined": "2026-10-21"}],
    ),
    "luma": Tool(
        ("api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,amount,ticket_name",
         "gst-a1,Ann Lee,Ann,Lee,a@example.org,13800000001,2026-11-10T10:00:00.000Z,approved,2026-11-14T11:00:00.000Z,$0.00,Standard",
         "gst-a2,Bo Ray,Bo,Ray,b@example.org,,2026-11-11T10:00:00.000Z,declined,,$0.00,Standard"),
        [{"name": "Ann Lee", "joined": "2026-11-10", "state": ""}, {"name": "Bo Ray", "state": "left"}],
    ),
    "heartbeat": Tool(
        ("ID,Name,Email,Status,Role,Groups,Bio,City,Date Joined,Last Active",
         'h-1,Ann Lee,a@example.org,Active,Admin,"Core, Writers",Painter,Berlin,"March 4, 2025","November 20, 2026"',
         'h-2,Bo Ray,b@example.org,Deactivated,Member,Writers,,Paris,"October 21, 2026","November 2, 2026"'),
        [{"id": "h-1", "groups": "Core;Writers", "joined": "2025-03-04", "role": "staff"}, {"id": "h-2", "state": "left"}],
    ),
    "geneva": Tool(
        ("Display Name,Username,Role,Joined Home,Rooms", "Ann Lee,annlee,Owner,2025-03-04,General", "Bo Ray,boray,Member,2026-10-21,General"),
        [{"name": "Ann Lee", "alias": "annlee", "role": "owner", "joined": "2025-03-04"}, {"name": "Bo Ray", "joined": "2026-10-21"}],
    ),
    "a bot of discord": Tool(
        ("User ID,Username,Display Name,Account Created,Joined Server,Bot",
         "900000000000000001,annlee,Ann,2019-01-01T00:00:00Z,2025-03-04T10:00:00Z,False",
         "900000000000000002,helper,Helper,2019-01-01T00:00:00Z,2025-03-04T10:00:00Z,True"),
        [{"id": "900000000000000001", "joined": "2025-03-04", "state": ""}, {"state": "bot"}],
    ),
    "kajabi": Tool(
        ("ID,Name,First Name,Last Name,Email,Phone Number,Created At,Last Activity,Sign In Count,Products,Tags",
         "44,Ann Lee,Ann,Lee,a@example.org,,2025-03-04 10:00:00 -0800,2026-11-20 10:00:00 -0800,40,Course A,vip"),
        [{"id": "44", "name": "Ann Lee", "joined": "2025-03-05", "last_message": "2026-11-21", "skills": "vip"}],
    ),
    "a form without an address": Tool(
        ("Timestamp,What should we call you?,Where are you based?,What can you teach?",
         "9/13/2026 14:03:21,Ann Lee,Berlin,Drawing"),
        [{"name": "Ann Lee", "city": "Berlin"}],
    ),
    "问卷星": Tool(
        ("序号,提交答卷时间,所用时间,来源,来源详情,来自IP,总分,1、您的姓名：,2、您的微信号：,3、您所在的城市：,4、您的职业：,5、是否同意将您的昵称公示在光荣榜？",
         "1,2026/9/3 12:00:00,60秒,手机提交,直接访问,192.0.2.4(浙江-杭州),10,王红,wanghong88,杭州,设计师,A.同意",
         "2,2026/9/4 9:05:00,70秒,手机提交,直接访问,192.0.2.4(上海-上海),8,李明,,上海,教师,B.不同意"),
        [{"name": "李明", "city": "上海", "consent": "no"}, {"name": "王红", "city": "杭州", "industry": "设计师", "consent": "yes"}],
    ),
    "腾讯文档": Tool(
        ("翠湖读书会成员登记表,,,,,", "序号,微信昵称,真实姓名,所在城市,入群日期,备注", "1,小红,王红,杭州,2026年3月4日,", "2,阿明,李明,上海,2026.10.21,"),
        [{"name": "李明", "joined": "2026-10-21"}, {"name": "王红", "alias": "小红", "joined": "2026-03-04"}],
    ),
    "金数据": Tool(
        ("序号,您的昵称,您的手机号,您擅长什么,提交人,提交时间,修改时间,填写设备,操作系统,浏览器,IP,微信昵称,微信OpenID",
         "1,小红,13800000001,写作,,2026-09-03 12:00:00,2026-09-03 12:00:00,手机,iOS,微信,192.0.2.4,红姐,oABC123"),
        [{"name": "小红"}],
    ),
    "小鹅通订单": Tool(
        ("订单号,商品名称,用户ID,用户昵称,订单金额(元),实付金额(元),订单状态,支付方式,支付时间",
         "O2026001,写作训练营,u_1,小红,299.00,299.00,已完成,微信支付,2026-09-01 10:00:00",
         "O2026002,写作训练营,u_2,阿明,299.00,0.00,已退款,微信支付,2026-09-02 10:00:00"),
        [{"date": "2026-09-01", "member_id": "u_1", "action": "ordered"}], ("--as", "ordered"),
    ),
    "有赞客户": Tool(
        ("客户姓名,客户昵称,手机号,性别,会员等级,累计消费金额,购买次数,成为客户时间,上次消费时间",
         "王红,小红,13800000001,女,黄金会员,1299.00,12,2025-03-04 10:00:00,2026-11-20 10:00:00"),
        [{"name": "王红", "alias": "小红", "tier": "黄金会员", "joined": "2025-03-04"}],
    ),
    "有赞订单": Tool(
        ("订单号,订单状态,买家昵称,收货人/提货人,收货人手机号/提货人手机号,详细收货地址/提货地址,商品名称,商品数量,订单实付金额,买家付款时间,下单时间",
         "E1,交易完成,小红,王红,13800000001,翠湖路5号,土鸡蛋,2,99.80,2026-11-01 10:00:00,2026-11-01 09:59:00",
         "E2,交易关闭,阿明,李明,13800000002,翠湖路6号,土鸡蛋,1,49.90,,2026-11-02 09:59:00"),
        [{"date": "2026-11-01", "member_id": "小红", "quantity": "2", "amount": "99.8"}], ("--as", "ordered"),
    ),
    "微店订单": Tool(
        ("订单编号,订单状态,下单时间,付款时间,收货人,联系电话,收货地址,商品名称,商品数量,订单总价",
         "801,已完成,2026/11/1 9:59,2026/11/1 10:00,王红,13800000001,翠湖路5号,土鸡蛋,2,99.8",
         "802,已关闭,2026/11/2 9:59,,李明,13800000002,翠湖路6号,土鸡蛋,1,49.9"),
        [{"date": "2026-11-01", "member_id": "王红", "quantity": "2", "amount": "99.8"}], ("--as", "ordered"),
    ),
    "群接龙": Tool(
        ("序号,接龙编号,昵称,商品,数量,金额,接龙时间,联系人,联系电话,地址,状态",
         "1,J001,小红,土鸡蛋,2,99.8,2026-11-01 10:00:00,王红,13800000001,翠湖路5号,已支付",
         "2,J002,阿明,土鸡蛋,1,49.9,2026-11-01 10:05:00,李明,13800000002,翠湖路6号,已取消"),
        [{"date": "2026-11-01", "member_id": "小红", "quantity": "2"}], ("--as", "ordered"),
    ),
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def taken(home: Path, tool: Tool, *words: str, language: str = "zh") -> Result:
    (home / "list.csv").write_text("\n".join(tool.lines) + "\n", "utf-8")
    more = ["--write", "--today", "2026-11-29", "--lang", language]
    return CliRunner().invoke(main, ["take", "list.csv", *words, *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", TOOLS)
def test_read_by_its_header(name: str, home: Path) -> None:
    tool = TOOLS[name]
    done = taken(home, tool, *tool.words)
    assert done.exit_code == 0, done.output
    found = rows(home / ("ledger.csv" if tool.words else "members.csv"))
    told = [{key: row.get(key, "") for key in wanted} for row, wanted in zip(found, tool.rows, strict=True)]
    assert told == tool.rows
    kept = "".join(p.read_text("utf-8-sig") for p in home.rglob("*") if p.is_file() and p.name != "list.csv")
    assert not [word for word in PRIVATE if word in kept + done.output]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name, tool in TOOLS.items() if tool.words])
def test_orders_are_no_list_of_members(name: str, language: str, home: Path) -> None:
    done = taken(home, TOOLS[name], language=language)
    assert done.exit_code == 1 and "E626" in done.output and "--as ordered" in done.output, done.output
    assert not (home / "members.csv").exists()


@pytest.mark.parametrize("name", ["eventbrite", "有赞订单", "群接龙"])
def test_orders_that_fell_through_are_counted_and_said(name: str, home: Path) -> None:
    tool = TOOLS[name]
    done = taken(home, tool, *tool.words)
    assert "W626" in done.output and "1 笔" in done.output


GUESTS = {
    "eventbrite": (
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status",
        "81,2026-11-10 10:00,Ann,Lee,a@example.org,1,General,Checked In",
        "82,2026-11-11 10:00,Bo,Ray,b@example.org,1,General,Attending",
        "83,2026-11-11 10:00,Cy,Dee,c@example.org,1,General,Refunded",
    ),
    "luma": (
        "api_id,name,first_name,last_name,email,created_at,approval_status,checked_in_at,ticket_name",
        "gst-1,Ann Lee,Ann,Lee,a@example.org,2026-11-10T10:00:00.000Z,approved,2026-11-14T11:00:00.000Z,Standard",
        "gst-2,Bo Ray,Bo,Ray,b@example.org,2026-11-11T10:00:00.000Z,approved,,Standard",
        "gst-3,Cy Dee,Cy,Dee,c@example.org,2026-11-11T10:00:00.000Z,declined,,Standard",
    ),
    "门票": (
        "订单编号,姓名,报名时间,数量,票种,订单状态,签到状态",
        "81,Ann Lee,2026-11-10 10:00,1,普通票,已支付,已签到",
        "82,Bo Ray,2026-11-11 10:00,1,普通票,已支付,未签到",
        "83,Cy Dee,2026-11-11 10:00,1,普通票,已取消,未签到",
    ),
}


@pytest.mark.parametrize("name", GUESTS)
def test_who_came_is_who_checked_in_on_the_day_that_was_said(name: str, home: Path) -> None:
    """Who ordered is everybody whose order stands, on the day of each order."""
    tool = Tool(GUESTS[name], [])
    done = taken(home, tool, "--as", "came", "--on", "2026-11-14")
    assert done.exit_code == 0 and "2 笔" in done.output, done.output
    found = [(row["date"], row["member_id"], row["action"]) for row in rows(home / "ledger.csv")]
    assert found == [("2026-11-14", "Ann Lee", "came")]
    assert CliRunner().invoke(main, ["take", "--undo"]).exit_code == 0
    assert taken(home, tool, "--as", "signed_up").exit_code == 0
    found = [(row["date"], row["member_id"], row["action"]) for row in rows(home / "ledger.csv")]
    assert found == [("2026-11-10", "Ann Lee", "signed_up"), ("2026-11-11", "Bo Ray", "signed_up")]


def test_days_of_columns_are_theirs_whatever_day_was_said(home: Path) -> None:
    tool = Tool(("姓名,2026-11-01,2026-11-02,2026-11-03", "小红,1,1,1", "阿明,,1,1"), [])
    assert taken(home, tool, "--as", "came", "--on", "2026-11-14").exit_code == 0
    assert {row["date"] for row in rows(home / "ledger.csv")} == {"2026-11-01", "2026-11-02", "2026-11-03"}
