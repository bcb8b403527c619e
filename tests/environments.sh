#!/usr/bin/env bash
# Makes what the tests need besides Python's own packages: a Synapse in an environment of its own, and the
# client that plays people on Matrix. Safe to run again: what is there already is left alone. A part that can't
# be made here is named on one line; its tests then skip with that reason (in CI such a skip is a failure).
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

# The stamp holds the sum of the lock file, so that a changed lock makes the part anew.
is_made() { [ -f "$1/.made-from" ] && [ "$(cat "$1/.made-from")" = "$(cksum < "$2")" ]; }
mark_made() { cksum < "$2" > "$1/.made-from"; }

make_synapse() {
  local lock=tests/matrix/requirements.lock home=.venv-synapse
  is_made "$home" "$lock" && return 0
  echo "Installing Synapse into $home (half a minute, once) ..."
  rm -rf "$home"
  "$PYTHON" -m venv "$home" || return 1
  "$home/bin/python" -m pip --quiet --disable-pip-version-check install --require-hashes --requirement "$lock" \
    || return 1
  mark_made "$home" "$lock"
}

make_people() {
  local home=tests/matrix/people
  is_made "$home/node_modules" "$home/package-lock.json" && return 0
  command -v npm > /dev/null || { echo "npm is not installed (Debian: apt-get install npm)."; return 1; }
  echo "Installing matrix-js-sdk into $home/node_modules (once) ..."
  (cd "$home" && npm ci --silent --no-progress) || return 1
  mark_made "$home/node_modules" "$home/package-lock.json"
}

make_synapse || echo "Synapse could not be installed: the tests that need a homeserver will skip."
make_people || echo "matrix-js-sdk could not be installed: the tests that play people with it will skip."
