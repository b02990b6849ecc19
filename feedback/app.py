"""Assembly: settings, extensions, blueprints, commands; nothing else."""

import os
import resource
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import feedback.models.everything  # noqa: F401 - makes the metadata whole
from feedback import commands
from feedback.extensions import csrf, db, login, migrate, queues
from feedback.settings.choices import DatabaseRole, Mode
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS
from feedback.settings.reading import SettingsError
from feedback.vault.identities import Identities
from feedback.vault.providers import data_keys

ROOT = Path(__file__).resolve().parent.parent
#: A form of a citizen who writes for two hours must still be taken.
FORM_HOURS = 12
#: Seconds a database may take to answer a new line, and a thread waits for one that others hold.
DATABASE_SECONDS = 5
#: Whose pages one web process serves, each by connections of its own.
PAGES = (
    DatabaseRole.OFFICE,
    DatabaseRole.PUBLIC,
    DatabaseRole.INSPECTOR,
    DatabaseRole.ADMINISTRATION,
    DatabaseRole.DOOR,
)


def create_app(
    settings: Settings | None = None,
    *,
    pages: bool = True,
    role: DatabaseRole = DatabaseRole.COMMAND,
) -> Flask:
    """The application, bound to the given settings or to those of the environment.

    Commands and background processes take it without pages, whose modules are half of a start;
    ``role`` is as whom they talk to the database; background processes name their own.
    A letter's template that asks for an unknown field stops the start: ``TemplateFieldError``.
    """
    settings = settings or Settings.from_environment(os.environ)
    _leave_no_core()
    app = Flask("feedback", root_path=str(ROOT), static_folder=None)
    app.config.update(_flask_settings(settings, role, rooms=PAGES if pages else ()))
    app.config["DATABASE_ROLES"] = PAGES if pages else (role,)
    app.extensions["settings"] = settings
    app.extensions["identities"] = Identities(data_keys(settings))
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]  # Flask's own advice
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    login.init_app(app)
    if settings.redis_url:
        queues.bind(settings.redis_url)
    if pages:
        from feedback import blueprints  # noqa: PLC0415 - see above
        from feedback.blueprints.requests import QuietRequest  # noqa: PLC0415 - see above
        from feedback.letters.fields import check_templates  # noqa: PLC0415 - see above

        check_templates()
        app.request_class = QuietRequest
        blueprints.register(app)
    commands.register(app)
    return app


def _leave_no_core() -> None:
    """A process that dies leaves no image of its memory, in which names stand in the clear."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _flask_settings(
    settings: Settings, role: DatabaseRole, rooms: Iterable[DatabaseRole]
) -> dict[str, object]:
    secure = settings.base_url.startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url_for(role),
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(role) | _only_as_itself(settings, role),
        "SQLALCHEMY_BINDS": {
            each: {"url": settings.database_url_for(each), **engine_options(each)} for each in rooms
        },
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "MAX_CONTENT_LENGTH": settings.max_file_bytes * min(settings.max_files, 5) + 1_000_000,
        "MAX_FORM_MEMORY_SIZE": 2_000_000,
        "MAX_FORM_PARTS": 100,
        "WTF_CSRF_TIME_LIMIT": FORM_HOURS * 3600,
        # our Referrer-Policy has browsers send no referrer; a forged post is told by its token
        "WTF_CSRF_SSL_STRICT": False,
        "SESSION_COOKIE_NAME": "__Host-office" if secure else "office",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "TESTING": settings.mode is Mode.TEST,
    }


def _only_as_itself(settings: Settings, role: DatabaseRole) -> dict[str, object]:
    """In production no part signs in by another's address: row policies would hide files from it.

    Said to whoever connects, not at the start: pages have no sign-in of commands, and keys are made
    before there is a database.
    """
    if settings.mode is not Mode.PRODUCTION or settings.own_database_url(role):
        return {}

    def refuse() -> NoReturn:
        raise SettingsError(f"{DATABASE_SETTINGS[role]} is not set")

    return {"creator": refuse}


def engine_options(role: DatabaseRole) -> dict[str, object]:
    """Every connection has the rights of one role, also where a login is a member of several."""
    return {
        "connect_args": {
            "options": f"-c role={role.group} -c timezone=UTC",
            "connect_timeout": DATABASE_SECONDS,
        },
        "pool_timeout": DATABASE_SECONDS,
        "pool_pre_ping": True,
        # what an error of the database says ends in the queue's server and in rows of failed jobs
        "hide_parameters": True,
    }
