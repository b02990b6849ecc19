"""Lodging a petition: everything or nothing, and the same receipt however often it is sent.

The receipt code is made when the form is opened and is the idempotency key: a double click, a retry
after a lost answer and the back button all find the petition that carries its hash. Files are on
disk and flushed before a row is locked; the receipt is shown only after the commit.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from feedback.domain.lodging import Lodging
from feedback.domain.roles import CITIZEN, Actor
from feedback.domain.suspicion import Sending, Verdict
from feedback.models.petition import Petition
from feedback.services.files import arriving, waiting
from feedback.services.ground import admission
from feedback.services.ground.admission import Shown
from feedback.services.ground.transaction import transaction
from feedback.services.lodging import suspicion
from feedback.services.lodging.petition_rows import Arrival, lodge
from feedback.services.subject import identities
from feedback.vault.codes import code_hash
from feedback.vault.keys import KeyRing

_petition_table = Petition.__table__
_KNOWN = select(_petition_table.c.id).where(_petition_table.c.code_hash == bindparam("hashed"))


def submit(
    lodging: Lodging,
    keys: KeyRing,
    now: datetime,
    *,
    officer: Actor = CITIZEN,
    sending: Sending | None = None,
) -> int:
    """Lodge the petition and return its id; sent twice, the first one's id.

    What an officer writes down stays at the officer's agency. ``sending`` says how a petition came
    over the network: by it one that looks like junk is set aside.
    """
    hashed = code_hash(lodging.code, keys.code_pepper)
    try:
        with transaction() as session:
            known = find(session, hashed)
            if known is not None:
                return known
            uid = uuid4()
            key = identities.new_key(uid)
            files = arriving.arrive(lodging, uid, key, keys)
            verdict = suspicion.weigh(session, lodging, sending, now) if sending else Verdict()
            arrival = Arrival(lodging, uid, key, files, hashed, verdict)
            petition = lodge(session, arrival, keys, now, officer=officer)
    except IntegrityError:
        with transaction() as session:
            known = find(session, hashed)
        if known is None:
            raise
        return known
    waiting.forget(lodging.files)
    return petition


def find(session: Session, hashed: bytes) -> int | None:
    """The petition that carries this receipt, if it has been lodged."""
    admission.show(session, Shown.CODE, hashed.hex())
    return session.scalars(_KNOWN, {"hashed": hashed}).one_or_none()
