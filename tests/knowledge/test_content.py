"""Every authored text can be filled for every community. That it follows `fields.yml`, and is the same in every
language, is held by the loader itself: tests/intake/test_authored.py."""

import re
import shutil
from itertools import product

import pytest

from community_playbook.assets import asset, parse_yaml
from community_playbook.community.community import Community
from community_playbook.community.people import City
from community_playbook.intake.found import ids
from community_playbook.intake.library import LibraryFault, load_library
from community_playbook.intake.profile.guard_words import guard_words
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.home import home_view, question_views
from community_playbook.outputs.say.proof import anchor, proofs
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.outputs.say.text import strip
from community_playbook.plan.duties import tasks_of
from community_playbook.usage import authored_languages
from community_playbook.words import words
from making import groups, ledger, members, plan, profile
from sweeps import swept

FIELDS = parse_yaml(asset("playbook", "fields.yml").read_text("utf-8"))
FACTS = parse_yaml(asset("playbook", "facts.yml").read_text("utf-8"))
LIBRARY = load_library()
STEPS = (*LIBRARY.stages, LIBRARY.not_now)
KINDS = ids("kind")


def test_authors_find_every_fact_that_there_is():
    """facts.yml promises exactly what texts can use, apart from the raw material of the plan."""
    people = members(30)
    found = frame("knowledge", "zh", people=people).spoken
    raw = {"alike", "newcomers_exact", "assumed", "group_list", "evening_list", "intro_list", "greeting", "arrivals", "batches", "batch_list",
           "activity",
           "rule_list", "city_list", "window", "crew", "platform_name", "kind_name"}  # fmt: skip
    assert set(found) - raw == set(FACTS)


def frame(kind, language, people=(), deeds=(), **parts):
    cities = {
        "chengdu": City("chengdu", {"zh": "成都", "en": "Chengdu"}, 30.6, 104.1),
        "hangzhou": City("hangzhou", {"zh": "杭州", "en": "Hangzhou"}, 30.2, 120.2),
    }
    found = Community(profile(kind, **parts), people, deeds, (), cities)
    made = plan(kind, people=people, deeds=deeds, **parts)
    return Frame(made, found, LIBRARY, words(language))


SITUATIONS = {
    "new": {},
    "one-hour": {"hours": 0.5, "groups": groups(1, 60)},
    "no-newcomers": {"groups": groups(3), "onboarding": {"newcomers_per_week": 0}},
    "large": {"groups": groups(30, 400), "hours": 6,
              "onboarding": {"newcomers_per_week": 60, "red_packet": {"monthly_budget": 9000}},
              "operator": {"assistants": 1, "assistant_hours_per_week": 4}},
    "poor": {"groups": groups(4), "onboarding": {"newcomers_per_week": 20, "red_packet": {"intro": 5, "monthly_budget": 60}}},
    "no-money": {"groups": groups(4), "onboarding": {"newcomers_per_week": 20, "red_packet": {"monthly_budget": 0}}},
    "roster": {"people": members(120), "goal": "income", "points": {"mode": "ledger", "rules": [{"action": "answer", "points": 5}]},
               "deeds": ledger(*[(i % 60, f"m{i % 9:04d}", "answer") for i in range(300)])},
    "owner-run": {"people": (*members(40), *members(1, id="boss", role="owner", name="群主")),
                  "deeds": ledger(*[(i % 60, "boss" if i % 3 else "m0001", "answer") for i in range(90)])},
    "nameless": {"people": members(90, name="", city="", industry="", skills=()),
                 "onboarding": {"newcomers_per_week": 8, "red_packet": {"monthly_budget": 900}}},
    "platform-points": {"groups": groups(5), "points": {"mode": "platform"}, "incentives": {"monthly_budget": 500}},
    "trips": {"groups": [*groups(4), *groups(2, 40, "partner")], "events": {"trips_per_month": 2, "monthly_budget": 3000},
              "tiers": {"member": {"price": 365}, "partner": {"price": 9800}}, "brand": {"stickers": True}},
    "company": {"groups": groups(3), "onboarding": {"red_packet": {"monthly_budget": 900}}, "operator": {"legal_form": "company", "assistants": 1, "assistant_hours_per_week": 4},
                "points": {"mode": "ledger", "period": "month"}, "incentives": {"monthly_budget": 900},
                "content": {"articles_per_week": 2, "channels": [{"name": "公众号"}, {"name": "Newsletter"}]}},
    "upgrade": {"people": members(40), "upgrade": {
        "core_value": "一批会做私域、愿意互相成交的老板。", "wanted_resources": ["渠道", "场地"], "resources_got": ["场地"]}},
}  # fmt: skip
SLIPS = re.compile(r"\bNone\b|undefined|\{\{|Undefined|  ,|，，|。。|：。| \.|\(\)|（）")
PLATFORMS = ids("platform")


