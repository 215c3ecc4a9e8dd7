"""Makes the helpers in this folder importable; property tests have no deadline, as machines are shared."""

import gc
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")


def pytest_runtest_setup() -> None:
    """A command switches collection off for its short life; a test process lives on."""
    gc.enable()
