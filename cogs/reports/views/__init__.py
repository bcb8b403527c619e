"""What members read about reports from the workplaces."""
