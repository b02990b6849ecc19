"""Opening a petition by its code: the one door of all pages that ask for one."""

from feedback.blueprints.neighbourhood import network
from feedback.blueprints.public.visitor import settings
from feedback.domain import clock
from feedback.domain.errors import NotFoundError, TooOftenError
from feedback.domain.windows import WRONG_CODES
from feedback.extensions import db
from feedback.services.lodging import arrivals, citizens
from feedback.services.watch.security_events import SecurityEvent, neighbourhood, note
from feedback.vault.keys import KeyRing

TOO_MANY = (
    "Trong một phút có quá nhiều mã sai từ nơi bạn. Xem lại giấy biên nhận rồi nhập lại; mã đúng "
    "vẫn mở được ngay."
)


def keys() -> KeyRing:
    return KeyRing(settings().keys_dir)


def opened_by(code: str | None) -> int:
    """The petition of this code; ``NotFoundError``, or ``TooOftenError`` past ten a minute.

    A right code is never held back: a neighbour's guessing must not close a file to its sender,
    and 130 bits need no lock.
    """
    try:
        return citizens.petition_of_code(db.session(), code or "", keys())
    except NotFoundError:
        here, now = network(), clock.now()
        note(SecurityEvent.CODE_UNKNOWN, network=neighbourhood(here, clock.today()))
        if not arrivals.wrong_code_came(here, now):
            raise
        seconds = int(WRONG_CODES.within.total_seconds())
        raise TooOftenError(TOO_MANY, seconds) from None
