"""The templates that the tests of publishing share."""

from pathlib import Path

import pytest
from publish_samples import FRAME


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    folder = tmp_path / "overrides"
    folder.mkdir()
    (folder / "main.html").write_text(FRAME, "utf-8")
    return folder
