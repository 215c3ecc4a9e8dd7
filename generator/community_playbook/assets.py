"""Where the authored files are: beside the package in a wheel, at the top of the project in a checkout."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

OWN_FOLDER = "PLAYBOOK_ASSETS"
"""Names a folder that is read instead: for who tries out other texts, a language or a format."""


@cache
def assets_folder() -> Path:
    """The folder that holds `playbook/`, `templates/` and `mkdocs.yml`: PLAYBOOK_ASSETS, or our own."""
    if chosen := os.environ.get("PLAYBOOK_ASSETS"):
        return Path(chosen).absolute()
    here = Path(__file__).resolve().parent
    own = os.environ.get(OWN_FOLDER)
    for folder in (Path(own).resolve(),) if own else (here / "data", here.parents[1]):
        if (folder / "templates" / "words").is_dir():
            return folder
    raise FileNotFoundError(f"the authored files of this program are missing in {own or here}")


def asset(*parts: str) -> Path:
    """The path of one authored file or folder, for example `asset("templates", "pages")`."""
    return assets_folder().joinpath(*parts)


class AuthoredLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 scalars for our own files: `on`, `no` and `20:00` stay text, as an author expects."""


AuthoredLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith((":bool", ":int", ":timestamp"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AuthoredLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
AuthoredLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?[0-9]+$"), list("-0123456789"))
AuthoredLoader.add_constructor(
    "tag:yaml.org,2002:int",  # as it is written: to YAML 1.1, 0012 is ten and 08 is nothing at all
    lambda loader, node: int(loader.construct_scalar(node)),
)


class TwiceError(yaml.MarkedYAMLError):
    """A key that stands in one mapping a second time; the mark is there."""

    def __init__(self, name: str, mark: Any) -> None:
        super().__init__(None, None, f"{name} stands here twice", mark)
        self.name = name


def told_once(loader: Any, node: Any) -> Iterator[dict[Any, Any]]:
    """A mapping whose keys stand there once: of two the last would win without a word."""
    seen: set[str] = set()
    for key, _ in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        if name in seen:
            raise TwiceError(name, key.start_mark)
        seen.update([name] if name is not None else [])
    yield from loader.construct_yaml_map(node)


AuthoredLoader.add_constructor("tag:yaml.org,2002:map", told_once)


def parse_yaml(text: str) -> Any:
    """The value of an authored YAML text. Raises yaml.YAMLError."""
    try:
        return yaml.load(text, AuthoredLoader)  # noqa: S506 - a safe loader
    except (ValueError, TypeError, AttributeError, KeyError) as error:  # `!!int "half an hour"`
        raise yaml.YAMLError(str(error)) from error
