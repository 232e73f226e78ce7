#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL of its own: ci/postgres-tests.sh cargo test -p waarborg
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
WAARBORG_TEST_PG_PORT=$(free_port)
WAARBORG_TEST_PG=$(mktemp -d "${TMPDIR:-/tmp}/waarborg-pg.XXXXXX")
export WAARBORG_TEST_PG_PORT WAARBORG_TEST_PG
chmod 755 "$WAARBORG_TEST_PG"
trap 'ci/postgres.sh stop' EXIT
settings=$(ci/postgres.sh start)
eval "$settings"
"$@"
