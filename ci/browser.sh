#!/usr/bin/env bash
# The pages in a real Chromium: read by axe, walked with the keyboard and without scripts. The tests start a demo
# server of their own and end it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
ls web/tests/*.test.mjs >/dev/null 2>&1 || skip "there are no browser tests yet"
command -v chromium >/dev/null 2>&1 || skip "Chromium is not installed; ci/setup.sh installs it"
cargo build --quiet --locked --package waarborg
cd web
exec npm test --silent
