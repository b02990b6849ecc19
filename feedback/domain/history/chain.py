"""Where an entry stands: its index in the log, its place in the chain of its subject.

``prev`` proves that one file is whole up to its newest entry; the tree over all entries proves that
the log as a whole only grows. Pure: the same functions serve one change, a batch and a bulk load.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from feedback.domain.history.entries import SALT_BYTES, Draft, milliseconds, stamp, write
from feedback.domain.history.merkle import leaf_hash

#: Member of ``data`` that keeps the time a clock claimed when it ran behind the log.
ANOMALY = "clock_anomaly"
#: A job takes its time when it begins and writes its entry when it is done: within this span the
#: entry simply takes the time of the one before it. What is further behind is a clock gone wrong.
AT_WORK = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Link:
    """The newest entry of a subject: what the next one ties itself to."""

    seq: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry ready to be stored."""

    index: int
    draft: Draft
    seq: int
    at: datetime
    body: bytes
    leaf: bytes
    #: To be kept with the payload, and destroyed with it.
    salt: bytes | None

    @property
    def link(self) -> Link:
        """What the next entry of the same subject ties itself to."""
        return Link(self.seq, self.leaf)


def place(
    draft: Draft, *, index: int, last: Link | None, earliest: datetime, salt: bytes | None = None
) -> Placed:
    """Put one entry at an index, after the newest of its subject and no earlier than ``earliest``.

    A clock that runs behind the log does not rewrite time: the entry takes the time of the one
    before it and says which time was claimed.
    """
    claimed = milliseconds(draft.at)
    at = max(claimed, earliest)
    if at - claimed > AT_WORK:
        draft = replace(draft, data={**draft.data, ANOMALY: stamp(claimed)})
    seq = last.seq + 1 if last else 1
    body = write(draft, seq=seq, prev=last.leaf if last else None, at=at, salt=salt)
    return Placed(index, draft, seq, at, body, leaf_hash(body), salt)


def place_all(
    drafts: Iterable[Draft],
    *,
    first_index: int,
    links: dict[UUID, Link],
    earliest: datetime,
    new_salt: Callable[[int], bytes],
) -> Iterator[Placed]:
    """Place drafts one after the other; ``links`` is brought up to date on the way."""
    for index, draft in enumerate(drafts, first_index):
        salt = None if draft.confidential is None else new_salt(SALT_BYTES)
        placed = place(
            draft, index=index, last=links.get(draft.subject), earliest=earliest, salt=salt
        )
        links[draft.subject], earliest = placed.link, placed.at
        yield placed
