"""Builds in child processes and kills them; after each death says what stands on the disk.

Run as a program, so that forking and killing happen in a process of its own:
`kill_driver.py random FOLDER MOMENTS` kills a whole build at seeded moments, `every` before each single
change of a file, `every-two-renames` the same where folders cannot be exchanged in one step.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from publish_samples import FRAME, publish, site

from community_playbook.publish import swap as swap_module
from community_playbook.publish.marker import is_whole, read_marker, unchanged
from community_playbook.publish.sites import SiteSpec
from community_playbook.publish.swap import recover

CHANGES = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "os.symlink", "os.truncate")


def build(out: Path, word: str, with_site: bool) -> None:
    sites: list[SiteSpec] = [site(word)] if with_site else []
    files = [("plan.json", word.encode()), *((f"sheets/{n}.csv", word.encode()) for n in range(3))]
    publish(out, files, sites, f"digest of {word}", "1", overrides=out.parent / "overrides")


def prepare(folder: Path, with_site: bool) -> Path:
    (folder / "overrides").mkdir(parents=True)
    (folder / "overrides" / "main.html").write_text(FRAME, "utf-8")
    out = folder / "out"
    build(out, "old", with_site)
    (out / "notes.txt").write_text("mine")
    (out / "sheets" / "1.csv").write_text("old, ticked by hand")
    return out


def in_child(work: Callable[[], None], kill_after: float | None = None) -> bool:
    """True if the child came to its end before it was killed."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:
            print(f"failed: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the build failed"
    return os.WIFEXITED(status)


def kill_before_change(number: int) -> None:
    """From now on this process dies right before its n-th change of a file."""
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in CHANGES or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        ):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def verify(out: Path, one_step: bool, with_site: bool) -> str:
    """What stands at `out`: "old" or "new", whole, with the user's files. Anything else ends the program."""
    if not one_step:
        recover(out)  # two renames: a kill between them is put right here
    marker = read_marker(out)
    assert marker is not None, "no output left"
    word = marker.digest.removeprefix("digest of ")
    edited = out / "sheets" / "1.csv"
    if word == "old":
        assert edited.read_text() == "old, ticked by hand"
        whole = {name: mark for name, mark in marker.files.items() if name != "sheets/1.csv"}
        assert all(is_whole(out, type(marker)(files={n: m})) for n, m in whole.items()), "old, but damaged"
    else:
        assert unchanged(out, "digest of new"), "new, but damaged"
        assert (out / "kept" / "sheets" / "1.csv").read_text() == "old, ticked by hand"
    assert (out / "plan.json").read_text() == word
    assert not with_site or word in (out / "playbook" / "index.html").read_text("utf-8")
    assert (out / "notes.txt").read_text() == "mine"
    return word


def next_build_works(out: Path, with_site: bool) -> None:
    build(out, "new", with_site)
    assert verify(out, True, with_site) == "new"
    left = [p.name for p in out.parent.iterdir() if p.name.startswith(".")]
    assert not left, f"left behind: {left}"


def one_kill(
    folder: Path, one_step: bool, with_site: bool, after: float | None, number: int
) -> tuple[str, bool]:
    out = prepare(folder, with_site)

    def work() -> None:
        if number:
            kill_before_change(number)
        build(out, "new", with_site)

    ended = in_child(work, after)
    word = verify(out, one_step, with_site)
    in_child(lambda: next_build_works(out, with_site))
    return word, ended


def main(mode: str, folder: Path, moments: int) -> None:
    one_step = mode != "every-two-renames"
    if not one_step:
        swap_module.exchange = lambda one, other: False
    found: list[str] = []
    if mode == "random":
        prepare(folder / "warm", True)  # imports and templates: the children then differ in the kill alone
        started = time.perf_counter()
        build(folder / "warm" / "out", "new", True)
        length = time.perf_counter() - started
        dice = random.Random(20261122)
        for number in range(moments):
            after = dice.uniform(0, 1.6 * length)
            word, _ = one_kill(folder / f"random-{number}", True, True, after, 0)
            found.append(word)
    else:
        for number in range(1, 1_000):
            word, ended = one_kill(folder / f"change-{number}", one_step, False, None, number)
            found.append(word)
            if ended:
                break
    print(" ".join(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
