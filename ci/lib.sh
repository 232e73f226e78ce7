# Shared by the scripts of this folder: where things are, and how a step says that it cannot run here.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS=${WAARBORG_TOOLS:-$ROOT/target/ci-tools}
STANDARDS=${WAARBORG_STANDARDS:-$ROOT/../shared/standards}
export PATH="$TOOLS/venv/bin:$TOOLS/bin:$PATH"

# The exit code that `cargo xtask ci` reads as "skipped"; the last line is the reason.
skip() {
    echo "$*"
    exit 77
}

# A port that is free now. Another program could take it before we do; then the server says so and the step fails.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
