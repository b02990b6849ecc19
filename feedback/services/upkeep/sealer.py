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
from feedback.models.entry import Entry, LogCheckpoint, LogHead
from feedback.services.ground.transaction import transaction
from feedback.services.log import sealing
from feedback.services.log.checkpoint_store import CheckpointStore, Sealed
from feedback.services.log.head_stamps import Stamps, request
from feedback.services.log.sealing import SealRefusedError
from feedback.services.log.witnessing import Asking, Newest

log = logging.getLogger(__name__)

#: Seconds between two looks, at most.
EVERY: Final = 5
#: Entries over which a head is signed at once: a person waits for it before reading a name.
AWAITED: Final = ("identity_opened",)
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sealer:
    """Its key, its memory and its witnesses."""

    directory: Path
    key: Ed25519PrivateKey
    origin: str
    policy: Policy
    #: Two signed heads are at most this far apart while there is something new.
    interval: timedelta
    #: An authority that stamps a head a day, if there is one.
    timestamp_url: str = ""

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
            self._stamp(session, now)

    def _seal(self, session: Session, now: datetime) -> None:
        """Wait while the last head is young, unless a person waits; one of the future is not."""
        newest = CheckpointStore(self.directory).newest()
        age = now - _signed_at(newest) if newest is not None else self.interval
        young = timedelta(0) <= age < self.interval - timedelta(seconds=EVERY)
        if newest is not None and young and not self._somebody_waits(session, newest):
            return
        sealing.seal(session, directory=self.directory, key=self.key, origin=self.origin, now=now)

    @staticmethod
    def _somebody_waits(session: Session, newest: Sealed) -> bool:
        fresh = select(Entry.index).where(
            Entry.index >= newest.frontier.size, Entry.type.in_(AWAITED)
        )
        return bool(session.scalar(select(fresh.exists())))

    def _ask(self, session: Session, now: datetime) -> None:
        newest = CheckpointStore(self.directory).newest()
        size = session.scalar(select(LogHead.size)) or 0
        if newest is None or newest.frontier.size != size or not self.policy.witnesses:
            return
        head = Newest(size, newest.note, _signed_at(newest))
        Asking(session, self.directory, self.policy, head, now, self.interval).all()

    def _stamp(self, session: Session, now: datetime) -> None:
        """Have the newest head stamped when the last stamped one is a day old."""
        newest, stamps = CheckpointStore(self.directory).newest(), Stamps(self.directory)
        if not self.timestamp_url or newest is None:
            return
        last = session.get(LogCheckpoint, stamps.newest())
        if last is not None and (now - last.sealed_at < A_DAY or last.size == newest.frontier.size):
            return
        try:
            stamps.keep(newest.frontier.size, request(self.timestamp_url, newest.note))
        except OSError as error:
            log.error("no time-stamp", extra={"facts": {"why": type(error).__name__}})  # noqa: TRY400 - an authority away is no fault of ours


def _signed_at(sealed: Sealed) -> datetime:
    return datetime.fromisoformat(sealed.at)
