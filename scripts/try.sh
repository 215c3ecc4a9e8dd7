#!/usr/bin/env bash
# Builds the playbook of the shipped example community, or of the PROFILE given, and says which file to open.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
profile=examples/lighthouse/profile.yml
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then profile=$1; shift; fi
exec .venv/bin/playbook build "$profile" "$@"
