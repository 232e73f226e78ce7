#!/usr/bin/env bash
# Installs what the tests need and is not there yet; with `demo`, only what the demo needs. Safe to run again.
# Needs: Debian or Ubuntu with a C compiler's package source, Rust (rustup), and the network.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

DENY_VERSION=0.20.2
begin=$SECONDS
say() { printf 'setup: %s (%s s)\n' "$1" "$((SECONDS - begin))"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

packages=()
want() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }
want cc build-essential
want git git
want curl curl
want node nodejs
want npm npm
if [ "${1:-}" != demo ]; then
    want chromium chromium
    want cvc5 cvc5
    want pdftotext poppler-utils
    want qpdf qpdf
    want certutil libnss3-tools
    want soffice libreoffice-writer
    want soffice libreoffice-calc
    python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || packages+=(postgresql)
fi
if [ ${#packages[@]} -gt 0 ]; then
    say "apt-get install ${packages[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

say "stylesheets of the pages"
(cd "$ROOT" && cargo run --quiet --locked --package xtask -- web)
[ "${1:-}" != demo ] || { say "ready"; exit; }

for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done

mkdir -p "$TOOLS"
stamp=$TOOLS/venv/.complete-1
if [ ! -e "$stamp" ]; then
    say "python: reuse, rdflib, jsonschema"
    python3 -m venv "$TOOLS/venv"
    "$TOOLS/venv/bin/pip" install --quiet --disable-pip-version-check reuse rdflib jsonschema requests
    touch "$stamp"
fi

if ! cargo deny --version >/dev/null 2>&1; then
    say "cargo-deny $DENY_VERSION"
    # It runs for a second; the time to optimise it would be lost.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install --quiet --locked --root "$TOOLS" --version "$DENY_VERSION" cargo-deny
fi
say "ready"
