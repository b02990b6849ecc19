"""A demonstration says on every page that it is one: everybody knows its passwords."""

from flask import Flask

from feedback.settings.choices import Mode
from feedback.settings.frozen import Settings

WORDS = "Trình diễn: dữ liệu và tài khoản không có thật"


def install(app: Flask) -> None:
    """Lend the words to both frames of pages; elsewhere there are none."""
    settings: Settings = app.extensions["settings"]
    app.jinja_env.globals["demonstration"] = WORDS if settings.mode is Mode.DEMO else ""
