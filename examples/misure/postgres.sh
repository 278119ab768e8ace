#!/usr/bin/env bash
# Runs the measures against PostgreSQL as well: installs Debian's server when it
# is missing, starts a cluster of its own in a temporary folder, and takes it
# away again. Needs root on Debian. Arguments go to the program:
#   ./postgres.sh -solo riconcilia -righe 1000000
set -euo pipefail
cd "$(dirname "$0")"

if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
	apt-get update -qq && apt-get install -y -qq postgresql >/dev/null
fi
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -n 1)")
dir=$(mktemp -d)
chown postgres "$dir"
come() { su postgres -s /bin/bash -c "$1"; }
trap 'come "$bin/pg_ctl -D $dir/dati -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$dir"' EXIT

come "$bin/initdb -D $dir/dati -A trust" >/dev/null
come "$bin/pg_ctl -D $dir/dati -w -l $dir/log -o \"-k $dir -h '' -c shared_buffers=2GB -c fsync=off -c max_parallel_workers_per_gather=2\" start" >/dev/null
go run . -postgres "host=$dir user=postgres dbname=postgres sslmode=disable" "$@"
