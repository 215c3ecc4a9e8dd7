"""Lists of members and of groups as tools export them: whole, in another delimiter and encoding, and with nobody."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from community_playbook.cli import main
from community_playbook.logs.recognise import GROUPS, MEMBERS, presets
from community_playbook.taking.profile_lines import parsed

PROFILE = """\
community: {name: 翠湖, kind: interest, timezone: Asia/Shanghai}
operator: {hours_per_week: 3}
"""


class Tool(NamedTuple):
    """`cells`: what stands in the row of its one member or group; None for nothing."""

    lines: tuple[str, str]
    name: str
    cells: dict[str, str | None]


LISTS = {
    "chatlog-contacts": Tool(("UserName,Alias,Remark,NickName", "gh_a,xiaohong88,老客户,小红"), "小红", {"alias": None}),
    "chatlog-rooms": Tool(("Name,Remark,NickName,Owner,UserCount", "123@chatroom,,翠湖一群,wxid_a,213"), "翠湖一群", {}),
    "cncf-maintainers": Tool(
        (",Project,Maintainer Name,Company,Github Name,OWNERS/MAINTAINERS", "Graduated,Kube,Ann Lee,Acme,annlee,x"),
        "Ann Lee", {"id": "annlee"},
    ),
    "discourse": Tool(
        ("id,name,username,email,created_at,last_seen_at,last_posted_at,trust_level,ip_address",
         "7,Ann Lee,ann,a@example.org,2024-01-02 03:04:05 UTC,2026-11-20 03:04:05 UTC,2026-11-18 03:04:05 UTC,2,192.0.2.4"),
        "Ann Lee", {"id": "7", "joined": "2024-01-02", "last_message": "2026-11-18"},
    ),
    "google-forms": Tool(
        ("Timestamp,Email Address,Your full name,Which city do you live in?",
         "2026/05/28 7:01:33 PM GMT+2,x@example.org,Xena Xu,Berlin"),
        "Xena Xu", {"city": "Berlin", "joined": "2026-05-29"},
    ),
    "jinshuju": Tool(
        ("序号,昵称,所在城市,提交人,提交时间,修改时间,填写设备,IP,微信OpenID",
         "1,小红,杭州,小红红,2026-09-03 12:00:00,2026-09-03 12:00:00,手机,192.0.2.4,oABC123"),
        "小红", {"city": "杭州"},
    ),
    "patreon": Tool(
        ("Name,Email,Discord,Patron Status,Lifetime Amount,Tier,Street,City,State,Country,Patronage Since Date,User ID,Access Expiration",
         "Ann Lee,a@example.org,,Active patron,120.00,Gold,Hill Rd 5,Berlin,,DE,2025-03-04 10:00:00,555001,"),
        "Ann Lee", {"id": "555001", "joined": "2025-03-04", "tier": "Gold", "city": None, "state": None},
    ),
    "qq-group": Tool(
        ("成员,成员类别,群名片,QQ号,性别,Q龄,入群时间,等级(积分),最后发言,",
         "小红,群主,杭州-小红-写作,2854000001,女,8年,2020/03/04,传说(5120),2026/11/20,"),
        "小红", {"joined": "2020-03-04", "last_message": "2026-11-20", "role": "owner", "tier": None},
    ),
    "tencent-survey": Tool(
        ("编号,开始答题时间,结束答题时间,答题时长,地理位置国家和地区,地理位置省,地理位置市,用户类型,用户标识,昵称,自定义字段,1.怎么称呼您,2.所在城市",
         "17,2026-09-03 12:00:00,2026-09-03 12:01:00,60秒,中国,浙江省,宁波市,微信用户,oABC1,小红,,红姐,杭州"),
        "红姐", {"id": "红姐", "alias": "小红", "city": "杭州", "joined": "2026-09-03"},
    ),
    "skool": Tool(
        ("FirstName,LastName,Email,Invited By,JoinedDate,Tier", "Bill,Todd,b@example.org,,2026-04-23 06:30:35,standard"),
        "Bill Todd", {"joined": "2026-04-23", "tier": "standard"},
    ),
    "slack-analytics": Tool(
        ("Name,What I Do,User ID,Username,Account created (UTC),Last active (UTC)",
         'Marvin A,Ops,U1,marvin,"Mar 14, 2024","Nov 20, 2026"'),
        "Marvin A", {"id": "U1", "joined": "2024-03-14", "last_message": "2026-11-20"},
    ),
    "slack-members": Tool(
        ("username,email,status,billing-active,userid,fullname,displayname", "marv,m@example.org,Admin,1,U1,Marvin A,marv"),
        "Marvin A", {"id": "U1", "role": "staff"},
    ),
    "tencent-forms": Tool(
        ("提交时间（自动）,昵称（必填）,所在城市（必填）,是否愿意公开（必填）,提交者（自动）", "2026年9月3日 12:00,小红,杭州,愿意,小红红"),
        "小红", {"city": "杭州", "consent": "yes"},
    ),
    "wechat-list": Tool(
        ("序号,微信ID,微信昵称,群昵称,微信号(alias),备注,活跃昵称(来自聊天),是否群主,最后发言",
         "1,wxid_c4n4ry0001x,小红,杭州-小红-写作,xiaohong88,老客户,小红,是,2026-11-20 10:00:00"),
        "小红", {"alias": "杭州-小红-写作", "last_message": "2026-11-20"},
    ),
    "wecom-customers": Tool(
        ("客户名称,描述,添加人,添加时间,手机,标签组1(等级)", '小红,,王助理,2026-10-01 10:00:00,13800000001,"高级,老学员"'),
        "小红", {"joined": "2026-10-01"},
    ),
    "wecom-groups": Tool(("群ID,群名称,群主,群人数", "G1,一群,张三,213"), "一群", {}),
    "wjx": Tool(
        ("序号,提交答卷时间,所用时间,来源,来自IP,1、您的昵称,2、所在城市,3、您的手机号码是？",
         "1,2026/09/03 12:00:00,60秒,微信,192.0.2.4(浙江-杭州),小红,杭州,13800000000"),
        "小红", {"city": "杭州"},
    ),
    "xiaoe": Tool(
        ("用户ID,用户昵称,真实姓名,绑定手机号,累计消费金额,创建时间,标签", "u_1,小红,王红,13800000000,299.00,2026-09-01 10:00:00,老学员"),
        "王红", {"id": "u_1", "joined": "2026-09-01", "alias": "小红"},
    ),
}  # fmt: skip
PRIVATE = ("example.org", "13800000", "xiaohong88", "2854000001", "wxid_c4n4ry", "192.0.2.4", "oABC123")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile.yml").write_text(PROFILE, "utf-8")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def taken() -> Result:
    return CliRunner().invoke(main, ["take", "in", "--write", "--today", "2026-11-29", "--lang", "zh"])


def members(home: Path) -> list[dict[str, str]]:
    with (home / "members.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def marked(lines: tuple[str, str], mark: str) -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(csv.reader(lines))
    return text.getvalue()


def test_each_list_that_we_know_is_tried() -> None:
    assert set(LISTS) == {kind.id for kind in presets() if kind.reader in (MEMBERS, GROUPS)}


@pytest.mark.parametrize(("mark", "codec"), [(",", "utf-8-sig"), (";", "gb18030"), ("\t", "utf-16")])
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_as_it_is_exported_and_saved_again(kind: str, mark: str, codec: str, home: Path) -> None:
    tool = LISTS[kind]
    (home / "in" / "list.csv").write_bytes(marked(tool.lines, mark).encode(codec))
    done, [preset] = taken(), [one for one in presets() if one.id == kind]
    assert done.exit_code == 0, done.output
    assert preset.names["zh"] in done.output
    if preset.reader == GROUPS:
        groups = parsed((home / "profile.yml").read_text("utf-8"))["groups"]
        assert [group["name"] for group in groups] == [tool.name] and not (home / "members.csv").exists()
        return
    [row] = members(home)
    assert row["name"] == tool.name
    assert {key: row.get(key) or None for key in tool.cells} == tool.cells
    kept = "".join(path.read_text("utf-8-sig") for path in home.iterdir() if path.is_file())
    assert not any(word in kept for word in PRIVATE)


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_ends_behind_its_header_is_told(kind: str, home: Path) -> None:
    (home / "in" / "list.csv").write_text(LISTS[kind].lines[0] + "\n", "utf-8")
    before = (home / "profile.yml").read_bytes()
    done = taken()
    assert done.exit_code == 1 and "list.csv" in done.output, done.output
    assert (home / "profile.yml").read_bytes() == before and not (home / "members.csv").exists()


def test_one_account_of_wechat_is_one_member_in_list_and_log(home: Path) -> None:
    """Both have the stand-in of the account, whatever the name is by then."""
    (home / "in" / "list.csv").write_text("\n".join(LISTS["wechat-list"].lines) + "\n", "utf-8")
    assert taken().exit_code == 0
    said = [("红姐", "wxid_c4n4ry0001x"), ("阿明", "wxid_c4n4ry0002x"), ("老周", "wxid_c4n4ry0003x")]
    rows = [f"2026-11-2{n} 10:00:00,{name},{key},一群,9@chatroom,早" for n, (name, key) in enumerate(said)]
    text = "\n".join(["Time,SenderName,Sender,TalkerName,Talker,Content", *rows])
    (home / "in" / "list.csv").write_text(text + "\n", "utf-8")
    assert taken().exit_code == 0
    found = members(home)
    assert [row["name"] for row in found] == ["小红", "阿明", "老周"] and found[0]["groups"] == "一群"


@pytest.mark.parametrize(
    ("before", "answer", "after"),
    [("是", "不愿意", "no"), ("yes", "匿名", "no"), ("是", "", "是"), ("", "No thanks", "no"), ("否", "愿意", "否"), ("否", "不要", "否")],
)  # fmt: skip
def test_a_no_in_a_later_form_ends_a_consent_and_a_yes_does_not_begin_one_again(
    before: str, answer: str, after: str, home: Path
) -> None:
    (home / "members.csv").write_text(f"id,name,consent\nm1,小红,{before}\nm2,阿明,是\n", "utf-8")
    (home / "in" / "list.csv").write_text(
        f"编号,昵称,是否愿意公开\nm1,小红,{answer}\nm2,阿明,愿意\n", "utf-8"
    )
    assert taken().exit_code == 0
    assert [row["consent"] for row in members(home)] == [after, "是"]


BY_NAME = {"google-forms", "jinshuju", "skool", "tencent-forms", "tencent-survey", "wecom-customers", "wjx"}
"""Lists without ids: whoever stands there twice could be two."""


def odd(lines: tuple[str, str], again: bool) -> str:
    """Blank lines, the row twice, a column more, a line that breaks in a cell, rows that are too short."""
    header, row = (next(csv.reader([line])) for line in lines)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*header, "导出说明"])
    writer.writerow([])
    writer.writerow([*row, "第一行\n第二行"])
    writer.writerows([[*row, "x"]] * again)
    writer.writerow([""])
    writer.writerow([" "] * len(header))
    return text.getvalue() + "\r\n\r\n"


@pytest.mark.parametrize("kind", LISTS)
def test_an_odd_list_is_the_same_list(kind: str, home: Path) -> None:
    tool, [preset] = LISTS[kind], [one for one in presets() if one.id == kind]
    (home / "in" / "list.csv").write_text(odd(tool.lines, kind not in BY_NAME), "utf-8")
    done = taken()
    assert done.exit_code == 0, done.output
    assert preset.names["zh"] in done.output
    if preset.reader == GROUPS:
        groups = parsed((home / "profile.yml").read_text("utf-8"))["groups"]
        assert [group["name"] for group in groups] == [tool.name]
        return
    [row] = members(home)
    assert row["name"] == tool.name
    assert {key: row.get(key) or None for key in tool.cells} == tool.cells


@pytest.mark.parametrize("kind", sorted(BY_NAME))
def test_who_stands_twice_in_a_list_without_ids_is_told(kind: str, home: Path) -> None:
    (home / "in" / "list.csv").write_text(odd(LISTS[kind].lines, True), "utf-8")
    done = taken()
    assert done.exit_code == 1 and "E222" in done.output and not (home / "members.csv").exists()


@pytest.mark.parametrize(("means", "ids"), [("Ann Lee", 4), ("新人", 4), ("忽略", 3)])
def test_who_stands_twice_among_others_waits_for_an_answer_that_the_next_taking_reads(
    means: str, ids: int, home: Path
) -> None:
    people = [("Ann", "Lee"), ("Bo", "Ny"), ("Cy", "Om"), ("Di", "Pa"), ("Ann", "Lee")]
    rows = [f"{first},{last},,2026-04-2{n},free" for n, (first, last) in enumerate(people)]
    text = "\n".join(["FirstName,LastName,Email,JoinedDate,Tier", *rows]) + "\n"
    (home / "in" / "list.csv").write_text(text, "utf-8")
    done = taken()
    assert done.exit_code == 0 and "W255" in done.output and "Ann Lee" in done.output
    assert [row["id"] for row in members(home)] == ["Bo Ny", "Cy Om", "Di Pa"]
    review = home / "review.csv"
    assert review.read_text("utf-8-sig").splitlines() == ["列,写的是,可能是,意思是", "name,Ann Lee,,"]
    review.write_text(f"列,写的是,可能是,意思是\nname,Ann Lee,,{means}\n", "utf-8")
    done = taken()
    assert done.exit_code == 0 and "W255" not in done.output
    assert [row["id"] for row in members(home)] == ["Bo Ny", "Cy Om", "Di Pa", "Ann Lee"][:ids]
    assert means in review.read_text("utf-8-sig")


def broken(lines: tuple[str, str], how: str) -> bytes:
    data = ("\n".join([lines[0], *[lines[1]] * 3]) + "\n").encode()
    if how == "cut off":
        return data[: len(lines[0].encode()) + 2 + len(lines[1].encode()) // 3]
    if how == "a mark never closed":
        return data.replace(b"\n", b'\n"', 1)
    if how == "bytes of nothing":
        return data[:-20] + bytes(30) + b"\xff\xfe\x80\x81" + data[-20:]
    return data.replace(lines[0].encode()[:8], b"\xff\xff", 1)


@pytest.mark.parametrize("how", ["cut off", "a mark never closed", "bytes of nothing", "a header of nothing"])
@pytest.mark.parametrize("kind", LISTS)
def test_a_broken_list_is_told_or_read_as_far_as_it_goes(kind: str, how: str, home: Path) -> None:
    """Never half-taken: what is told leaves everything as it was, and no contact gets out of it."""
    data = broken(LISTS[kind].lines, how)
    (home / "in" / "list.csv").write_bytes(data)
    before = (home / "profile.yml").read_bytes()
    done = taken()
    assert done.exit_code in (0, 1) and (done.exit_code == 0 or "list.csv" in done.output), done.output
    if done.exit_code:
        assert (home / "profile.yml").read_bytes() == before and not (home / "members.csv").exists()
    if how == "a mark never closed" and '"' not in LISTS[kind].lines[1]:
        assert done.exit_code == 1 and "E610" in done.output
    kept = "".join(path.read_text("utf-8-sig") for path in home.iterdir() if path.is_file())
    assert not any(word in kept + done.output for word in PRIVATE)
