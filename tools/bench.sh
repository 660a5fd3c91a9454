#!/bin/bash
# "make bench": build, start a private server set for measuring, measure.
# Called by run.sh in a copy of the tree.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tools/server.sh
. "$(dirname "$0")/server.sh"

cd "$top"
clean_environment
mkdir -p tmp/results

say 'bench: building'
mirror_postgres
build tmp/results/build.log || { tail -n 40 tmp/results/build.log >&2 && fail "the build failed"; }

# One process at a time is measured, and nothing works beside it.
# All tables are to stay in it (some 5 GB for five million rows), where the
# machine has room.
third=$(awk '/^MemTotal/ { print int($2 / 3072) }' /proc/meminfo)
start_server server "shared_buffers=$((third < 6144 ? third : 6144))MB" work_mem=256MB maintenance_work_mem=512MB max_wal_size=8GB \
	max_parallel_workers_per_gather=0 jit=off autovacuum=off
createdb -T template0 -E UTF8 bench
export PGDATABASE=bench

attended bash bench/run.sh
