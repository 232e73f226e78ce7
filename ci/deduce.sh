#!/usr/bin/env bash
# Installs deduce, the yardstick of `cargo xtask bench detect`, and prints the Python that has it. Its lists are under the
# LGPL and GPL: it is measured with, never shipped.
#   DEDUCE_PYTHON=$(ci/deduce.sh) PII_BENCH=FOLDER cargo xtask bench detect
set -euo pipefail
. "$(dirname "$0")/lib.sh"
venv=$TOOLS/deduce
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet deduce==3.0.6 >&2
fi
echo "$venv/bin/python"
