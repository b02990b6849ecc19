"""Reading who denounced: asked, decided, announced, opened, handed on without names."""
