"""What must not be so where real people complain; asked once, before anybody is served.

Production does not start while one of these holds and names them all in one list, so that whoever
installs it corrects them in one go. Elsewhere the same list is only said. A receipt is a promise
(figure R5 of the security design): whether PostgreSQL keeps it is asked of the server itself, in
a session like those of the product, since a role or a database may have settings of its own.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cryptography import x509
from flask import Flask
from sqlalchemy import Connection, NullPool, create_engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from feedback.models.agency import UserAccount
from feedback.services.log.log_standing import Standing, standing
from feedback.services.upkeep import safe_database, safe_sign_in
from feedback.services.upkeep.safe_keys import of_key_provider, read_or_empty
from feedback.services.upkeep.safe_lines import of_lines
from feedback.settings.choices import DatabaseRole, Mode
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS
from feedback.vault.demo_keys import is_demo
from feedback.vault.signing_keys import TRUSTED

log = logging.getLogger(__name__)

#: Left in its data folder by ``feedback.sh``: what lies there was made to be looked at.
DEMONSTRATION = ".feedback-data"
#: Made for this installation by ``flask keys create``: 32 random bytes in hexadecimal digits.
KEYS = ("code_pepper", "factor_key", "index_key", "promise_key")
#: Public halves: names are sealed to two of them, and what was signed is checked by the third.
PUBLIC_HALVES = ("custodian_public", "recovery_public", "history_public")
#: The sealer alone needs this one, and nothing else of the folder.
SEALING_KEYS = ("history_key",)
KEY = re.compile(r"[0-9a-f]{64}")
#: Random keys of 32 characters or more have more different ones; "0000…" and "changeme…" do not.
FEWEST_CHARACTERS = 12
SHORTEST_PASSWORD = 16
#: What a receipt relies on: nothing is told before it is on the disk, whole.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
#: The mail addresses of invented officers; no mailbox can be there (RFC 2606).
NOWHERE = "%.example"
#: Seconds; a start must not hang on a server that does not answer.
PATIENCE = 5


class UnsafeStartError(SystemExit):
    """Ends the process with the list on its standard error, whichever server loads us."""

    def __init__(self, found: Sequence[str]) -> None:
        lines = "\n".join(f"- {danger}" for danger in found)
        super().__init__(f"Not started: unsafe where real people complain.\n{lines}")


def look_before_serving(app: Flask, *, keys: Sequence[str] = KEYS) -> None:
    """Refuse production while anything is unsafe; elsewhere say what production would refuse."""
    settings: Settings = app.extensions["settings"]
    found = [
        *of_settings(settings, debug=app.debug, keys=keys),
        *safe_database.of_addresses(settings, app.config["DATABASE_ROLES"]),
        *_asked(app),
    ]
    if not found:
        return
    if settings.mode is Mode.PRODUCTION:
        raise UnsafeStartError(found)
    log.warning("production would refuse to start", extra={"facts": {"because": found}})


def of_settings(settings: Settings, *, debug: bool, keys: Sequence[str] = KEYS) -> Iterator[str]:
    """What the settings and the folder of keys tell by themselves."""
    if debug:
        yield "debug is on (FLASK_DEBUG): an error page would show memory; unset it"
    if keys == KEYS:
        yield from _of_people(settings)
    yield from _of_keys(settings, keys)
    if keys == KEYS:
        yield from _of_public_halves(settings)
        yield from safe_sign_in.of_secrets(settings)
        yield from of_key_provider(settings)
    for role, name in DATABASE_SETTINGS.items():
        yield from _of_password(name, settings.own_database_url(role), asked_for=False)
    yield from _of_password("FEEDBACK_REDIS_URL", settings.redis_url, asked_for=True)
    yield from of_lines(settings)


def _of_people(settings: Settings) -> Iterator[str]:
    """What concerns whoever is served, or is written to; the sealer knows nobody."""
    if not settings.base_url.startswith("https://"):
        yield "FEEDBACK_BASE_URL is not https://: codes would travel readable"
    yield from safe_sign_in.of_settings(settings)
    if not settings.trusted_hosts:
        yield "FEEDBACK_TRUSTED_HOSTS is empty: links could be made to lead to any name; set it"
    if len(set(settings.secret_key)) < FEWEST_CHARACTERS:
        yield "FEEDBACK_SECRET_KEY (or keys/secret_key) is no random key: make one"


def _of_keys(settings: Settings, keys: Sequence[str]) -> Iterator[str]:
    if (settings.data_dir / DEMONSTRATION).exists():
        yield "FEEDBACK_DATA_DIR is the folder of a demonstration, its keys too: use a new one"
    for name in keys:
        key = read_or_empty(settings.keys_dir / name)
        if not KEY.fullmatch(key) or len(set(key)) < FEWEST_CHARACTERS:
            yield f"keys/{name} is missing or no random key of 32 bytes: flask keys create"
    for whose in ("custodian", "recovery"):
        if (settings.keys_dir / f"{whose}_private").exists():
            yield f"keys/{whose}_private lies here: it opens sealed names and belongs elsewhere"
    if (settings.keys_dir / "vault_passphrase").exists():
        yield "keys/vault_passphrase opens the vault of a demonstration: make a vault of your own"
    if any(map(_is_demo_authority, (settings.signing_dir / TRUSTED).glob("*.pem"))):
        yield "keys/signing/authorities trusts the demonstration's signatures: remove keys/signing"


def _of_public_halves(settings: Settings) -> Iterator[str]:
    """Without them the first denouncer would be told that nothing could be recorded."""
    for name in PUBLIC_HALVES:
        if not KEY.fullmatch(read_or_empty(settings.keys_dir / name)):
            yield f"keys/{name} is missing, unreadable or no key: bring it from where it was made"


def _is_demo_authority(path: Path) -> bool:
    try:
        authority = x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError:
        return False
    return any(is_demo(str(part.value)) for part in authority.subject)


def _of_password(name: str, url: str, *, asked_for: bool) -> Iterator[str]:
    """A server over the network; behind a private socket the folder is the guard.

    A database may know us without a password, by certificate; Redis knows nobody.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        return
    password = unquote(parts.password or "")
    if not password and not asked_for:
        return
    if len(password) < SHORTEST_PASSWORD or len(set(password)) < FEWEST_CHARACTERS // 2:
        yield f"{name} has no password of {SHORTEST_PASSWORD} characters or more that is random"


