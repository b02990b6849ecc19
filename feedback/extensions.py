"""Objects that the whole house shares: made here, bound to the application in ``create_app``."""

from flask import current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue

from feedback.models.base import Base
from feedback.settings import Settings

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(directory="migrations")
csrf = CSRFProtect()
login = LoginManager()

#: One queue per worker process: RQ loses jobs of a killed worker that listens to several.
QUEUES = ("letters", "notices", "sweeps", "copies")


class Queues:
    """The queues of this application, opened on first use; JSON only, never pickle."""

    def __init__(self) -> None:
        self._connection: Redis | None = None

    def bind(self, url: str) -> None:
        """Whoever enqueues has committed and must not wait: two tries of two seconds at most."""
        self._connection = Redis.from_url(
            url, socket_connect_timeout=2, socket_timeout=2, retry=Retry(NoBackoff(), 1)
        )

    @property
    def connection(self) -> Redis:
        if self._connection is None:
            msg = "queues are bound in create_app"
            raise RuntimeError(msg)
        return self._connection

    def named(self, name: str) -> Queue:
        return Queue(name, connection=self.connection, serializer="json")


queues = Queues()


def current_settings() -> Settings:
    """The settings the running application is bound to."""
    settings: Settings = current_app.extensions["settings"]
    return settings
