"""The one log of the history: written, sealed, witnessed, verified, proven."""
