#!/usr/bin/env bash
# Runs every test there is, on two cores at once: those on Synapse, on the loopback Discord and on both, which
# wait for their servers much of the time, beside all the others. Fails where either fails.
set -u
python=$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$python" -m pytest tests/matrix tests/wire tests/both > "$log" 2>&1 &
networks=$!
"$python" -m pytest --ignore tests/matrix --ignore tests/wire --ignore tests/both
rest=$?
echo "On Synapse and Discord:"
wait "$networks"
networks=$?
cat "$log"
[ "$rest" -eq 0 ] && [ "$networks" -eq 0 ]
