#!/usr/bin/env bash
# Runs every test there is, on two cores at once: those on Synapse, on the loopback Discord and on both, which
# wait for their servers much of the time, beside all the others in three parts of like length.
# Fails where any of them fails. What Python compiles is kept, and compiled before they begin, as many tests
# start a bot of their own. Their files are made in memory where there is room: a disk would be waited for
# thousands of times, at each commit, and a process that is killed leaves as much there.
set -u
python=$1
folder=$(mktemp -d)
memory=/dev/shm/folkmoot-$$
free=$(df --output=avail -k /dev/shm 2> /dev/null | tail -n 1)
if [ "${free:-0}" -gt 4000000 ] && mkdir -m 711 "$memory"; then
  export TMPDIR=$memory
fi
trap 'rm -rf "$folder" "$memory"' EXIT
unset PYTHONDONTWRITEBYTECODE
"$python" -m compileall -q -j 2 bot cogs storage
run() { "$python" -m pytest -p no:cacheprovider "$@"; }
run tests/matrix > "$folder/synapse" 2>&1 &
synapse=$!
run tests/wire > "$folder/discord" 2>&1 &
discord=$!
run tests/both > "$folder/both" 2>&1 &
both=$!
some=(tests/cogs/motions tests/cogs/polls tests/cogs/meetings)
run "${some[@]}" > "$folder/some" 2>&1 &
some_cogs=$!
run tests/cogs "${some[@]/#/--ignore=}" > "$folder/others" 2>&1 &
other_cogs=$!
run --ignore tests/matrix --ignore tests/wire --ignore tests/both --ignore tests/cogs
failed=$?
report() {
  echo "$1:"
  wait "$2" || failed=1
  cat "$folder/$3"
}
report "Of motions, polls and meetings" "$some_cogs" some
report "Of the other cogs" "$other_cogs" others
report "On Synapse" "$synapse" synapse
report "On Discord" "$discord" discord
report "On both" "$both" both
exit "$failed"
