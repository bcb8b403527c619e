"""Dates and times: as people write them, as they repeat, as clock changes move them; no clock of its own."""
