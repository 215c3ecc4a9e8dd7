#!/usr/bin/env bash
# Runs every check and every test: style, types, layers, then pytest with a real Chromium.
# With --quick first: without whole builds, drawing and Chromium, for the change of a minute. With --all first: also the
# sweeps, the rest of each matrix whose kinds every run sees. The rest goes to pytest.
EXTRAS="[dev]"
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
unset PYTHONDONTWRITEBYTECODE # set in many images: each process would then compile and rewrite all tests again

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
marks=(-m "not sweep")
if [ "${1:-}" = --all ]; then
  shift
  marks=()
fi
if [ "${1:-}" = --quick ]; then
  shift
  marks=(-m "not slow and not browser and not sweep")
elif ! has_chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium for the browser tests ..."
    (apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk) >/dev/null
  else
    echo "No chromium here: the browser tests are skipped. To run them: apt-get install chromium fonts-noto-cjk" >&2
  fi
fi

bin=.venv/bin
$bin/ruff format --check .
$bin/ruff check .
$bin/mypy
$bin/lint-imports
exec $bin/python -m pytest -n auto --dist worksteal "${marks[@]}" "$@"
