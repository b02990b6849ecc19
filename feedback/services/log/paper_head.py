"""The head of a day on paper, for the bound register: the cheapest witness there is.

Paper is not rewritten, and whoever bound it need not trust any machine. The QR code holds the
signed note itself, so that ten years later the page is a checkpoint to verify against.
"""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import midnight, vietnam_time
from feedback.domain.errors import NotFoundError
from feedback.domain.history.checkpoint import open_checkpoint
from feedback.domain.history.note import NoteKey
from feedback.letters.page import qr_image
from feedback.letters.render import warm_up
from feedback.letters.sandbox import limited
from feedback.letters.sheets import sheet
from feedback.models.entry import LogCheckpoint, LogCosignature

#: A root is read aloud and compared in groups of so many digits.
_GROUP: Final = 8


def paper_head(session: Session, day: date, key: NoteKey) -> bytes:
    """The last head signed on that day, as a page to print; equal bytes at every asking.

    Raises ``NotFoundError`` where none was signed, and the errors of a note where ours is none.
    """
    sealed = session.execute(
        select(LogCheckpoint)
        .where(
            LogCheckpoint.sealed_at >= midnight(day),
            LogCheckpoint.sealed_at < midnight(day + timedelta(days=1)),
        )
        .order_by(LogCheckpoint.size.desc())
        .limit(1)
    ).scalar_one_or_none()
    if sealed is None:
        raise NotFoundError("Ngày này không niêm phong lần nào.")
    head = open_checkpoint(sealed.note, key)
    said = session.scalars(
        select(LogCosignature)
        .where(LogCosignature.size == sealed.size)
        .order_by(LogCosignature.witness)
    ).all()
    root = head.root.hex()
    values = {
        "day": f"{day:%d/%m/%Y}",
        "origin": head.origin,
        "size": head.size,
        "sealed_at": _told(sealed.sealed_at),
        "root": [root[start : start + _GROUP] for start in range(0, len(root), _GROUP)],
        "key_id": key.key_id.hex(),
        "witnesses": [{"name": one.witness, "at": _told(one.at)} for one in said],
        "qr": qr_image(sealed.note + "".join(one.line for one in said)),
    }
    warm_up()
    return limited(partial(sheet, "log_head", values, made_at=sealed.sealed_at))


def _told(instant: datetime) -> str:
    return f"{vietnam_time(instant):%H:%M:%S ngày %d/%m/%Y}"
