"""What is late goes up the ladder, and is said to whom it concerns."""