def _asked(app: Flask) -> list[str]:
    """Ask as each part signs in that runs here; what is the server's own is asked once."""
    told: list[str] = []
    for role in app.config["DATABASE_ROLES"]:
        told += [said for said in _asked_as(role, app.extensions["settings"]) if said not in told]
    return told


def _asked_as(role: DatabaseRole, settings: Settings) -> list[str]:
    """Ask by a connection of its own: one left in a pool would be shared by forked processes."""
    engine = create_engine(
        settings.database_url_for(role), poolclass=NullPool, connect_args=asking(role)
    )
    try:
        with engine.connect() as connection:
            found = [*of_server(connection), *safe_database.of_rights(connection, role)]
            # the door sees no entry, the sealer no account
            if role is not DatabaseRole.DOOR:
                found += of_history(connection, settings)
            return found if role is DatabaseRole.SEALER else [*found, *of_accounts(connection)]
    except SQLAlchemyError as error:
        return [f"PostgreSQL could not be asked how it is set ({type(error).__name__})"]


def asking(role: DatabaseRole) -> dict[str, object]:
    """As ``feedback.app`` connects, without its patience."""
    return {"options": f"-c role={role.group} -c timezone=UTC", "connect_timeout": PATIENCE}


def of_server(connection: Connection) -> Iterator[str]:
    """What the server says of itself."""
    for name in DURABLE:
        value = connection.scalar(text("SELECT current_setting(:name)"), {"name": name})
        if value == "off":
            yield f"PostgreSQL has {name} = off: what a receipt promises could be lost; turn it on"
    yield from safe_database.of_fences(connection)


def of_history(connection: Connection, settings: Settings) -> Iterator[str]:
    """Whether it is the database that was sealed. One that is behind is served, to be read."""
    try:
        found = standing(connection, settings)
    except OSError as error:
        yield f"checkpoints cannot be read, so nobody knows what was sealed: {error.strerror}"
        return
    if found is Standing.OTHER:
        yield "this is not the database that was sealed: flask history restore-check"


def of_accounts(connection: Connection) -> Iterator[str]:
    """Whether invented people may come in."""
    invented = connection.scalar(
        select(func.count())
        .select_from(UserAccount)
        .where(UserAccount.active, UserAccount.email.like(NOWHERE))
    )
    if invented:
        yield f"the database holds {invented} accounts of the demonstration; use a new database"
