"""Makes the helpers in this folder importable; property tests have no deadline, as machines are shared."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")
