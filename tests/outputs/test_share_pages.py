"""The members' site as files: the tags that feeds ask for, a strict policy, hostile names, and nobody who did
not agree."""

import html
import re
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community_playbook.community.community import Community
from community_playbook.community.people import City, LedgerEntry, Member
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.share.files import share_files
from community_playbook.outputs.share.find import find_js, same_name
from community_playbook.outputs.share.style import share_css
from community_playbook.outputs.share.template import tidy
from community_playbook.plan.game.share import make_share
from community_playbook.plan.plan import make_plan
from community_playbook.usage import languages
from community_playbook.words import words
from making import TODAY, profile
from share_samples import KEY, example_site, found_by, pictures_of, small_site
from tries import tries

pytestmark = pytest.mark.slow

EXAMPLES = ("lighthouse", "bazaar", "devguild", "trailmates", "newborn")
MOST = 60 * 1024
RULES = {"mode": "ledger", "rules": [{"action": "article", "points": 20, "name": "写一篇"}]}
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "{{ 7*7 }}",
    "{% raw %}", "javascript:alert(1)", "--></style><svg onload=alert(1)>", "&lt;b&gt;", "a\u202eb\u2066c\x07",
    "]]>\u2028x", "{name}", "%s{0}",
]  # fmt: skip


PART = re.compile(rb"<[^>]*>|[^<]+")
"""A tag or a text between tags; no attribute of ours holds a bracket as it is."""


class Page(HTMLParser):
    """Tags with their attributes, and the text outside of them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), "an attribute twice"
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def meta(self, name: str) -> list[str | None]:
        metas = [attrs for tag, attrs in self.tags if tag == "meta"]
        return [
            m["content"] for m in metas if name in (m.get("name"), m.get("property"), m.get("http-equiv"))
        ]

    def links(self, rel: str) -> list[str | None]:
        return [attrs["href"] for tag, attrs in self.tags if tag == "link" and attrs["rel"] == rel]


@cache
def read(page: bytes) -> Page:
    """Each once: thousands of pages, and all tests look at them."""
    return Page(page)


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request):
    own = (
        ("en",) if request.param == "devguild" else ("zh", "en") if request.param == "lighthouse" else ("zh",)
    )
    return own, *example_site(request.param, own)


def pages_of(made):
    return {path: page for path, page in made.items() if path.endswith(".html")}


MANY = 300
"""Of more pages of members every fifth is looked at: they are of one template."""


def several(pages):
    """(path, source) of each page that is nobody's own, and of those of members."""
    every = 5 if len(pages) > MANY else 1
    return [page for n, page in enumerate(pages.items()) if "m/" not in page[0] or n % every == 0]


def test_every_page_is_strict_and_light(example):
    own, _, share, made = example
    pages = pages_of(made)
    assert len(pages) == len(own) * (1 + len(share.members))
    assert all(len(source) < MOST for source in pages.values())
    for path, source in several(pages):
        page = read(source)
        assert page.meta("Content-Security-Policy") == [POLICY]
        assert page.meta("robots") == ["noindex"]
        assert page.meta("referrer") == ["no-referrer"]
        assert page.meta("color-scheme") == ["light dark"]
        assert page.meta("description")[0]
        assert "{" not in html.unescape(source.decode()), "a word that was not filled in"
        for tag, attrs in page.tags:
            assert tag != "style"
            assert tag != "script" or set(attrs) == {"src", "defer"}
            assert not [name for name in attrs if name == "style" or name.startswith("on")]
            for name in ("src", "href"):
                value = attrs.get(name)
                outside = value and re.match(r"[a-z]+:|//", value)
                assert not outside or (tag in ("a", "link") and name == "href"), (tag, value)
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), path
        wanted = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
        wanted |= {attrs["for"] for _, attrs in page.tags if "for" in attrs}
        assert wanted <= set(ids)


def test_links_inside_lead_somewhere(example):
    _, community, share, made = example
    found = pictures_of(share, community)
    lists = [*found.members.values(), *found.boards.values(), *found.incentives.values(), found.teams]
    known = set(made) | {file.path for files in (*lists, found.emblems.values()) for file in files}
    pages = pages_of(made)
    for path in [*(p for p in pages if "m/" not in p), *list(pages)[1:40]]:
        folder = path.rpartition("/")[0].split("/") if "/" in path else []
        for _, attrs in read(pages[path]).tags:
            target = attrs.get("href") or attrs.get("src") or attrs.get("data-src") or ""
            if not target or target.startswith(("http", "#", "mailto:")):
                continue
            at = list(folder)
            for part in target.split("/"):
                if part == "..":
                    at.pop()
                else:
                    at.append(part)
            assert "/".join(at) in known, (path, target)


