#!/usr/bin/env bash
# Known weaknesses of our dependencies, from the RustSec database; skipped where that cannot be fetched.
set -uo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo deny --locked check --hide-inclusion-graph advisories >"$log" 2>&1
status=$?
cat "$log"
grep -q 'failed to fetch advisory database' "$log" && skip "the advisory database cannot be reached from here"
exit $status
