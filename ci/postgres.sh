#!/bin/sh
# Starts a throw-away PostgreSQL for the tests and prints what to set:
#
#   eval "$(ci/postgres.sh start)"     export TEST_DATABASE_URL=postgres://…
#   ci/postgres.sh stop                ends it and removes its data
#
# Installs PostgreSQL with apt-get if it is missing. As root the server runs as user `postgres`.
# WAARBORG_TEST_PG chooses the folder, WAARBORG_TEST_PG_PORT the port.
set -eu

folder=${WAARBORG_TEST_PG:-${TMPDIR:-/tmp}/waarborg-test-postgres}
port=${WAARBORG_TEST_PG_PORT:-54329}
command=${1:-start}

programs() {
    found=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null \
        | sort -V | tail -n 1)
    if [ -z "$found" ] && command -v initdb >/dev/null 2>&1; then
        found=$(dirname "$(command -v initdb)")
    fi
    printf '%s' "$found"
}

# The server refuses to run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups --reset-env "$@"
    else
        "$@"
    fi
}

bin=$(programs)
if [ -z "$bin" ]; then
    echo "installing postgresql" >&2
    export DEBIAN_FRONTEND=noninteractive
    sudo=""
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends postgresql; } >&2
    bin=$(programs)
    [ -n "$bin" ] || { echo "postgresql could not be installed" >&2; exit 1; }
fi

case $command in
start)
    if [ ! -s "$folder/data/PG_VERSION" ]; then
        mkdir -p "$folder"
        [ "$(id -u)" -ne 0 ] || chown postgres: "$folder"
        as_owner "$bin/initdb" --pgdata "$folder/data" --username waarborg --auth trust --encoding UTF8 \
            --locale C >/dev/null
    fi
    if ! as_owner "$bin/pg_ctl" --pgdata "$folder/data" status >/dev/null 2>&1; then
        # Tests need no protection against a power failure.
        as_owner "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait --timeout 60 \
            --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
                -c full_page_writes=off -c max_connections=300" \
            start >/dev/null || { cat "$folder/log" >&2; exit 1; }
    fi
    echo "export TEST_DATABASE_URL=postgres://waarborg@127.0.0.1:$port/postgres"
    ;;
stop)
    if [ -s "$folder/data/PG_VERSION" ]; then
        as_owner "$bin/pg_ctl" --pgdata "$folder/data" --wait --mode fast stop >/dev/null 2>&1 || true
        rm -rf "$folder"
    fi
    ;;
*)
    echo "usage: $0 start|stop" >&2
    exit 2
    ;;
esac
