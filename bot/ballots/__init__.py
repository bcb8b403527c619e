"""Ballots, electorates and tallies: rules and store shared by everything that is voted on."""

from pathlib import Path

from storage.migrate import Owner

OWNER = Owner("ballots", Path(__file__).parent / "migrations")
