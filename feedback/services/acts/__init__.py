"""The one door, and what single acts change beyond the state."""
