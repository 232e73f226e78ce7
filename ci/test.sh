#!/usr/bin/env bash
# The test command: sets up what is missing, then runs everything. Ends with "N passed, N failed".
# With words, only the steps whose name holds one of them: ci/test.sh tidy lints
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
ci/setup.sh
exec cargo run --quiet --locked --package xtask -- ci "$@"
