"""Counting what arrives, in PostgreSQL: nothing here is lost or let through with Redis (6g).

Counts are exact, over the time just past: no slot begins anew at the full minute.
"""

import hmac
import secrets
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    LargeBinary,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.suspicion import ALIKE, SKETCH, Lately, shingles
from feedback.domain.windows import (
    BURST,
    DAY,
    EVERYBODY,
    KEPT_FOR,
    SUSTAINED,
    WRONG_CODES,
    Arriving,
    Window,
)
from feedback.models.arrival import Arrival, ArrivalKey
from feedback.services.ground.transaction import transaction

_NOW = bindparam("now", type_=DateTime(timezone=True))
_PREFIX = bindparam("prefix", type_=LargeBinary)
_KEY_OF = select(ArrivalKey.key).where(ArrivalKey.day == bindparam("day"))


def _within(window: Window, what: Arriving) -> tuple[ColumnElement[bool], ...]:
    return Arrival.at > _NOW - window.within, Arrival.at <= _NOW, Arrival.what == what


_EVERYBODY = select(func.count()).where(*_within(EVERYBODY, Arriving.PETITION))
#: Without a neighbourhood nothing is like it, and the first three are none.
_LATELY = select(
    *(
        func.count().filter(Arrival.at > _NOW - window.within).label(name)
        for name, window in (("burst", BURST), ("sustained", SUSTAINED), ("day", DAY))
    ),
    _EVERYBODY.correlate(None).scalar_subquery().label("everybody"),
).where(Arrival.prefix == _PREFIX, *_within(DAY, Arriving.PETITION))
#: The newest that share anything at all; a flood of copies needs no longer look back.
_SKETCHES = (
    select(Arrival.sketch)
    .where(Arrival.sketch.overlap(bindparam("sketch", type_=ARRAY(BigInteger))))
    .where(Arrival.at > _NOW - DAY.within, Arrival.at <= _NOW)
    .order_by(Arrival.id.desc())
    .limit(20)
)
_WRONG_HERE = select(func.count()).where(
    Arrival.prefix == _PREFIX, *_within(WRONG_CODES, Arriving.WRONG_CODE)
)


def petition_came(session: Session, network: str, story: str | None, now: datetime) -> Lately:
    """What came before, and one more.

    ``network`` is empty and ``story`` None where none is to be looked at.
    """
    key = key_of(session, civil_day(now)) if network or story else b""
    prefix = hmac.digest(key, network.encode(), "sha256") if network else None
    sketch = _sketch(key, story) if story else None
    counts = session.execute(_LATELY, {"prefix": prefix, "now": now}).mappings().one()
    copies = _copies(session, sketch, now) if sketch else 0
    session.add(Arrival(what=Arriving.PETITION, prefix=prefix, sketch=sketch, at=now))
    return Lately(**counts, copies=copies)


def _copies(session: Session, sketch: list[int], now: datetime) -> int:
    """Earlier petitions with almost the same words; counted no further than asked."""
    alike = min(ALIKE, len(sketch))
    found = session.scalars(_SKETCHES, {"sketch": sketch, "now": now})
    return sum(len(set(sketch) & set(other)) >= alike for other in found if other)


def _sketch(key: bytes, story: str) -> list[int]:
    """The smallest of the keyed hashes of its shingles: enough to tell copies, nothing to read."""
    hashes = {
        int.from_bytes(hmac.digest(key, each.encode(), "sha256")[:8], "big", signed=True)
        for each in shingles(story)
    }
    return sorted(hashes)[:SKETCH]


def within_a_minute(session: Session, now: datetime) -> int:
    """Petitions of the minute just past, from everybody."""
    return session.scalars(_EVERYBODY, {"now": now}).one()


def wrong_code_came(network: str, now: datetime) -> bool:
    """Note one more wrong code; True when there were too many already.

    What is beyond is not written down any more, so a flood makes no rows and ends by itself.
    """
    with transaction() as session:
        prefix = _prefix(session, network, now)
        before = session.scalars(_WRONG_HERE, {"prefix": prefix, "now": now}).one()
        if before >= WRONG_CODES.most:
            return True
        session.add(Arrival(what=Arriving.WRONG_CODE, prefix=prefix, at=now))
        return False


def forget_old(now: datetime) -> None:
    """Erase what no window looks back to, and the keys of earlier days."""
    with transaction() as session:
        session.execute(delete(Arrival).where(Arrival.at < now - KEPT_FOR))
        session.execute(delete(ArrivalKey).where(ArrivalKey.day < civil_day(now)))


def key_of(session: Session, day: date) -> bytes:
    """The random key of a day, made by whoever needs it first."""
    known = session.scalars(_KEY_OF, {"day": day}).one_or_none()
    if known is not None:
        return known
    made = insert(ArrivalKey).values(day=day, key=secrets.token_bytes(32))
    session.execute(made.on_conflict_do_nothing())
    return session.scalars(_KEY_OF, {"day": day}).one()


def _prefix(session: Session, network: str, now: datetime) -> bytes:
    return hmac.digest(key_of(session, civil_day(now)), network.encode(), "sha256")
