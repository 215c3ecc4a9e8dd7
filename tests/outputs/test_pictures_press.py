"""The same bytes on any number of processes, in any order, with any hash seed."""

import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from picture_samples import FORMATS, LINK, sample

from community_playbook.outputs.images import press as room
from community_playbook.outputs.images.press import Job, press
from community_playbook.outputs.images.studio import Style

pytestmark = pytest.mark.slow

STYLE = Style("#2B59FF", "wave", "灯塔会员", LINK)
JOBS = [
    Job(f"{kind}-{i}.png", sample(kind, "1.91:1" if i % 2 else "1:1", "zh", "hard", i))
    for kind, numbers in (("rank", (0, 3, 5, 6)), ("badge", (7, 2)), ("leaderboard", (0,)), ("event", (4,)))
    for i in numbers
]
DIGESTS = """
import sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from test_pictures_press import JOBS, STYLE, press
for path, png in sorted(press(STYLE, JOBS[:7:3], 1)):
    print(path, sha256(png).hexdigest())
"""


@pytest.fixture(scope="module")
def alone():
    return dict(press(STYLE, JOBS, 1))


def test_every_job_is_drawn_once(alone):
    heard = []
    found = list(press(STYLE, JOBS[:3], 1, lambda done, all_: heard.append((done, all_))))
    assert {path for path, _ in found} == {job.path for job in JOBS[:3]}
    assert len(found) == 3
    assert heard[-1] == (3, 3)
    assert len(set(alone.values())) == len(JOBS) == len(alone)
    assert all(png.startswith(b"\x89PNG") for png in alone.values())
    assert list(press(STYLE, [], 2)) == []


def test_the_order_of_the_jobs_does_not_matter(alone):
    jobs = list(JOBS)
    for seed in (1, 2):
        random.Random(seed).shuffle(jobs)
        assert dict(press(STYLE, jobs, 1)) == alone
    assert jobs != JOBS


def test_two_processes_draw_the_same(alone, monkeypatch):
    monkeypatch.setattr(room, "FEW", 1)
    monkeypatch.setattr(room, "BATCH", 2)
    heard = []
    assert dict(press(STYLE, JOBS, 2, lambda done, all_: heard.append(done))) == alone
    assert heard == [2, 4, 6, 8]


def test_few_pictures_start_no_process(monkeypatch):
    monkeypatch.setattr(room, "ProcessPoolExecutor", lambda *_: pytest.fail("a process was started"))
    assert len(list(press(STYLE, JOBS[:1], 8))) == 1


def test_the_hash_seed_does_not_matter(alone):
    wanted = [f"{job.path} {sha256(alone[job.path]).hexdigest()}" for job in JOBS[:7:3]]
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS, str(Path(__file__).parent)], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.stdout.splitlines() == sorted(wanted)


def test_the_key_names_all_that_is_drawn():
    picture, style = sample("rank", "1:1"), STYLE
    keys = {sample("rank", format_, qr=False).key(style.key) for format_ in FORMATS}
    keys |= {
        picture.key(style.key),
        sample("rank", "1:1", i=1).key(style.key),
        sample("points", "1:1").key(style.key),
    }
    keys |= {sample("rank", "1:1", **more).key(style.key) for more in ({"first": True}, {"edition": "print"})}
    changed = (
        {"colour": "#2B59FE"},
        {"motif": "leaf"},
        {"community": "灯"},
        {"link": ""},
        {"mark": "1"},
        {"logo": "a"},
    )
    styles = [
        Style(**{**{"colour": "#2B59FF", "motif": "wave", "community": "灯塔会员", "link": LINK}, **c})
        for c in changed
    ]
    keys |= {picture.key(other.key) for other in styles}
    assert len(keys) == len(FORMATS) + 5 + len(changed)
    elsewhere = Style("#2B59FF", "wave", "灯塔会员", LINK, folder="/elsewhere")
    assert elsewhere.key == style.key, "the same picture in another folder"
    assert all(len(key) == 16 and set(key) <= set("0123456789abcdef") for key in keys)


GROUND = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from picture_samples import sample, studio
from community_playbook.outputs.images.drawing import KINDS, open_pen

def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

picture = sample("rank", "9:16")
pen = open_pen(studio(motif="beam"), picture)
before = peak()
KINDS["rank"](pen, picture)
print(peak() - before)
"""
MOST_KIB = 90 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_a_light_that_reaches_far_out_of_a_tall_picture_takes_no_memory():
    """A clip around it takes more than a hundred megabytes."""
    command = [sys.executable, "-c", GROUND, str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST_KIB
