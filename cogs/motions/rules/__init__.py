"""What may be done with a motion, and what comes of it."""
