#!/usr/bin/env bash
# Runs every test there is, on two cores at once: those on Synapse, on the loopback Discord and on both, which
# wait for their servers much of the time, beside those of the cogs, in two parts, and beside all the others.
# Fails where any of them fails. What Python compiles is kept, and compiled before they begin, as many tests
# start a bot of their own.
set -u
python=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset PYTHONDONTWRITEBYTECODE
"$python" -m compileall -q -j 2 bot cogs storage
run() { "$python" -m pytest -p no:cacheprovider "$@"; }
run tests/matrix > "$folder/synapse" 2>&1 &
synapse=$!
run tests/wire > "$folder/discord" 2>&1 &
discord=$!
run tests/both > "$folder/both" 2>&1 &
both=$!
run tests/cogs/motions > "$folder/motions" 2>&1 &
motions=$!
run tests/cogs --ignore tests/cogs/motions > "$folder/cogs" 2>&1 &
cogs=$!
run --ignore tests/matrix --ignore tests/wire --ignore tests/both --ignore tests/cogs
failed=$?
report() {
  echo "$1:"
  wait "$2" || failed=1
  cat "$folder/$3"
}
report "Of motions" "$motions" motions
report "Of the other cogs" "$cogs" cogs
report "On Synapse" "$synapse" synapse
report "On Discord" "$discord" discord
report "On both" "$both" both
exit "$failed"
