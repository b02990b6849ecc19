"""What the sealing process does each time it looks: sign what is new, then ask the witnesses.

A refusal ends nothing: the process goes on looking, so that the alarm stays until somebody came.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.history.policy import Policy
from feedback.models.entry import Entry, LogHead
from feedback.services import sealing
from feedback.services.checkpoint_store import CheckpointStore, Sealed
from feedback.services.sealing import SealRefusedError
from feedback.services.transaction import transaction
from feedback.services.witnessing import Asking, Newest

log = logging.getLogger(__name__)

#: Seconds between two looks, at most.
EVERY: Final = 5
#: Entries that somebody waits to see sealed: the vault opens nothing before (``vault.custodian``).
WAITED_FOR: Final = ("identity_opened",)


@dataclass(frozen=True, slots=True)
class Sealer:
    """Its key, its memory and its witnesses."""

    directory: Path
    key: Ed25519PrivateKey
    origin: str
    policy: Policy
    #: Two signed heads are at most this far apart while there is something new.
    interval: timedelta

    def look(self, now: datetime) -> None:
        """Sign and ask where it is time; an alarm, and nothing signed, where the log is wrong."""
        try:
            with transaction() as session:
                self._seal(session, now)
        except SealRefusedError as error:
            log.error("the history is not sealed", extra={"facts": {"because": str(error)}})  # noqa: TRY400 - a finding, not a fault
            return
        with transaction() as session:
            self._ask(session, now)

    def _seal(self, session: Session, now: datetime) -> None:
        """Wait while the last head is young; one from the future holds up nothing."""
        newest = CheckpointStore(self.directory).newest()
        age = now - _signed_at(newest) if newest is not None else self.interval
        is_young = timedelta(0) <= age < self.interval - timedelta(seconds=EVERY)
        if is_young and not self._is_waited_for(session, newest):
            return
        sealing.seal(session, directory=self.directory, key=self.key, origin=self.origin, now=now)

    def _is_waited_for(self, session: Session, newest: Sealed | None) -> bool:
        """Whether somebody stands before a door that a signed head opens."""
        first = newest.frontier.size if newest is not None else 0
        waiting = select(Entry.index).where(Entry.index >= first, Entry.type.in_(WAITED_FOR))
        return session.scalar(waiting.limit(1)) is not None

    def _ask(self, session: Session, now: datetime) -> None:
        newest = CheckpointStore(self.directory).newest()
        size = session.scalar(select(LogHead.size)) or 0
        if newest is None or newest.frontier.size != size or not self.policy.witnesses:
            return
        head = Newest(size, newest.note, _signed_at(newest))
        Asking(session, self.directory, self.policy, head, now, self.interval).all()


def _signed_at(sealed: Sealed) -> datetime:
    return datetime.fromisoformat(sealed.at)
