"""What is a place called where pictures are posted? On every page the same."""

from __future__ import annotations

from ...words import Words


def feed_name(words: Words, feed: str) -> str:
    """Raises KeyError for a feed without a name; `images/layouts.feeds` tells of one before it is drawn."""
    return words(f"feeds.names.{feed}")
