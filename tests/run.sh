#!/usr/bin/env bash
# Runs every test there is, on two cores at once: those on Synapse, which wait for it much of the time, beside
# all the others. Fails where either fails.
set -u
python=$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$python" -m pytest tests/matrix > "$log" 2>&1 &
matrix=$!
"$python" -m pytest --ignore tests/matrix
rest=$?
echo "On Synapse:"
wait "$matrix"
matrix=$?
cat "$log"
[ "$rest" -eq 0 ] && [ "$matrix" -eq 0 ]
