#!/usr/bin/env bash
# Builds the playbook of the shipped example community and says which file to open.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
exec .venv/bin/playbook build "${1:-examples/lighthouse/profile.yml}" "${@:2}"
