"""Where the authored files are: beside the package in a wheel, at the top of the project in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def assets_folder() -> Path:
    """The folder that holds `playbook/`, `templates/` and `mkdocs.yml`."""
    here = Path(__file__).resolve().parent
    for folder in (here / "data", here.parents[1]):
        if (folder / "templates" / "words").is_dir():
            return folder
    raise FileNotFoundError(f"the authored files of this program are missing beside {here}")


def asset(*parts: str) -> Path:
    """The path of one authored file or folder, for example `asset("templates", "pages")`."""
    return assets_folder().joinpath(*parts)
