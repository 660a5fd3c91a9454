#!/bin/bash
# "make docs-refresh": run the SQL of the documents and write what psql
# printed into them.  Called by run.sh in a copy of the tree.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tools/server.sh
. "$(dirname "$0")/server.sh"

cd "$top"
clean_environment
mkdir -p tmp/results

mirror_postgres
build tmp/results/build.log || { tail -n 40 tmp/results/build.log >&2 && fail "the build failed"; }
start_server server fsync=off

mapfile -t documents < <(find README.md README.es.md docs -name '*.md' 2>/dev/null | LC_ALL=C sort)
attended perl tools/docs-check.pl --accept "${documents[@]}" | grep -v '^ok '
say 'docs-refresh: read the differences before you keep them'
