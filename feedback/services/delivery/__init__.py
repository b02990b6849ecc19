"""Documents go out: to whom, by which channel, and what came of it."""
