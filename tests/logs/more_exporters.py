"""The invented chat of `one_chat` as pages, text and what command-line tools print."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from one_chat import CANARY, ZONE, Said, as_json, key, name


def snowflake(line: Said) -> str:
    """An id as Discord makes it: the moment in its upper bits."""
    return str((int(line.at.timestamp() * 1000) - 1_420_070_400_000 << 22) + line.number)


def discord_html(said: list[Said], *, small: bool = False) -> bytes:
    """`small`: as it is minified, and messages of one author on one day in one group."""
    ids = {x.number: snowflake(x) for x in said}
    out, last = "", (0, "")
    for x in said:
        day = (x.who, f"{x.local:%d.%m.%y}")
        again = small and not (x.joins or x.to) and last == day
        out += "" if again else ("</div>" if out else "") + '<div class="chatlog__message-group">'
        last = (0, "") if x.joins else day
        out += (
            f'<div id="chatlog__message-container-{ids[x.number]}" class="chatlog__message-container" '
            f'data-message-id="{ids[x.number]}"><div class="chatlog__message"><div class="chatlog__message-primary">'
        )
        who = f'title="n" data-user-id="{key(x.who)}">{escape(name(x.who))}</span>'
        if x.joins:
            out += f'<span class="chatlog__system-notification-author" {who} <span class="chatlog__system-notification-content"><span>joined the server.</span></span>'
        else:
            if x.to:
                out += (
                    '<div class="chatlog__reply"><img class="chatlog__reply-avatar" src="a.png"><div class="chatlog__reply-author">?</div>'
                    f'<div class="chatlog__reply-content"><span class="chatlog__reply-link" onclick="scrollToMessage(event, &#39;{ids.get(x.to, 1)}&#39;)">{CANARY}?</span></div></div>'
                )
            if not again:
                tag = '<span class="chatlog__author-tag">BOT</span>' if x.bot else ""
                out += f'<div class="chatlog__header"><span class="chatlog__author" {who}{tag}<span class="chatlog__timestamp">x</span></div>'
            out += f'<div class="chatlog__content chatlog__markdown"><span class="chatlog__markdown-preserve">{escape(x.text)}<br><strong>b</strong></span></div>'
            if x.likes:
                out += f'<div class="chatlog__reactions"><div class="chatlog__reaction" title="x"><span class="chatlog__reaction-count">{x.likes}</span></div></div>'
        out += "</div></div></div>"
    page = (
        "<!DOCTYPE html><html lang=en><head><title>Club - talk</title><style>.preamble__entry{color:#fff}</style></head><body>"
        '<div class="preamble"><div class="preamble__entry">Club</div><div class="preamble__entry">Texts / talk</div></div>'
        f'<div class="chatlog">{out}</div></div><div class="postamble"><div class="postamble__entry">Exported {len(said)} message(s)</div></div></body></html>'
    )
    return (re.sub(r'(class|id|data-[a-z-]+)="([\w-]+)"', r"\1=\2", page) if small else page).encode()


def discord_text(said: list[Said], stamp: str = "[{:%m/%d/%Y %I:%M %p}]") -> bytes:
    rule = "=" * 62
    text = f"{rule}\nGuild: Club\nChannel: Texts / talk\nTopic: {CANARY}\n{rule}\n\n"
    for x in said:
        if not x.bot:
            pinned = " (pinned)" if x.number % 11 == 0 else ""
            text += f"{stamp.format(x.local)} {name(x.who)}{pinned}\n"
            text += ("Joined the server." if x.joins else x.text) + "\n\n"
            if x.number % 5 == 0:
                text += f"{{Attachments}}\nhttps://example.org/?{CANARY}\n\n"
            text += (
                f"{{Reactions}}\n👍 ({x.likes})\n" * (x.likes > 1)
                + "{Reactions}\n👍\n" * (x.likes == 1)
                + "\n"
            )
    return (text + f"{rule}\nExported {len(said):,} message(s)\n{rule}\n").encode()


def stamp_of(line: Said) -> str:
    return line.at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S.000%z")


def owner(who: int) -> dict[str, Any]:
    return {"user_id": 900_000_000_000_000_000 + who, "name": name(who)}


def zsxq(said: list[Said], *, pages: int = 1) -> bytes:
    """A topic for whatever answers nothing, comments below it; the edge of a page stands on both."""
    said = [x for x in said if not x.joins and not x.bot]
    root = {x.number: x.to for x in said}

    def top(number: int) -> int:
        while root.get(number):
            number = root[number]
        return number

    topics = {
        x.number: {
            "topic_id": x.number, "type": "talk", "create_time": stamp_of(x), "digested": False,
            "group": {"group_id": 777, "name": "talk"}, "talk": {"owner": owner(x.who), "text": x.text},
            "likes_count": x.likes, "show_comments": [],
        }
        for x in said
        if not x.to
    }  # fmt: skip
    for x in said:
        if x.to and top(x.number) in topics:
            above = top(x.number) != x.to
            topics[top(x.number)]["show_comments"].append({  # type: ignore[attr-defined]
                "comment_id": x.number, "create_time": stamp_of(x), "owner": owner(x.who), "text": x.text,
                "likes_count": x.likes, **({"parent_comment_id": x.to} if above else {}),
            })  # fmt: skip
    rows = list(topics.values())[::-1]
    if pages == 1:
        return as_json({"topics": rows, "has_more": False})
    step = len(rows) // pages + 1
    parts = [rows[max(at - 1, 0) : at + step] for at in range(0, len(rows), step)]
    told = [{"success": True, "status_code": 200, "body": {"resp_data": {"topics": part}}} for part in parts]
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in told).encode()


def zsxq_members(said: list[Said]) -> bytes:
    members = [
        {"group_id": 777, **owner(x.who), "join_time": stamp_of(x), "status": "exited" if x.who == 7 else "joined",
         "location": "北京", "isolated": False, "description": CANARY}
        for x in said if x.joins
    ]  # fmt: skip
    return as_json({"body": {"resp_data": {"members": members}, "succeeded": True}, "success": True})


def lark(said: list[Said], *, threads: bool = False) -> bytes:
    """`threads`: answers hang below what they answer, as the tool prints them, behind `data`."""
    items: dict[int, dict[str, Any]] = {}
    for x in said:
        item: dict[str, Any] = {
            "message_id": f"om_{x.number}", "create_time": f"{x.local:%Y-%m-%d %H:%M}", "chat_id": "oc_9",
            "deleted": False, "updated": False, "msg_type": "system" if x.joins else "text",
            "content": f"{name(0)} 邀请 {name(x.who)} 加入了群" if x.joins else x.text,
            "sender": {} if x.joins else {"id": f"ou_{key(x.who)}", "name": name(x.who), "sender_type": "app" if x.bot else "user"},
        }  # fmt: skip
        if x.likes:
            item["reactions"] = {"counts": [{"reaction_type": "OK", "count": str(x.likes)}]}
        if x.to and threads and x.to in items:
            items[x.to].setdefault("thread_replies", []).append(item)
        else:
            if x.to:
                item["reply_to"] = f"om_{x.to}"
            items[x.number] = item
    rows = list(items.values())
    page = {"messages": rows, "total": len(rows), "has_more": False, "page_token": ""}
    return as_json({"ok": True, "data": page} if threads else page)
