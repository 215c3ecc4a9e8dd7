"""Who draws, and what does a picture cost? Our studio in this process, takumi in a Node process, Chromium in
its own. Each stays open: fonts are loaded and caches are warm. CPU is user and system time in milliseconds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from community_playbook.outputs.images.drawing import draw
from community_playbook.outputs.images.picture import Picture
from community_playbook.outputs.images.studio import Studio
from community_playbook.outputs.look.fonts import own_path

HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE.parent / ".cache" / "takumi"
TAKUMI = "@takumi-rs/core@2.16.3"
CHROMIUM = "/usr/bin/chromium"
TICK = 1000 / os.sysconf("SC_CLK_TCK")
Scene = Mapping[str, Any]


class Cost(NamedTuple):
    """One picture, or the mean of a few where the clock is too coarse for one."""

    cpu: float
    bytes: int


def ours(studio: Studio, pictures: Iterable[Picture]) -> list[Cost]:
    """Drawn and encoded, one after the other in this process."""
    found = []
    for picture in pictures:
        start = time.process_time()
        size = len(draw(studio, picture).png())
        found.append(Cost(1000 * (time.process_time() - start), size))
    return found


class Takumi:
    """The npm package, put into .cache once. Raises OSError where it cannot be had."""

    def __init__(self, shapes: Mapping[str, Any]) -> None:
        npm, node = shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            raise OSError("no npm on this machine")
        NODE_MODULES.mkdir(parents=True, exist_ok=True)
        if not (NODE_MODULES / "node_modules" / TAKUMI.rpartition("@")[0]).is_dir():
            command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(NODE_MODULES)]
            if subprocess.run([*command, TAKUMI], check=False, stdout=subprocess.DEVNULL).returncode:
                raise OSError(f"npm could not install {TAKUMI}")
        self.process = subprocess.Popen(
            [node, str(HERE / "rivals" / "takumi.mjs"), str(NODE_MODULES), str(own_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.send(shapes)

    def send(self, value: Mapping[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(value) + "\n")
        self.process.stdin.flush()

    def draw(self, scenes: Sequence[Scene], look: Path | None = None) -> list[Cost]:
        assert self.process.stdout
        found = []
        for scene in scenes:
            self.send({**scene, "look": str(look)} if look else scene)
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit(f"takumi stopped with {self.process.wait()}")
            found.append(Cost(**json.loads(line)))
        return found

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()


class Chromium:
    """One page kept open. Raises OSError where there is no Chromium. The driver's own CPU is not counted."""

    def __init__(self, shapes: Mapping[str, Any]) -> None:
        from playwright.sync_api import sync_playwright

        if not Path(CHROMIUM).exists():
            raise OSError(f"no {CHROMIUM} on this machine")
        self.playwright = sync_playwright().start()
        before = tree(os.getpid())
        self.browser = self.playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        self.page = self.browser.new_page(viewport={"width": shapes["size"], "height": shapes["size"]})
        self.page.goto((HERE / "rivals" / "card.html").as_uri())
        if not self.page.evaluate("p => shape(p)", shapes):
            raise SystemExit("Chromium did not load the font")
        self.roots = tree(os.getpid()) - before

    def draw(self, scenes: Sequence[Scene], look: Path | None = None) -> list[Cost]:
        """One figure for all: the kernel counts the processes of others in hundredths of a second."""
        start, size = self.cpu(), 0
        for scene in scenes:
            self.page.evaluate("c => draw(c)", scene)
            size += len(self.page.screenshot(type="png", path=look))
        return [Cost((self.cpu() - start) / len(scenes), size // len(scenes))]

    def cpu(self) -> float:
        pids = self.roots.union(*(tree(pid) for pid in self.roots))
        return sum(cpu_of(pid) for pid in pids)

    def close(self) -> None:
        self.browser.close()
        self.playwright.stop()


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on; [] for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_of(pid: int) -> float:
    """Milliseconds of a process and of its children that have ended."""
    return TICK * sum(map(int, stat(pid)[11:15]))


def tree(root: int) -> set[int]:
    """A process and all that descend from it."""
    known = {int(path.name): stat(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    parents = {pid: int(fields[1]) for pid, fields in known.items() if fields}
    found, more = {root}, {root}
    while more:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
    return found
