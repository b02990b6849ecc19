"""A real mail server on the loopback that keeps what it is given."""

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mailbox:
    """Mails as they arrived; ``answer`` is what the server says to the next ones."""

    def __init__(self, *, password: str | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self._password = password
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=_free_port(),
            auth_require_tls=False,
            auth_exclude_mechanism=["LOGIN"],
            authenticator=self._authenticate,
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server
        if self._password is not None and not session.authenticated:
            return "530 authentication required"
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return self.answer

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        del server, session, envelope, mechanism
        good = isinstance(data, LoginPassword) and data.password == (self._password or "").encode()
        return AuthResult(success=good, handled=False)
