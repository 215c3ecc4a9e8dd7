# Makes .venv with this project in it. Sourced by the other scripts: with EXTRAS="[dev]" also its tools.
# Needs Python 3.11 or newer; where Debian's python3 has no venv module, it is installed or virtualenv is used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"; return
    fi
  done
  echo "Python 3.11 or newer is needed; on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
  return 1
}

make_venv() {
  local python; python=$(find_python)
  "$python" -m venv .venv 2>/dev/null && return
  rm -rf .venv
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update && apt-get install -y python3-venv) >/dev/null 2>&1 && "$python" -m venv .venv && return
  fi
  "$python" -m pip install --quiet --user virtualenv && "$python" -m virtualenv --quiet .venv
}

[ -x .venv/bin/python ] || { echo "Setting up .venv (about a minute, once) ..."; make_venv; }
wanted="$(cat pyproject.toml)${EXTRAS:-}"
if [ "$(cat .venv/.made-for 2>/dev/null)" != "$wanted" ]; then
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${EXTRAS:-}"
  printf %s "$wanted" >.venv/.made-for
fi
