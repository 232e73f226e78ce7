#!/usr/bin/env bash
# The pure crates depend on nothing that reaches the world. Arguments: the crates they must not have below them.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
passed=0 failed=0
for crate in ground decide chain letter redact seal norms; do
    tree=$(cargo tree --locked --quiet --package "$crate" --edges normal --prefix none --format '{p}')
    # Without this line an empty answer would pass.
    grep -q "^$crate v" <<<"$tree" || { echo "no tree for $crate"; exit 1; }
    for world in "$@"; do
        if grep -q "^$world v" <<<"$tree"; then
            echo "$crate depends on $world:"
            cargo tree --locked --quiet --package "$crate" --edges normal --invert "$world" | head -20
            failed=$((failed + 1))
        else
            passed=$((passed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
