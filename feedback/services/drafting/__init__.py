"""A document and an act before the head: foreseen, checked, proposed, replaced."""
