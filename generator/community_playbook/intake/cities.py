"""Where is "上海市浦东新区", "坐标成都" or "Chengdu, China"? The table is `playbook/cities.csv` (GeoNames).

A text is taken apart, never guessed at: what is not surely a city of the table stays unknown, and `nearest`
says what may have been meant.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from ..assets import asset
from ..community.people import City

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
# The traditional characters of city names; a few hundred more would change nothing here.
SIMPLER = str.maketrans(
    "廣東濟寧蘇鎮揚鹽連雲無錫溫紹興麗臺廈門龍漳贛撫萊煙濰臨陽鄭開許陝長婁陰懷黃岡漢襄貴遵銅畢節慶蘭銀烏魯齊"
    "爾濱遼瀋蘆島錦盤營鐵嶺莞佛瀘綿樂達資區縣慈張環滬蓮園義諸嘉縉莊棗雞鶴雙鴨綏鄂倫圖們瀾滄騰衝賓豐淵潯饒"
    "鷹萬寶羅韶關庫車納嚴鄂惡楊廬陸灣衛",
    "广东济宁苏镇扬盐连云无锡温绍兴丽台厦门龙漳赣抚莱烟潍临阳郑开许陕长娄阴怀黄冈汉襄贵遵铜毕节庆兰银乌鲁齐"
    "尔滨辽沈芦岛锦盘营铁岭莞佛泸绵乐达资区县慈张环沪莲园义诸嘉缙庄枣鸡鹤双鸭绥鄂伦图们澜沧腾冲宾丰渊浔饶"
    "鹰万宝罗韶关库车纳严鄂恶杨庐陆湾卫",
)
COLUMNS = frozenset({"key", "province", "latitude", "longitude", "aliases"})
"""Every other column of the table is the name in the language of its head."""
HAN = re.compile("[\u3400-\u9fff]+")
PIECES = re.compile(r"[,，/／|｜;；()（）\[\]【】·•\n]+")
LEAD = re.compile(
    "^(?:我的|我)?(?:坐标|常驻|常住|现居住地|现居|居住在|居住|目前在|现在|人在|来自|位于|家在|定居|在)+"
)
LEAD_WORDS = re.compile(
    "^(?:(?:currently|living|lives?|based|located|i am|im|from|in|near|at|the|greater) )+"
)
TAIL_WORDS = re.compile(r"(?: (?:city|area|metro|metropolitan|region|district|municipality|shi|province))+$")
HOME = frozenset(("中国", "中国大陆", "中华人民共和国", "china", "cn", "prc", "mainlandchina", "pchina"))
HOME_LEAD = re.compile("^(?:中华人民共和国|中国大陆|中国)")
REGION_TAIL = r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|州)?"
CITY_TAIL = re.compile("^(?:市|州|盟|地区|特别行政区|[^\\s]{0,8}自治州)")
DISTRICT_TAIL = re.compile("(?:区|县|市|镇|乡|旗|街道|大道|路|村|新城|高新|经开|自贸)$")


def fold(text: str) -> str:
    """Half-width, lower case, no accents, simplified; words parted by one blank."""
    text = unicodedata.normalize("NFKC", text).lower().translate(LETTERS).translate(SIMPLER)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.replace("'", "").replace("’", "").replace(".", "")
    return " ".join(re.sub(r"[^0-9a-z\u3400-\u9fff]+", " ", text).split())


def join(text: str) -> str:
    return fold(text).replace(" ", "")


def in_script_of(text: str, city: City) -> str:
    """What a city is called, in the script in which it was meant: whoever writes Bristl reads Bristol."""
    han = bool(HAN.search(text))
    return next((name for name in city.names.values() if bool(HAN.search(name)) == han), "")


class CityTable:
    """All cities by key, and the way from a text to one of them."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.cities: dict[str, City] = {}
        self.names: dict[str, City] = {}
        """Every name and alias, folded and without blanks."""
        self.regions: dict[str, set[str]] = {}
        """Provinces and countries, folded: the keys of their cities."""
        for row in rows:
            place = (float(row["latitude"]), float(row["longitude"]))
            names = {column: name for column, name in row.items() if column not in COLUMNS and name}
            city = City(row["key"], names, *place)
            self.cities[city.key] = city
            for name in (*names.values(), *filter(None, row["aliases"].split("|"))):
                self.names.setdefault(join(name), city)
            for region in row["province"].split("|"):
                self.regions.setdefault(join(region), set()).add(city.key)
        han = sorted((name for name in self.regions if HAN.fullmatch(name)), key=len, reverse=True)
        self.region_lead = re.compile(f"^({'|'.join(han)}){REGION_TAIL}")
        self.longest = max((len(name) for name in self.names if HAN.match(name)), default=0)

    def find(self, text: str) -> City | None:
        """The city that a cell surely names; of several the first."""
        whole = join(text)
        if not whole or len(text) > 200:
            return None
        if whole in self.names:
            return self.names[whole]
        for chunk in HAN.findall(fold(text)):
            city = self.find_han(LEAD.sub("", chunk))
            if city:
                return city
        return self.find_latin([fold(HAN.sub(" ", piece)) for piece in PIECES.split(text)])

    def find_han(self, chunk: str) -> City | None:
        chunk = HOME_LEAD.sub("", chunk)
        if chunk in self.names:
            return self.names[chunk]
        rest, region = chunk, self.region_lead.match(chunk)
        while region and region.end():
            rest = rest[region.end() :]
            city = self.begin_with_city(rest)
            if city and city.key in self.regions[region[1]]:
                return city
            region = self.region_lead.match(rest)
        return self.begin_with_city(chunk)

    def begin_with_city(self, chunk: str) -> City | None:
        """A name at the start counts if what follows can only be a part of that city: 上海滩 is none."""
        if chunk in self.names:
            return self.names[chunk]
        for length in range(min(len(chunk) - 1, self.longest), 1, -1):
            city, rest = self.names.get(chunk[:length]), chunk[length:]
            if city is None:
                continue
            inside = self.names.get(rest) == city or len(rest) == 2
            if inside or CITY_TAIL.match(rest) or (len(rest) > 1 and DISTRICT_TAIL.search(rest)):
                return city
        return None

    def find_latin(self, pieces: list[str]) -> City | None:
        """The first piece that is a city, unless another one names a place elsewhere: "Paris, Texas"."""
        pieces = [piece for piece in pieces if piece]
        for n, piece in enumerate(pieces):
            city, rest = self.begin_with_words(LEAD_WORDS.sub("", f"{piece} ").split())
            others = [*(join(other) for other in pieces[:n] + pieces[n + 1 :]), rest]
            if city and all(self.agrees(city, other) for other in others):
                return city
        return None

    def begin_with_words(self, words: list[str]) -> tuple[City | None, str]:
        """The longest run of words that is a city, with the region behind it: "chengdu china"."""
        for length in range(len(words), 0, -1):
            name = TAIL_WORDS.sub("", " ".join(words[:length])).replace(" ", "")
            city, rest = self.names.get(name), "".join(words[length:])
            if city and (not rest or rest in HOME or rest in self.regions):
                return city, rest
        return None, ""

    def agrees(self, city: City, other: str) -> bool:
        return other not in self.regions or other in HOME or city.key in self.regions[other]

    def is_region(self, text: str) -> bool:
        """True for a province or country with no city behind it: 四川, Germany."""
        whole = HOME_LEAD.sub("", join(text))
        region = self.region_lead.match(whole)
        return whole in self.regions or whole in HOME or bool(region and region.end() == len(whole))

    def nearest(self, text: str) -> City | None:
        """What may have been meant by a text that `find` does not know. Slow: for texts that are shown."""
        whole = join(text)[:40]
        if not whole or self.is_region(text):
            return None
        han = "".join(HAN.findall(whole))
        if len(han) >= 2:
            inside = [name for name in self.names if len(name) > 1 and HAN.match(name) and name in han]
            if inside:
                return self.names[max(inside, key=lambda name: (len(name), -han.index(name)))]
            return self.alike(han, 0.6) or self.one_letter_off(han)
        if len(whole) < 4:
            return None
        longer = next((city for name, city in self.names.items() if name.startswith(whole)), None)
        return longer or self.alike(whole, 0.75)

    def alike(self, whole: str, cutoff: float) -> City | None:
        names = [name for name in self.names if name[0] == whole[0] and abs(len(name) - len(whole)) < 3]
        found = get_close_matches(whole, names, 1, cutoff)
        return self.names[found[0]] if found else None

    def one_letter_off(self, han: str) -> City | None:
        """杭洲, 城都: two characters of which one is right, if that leaves one city only."""
        pairs = [(name, city) for city in self.cities.values() for name in city.names.values()]
        short = [(name, city) for name, city in pairs if len(name) == len(han) == 2]
        for right in (0, 1):
            found = {city.key: city for name, city in short if name[right] == han[right]}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


@cache
def load_cities() -> CityTable:
    """The authored table, read once."""
    with asset("playbook", "cities.csv").open(encoding="utf-8", newline="") as stream:
        return CityTable(csv.DictReader(stream))
