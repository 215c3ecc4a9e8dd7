"""One rhythm as its author writes it, small enough to break: a weekly game with a date on which it is settled."""

from pathlib import Path

from community_playbook.intake.library import load_library

RHYTHM = """\
number: 91
drawing: t09
strength: 1
for: kind == 'interest'
guess: {zh: [投壶], en: [pitch-pot]}
cycle_weeks: 1
anchors:
  - {id: play, day: wed, days_full: [wed, sun], clock: "20:00"}
  - {id: settle, after: play, days: 1, clock: "12:30"}
season: []
beats:
  - {id: list, on: [play-4], clock: "12:30", who: owner, small: 10, full: 5, key: true}
  - {id: chase, on: [play-1], clock: play+60, who: owner, small: 5, full: 5}
  - {id: court, on: [play], clock: play-15, who: owner, small: 30, full: 20, per_group: 5}
  - {id: purse, on: [settle], clock: settle, who: helper, small: 10, full: 10}
  - {id: read, on: [mon, fri], small_on: [mon], clock: "09:00", who: helper, small: 0, full: 5}
hours: {small: 1.5, full: 4}
drop: [read, chase]
keep: [court]
why: [{id: meet}, {id: hands}]
say:
  - {id: list, job: list}
  - {id: nobody, job: list, unanswered: list}
  - {id: late, case: true}
measure: {target: 8, kind: count, better: more, low: 2, stop: 2}
traps: [{id: late}, {id: full}, {id: rank}]
evidence: [{id: practice}, {id: line}]
tactics:
  join-window: {state: never}
  self-intro: {state: changed, minutes: 5}
  red-packet-first: {state: never}
  introduce-newcomers: {state: changed, inside: court}
  welcome-chain: {state: never}
  rotation: {state: never}
  stars: {state: changed, minutes: 10}
  points-and-teams: {state: as-is}
  small-meetups: {state: changed, inside: court}
hooks:
  - {id: heat, pause: [chase]}
risks:
  - {id: late, job: court, when: members > 10}
"""
LEXICON = """\
member: player
host: organiser
session: game
session_verb: open the list
ask: [Level, Days]
ask_private: []
ask_short: "Level, and which days?"
sample: "I play on Wednesdays."
common: [same level, same night]
common_line: is about your level too.
opener: "Which night suits you?"
no_match: "Tag nobody."
topic_good: "What I changed first"
topic_bad: "Why games matter"
share: one throw and one thing to mend
star: [plays with beginners]
noticed: "that beginner is coming back because of you."
chain: the list
meet: the meal after
point: [turning up, playing with a beginner]
point_never: winning
thanks: for picking up
idle: a month away
"""
HEADINGS = {
    "why": ("meet", "hands"),
    "anchors": ("play · Game", "settle · Settling"),
    "beats": ("list · Open the list", "chase · Ask once", "court · Greet", "purse · Settle", "read · Read"),
    "beyond": (),
    "clash": (),
    "say": ("list · List", "nobody · Nobody", "late · Too late"),
    "sheet": ("before", "run", "after", "table", "foot"),
    "measure": ("unit", "number", "count", "good · Good", "low · Low", "stop · Stop", "brake · Brake"),
    "risks": ("late · Fewer than {{ target }} there",),
    "success": (),
    "traps": ("late", "full", "rank"),
    "evidence": ("practice", "line"),
    "tactics": tuple(t.id for t in load_library().tactics if t.talk),
    "hooks": ("heat · Heat",),
}
LINES = {"before": "- Court booked", "run": "- List closed", "after": "- Purse read", "table": "Name | Paid"}


def markdown(lexicon: str = LEXICON) -> str:
    """Every heading with a text below it."""
    front = 'title: A weekly game\nshort: Play on time\ncard: "{{ members }} people play."\n'
    parts = [f"---\n{front}one: One game a week.\nanswer: to play\n---\n"]
    for band, ids in HEADINGS.items():
        parts.append(f"## {band}\n")
        parts += [
            f"### {id_}\n{LINES.get(id_, f'{band} of {id_}, on {{{{ anchors.play.day }}}}.')}\n"
            for id_ in ids
        ]
        parts += [] if ids else ["The list falls out first.\n"]
    return "".join([*parts, "## lexicon\n", lexicon])


def add_rhythm(root: Path, yml: str = RHYTHM, lexicon: str = LEXICON) -> Path:
    """The folder of the rhythm, in a copy of all authored files."""
    folder = root / "playbook" / "rhythms" / "91-pitch-pot"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rhythm.yml").write_text(yml, "utf-8")
    for language in ("zh", "en"):
        (folder / f"{language}.md").write_text(markdown(lexicon), "utf-8")
    return folder
