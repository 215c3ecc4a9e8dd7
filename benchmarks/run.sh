#!/usr/bin/env bash
# Measures speed and memory against the bounds of benchmarks/README.md. By hand, never in the tests.
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/setup.sh" "[dev]"
exec .venv/bin/python benchmarks/measure.py "$@"
