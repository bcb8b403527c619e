"""The cogs: one folder each, found by name."""
