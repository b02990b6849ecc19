"""HTTP: what citizens, officers and inspectors see."""

from pathlib import Path

from flask import Flask

from feedback.blueprints import (
    assets,
    demonstration,
    errors,
    filters,
    guards,
    headers,
    kept_events,
    read_only,
    reading,
    request_log,
    widgets,
)
from feedback.blueprints.administration.everything import administration
from feedback.blueprints.csp_reports import reports
from feedback.blueprints.health import health
from feedback.blueprints.inspection.everything import inspection
from feedback.blueprints.office import everything as office
from feedback.blueprints.public.everything import FRONT_PAGES, public
from feedback.blueprints.showcase.routes import showcase
from feedback.settings.choices import Mode
from feedback.settings.frozen import Settings


def register(app: Flask) -> None:
    """Bind every blueprint to the application."""
    settings: Settings = app.extensions["settings"]
    for part in (
        request_log, kept_events, guards, errors, read_only, filters, widgets, reading,
        demonstration,
    ):  # fmt: skip
        part.install(app)
    headers.install(app, front_pages=FRONT_PAGES)
    assets.install(app, Path(app.root_path) / "static")
    app.register_blueprint(public)
    office.install(app)
    app.register_blueprint(inspection)
    app.register_blueprint(administration)
    app.register_blueprint(health)
    app.register_blueprint(reports)
    if settings.mode is not Mode.PRODUCTION:
        app.register_blueprint(showcase)