def pairs_of(situation: str, language: str) -> list[tuple[str, str]]:
    """Each kind and each platform at least once; in the next situation they meet others."""
    kinds, platforms = list(KINDS), list(PLATFORMS)
    shift = list(SITUATIONS).index(situation) + authored_languages().index(language)
    most = max(len(kinds), len(platforms))
    return [(kinds[i % len(kinds)], platforms[(i + shift) % len(platforms)]) for i in range(most)]


def by_turns(language: str, situation: str) -> bool:
    """Every run reads each situation in one of the languages, and each language in every other situation."""
    turns = authored_languages()
    return turns[list(SITUATIONS).index(situation) % len(turns)] == language


each_situation = pytest.mark.parametrize(
    ("language", "situation"), swept(product(authored_languages(), SITUATIONS), by_turns)
)


def test_every_kind_meets_every_platform_in_some_situation():
    for language in authored_languages():
        met = {pair for situation in SITUATIONS for pair in pairs_of(situation, language)}
        assert met == set(product(KINDS, PLATFORMS))


@pytest.mark.slow
@each_situation
def test_every_page_can_be_written_for_every_community(situation, language):
    for kind, platform in pairs_of(situation, language):
        parts = {**SITUATIONS[situation], "community": {"platform": platform}, "rhythms": []}
        view = frame(kind, language, **parts)
        assert home_view(view).lead
        question_views(view)
        known = {one.anchor: one for one in proofs(view)}
        for choice in view.plan.choices:
            page = tactic_view(view, choice)
            where = f"{choice.id} for {kind} on {platform}"
            counts = {"why": page.why, "do": page.steps, "say": page.messages,
                      "traps": page.traps, "evidence": known[anchor(view.entries[choice.id])].texts}  # fmt: skip
            for band, least in FIELDS["least"].items():
                assert len(counts[band]) >= least, f"{where}: {band} has {len(counts[band])}"
            entry = view.entries[choice.id]
            assert len(entry.visible("do", view.spoken)) <= FIELDS["most"]["do"], f"{where}: too many steps"
            said = " ".join("\n".join(m.lines) for m in page.messages)
            text = said + " ".join(strip(t) for t in [*page.why, *counts["evidence"]])
            assert not SLIPS.search(text), f"{where}: {text}"
            if platform in ("discord", "slack", "telegram"):
                shown = said + " ".join(strip(s.text + s.note) for s in page.steps)
                assert "红包" not in shown and "red packet" not in shown.lower(), where
            assert "".join(map(str, page.phrases))
            tasks = [s.task for s in view.plan.week.slots if s.task.entry == choice.id and not s.task.setup]
            later = {j.id for j in entry.jobs if j.later and not choice.running}
            due = [t.minutes for t in tasks_of(entry, view.facts) if t.job not in later]
            assert not choice.this_week or sum(t.minutes for t in tasks) == sum(due), where


def test_the_three_incentives_of_the_talk_are_there_in_its_order():
    assert [entry.id for entry in LIBRARY.incentives] == ["exposure", "red-packet", "prize"]


@pytest.mark.slow
@each_situation
def test_every_incentive_can_be_written_for_every_community(situation, language):
    schema = FIELDS["incentive.md"]
    for kind, platform in pairs_of(situation, language):
        view = frame(kind, language, **{**SITUATIONS[situation], "community": {"platform": platform}})
        for entry in LIBRARY.incentives:
            folder, where = view.folder(entry), f"{entry.id} for {kind} on {platform}"
            shown = {band: entry.visible(band, view.spoken) for band in schema["bands"]}
            for band, items in shown.items():
                assert schema["least"][band] <= len(items) <= schema["most"][band], f"{where}: {band}"
            prose = [strip(p) for b in ("do", "traps") for i in shown[b] for p in folder.paragraphs(b, i.id)]
            said = [text for i in shown["say"] for text in (folder.label("say", i.id), folder.message(i.id))]
            proof = [strip(folder.first("evidence", item.id)) for item in shown["evidence"]]
            heads = [*folder.meta.values(), strip(folder.lead)]
            for item in shown["do"]:
                assert len(folder.paragraphs("do", item.id)) == 2, f"{where}: {item.id}"
            for item in shown["traps"]:
                assert len(folder.paragraphs("traps", item.id)) == 2, f"{where}: {item.id}"
            for text in (*heads, *prose, *said, *proof):
                assert text.strip(), where
                assert not SLIPS.search(text), f"{where}: {text}"
                assert "\n\n" not in text, f"{where}: {text}"
            if platform in ("discord", "slack", "telegram"):
                text = " ".join([*heads, *prose, *said])
                assert "红包" not in text and "packet" not in text.lower(), where


