"""What a document says, and that it is issued with its act."""
