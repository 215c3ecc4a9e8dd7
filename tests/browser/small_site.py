"""A small operator's site in two languages, written from strings, through the real MkDocs and overrides."""

from __future__ import annotations

import logging
import os
import shutil
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from community_playbook.assets import asset
from community_playbook.outputs.look.tokens import site_tokens, with_brand

LONG = "一个名字特别特别长、还带着 <b>尖括号</b> 和 “引号” 的社群名字共四十字上下"
WORDS: dict[str, dict[str, str]] = yaml.safe_load(
    """
zh: {nav_main: 主导航, nav_bottom: 底部导航, nav_pages: 全部页面, skip: 跳到正文, search: 搜索,
  language: 语言, foot_say: 只给群主看。, foot_meta: 2026 第 48 周, copied: 已复制,
  copied_say: "已复制，去群里粘贴", copy_failed: 复制不了, table: 表格}
en: {nav_main: Main, nav_bottom: Bottom, nav_pages: All pages, skip: Skip to content, search: Search,
  language: Language, foot_say: For the owner only., foot_meta: "Week 48, 2026", copied: Copied,
  copied_say: "Copied, now paste it", copy_failed: Cannot copy, table: Table}
"""
)
TITLES = {"zh": ("首页", "消息", "长表"), "en": ("Home", "Messages", "Long table")}
ICON = '<svg aria-hidden="true"><use href="#i-now"/></svg>'
BUBBLE = (
    '<li class="msg"><span class="msg__av" aria-hidden="true">助</span><div>'
    '<p class="msg__m"><b>{name}</b>19:55</p>'
    '<div class="bub"><p>{text}</p><button type="button" hidden aria-label="{copy}：{name}">'
    '<svg class="i-cp" aria-hidden="true"><use href="#i-copy"/></svg>'
    '<svg class="i-ok" aria-hidden="true"><use href="#i-check"/></svg><span>{copy}</span></button>'
    "</div></div></li>"
)
TICK = (
    '<label class="tick"><input type="checkbox" data-tick="{key}"><span class="tick__t">{text}</span></label>'
)


def pages(language: str) -> dict[str, str]:
    zh = language == "zh"
    text = "先发红包，等抢完，再发自我介绍。" if zh else "Send the red packet first, then the introduction."
    home = f"""
<p class="kick">{escape(LONG) if zh else "Lighthouse members"}</p>
<h1>{"标准运营，往轻里收" if zh else "Standard operation"}</h1>
<p class="lead">{text}</p><figure>{dial(language)}</figure>
<section class="sec" aria-labelledby="h-acts">
<div class="sec__h"><h2 id="h-acts">{"三件事" if zh else "Three"}</h2>
</div><ol class="acts"><li><h3>{TICK.format(key="a-1", text="红包" if zh else "Packet")}</h3></li>
<li><h3>{TICK.format(key="a-2", text="介绍" if zh else "Words")}</h3></li></ol>
{TICK.format(key="a-1", text="红包，又一处" if zh else "Packet again")}</section>
<section class="sec"><details class="fold" open><summary class="sec__h">
<h2 id="h-why">{"为什么" if zh else "Why"}</h2>
</summary><p id="deep">{"半年换血一次。" if zh else "Rotate twice a year."}</p></details></section>
<details class="more"><summary>{"还有" if zh else "More"}</summary><p id="more">{text}</p></details>
<p class="empty">{ICON}<span><b>{"还没有流水" if zh else "No ledger yet"}</b>{text}</span></p>"""
    first = BUBBLE.format(name="预告" if zh else "Notice", text=text, copy="复制" if zh else "Copy")
    table = (
        "\n| "
        + " | ".join("ABCDEFGHIJKL")
        + " |\n"
        + "|---" * 12
        + "|\n"
        + ("| 2026-01-01 " * 12 + "|\n") * 3
    )
    title = TITLES[language]
    head = "---\ntitle: {}\nkind: {}\n---\n"
    return {
        "index.md": head.format(title[0], "home") + f'<div markdown="0">{home}\n</div>\n',
        "say.md": head.format(title[1], "tactic")
        + f'<div markdown="0">\n<h1 id="say">{title[1]}</h1>\n<ul class="say">{first}</ul>\n</div>\n',
        "table.md": head.format(title[2], "prose") + f"\n# {title[2]}\n\n<mark>325</mark> `code`\n{table}\n",
    }


def dial(language: str) -> str:
    loader = jinja2.FileSystemLoader(asset("templates", "site"))
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("dial.svg.j2")
    words = {"light": "轻", "standard": "标准", "heavy": "重", "you": "你在", "label": "运营强度"}
    if language == "en":
        words = {
            "light": "Light",
            "standard": "Standard",
            "heavy": "Heavy",
            "you": "You:",
            "label": "Intensity",
        }
    return str(template.make_module().dial(42, "beam", words)).replace("\n", "")  # type: ignore[attr-defined]


def settings(language: str, name: str, prefix: str) -> dict[str, Any]:
    """What publish/site.py lays over the base configuration: here without its care for hostile text."""
    files = ("index.html", "say.html", "table.html")
    titles = TITLES[language]
    menu = [{"url": u, "title": t, "icon": "home"} for u, t in zip(files, titles, strict=True)]
    zh, en = ("./", "en/") if language == "zh" else ("../", "./")
    return {
        "community": name,
        "edition": "2026 第 48 周",
        "motif": "beam",
        "tick_prefix": prefix,
        "scope": zh,
        "words": WORDS[language],
        "primary": menu,
        "directory": [{"title": titles[0], "pages": menu}],
        "alternate": [
            {"name": "中文", "link": zh, "lang": "zh"},
            {"name": "English", "link": en, "lang": "en"},
        ],
    }


def build_small_site(folder: Path, brand: str = "#0B6B4F", name: str = LONG, prefix: str = "one") -> Path:
    """Writes and builds both languages; gives the folder that holds index.html and en/index.html."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    site = folder / "site"
    base = yaml.safe_load(asset("mkdocs.yml").read_text("utf-8"))
    for language in ("zh", "en"):
        docs = folder / language / "docs"
        for kind in ("css", "js"):
            shutil.copytree(asset("templates", "site", kind), docs / kind)
        authored = (docs / "css" / "tokens.css").read_text("utf-8")
        block = site_tokens(brand, name, ("第 ", " 页 / 共 ", " 页"))
        (docs / "css" / "tokens.css").write_text(with_brand(authored, block), "utf-8")
        for path, text in pages(language).items():
            (docs / path).write_text(text, "utf-8")
        config = base | {"site_name": "playbook", "docs_dir": str(docs), "strict": False}
        config["theme"] = base["theme"] | {
            "custom_dir": str(asset("templates", "site", "overrides")),
            "language": language,
        }
        config["extra"] = base["extra"] | settings(language, name, prefix)
        path = folder / language / "mkdocs.yml"
        path.write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
        loaded = load_config(str(path), site_dir=str(site if language == "zh" else site / "en"))
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)
    return site
