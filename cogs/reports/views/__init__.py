"""What members read about reports."""
