"""Time limits: the clocks of files, the calendar they count by, who owes what by when."""
