"""Mail by the province's server: text only, and the same message however often it is sent.

The address is ``smtp://`` (plain), ``smtp+starttls://`` or ``smtps://``, with user and password
when the server wants them. The Message-ID follows from the outbox key, so a mail sent twice after a
crash is one mail to the reader's program.
"""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from feedback.delivery.messages import DocumentIssued, IdentityRead, LevelReached, Mailed

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "emails"
TIMEOUT = 20.0
SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PERMANENT = range(500, 600)
_FOLDERS: dict[type[Mailed], str] = {
    LevelReached: "escalation",
    DocumentIssued: "document_issued",
    IdentityRead: "identity_read",
}


class RefusedForGoodError(Exception):
    """The server will never take this mail, e.g. no such mailbox; trying again is pointless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom and under which lasting name a message goes."""

    to: str
    sender: str
    #: key of the outbox row: the same key is the same mail
    key: str
    written_at: datetime


def compose(message: Mailed, envelope: Envelope, base_url: str) -> EmailMessage:
    """The mail from the templates of its kind."""
    folder = _FOLDERS[type(message)]
    words = {"message": message, "base_url": base_url}
    subject = _environment().get_template(f"{folder}/subject.txt").render(words)
    mail = EmailMessage()
    mail["Subject"] = " ".join(subject.split())
    mail["From"] = envelope.sender
    mail["To"] = envelope.to
    mail["Date"] = format_datetime(envelope.written_at)
    mail["Message-ID"] = message_id(envelope)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_environment().get_template(f"{folder}/body.txt").render(words))
    return mail


def message_id(envelope: Envelope) -> str:
    domain = envelope.sender.rpartition("@")[2].strip(" >")
    return f"<{envelope.key}.{int(envelope.written_at.timestamp())}@{domain}>"


def send(mail: EmailMessage, server: str) -> None:
    """Hand over one mail; ``OSError`` when it may work later, ``RefusedForGoodError`` when never.

    (Every error of smtplib is an ``OSError``.)
    """
    try:
        with _connected(server) as connection:
            connection.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _refuse_for_good(code, said, error)
        raise
    except smtplib.SMTPResponseException as error:
        if not isinstance(error, smtplib.SMTPAuthenticationError):
            _refuse_for_good(error.smtp_code, error.smtp_error, error)
        raise


def _refuse_for_good(code: int, said: bytes | str, error: Exception) -> None:
    if code in _PERMANENT:
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise RefusedForGoodError(f"{code} {words}") from error


def _connected(server: str) -> smtplib.SMTP:
    address = urlsplit(server)
    host, port = address.hostname or "127.0.0.1", address.port or SCHEMES[address.scheme]
    if address.scheme == "smtps":
        trust = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trust)
    else:
        connection = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if address.scheme == "smtp+starttls":
            connection.starttls(context=ssl.create_default_context())
        if address.username:
            connection.login(unquote(address.username), unquote(address.password or ""))
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Plain text: nothing to escape, but nothing may be missing either."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
