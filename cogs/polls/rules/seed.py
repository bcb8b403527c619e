"""The seed of the lot, as a card shows it; how it is made is one for polls and for whoever checks them."""

from __future__ import annotations

from bot.ballots.counting.lot import drawn as drawn
from bot.ballots.counting.lot import seed as seed

SHOWN = 12
"""So many signs of a seed are shown on a card; the whole stands in the file."""
