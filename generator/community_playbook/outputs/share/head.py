"""What stands in the head of each page: title, description, and what link previews ask for."""

from __future__ import annotations

from typing import Any

from ...usage import usage
from ..shelf import LINK, PictureFile
from .voice import Voice


def head_view(
    voice: Voice, path: str, title: str, about: str, kind: str, files: list[PictureFile], section: str = ""
) -> dict[str, Any]:
    """`path`: the page below the folder of its language ("m/…/index.html"); `kind`: og:type. The picture is
    the first one for link previews; without a base URL there are no absolute addresses, so none is named."""
    found = next((file for file in files if file.feed == LINK), None)
    folder = voice.home + path.removesuffix("index.html")
    up = "../" * (voice.home + path).count("/")
    return {
        "tag": voice.frame.usage.tag,
        "locale": voice.frame.usage.preview,
        "others": [
            {
                "locale": usage(language).preview,
                "tag": usage(language).tag,
                "name": usage(language).name,
                "href": up + ("" if language == voice.languages[0] else f"{language}/") + path,
            }
            for language in voice.languages
            if language != voice.language
        ],
        "title": title,
        "full_title": title if title == voice.name else voice.title(title, voice.name),
        "about": about,
        "kind": kind,
        "root": up,
        "index": "../" * path.count("/") + "index.html",
        "url": voice.url(folder),
        "picture": found if found and voice.base_url else None,
        "picture_url": voice.url(found.path) if found else "",
        "section": section,
    }
