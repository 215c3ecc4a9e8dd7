#!/usr/bin/env bash
# Builds the playbook of the shipped example community, or of the PROFILE given, and says which file to open.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then exec .venv/bin/playbook build "$@"; fi
if [[ " $* " == *" --pictures"* ]]; then exec .venv/bin/playbook build examples/lighthouse/profile.yml "$@"; fi
.venv/bin/playbook build examples/lighthouse/profile.yml --pictures boards "$@"
echo "The example has 3,117 members who agreed to be shown; to draw their pictures too (14,000, a few minutes): bash scripts/try.sh --pictures all"
