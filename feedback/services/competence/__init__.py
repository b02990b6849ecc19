"""Who decides, and who never does: agencies as they stand, superiors, who is denounced."""
