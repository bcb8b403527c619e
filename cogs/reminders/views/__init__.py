"""What members read about reminders."""
