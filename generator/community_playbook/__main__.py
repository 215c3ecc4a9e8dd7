"""`python -m community_playbook`."""

from .cli import main

main()
