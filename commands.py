"""The application without pages, for ``flask --app commands``: commands start sooner so."""

from feedback.app import create_app

app = create_app(pages=False)
