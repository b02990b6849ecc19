"""What keeps it running: a safe start, readiness, the sealer, what is noted, keys wrapped anew."""
