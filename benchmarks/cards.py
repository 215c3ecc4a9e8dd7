"""Which pictures are measured? One community's rank cards and posters, with invented names; every machine
draws the same ones. `scene` is a rank card for the rivals: they get every text with its place and size."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from io import BytesIO
from math import radians, tan
from typing import Any

from PIL import Image

from community_playbook.outputs.images.drawing import draw
from community_playbook.outputs.images.layouts import layout
from community_playbook.outputs.images.motifs.frame import frame_of
from community_playbook.outputs.images.pen import BASE
from community_playbook.outputs.images.picture import Face, Picture
from community_playbook.outputs.images.press import Job
from community_playbook.outputs.images.studio import Studio, Style
from community_playbook.outputs.look.fonts import own_font

STYLE = Style("#0B6B4F", "beam", "灯塔会员", "https://example.org/join")
LETTERS = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
)
"""The 6,763 Han characters of GB 2312: most names repeat no letter that was drawn lately."""
MOVES = ("▲1", "", "–", "▲1", "▲3", "▲1", "–", "▼1", "新", "▼1")


def names(count: int, seed: int = 7) -> list[str]:
    """Invented names of 2 to 8 letters, no two alike, no letter twice in one."""
    dice, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        found["".join(dice.sample(LETTERS, dice.randint(2, 8)))] = None
    return list(found)


def rank_card(name: str, rank: int, ahead: int = 96) -> Picture:
    """Square, with the QR code; beyond rank 100 it shows how many the member is ahead of, as the build does."""
    fact = (str(rank), "第", "名") if rank <= 100 else (f"{ahead}%", "超过", "的成员")
    line = f"{8000 - rank:,} 积分" + (f" · 超过 {ahead}% 的成员" if rank <= 100 else "")
    texts = {"fact": fact[0], "before": fact[1], "after": fact[2], "name": name, "line": line}
    face = Face(name, rank % 8)
    return Picture("rank", "1:1", "zh", texts | {"period": "2026 第 9 周 · 积分榜"}, (face,), qr=True)


def poster(ten: Sequence[str]) -> Picture:
    """The board of ten, 3:4, with the QR code."""
    texts = {
        "title": "本周积分榜",
        "names": list(ten),
        "values": [f"{8097 - 731 * place:,}" for place in range(len(ten))],
        "moves": MOVES,
        "foot": "2 月 23 日至 3 月 1 日",
        "line": "1,284 人有积分",
        "period": "2026 第 9 周",
    }
    faces = tuple(Face(name, place % 8) for place, name in enumerate(ten))
    ranks = list(range(1, len(ten) + 1))
    return Picture("leaderboard", "3:4", "zh", texts, faces, {"ranks": ranks}, qr=True)


def jobs(count: int, changed: int = 0) -> list[Job]:
    """The cards of so many members, named as the build names them; the first `changed` have other points."""
    key, found = STYLE.key, []
    for number, name in enumerate(names(count, seed=11)):
        rank = number + 2
        picture = rank_card(name, rank + (count if number < changed else 0), 99 - 49 * number // count)
        found.append(Job(f"m/{number:012d}/rank-11-{picture.key(key)}.png", picture))
    return found


def shapes(studio: Studio) -> dict[str, Any]:
    """What all rank cards share: fields, light, tower, sign, code (PNG). Pixels, y downwards."""
    plan, theme = layout("rank", "1:1"), studio.theme(rank_card("", 2))
    frame = frame_of(plan)
    x, y, radius = frame.lamp
    right = [y + (plan.width - x) * tan(radians(angle)) for angle in frame.beam]
    top, (head, foot, gallery) = frame.foot, frame.tower
    code = studio.qr(plan.geometry["qr"][2])
    if code is None:
        raise SystemExit("the sample community has no code")
    inked = Image.new("RGB", code.size, theme.paper)
    inked.paste(theme.ink, (0, 0), code)
    packed = BytesIO()
    inked.save(packed, "png")
    qx, qy, side = plan.geometry["qr"]
    return {
        "size": plan.width,
        "floor": plan.floor,
        "colours": {"ground": theme.ground, "paper": theme.paper, "sun": theme.sun},
        "beam": [[x, y], [plan.width, right[0]], [plan.width, right[1]]],
        "gallery": [x - gallery, top + 4, 2 * gallery, 20],
        "shaft": [[x - head, top + 22], [x + head, top + 22], [x + foot, plan.floor], [x - foot, plan.floor]],
        "lamp": [x, y, radius, frame.ring],
        "qr": [qx + side - code.width, qy + side - code.height, code.width],
        "code": list(packed.getvalue()),
        "sign": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><style>.o{{fill:{theme.on}}}'
        f".s{{fill:{theme.sun}}}</style>{studio.motif.sign()}</svg>",
        "mark": list(plan.geometry["mark"]),
    }


def scene(studio: Studio, picture: Picture) -> Mapping[str, Any]:
    """What is new on one card, as our engine placed it: `texts` with left edge, base line, size, weight and
    colour; `fact` alike, with its colour in the light and out of it; initial and colour of the avatar."""
    drawn = draw(studio, picture)
    texts, fact = [], {}
    for p in drawn.placed:
        if p.kind == "text":
            base = p.ink.y + BASE * p.size
            colour = drawn.theme.outside if p.role == "unit" else p.colour
            texts.append(
                {
                    "text": p.text,
                    "x": p.ink.x,
                    "base": base,
                    "size": p.size,
                    "weight": p.weight,
                    "colour": colour,
                }
            )
        elif p.kind == "fact":
            left, _, right, _ = own_font(200, p.weight).getbbox(p.text, anchor="ls")
            size = 200 * p.ink.width / (right - left)
            fact = {
                "text": p.text, "x": p.ink.x - left * size / 200, "base": p.ink.bottom, "size": size,
                "weight": p.weight, "inside": drawn.theme.inside, "outside": drawn.theme.outside,
            }  # fmt: skip
    face, radius = picture.faces[0], layout("rank", "1:1").circle("lamp")[2]
    return {
        "texts": texts,
        "fact": fact,
        "initial": face.name[0],
        "initial_size": round(0.92 * radius),
        "face": studio.face_colour(face.colour, drawn.theme),
    }
