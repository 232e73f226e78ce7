#!/usr/bin/env bash
# From a fresh checkout to the demo: installs what is missing, builds, and serves a fictional WIL on this machine.
# Arguments go to `waarborg serve`, as in: ./demo.sh --listen 127.0.0.1:9000
set -euo pipefail
cd "$(dirname "$0")"
ci/setup.sh demo
exec cargo run --profile demo --locked --package waarborg -- serve --demo "$@"
