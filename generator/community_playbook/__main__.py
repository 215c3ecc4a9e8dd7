"""`python -m community_playbook`."""

from .cli import run

run()
