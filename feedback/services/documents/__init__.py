"""Documents become PDFs, are signed, sealed, and known again."""
