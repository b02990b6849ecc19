"""Objects that the whole house shares: made here, bound to the application in ``create_app``."""

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from redis import Redis
from rq import Queue

from feedback.models.base import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(directory="migrations")
csrf = CSRFProtect()
login = LoginManager()

#: One queue per worker process: RQ loses jobs of a killed worker that listens to several.
QUEUES = ("letters", "notices", "sweeps")


class Queues:
    """The queues of this application, opened on first use; JSON only, never pickle."""

    def __init__(self) -> None:
        self._connection: Redis | None = None

    def bind(self, url: str) -> None:
        self._connection = Redis.from_url(url, socket_connect_timeout=2, socket_timeout=None)

    @property
    def connection(self) -> Redis:
        if self._connection is None:
            msg = "queues are bound in create_app"
            raise RuntimeError(msg)
        return self._connection

    def named(self, name: str) -> Queue:
        return Queue(name, connection=self.connection, serializer="json")


queues = Queues()
