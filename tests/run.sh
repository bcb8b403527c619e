#!/usr/bin/env bash
# Runs every test there is, on two cores at once: those on Synapse, on the loopback Discord and on both, which
# wait for their servers much of the time, beside those of the cogs and beside all the others. Fails where any
# of the three fails. What Python compiles is kept for the run, as many tests start a bot of their own.
set -u
python=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$folder/compiled
"$python" -m pytest -p no:cacheprovider tests/matrix tests/wire tests/both > "$folder/networks" 2>&1 &
networks=$!
"$python" -m pytest -p no:cacheprovider tests/cogs > "$folder/cogs" 2>&1 &
cogs=$!
"$python" -m pytest -p no:cacheprovider \
  --ignore tests/matrix --ignore tests/wire --ignore tests/both --ignore tests/cogs
rest=$?
echo "Of the cogs:"
wait "$cogs"
cogs=$?
cat "$folder/cogs"
echo "On Synapse and Discord:"
wait "$networks"
networks=$?
cat "$folder/networks"
[ "$rest" -eq 0 ] && [ "$cogs" -eq 0 ] && [ "$networks" -eq 0 ]
