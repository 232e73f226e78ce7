#!/usr/bin/env bash
# The checks that others made, against our own demo server: AuthZEN certification, the API design rules, the terms of
# DPV, the record schema of Logboek Dataverwerkingen. They lie beside the checkout (WAARBORG_STANDARDS); without them
# this step is skipped. Ends with "N passed, N failed".
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
[ -d "$STANDARDS" ] || skip "no folder with the standards' checks at $STANDARDS; set WAARBORG_STANDARDS"

cargo build --quiet --locked --package waarborg
program=$ROOT/target/debug/waarborg
work=$(mktemp -d)
port=$(free_port)
base=http://127.0.0.1:$port
server=
stop() {
    if [ -n "$server" ]; then
        kill -TERM "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap stop EXIT

# A subshell would hide the process id, hence the plain background job.
"$program" serve --demo --data "$work/data" --listen "127.0.0.1:$port" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 1 150); do
    if curl --silent --fail --output /dev/null "$base/healthz"; then break; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
done
curl --silent --show-error --fail --output /dev/null "$base/healthz" || {
    echo "the server did not come up:"
    cat "$work/server.log"
    exit 1
}

passed=0 failed=0
# check NAME COMMAND…: one check that is right or wrong as a whole.
check() {
    local name=$1
    shift
    if "$@" >"$work/check.log" 2>&1; then
        echo "ok   $name"
        passed=$((passed + 1))
    else
        echo "FAIL $name"
        tail -n 40 "$work/check.log"
        failed=$((failed + 1))
    fi
}

# AuthZEN counts its own cases.
status=0
python3 "$STANDARDS/authzen/cert_check.py" "$base" >"$work/authzen.log" 2>&1 || status=$?
right=$(grep -c '^PASS' "$work/authzen.log" || true)
wrong=$(grep -c '^FAIL' "$work/authzen.log" || true)
if [ "$status" != 0 ] && [ "$wrong" = 0 ]; then wrong=1; tail -n 20 "$work/authzen.log"; fi
grep '^FAIL' "$work/authzen.log" || true
echo "     AuthZEN certification: $right of $((right + wrong))"
passed=$((passed + right))
failed=$((failed + wrong))

curl --silent --fail "$base/v1/openapi.json" >"$work/openapi.json" || true
check "the API design rules (spectral)" \
    npx --prefix web --no-install spectral lint --ruleset "$STANDARDS/adr/linter.yaml" --fail-severity error "$work/openapi.json"

"$program" register export --format jsonld --data "$work/data" >"$work/register.jsonld" 2>"$work/export.log" ||
    cat "$work/export.log"
check "every term of the register's JSON-LD exists in DPV" \
    python3 "$STANDARDS/dpv/check_terms.py" "$work/register.jsonld"

"$program" consent export --example --data "$work/data" >"$work/consent.jsonld" 2>"$work/export.log" || cat "$work/export.log"
check "every term of a consent record exists in DPV" \
    python3 "$STANDARDS/dpv/check_terms.py" "$work/consent.jsonld"

# The requests of the certification above are in the log of processing now.
check_log() {
    "$program" journal export --data "$work/data" >"$work/processing.jsonl" &&
        python3 ci/check_ldv.py "$STANDARDS/ldv/logregel.schema.json" <"$work/processing.jsonl"
}
check "every record of processing fits Logboek Dataverwerkingen" check_log
check "the journal verifies beside the running service" "$program" journal verify --data "$work/data"
check "every ruling comes out the same again" "$program" journal replay --data "$work/data"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
