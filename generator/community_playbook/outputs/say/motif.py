"""Which of the five drawings does a community wear? The profile's, that of its name, else the disc."""

from __future__ import annotations

MOTIF_WORDS = {
    "beam": "灯燈塔光炬烛亮 light lamp beacon",
    "wave": "海航浪潮舟船帆岛港湖江河 sea wave sail harbor harbour river ocean",
    "peak": "山峰岭登攀顶 peak climb summit mountain trail hill",
    "leaf": "田茶花树林芽种园农果叶 leaf garden seed tree farm tea forest bloom",
}
OTHERWISE = "disc"


def motif_of(name: str, chosen: str | None) -> str:
    """The motif whose word stands first in the name."""
    if chosen:
        return chosen
    lowered = name.casefold()
    found = []
    for motif, words in MOTIF_WORDS.items():
        han, *latin = words.split()
        places = [lowered.find(word) for word in (*han, *latin)]
        found += [(place, motif) for place in places if place >= 0]
    return min(found, default=(0, OTHERWISE))[1]
