"""What members read about meetings."""
