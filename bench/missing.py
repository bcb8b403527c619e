"""What this machine lacks for a part of the table."""

from __future__ import annotations

from tests.matrix import synapse


def synapse_missing() -> str:
    """Why Synapse can't be started here; nothing where it can."""
    return "" if synapse.PYTHON.exists() else "Synapse is not installed (bash tests/environments.sh)"