def test_nobody_without_consent_is_in_any_file(example):
    """No name, alias or id of anybody who did not agree, on any page and in the finder."""
    _, community, share, made = example
    open_ = [m for m in community.members if m.consent]
    texts = {n for m in open_ for n in (m.name, m.alias, m.industry) if n}
    secret = {n for m in community.members if not m.consent for n in (m.name, m.alias, m.id) if len(n) > 2}
    said = "\n".join(
        [
            *texts,
            community.profile.model_dump_json(),
            *(n for c in community.cities.values() for n in c.names.values()),
        ]
    )
    secret = {n for n in secret if n not in said}  # 小鹿 in 小鹿在成都, who agreed
    assert not community.members or len(secret) > 10
    parts = {part for page in pages_of(made).values() for part in PART.findall(page)}
    words_ = set()
    for parsed in map(Page, parts):  # what stands on many pages is read once
        words_ |= {text.strip() for text in parsed.text}
        words_ |= {v for tag, attrs in parsed.tags for v in attrs.values() if v and tag != "a"}
    joined = "\n".join(words_)
    begins = {joined[at : at + 3] for at in range(len(joined))}  # of thousands of names, none is shorter
    assert not [name for name in secret if name[:3] in begins and name in joined]
    if share.members:
        assert not [name for name in sorted(secret)[:200] if found_by(made["find.js"], name)]


def test_everybody_who_agreed_is_found_by_name_only(example):
    _, _, share, made = example
    if not share.members:
        assert "find.js" not in made
        return
    for page in share.members[:400]:
        assert page.slug in found_by(made["find.js"], f"  {page.shown_name.upper()} ")
        assert found_by(made["find.js"], page.shown_name + "x") == []
    text = made["find.js"].decode() + made["index.html"].decode()
    assert not [page.slug for page in share.members if page.slug in text], "the home lists nobody's link"


def test_link_previews(example):
    own, community, share, made = example
    base = community.profile.publish.base_url
    for language in own:
        home = "" if language == own[0] else f"{language}/"
        index = read(made[f"{home}index.html"])
        assert index.meta("og:type") == ["website"]
        assert index.meta("og:url") == ([f"{base}/{home}"] if base else [])
        for member in share.members[:60]:
            page = read(made[f"{home}m/{member.slug}/index.html"])
            assert page.meta("og:type") == ["profile"]
            assert page.meta("og:site_name") == [community.profile.community.name]
            assert member.shown_name in (page.meta("og:title")[0] or "").replace("\u2068", "").replace(
                "\u2069", ""
            )
            assert page.meta("og:title") == page.meta("twitter:title")
            assert page.meta("og:description") == page.meta("description") == page.meta("twitter:description")
            assert page.meta("og:locale") == [{"zh": "zh_CN", "en": "en_US"}[language]]
            assert page.links("canonical") == page.meta("og:url")
            drawn = bool(member.standing or member.points or member.badges or member.fresh)
            if not (base and drawn):
                assert page.meta("og:image") == []
                assert page.meta("twitter:card") == ["summary"]
                continue
            assert page.meta("og:url") == [f"{base}/{home}m/{member.slug}/"]
            image = page.meta("og:image")[0]
            assert image is not None
            assert image.startswith(f"{base}/m/{member.slug}/")
            assert image.endswith("-link.png")
            assert page.meta("twitter:image") == [image]
            assert page.meta("og:image:width") == ["1200"]
            assert page.meta("og:image:height") == ["630"]
            assert page.meta("og:image:type") == ["image/png"]
            assert page.meta("og:image:alt")[0]
            assert page.meta("twitter:card") == ["summary_large_image"]


def test_two_languages_switch_to_each_other():
    _, share, made = example_site("lighthouse", ("zh", "en"))
    slug = share.members[0].slug
    switch = {}
    for path in ("index.html", "en/index.html", f"m/{slug}/index.html", f"en/m/{slug}/index.html"):
        page = read(made[path])
        switch[path] = next(attrs["href"] for tag, attrs in page.tags if tag == "a" and attrs.get("hreflang"))
        lang = next(attrs["lang"] for tag, attrs in page.tags if tag == "html")
        assert lang == ("en" if path.startswith("en/") else "zh-CN")
    assert switch == {
        "index.html": "en/index.html",
        "en/index.html": "../index.html",
        f"m/{slug}/index.html": f"../../en/m/{slug}/index.html",
        f"en/m/{slug}/index.html": f"../../../m/{slug}/index.html",
    }


