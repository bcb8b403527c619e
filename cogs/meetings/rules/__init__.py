"""What may be done about meetings, as rules alone."""
