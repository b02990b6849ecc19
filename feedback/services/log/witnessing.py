"""Asking the witnesses for their word on the newest head, and taking it down.

A head is published without cosignatures when a witness is away: people must not wait for it. Who
keeps the machines is told after a day (``feedback.services.upkeep.readiness``). Only the head that
is the whole log at this moment is brought to a witness that answers at once: then its clock also
dates everything that comes later.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from feedback.domain.history.note import MalformedNoteError, UntrustedNoteError
from feedback.domain.history.policy import Policy, Witness
from feedback.domain.history.witness_times import CLOCKS
from feedback.domain.history.witnessing import consistency_after, request, size_told
from feedback.models.entry import LogCheckpoint, LogCosignature
from feedback.services.log.cosigned_notes import CosignedNotes, Word
from feedback.services.log.log_tree import leaves, tree_at
from feedback.services.log.witness_client import Folders, Reply, ask_online
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent

log = logging.getLogger(__name__)

NOBODY: Final = Word(size=0, at="", note="")


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest signed head, and when it was signed."""

    size: int
    note: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """One round over all witnesses of a policy; the session reads, its owner commits."""

    session: Session
    directory: Path
    policy: Policy
    newest: Newest
    now: datetime
    #: after how long a witness is asked again for the same head
    every: timedelta

    def all(self) -> None:
        """Ask whoever has not said anything lately; one that is away does not hold up the rest."""
        latest = CosignedNotes(self.directory).latest()
        for name, witness in self.policy.witnesses.items():
            word = latest.get(name, NOBODY)
            if not witness.url:
                continue
            try:
                if witness.online:
                    self._at_once(name, witness, word)
                else:
                    self._by_files(name, Folders.of(witness.url), word)
            except OSError as error:
                self._alarm("a witness is away", name, type(error).__name__)

    def _at_once(self, name: str, witness: Witness, word: Word) -> None:
        if word.size == self.newest.size and self.now - word.time < self.every:
            return
        reply = ask_online(witness.url, self._request(word.size))
        known = size_told(reply.body) if reply.status == HTTPStatus.CONFLICT else None
        if known is not None and known <= self.newest.size:
            reply = ask_online(witness.url, self._request(known))
        self._take(name, self.newest, reply, until=self.now + CLOCKS, since=self.now - CLOCKS)

    def _by_files(self, name: str, folders: Folders, word: Word) -> None:
        known = word.size
        for asked, reply in folders.replies().items():
            told = size_told(reply.body) if reply.status == HTTPStatus.CONFLICT else None
            head = self._head(asked.partition("-")[0])
            if told is not None and told <= self.newest.size:
                known = max(known, told)
            elif head is not None and self._take(
                name, head, reply, since=head.sealed_at - CLOCKS, until=self.now + CLOCKS
            ):
                known = max(known, head.size)
            folders.take_away(asked)
        if known < self.newest.size:
            folders.ask(f"{self.newest.size}-{known}", self._request(known))

    def _request(self, known: int) -> str:
        before = tree_at(self.session, known)
        proof = consistency_after(before, leaves(self.session, known, self.newest.size))
        return request(known, proof, self.newest.note)

    def _head(self, size: str) -> Newest | None:
        """A head that was signed earlier, as the answer to an older request names it."""
        if not (size.isascii() and size.isdigit()):
            return None
        found = self.session.get(LogCheckpoint, int(size))
        return Newest(found.size, found.note, found.sealed_at) if found else None

    def _take(
        self, name: str, head: Newest, reply: Reply, *, since: datetime, until: datetime
    ) -> bool:
        """Keep a cosignature that is good and of about this time; anything else is an alarm."""
        if reply.status != HTTPStatus.OK:
            self._alarm("a witness refuses the head", name, str(reply.status))
            return False
        note = head.note + reply.body
        try:
            found = [one for one in self.policy.cosignatures(note) if one.witness == name]
        except (UntrustedNoteError, MalformedNoteError):
            found = []
        if not found or not since <= found[0].at <= until:
            if found:
                apart = (self.now - found[0].at).total_seconds()
                security_events.note(
                    SecurityEvent.WITNESS_APART, detail=f"{apart:+.1f} s", witness=name
                )
            self._alarm("a witness's answer is no cosignature of now", name, str(bool(found)))
            return False
        CosignedNotes(self.directory).keep(name, head.size, found[0].at, note)
        line = {"size": head.size, "witness": name, "line": reply.body, "at": found[0].at}
        self.session.execute(insert(LogCosignature).values(line).on_conflict_do_nothing())
        return True

    @staticmethod
    def _alarm(what: str, witness: str, why: str) -> None:
        log.error(what, extra={"facts": {"witness": witness, "why": why}})
