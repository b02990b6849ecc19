"""A petition or a case itself: loaded, found, its words and its sender under its key."""
