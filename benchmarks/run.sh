#!/usr/bin/env bash
# Measures speed and memory against the bounds of benchmarks/README.md. By hand, never in the tests.
EXTRAS="[dev]"
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/setup.sh"
.venv/bin/python benchmarks/measure.py "$@"
.venv/bin/python benchmarks/boards.py "$@"
.venv/bin/python benchmarks/crowd.py
.venv/bin/python benchmarks/roadmap.py
.venv/bin/python benchmarks/logs.py
.venv/bin/python benchmarks/paper.py "$@"
exec .venv/bin/python benchmarks/pictures.py "$@"