def test_the_four_steps_of_the_talk_are_there_in_its_order():
    assert [entry.id for entry in LIBRARY.stages] == ["core-value", "exchange", "integration", "new-offer"]
    assert [entry.number for entry in LIBRARY.stages] == [1, 2, 3, 4]
    assert LIBRARY.not_now.id == "not-now"
    assert all(entry.talk for entry in LIBRARY.stages)
    assert LIBRARY.not_now.talk is False  # our conclusion, the talk does not say it


def test_a_gap_in_the_roadmap_is_named(tmp_path):
    shutil.copytree(asset("playbook"), tmp_path / "playbook")
    shutil.rmtree(tmp_path / "playbook" / "roadmap" / "exchange")
    with pytest.raises(LibraryFault, match="E499"):
        load_library(tmp_path / "playbook")


@pytest.mark.parametrize("entry", STEPS, ids=lambda entry: entry.id)
def test_a_step_is_a_monday_with_an_example_for_every_kind(entry):
    """Each step of the exercise has its minutes, and together they are an hour at most."""
    minutes = [item.minutes({}) for item in entry.bands["do"]]
    assert min(minutes) >= 5
    assert sum(minutes) <= FIELDS["stage.md"]["minutes"]
    assert tuple(item.id for item in entry.bands["examples"]) == KINDS
    for language, invented in (("zh", "（虚构）"), ("en", "(invented)")):
        texts = entry.texts[language]
        assert len(re.findall(r"[。.](?: |$)|。", texts.lead)) == 2, (
            f"{language}: two sentences say what it is"
        )
        for kind in KINDS:
            assert texts.labels["examples", kind].endswith(invented), (language, kind)
    names = {language: len(entry.texts[language].meta["phrases"]) for language in authored_languages()}
    assert len(set(names.values())) == 1, names


@pytest.mark.slow
@each_situation
def test_every_step_can_be_written_for_every_community(situation, language):
    schema = FIELDS["stage.md"]
    for kind, platform in pairs_of(situation, language):
        view = frame(kind, language, **{**SITUATIONS[situation], "community": {"platform": platform}})
        for entry in STEPS:
            folder, where = view.folder(entry), f"{entry.id} for {kind} on {platform}"
            shown = {band: entry.visible(band, view.spoken) for band in schema["bands"]}
            for band, items in shown.items():
                assert schema["least"][band] <= len(items) <= schema["most"][band], f"{where}: {band}"
            prose = []
            for band, wanted in schema["paragraphs"].items():
                for item in shown[band]:
                    parts = folder.paragraphs(band, item.id)
                    assert len(parts) == wanted, f"{where}: {band} {item.id}"
                    prose += [strip(part) for part in parts]
            names = [folder.label(band, item.id) for band in schema["named"] for item in shown[band]]
            said = [folder.message(item.id) for item in shown["say"]]
            for text in (*folder.meta.values(), *folder.phrases, strip(folder.lead), *prose, *names, *said):
                assert text.strip(), where
                assert not SLIPS.search(text), f"{where}: {text}"
                assert "\n\n" not in text, f"{where}: {text}"
                assert "红包" not in text, where
                assert "red packet" not in text.lower(), where


@pytest.mark.parametrize("language", authored_languages())
def test_no_letter_of_the_roadmap_promises_or_pays_what_nobody_may(language):
    """No income promised, one level only, no praise for money. Sharing is named, but only to refuse it."""
    for entry in STEPS:
        for item in entry.bands["say"]:
            text = entry.texts[language].body["say", item.id]
            for name in ("levels", "reviews", "income"):
                assert not guard_words().lists[name].find(text), (entry.id, item.id, name)
