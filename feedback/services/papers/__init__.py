"""Papers made when asked for: receipts, forms to print, envelopes, dossiers."""
