"""The wheel carries everything: installed elsewhere, run from `/`, it builds a playbook."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SIX_LINES = (
    "community:\n  name: 新芽\n  kind: knowledge\n  platform: wechat\noperator:\n  hours_per_week: 5\n"
)


@pytest.mark.slow
def test_a_wheel_installed_elsewhere_builds_from_the_root_folder(tmp_path):
    def run(*command: str | Path, cwd: Path = ROOT) -> str:
        done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    # the dependencies of this environment serve: what is tested is what the wheel itself carries
    venv.create(tmp_path / "venv", system_site_packages=False, with_pip=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    site = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    here = next(p for p in sys.path if p.endswith("site-packages"))
    Path(site.stdout.strip(), "dependencies.pth").write_text(here + "\n", "utf-8")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--ignore-installed", wheel)
    profile = tmp_path / "profile.yml"
    profile.write_text(SIX_LINES, "utf-8")
    home = Path("/")
    where = run(python, "-c", "import community_playbook; print(community_playbook.__file__)", cwd=home)
    assert str(tmp_path) in where, "the checkout was used instead of the wheel"
    run(python, "-m", "community_playbook", "build", profile, cwd=home)
    assert (tmp_path / "out" / "playbook" / "index.html").is_file()
    assert (tmp_path / "out" / "plan.json").is_file()
    run(python, "-m", "community_playbook", "--help", cwd=home)
