#!/bin/bash
# "make demo": build, start a private server, run the demonstration.
# Called by run.sh in a copy of the tree.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tools/server.sh
. "$(dirname "$0")/server.sh"

cd "$top"
clean_environment
mkdir -p tmp/results

say 'demo: building'
mirror_postgres
build tmp/results/build.log || { tail -n 40 tmp/results/build.log >&2 && fail "the build failed"; }
start_server server fsync=off
createdb -T template0 -E UTF8 demo
export PGDATABASE=demo PAGES=$top/tmp/results

attended bash demo/demo.sh