def hostile_site(text, **parts):
    people = [Member("m1", text, city="x", industry=text, consent=True, squad=text, joined=TODAY)]
    people += [Member(f"s{i}", f"{text}{i}", squad=text, consent=True) for i in range(5)]
    deeds = [LedgerEntry(TODAY - timedelta(days=1), m.id, "article", 3, None, text) for m in people]
    badges = [{"id": "b", "name": text, "when": {"action": "article", "count": 2}},
              {"id": "g", "name": "手发", "given": [{"member": "m1", "day": str(TODAY), "reason": text}]}]  # fmt: skip
    offers = {"prize": [{"name": text, "value": 3, "quantity": 2, "claim_days": 3, "for": {"badge": "b"}}]}
    facts = {"name": text, "link": "https://example.org/a'b&c"}
    made = profile(
        community=facts, points=RULES | {"teams": "squads"}, badges=badges, incentives=offers,
        publish={"base_url": "https://example.org/share/"}, **parts,
    )  # fmt: skip
    cities = {"x": City("x", {"zh": text, "en": text}, 0.0, 0.0)}
    return small_site(Community(made, tuple(people), tuple(deeds), (), cities), ("zh", "en"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_stay_text(text):
    calm_share, calm = hostile_site("无害")
    share, made = hostile_site(text)
    shown = str(tidy(text))
    for calm_page, page in zip(calm_share.members, share.members, strict=True):
        assert calm_page.slug == page.slug
    for path, source in pages_of(made).items():
        page = read(source)
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in read(calm[path]).tags], path
        assert all(not name.startswith("on") for _, attrs in page.tags for name in attrs)
        assert " ".join(shown.split()) in " ".join("".join(page.text).split())
        assert not re.search("[\u202a-\u202e\u2066\u2067\x00-\x08]", source.decode())
    assert "share.css" in made


@settings(max_examples=tries(300))
@given(st.text(min_size=1, max_size=30))
def test_any_name_is_found_again(name):
    key = same_name(name)
    assert same_name(key) == key, "looking up what was looked up changes nothing"
    assert same_name(f" {name}\u200b ") == key


def test_a_finder_without_names_is_empty():
    assert find_js([]) == b'var FIND=""\n'


def test_two_of_one_name_are_both_found():
    people = tuple(Member(f"m{i}", "李伟", consent=True) for i in range(2))
    share, made = small_site(Community(profile(), people))
    assert sorted(found_by(made["find.js"], "李伟")) == [page.slug for page in share.members]


def test_without_a_base_url_nothing_is_absolute():
    _, made = small_site(Community(profile(points=RULES), (Member("a", "陈望舒", consent=True),)))
    text = "".join(page.decode() for page in pages_of(made).values())
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize("mode", ["none", "platform", "ledger"])
@pytest.mark.parametrize("language", languages())
def test_a_newborn_community_has_a_home(mode, language):
    _, made = small_site(Community(profile(points={"mode": mode})), (language,))
    assert set(made) == {"share.css", "share.js", "icon.svg", "index.html"}
    assert words(language).get(f"share.index.lead_{mode}") in html.unescape(made["index.html"].decode())


def test_show_nobody_says_so():
    people = tuple(Member(f"m{i}", f"成员某{i}", consent=True) for i in range(6))
    deeds = tuple(LedgerEntry(TODAY - timedelta(days=1), m.id, "article", 1, None, "") for m in people)
    share, made = small_site(Community(profile(points=RULES, publish={"show": "nobody"}), people, deeds))
    assert share.members == ()
    assert "成员某" not in "".join(page.decode() for page in made.values())
    assert words("zh").get("share.index.lead_nobody") in made["index.html"].decode()
    assert 'class="find"' not in made["index.html"].decode()


def test_nothing_rewards_sharing():
    """The line that says so stands on every page with a picture; no word promises income."""
    _, share, made = example_site("lighthouse", ("zh", "en"))
    page = next(page for page in share.members if page.standing)
    assert words("zh").get("share.member.free") in made[f"m/{page.slug}/index.html"].decode()
    assert words("en").get("share.member.free") in made[f"en/m/{page.slug}/index.html"].decode()
    for language, banned in (
        ("zh", ("赚", "收益", "返佣", "返现", "转发有")),
        ("en", ("income", "cash back")),
    ):
        said = str(words(language).get("share"))
        assert not [word for word in banned if word in said]


def test_both_languages_have_the_same_words_and_slots():
    def slots(tree, path=""):
        if isinstance(tree, dict) and tree.keys() != {"one", "other"}:
            return {k: v for key, value in tree.items() for k, v in slots(value, f"{path}.{key}").items()}
        if isinstance(tree, list):
            return {path: sorted(set(re.findall(r"\{(\w+)\}", "".join(tree))))}
        return {path: sorted(set(re.findall(r"\{(\w+)\}", str(tree))))}

    assert slots(words("zh").get("share")) == slots(words("en").get("share"))


@pytest.mark.parametrize("brand", ["#0B6B4F", "#FFC800", "#111111", "#1D4ED8"])
def test_the_style_holds_both_themes(brand):
    css = share_css(brand).decode()
    assert css.count("--accent:") == 3  # light, dark, paper
    assert "prefers-color-scheme:dark" in css
    assert not re.search(r"url\(|@import", css)


def test_pictures_may_be_missing():
    community = Community(profile(points=RULES), (Member("a", "陈望舒", consent=True, joined=TODAY),))
    plan = make_plan(community, load_library(), TODAY)
    share = make_share(plan.game, community, KEY, TODAY)
    made = dict(share_files(share, {"zh": Frame(plan, community, load_library(), words("zh"))}, {}))
    for page in pages_of(made).values():
        assert 'class="pic"' not in page.decode()
        assert "<img" not in page.decode()


def test_the_same_bytes_again():
    people = tuple(Member(f"m{i}", f"成员{i}", consent=True, joined=TODAY) for i in range(5))
    deeds = tuple(LedgerEntry(TODAY, m.id, "article", 2, None, "") for m in people)
    community = Community(profile(points=RULES), people, deeds)
    assert small_site(community) == small_site(community)
