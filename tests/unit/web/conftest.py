"""The smallest application that carries the web's own parts: no database, no services."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, abort, render_template_string
from flask.testing import FlaskClient

from feedback.blueprints import assets, filters, headers, widgets
from feedback.blueprints.showcase.routes import showcase

ROOT = Path(__file__).parents[3]


@pytest.fixture
def web() -> Flask:
    app = Flask("web", static_folder=None, template_folder=str(ROOT / "templates"))
    app.config["WTF_CSRF_ENABLED"] = False
    app.secret_key = secrets.token_bytes()
    filters.install(app)
    widgets.install(app)
    headers.install(app, front_pages={"front"})
    assets.install(app, ROOT / "static")
    app.register_blueprint(showcase)
    app.add_url_rule("/", "front", lambda: "front")
    app.add_url_rule("/plain", "plain", lambda: "plain")
    app.add_url_rule("/broken", "broken", lambda: 1 // 0)
    app.add_url_rule("/refused", "refused", lambda: abort(403))
    return app


@pytest.fixture
def browser(web: Flask) -> Iterator[FlaskClient]:
    with web.test_client() as client:
        yield client


@pytest.fixture
def macro(web: Flask):
    """Print one component: ``macro("tag", 'tag("Khiếu nại")')``."""

    def draw(name: str, call: str, **context: object) -> str:
        source = f'{{% from "components/{name}.html" import {name} %}}{{{{ {call} }}}}'
        with web.test_request_context():
            return render_template_string(source, **context)

    return draw
