"""The parts that cards of motions are put together from, one module for each place on a card."""
