"""Which communes count as remote on a day, and by which document.

The day a clock starts picks the row: a place declared remote later lengthens no period that runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.models.days import RemotePeriod


@dataclass(frozen=True, slots=True)
class RemoteBasis:
    """The document of one row, in words: what nobody has read is told as not verified."""

    document: str
    verified: bool

    def __str__(self) -> str:
        return self.document if self.verified else f"{self.document} (chưa xác minh)"


class RemoteAreas:
    """The rows of some communes, or of all."""

    def __init__(self, rows: Iterable[RemotePeriod]) -> None:
        self._rows: dict[str, list[tuple[date, date, RemoteBasis]]] = {}
        for row in rows:
            span = (row.first_day, row.last_day or date.max, RemoteBasis(row.basis, row.verified))
            self._rows.setdefault(row.commune_code, []).append(span)

    def basis(self, commune_code: str | None, on: date) -> RemoteBasis | None:
        """The document in force on that day; None where the place is not remote."""
        for first, last, basis in self._rows.get(commune_code or "", ()):
            if first <= on <= last:
                return basis
        return None


def remote_areas(session: Session, commune_code: str | None) -> RemoteAreas:
    """The rows of one commune, the newest first."""
    if not commune_code:
        return RemoteAreas(())
    return RemoteAreas(
        session.scalars(
            select(RemotePeriod)
            .where(RemotePeriod.commune_code == commune_code)
            .order_by(RemotePeriod.first_day.desc())
        )
    )


def all_remote_areas(session: Session) -> RemoteAreas:
    """The rows of every commune."""
    return RemoteAreas(
        session.scalars(select(RemotePeriod).order_by(RemotePeriod.first_day.desc()))
    )
