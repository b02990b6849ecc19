"""The register books: numbers without gap, symbols, incoming documents, the close of a year."""
