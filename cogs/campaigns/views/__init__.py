"""What members read of campaigns."""
