"""What members read about actions."""
