"""A plan made visible: iterators of (path, bytes)."""
