"""The parts that cards of polls are put together from, one module for each place on a card."""
