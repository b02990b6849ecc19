"""Objects that the whole house shares: made here, bound to the application in ``create_app``."""

from flask import current_app, has_request_context, request
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from sqlalchemy import Connection, Engine

from feedback.models.base import Base
from feedback.settings.choices import DatabaseRole
from feedback.settings.frozen import Settings
from feedback.vault.identities import Identities
from feedback.vault.words import Texts

#: As whom the pages below an address talk to the database; all others as the public does.
ROOMS = {
    "can-bo": DatabaseRole.OFFICE,
    "quan-tri": DatabaseRole.ADMINISTRATION,
    "thanh-tra": DatabaseRole.INSPECTOR,
}
#: Below ``/can-bo``: where people enter, prove who they are, and keep what they prove it with.
DOOR = frozenset(
    {
        "dang-nhap",
        "dang-xuat",
        "kich-hoat",
        "khoa",
        "ma-mot-lan",
        "mat-khau",
        "phien",
        "xac-nhan-lai",
    }
)


def room() -> DatabaseRole | None:
    """The role of the page that is asked for; None outside a request, where the process has one.

    By address, which an error page has too; a test compares the addresses with the blueprints.
    """
    if not has_request_context():
        return None
    first, _, rest = request.path.removeprefix("/").partition("/")
    found = ROOMS.get(first, DatabaseRole.PUBLIC)
    at_door = found is DatabaseRole.OFFICE and rest.split("/", 1)[0] in DOOR
    return DatabaseRole.DOOR if at_door else found


class RoomSession(Session):
    """Talks to the database as the room it is used in: connections are never shared by rooms."""

    def get_bind(
        self, *_args: object, bind: Engine | Connection | None = None, **_more: object
    ) -> Engine | Connection:
        """One metadata, several sign-ins: what is asked for does not matter, who asks does."""
        return bind if bind is not None else self._db.engines[room()]


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": RoomSession})
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


def current_identities() -> Identities:
    """Reads and seals who complains, with the keys of the running application."""
    identities: Identities = current_app.extensions["identities"]
    return identities


def current_texts() -> Texts:
    """Reads and seals what petitions say, with the same keys."""
    return Texts(current_identities().keys)
