"""Counting ranked and approval ballots: whole numbers alone, every stage kept, and no tie left to chance."""
