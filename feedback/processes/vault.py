"""``python -m feedback.processes.vault``: the one process that can open sealed identities.

It knows no database, no queue and no settings of the application: a folder with the locked key, its
count and the pinned key of the log, and a socket. One question after the other. What it holds in
memory is kept from core files and from other processes of the account.
"""

import argparse
import base64
import ctypes
import logging
import os
import resource
import signal
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from feedback.domain import clock
from feedback.domain.identity_proofs import VaultRefusedError
from feedback.services.log.log_key import public_key
from feedback.services.watch import log_lines
from feedback.vault.ceremony import LOG_KEY
from feedback.vault.custodian import Custodian
from feedback.vault.identity_vault import papers_in, receive, send
from feedback.vault.locked_key import Lock, PassphraseLock, TokenLock, WrongSecretError

log = logging.getLogger("feedback.vault")

#: Somebody who connects and says nothing keeps others waiting no longer than this.
PATIENCE = 20.0
_PR_SET_DUMPABLE = 4
#: What is no question of ours, whatever is wrong with it.
_NONSENSE = {"refused": "unproven"}


class Desk:
    """Answers questions to one vault."""

    def __init__(
        self,
        custodian: Custodian,
        *,
        token: tuple[str, str] | None = None,
        always: Lock | None = None,
    ) -> None:
        self._custodian, self._token, self._always = custodian, token, always

    def answer(self, question: dict[str, Any], now: datetime) -> dict[str, Any]:
        if self._always is not None and self._custodian.unlocked_until(now) is None:
            self._custodian.unlock(self._always, now)
        match question.get("do"):
            case "open":
                return self._open(question, now)
            case "unlock":
                return self._unlock(str(question.get("secret")), now)
            case "lock":
                self._custodian.lock()
                return self._state(now)
            case "state":
                return self._state(now)
        return _NONSENSE

    def _open(self, question: dict[str, Any], now: datetime) -> dict[str, Any]:
        try:
            papers, envelope = papers_in(question), base64.b64decode(question["envelope"])
        except (KeyError, ValueError, AttributeError, TypeError):
            return _NONSENSE
        try:
            plain = self._custodian.open(papers, envelope, now)
        except VaultRefusedError as refusal:
            log.warning("kept shut", extra={"facts": {"reason": refusal.reason.value}})
            return {"refused": refusal.reason.value}
        log.info("opened", extra={"facts": {"count": self._custodian.count}})
        return {"plain": base64.b64encode(plain).decode()}

    def _unlock(self, secret: str, now: datetime) -> dict[str, Any]:
        try:
            until = self._custodian.unlock(lock_of(secret, self._token), now)
        except WrongSecretError:
            log.warning("wrong passphrase")
            return {"refused": "locked"}
        log.info("unlocked")
        return {"until": until.isoformat()}

    def _state(self, now: datetime) -> dict[str, Any]:
        until = self._custodian.unlocked_until(now)
        return {"until": until and until.isoformat(), "count": self._custodian.count}


def lock_of(secret: str, token: tuple[str, str] | None) -> Lock:
    """A PIN where there is a token, else a passphrase."""
    if token is not None:
        module, name = token
        return TokenLock(module, name, secret)
    return PassphraseLock(secret)


def listen(address: Path, group: int | None = None) -> socket.socket:
    """The socket, for this account alone, or for one group as well."""
    address.unlink(missing_ok=True)
    ours = socket.socket(socket.AF_UNIX)
    mask = os.umask(0o177)
    try:
        ours.bind(str(address))
    finally:
        os.umask(mask)
    if group is not None:
        os.chown(address, -1, group)
        address.chmod(0o660)
    ours.listen(8)
    return ours


def serve(ours: socket.socket, desk: Desk) -> None:
    while True:
        connection, _ = ours.accept()
        with connection:
            connection.settimeout(PATIENCE)
            try:
                send(connection, desk.answer(receive(connection), clock.now()))
            except (OSError, ValueError) as error:
                log.warning("no question", extra={"facts": {"error": type(error).__name__}})


def keep_to_ourselves() -> None:
    """No core file, and no look into our memory by others of the account."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="feedback.processes.vault")
    parser.add_argument("--folder", type=Path, required=True, help="key, count, key of the log")
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--group", type=int, help="group of the web process, by number")
    parser.add_argument("--pkcs11", nargs=2, metavar=("MODULE", "TOKEN"), help="unlocked by a PIN")
    parser.add_argument("--open-with", type=Path, help="demonstration: passphrase, kept open")
    told = parser.parse_args()
    keep_to_ourselves()
    log_lines.install()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    pinned = public_key((told.folder / LOG_KEY).read_text(encoding="utf-8"))
    custodian = Custodian(told.folder, pinned)
    token = tuple(told.pkcs11) if told.pkcs11 else None
    always = told.open_with and lock_of(told.open_with.read_text(encoding="utf-8").strip(), token)
    desk = Desk(custodian, token=token, always=always)
    serve(listen(told.socket, told.group), desk)


if __name__ == "__main__":
    main()
