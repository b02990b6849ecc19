"""Who may: the policy asked for a file, and who is kept out of it."""
