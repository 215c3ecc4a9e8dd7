#!/usr/bin/env bash
# Writes requirements-ci.lock: every package of the checks with its version and the hashes of its files, for every
# system and Python from 3.11 on. Needs uv (pip install uv). Where the packages come from stands in no file of ours.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-ci.lock "$@"
