"""The city table is sound, and cells as people write them find their city or honestly none."""

from __future__ import annotations

import csv
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community_playbook.assets import asset
from community_playbook.community.people import City
from community_playbook.intake.cities import in_script_of, join, load_cities

CITIES = load_cities()


def kilometres(a: str, b: str) -> float:
    one, two = CITIES.cities[a], CITIES.cities[b]
    la, lb = radians(one.latitude), radians(two.latitude)
    east = radians(two.longitude - one.longitude)
    return 12742 * asin(sqrt(sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin(east / 2) ** 2))


def key(city: City | None) -> str:
    return city.key if city else ""


def test_distances() -> None:
    assert kilometres("beijing", "shanghai") == pytest.approx(1068, abs=4)
    assert kilometres("beijing", "guangzhou") == pytest.approx(1890, abs=10)
    assert kilometres("chengdu", "chongqing") == pytest.approx(269, abs=5)
    assert kilometres("london", "paris") == pytest.approx(344, abs=5)


def test_every_name_means_one_city() -> None:
    with asset("playbook", "cities.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["key"] for row in rows}) == len(rows) > 700
    owners: dict[str, str] = {}
    for row in rows:
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
        assert row["zh"] and row["en"] and row["province"]
        for name in (row["zh"], row["en"], *filter(None, row["aliases"].split("|"))):
            assert owners.setdefault(join(name), row["key"]) == row["key"], name
            assert key(CITIES.find(name)) == row["key"]


def test_chinese_cities_with_their_province_and_suffix() -> None:
    with asset("playbook", "cities.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if 18 < float(row["latitude"]) < 54]
    china = [row for row in rows if len(row["province"].split("|")) == 2]
    assert len(china) > 340
    for row in china:
        province = row["province"].split("|")[0]
        assert key(CITIES.find(province + row["zh"])) == row["key"], row
        assert (
            key(CITIES.find(f"{row['zh']}市")) in (row["key"], "") if row["zh"][-1] in "盟州" else row["key"]
        )


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            "上海|上海市|沪|魔都|Shanghai|SHANGHAI|上海市浦东新区|上海浦东|浦东|坐标上海|中国上海|上海·徐汇",
            "shanghai",
        ),
        (
            "四川成都|四川省成都市高新区|坐标：成都|Chengdu, China|Chengdu, Sichuan, China|蓉|chengdu china",
            "chengdu",
        ),
        ("北京|帝都|京|北京朝阳|北京市朝阳区|北京 朝阳|beijing", "beijing"),
        ("广州|穗|羊城|廣州|广东广州|Canton", "guangzhou"),
        ("深圳|鹏城|广东省深圳市南山区|SZ|深圳/广州", "shenzhen"),
        ("重庆|渝|山城|重庆市渝北区", "chongqing"),
        ("吉林市|吉林省吉林市|吉林市昌邑区", "jilin-city"),
        ("吉林长春|长春市朝阳区", "changchun"),
        ("西安|Xi'an|xian|陕西西安", "xian"),
        ("昆山|江苏昆山|苏州工业园区|Kunshan", "suzhou"),
        ("义乌|浙江义乌市", "jinhua"),
        ("大理白族自治州|云南大理", "dali"),
        ("香港|中国香港|香港特别行政区|Hong Kong, China|HK", "hong-kong"),
        ("臺北|台北市|Taipei", "taipei"),
        ("纽约|NYC|New York, NY|New York City Metropolitan Area|美国纽约", "new-york"),
        ("旧金山|美国加州旧金山|SF|三藩市|San Francisco Bay Area", "san-francisco"),
        ("Suzhou, Anhui|安徽宿州", "suzhou-anhui"),
        ("São Paulo|Sao Paulo", "sao-paulo"),
        ("based in Berlin, Germany|Berlin, DE", "berlin"),
        ("成都 Chengdu", "chengdu"),
    ],
)
def test_cells_that_name_a_city(texts: str, found: str) -> None:
    assert {text: key(CITIES.find(text)) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), found
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "上海滩",
        "上海人",
        "南京路",
        "四川",
        "海南",
        "吉林省",
        "Germany",
        "Paris, Texas",
        "London, Ontario",
        "Taizhou",
        "女",
        "Male",
        "?",
    ],
)
def test_cells_that_name_none(text: str) -> None:
    assert CITIES.find(text) is None


def test_did_you_mean() -> None:
    near = {
        text: key(CITIES.nearest(text))
        for text in ["上海滩", "杭洲", "Shangahi", "Taizhou", "四川", "Germany", "", "啊"]
    }
    assert near == {
        "上海滩": "shanghai", "杭洲": "hangzhou", "Shangahi": "shanghai", "Taizhou": "taizhou-jiangsu",
        "四川": "", "Germany": "", "": "", "啊": "",
    }  # fmt: skip


@given(st.text(max_size=30))
def test_any_text_does_not_raise(text: str) -> None:
    CITIES.find(text), CITIES.nearest(text), CITIES.is_region(text)


@pytest.mark.parametrize(
    ("text", "called"), [("Shanghia", "Shanghai"), ("Hangzhuo", "Hangzhou"), ("杭卅", "杭州")]
)
def test_what_may_be_meant_is_said_in_the_script_in_which_it_was_written(text, called):
    found = CITIES.nearest(text)
    assert found and in_script_of(text, found) == called
