"""How much of the page of a tactic is the same, whatever people come for: counted in sentences.

    python tests/rhythm_pages.py zh      prints every pair, the likest first

One community is planned once for each rhythm, so that whatever differs comes from the rhythm.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import combinations

from community_playbook.community.community import Community
from community_playbook.community.people import City
from community_playbook.intake.library import load_library
from community_playbook.outputs.say.frame import Frame
from community_playbook.outputs.say.tactics import tactic_view
from community_playbook.outputs.say.text import strip
from community_playbook.words import words
from making import groups, members, plan, profile

LIBRARY = load_library()
PLATFORM = {"zh": "wechat", "en": "discord"}
ENDS = re.compile(r"[。！？；\n]|(?<=[a-z”)])[.!?;](?=\s|$)|(?<=[.!?])\s")
NAMES = re.compile(r"@?(成员|member )?\d[\d,.:]*%?|[〔\[][^〕\]]*[〕\]]|@\S+|成都|杭州|Chengdu|Hangzhou")
CITIES = {
    "chengdu": City("chengdu", {"zh": "成都", "en": "Chengdu"}, 30.6, 104.1),
    "hangzhou": City("hangzhou", {"zh": "杭州", "en": "Hangzhou"}, 30.2, 120.2),
}


@cache
def frame(rhythm: str, language: str) -> Frame:
    people = members(120)
    parts = {
        "rhythms": [rhythm],
        "groups": groups(2, 60),
        "community": {"platform": PLATFORM[language]},
        "operator": {"assistants": 1, "assistant_hours_per_week": 8},
        "onboarding": {"newcomers_per_week": 6, "red_packet": {"monthly_budget": 400}},
        "points": {"mode": "ledger", "rules": [{"action": "answer", "points": 5}]},
    }
    found = Community(profile("interest", 14, **parts), people, (), (), CITIES)
    return Frame(plan("interest", 14, people=people, **parts), found, LIBRARY, words(language))


def texts(tactic: str, rhythm: str, language: str) -> list[str]:
    """What is read and done: reasons, steps, messages, traps."""
    view = tactic_view(frame(rhythm, language), frame(rhythm, language).plan.choice(tactic))
    steps = [part for step in view.steps for part in (step.text, step.note)]
    traps = [part for trap in view.traps for part in (trap.what, trap.then)]
    said = ["\n".join(message.lines) for message in view.messages]
    return [strip(str(part)) for part in (view.lead, view.do_note, *view.why, *steps, *traps)] + said


def sentences(tactic: str, rhythm: str, language: str) -> frozenset[str]:
    """Without names, digits and blanks."""
    found = (ENDS.split(NAMES.sub("", part)) for part in texts(tactic, rhythm, language))
    bare = (re.sub(r"[\W\d_]+", "", sentence).casefold() for parts in found for sentence in parts if sentence)
    return frozenset(sentence for sentence in bare if len(sentence) > 1)


def told(tactic: str) -> list[str]:
    """The rhythms that do a tactic, as it is or in their own way."""
    known = [rhythm for rhythm in LIBRARY.rhythms if tactic in rhythm.reaches]
    return [rhythm.id for rhythm in known if rhythm.reaches[tactic].state != "never"]


def shares(tactic: str, language: str) -> list[tuple[float, str, str]]:
    """Of the shorter page, for each pair; the likest first."""
    found = []
    for one, other in combinations(told(tactic), 2):
        a, b = sentences(tactic, one, language), sentences(tactic, other, language)
        found.append((len(a & b) / min(len(a), len(b)), one, other))
    return sorted(found, reverse=True)


if __name__ == "__main__":
    for tactic in LIBRARY.tactics:
        for share, one, other in shares(tactic.id, sys.argv[1]):
            print(f"{share:4.0%}  {tactic.id:20} {one:12} {other}")
