"""What became of a promise that a citizen brings: kept, not yet due, late, or broken."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.history.entries import MalformedEntryError
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    NoteKey,
    UntrustedNoteError,
)
from feedback.domain.history.promise import Promise, read_promise
from feedback.services.log.log_proof import Fate, fate


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands, in words; the promise itself where our key signed it."""

    title: str
    meaning: str
    good: bool = False
    promise: Promise | None = None


FORGED = Standing(
    "Chữ ký của lời hứa không đúng",
    "Tệp ghi tên khóa của trang này, nhưng không do khóa đó ký, hoặc nội dung đã bị sửa.",
)
KEPT = "Lời hứa đã được giữ", "Mục này đã vào nhật ký đã ký. Hãy tải tệp bằng chứng thay lời hứa."
WAITING = (
    "Lời hứa có chữ ký đúng, chưa vào nhật ký đã ký",
    "Chưa tới giờ đã hứa. Hãy giữ tệp này và mở lại trang sau giờ đó.",
)
LATE = (
    "Lời hứa có chữ ký đúng, nhưng đã quá giờ hứa",
    (
        "Mục này có, nhưng nhật ký lâu chưa được niêm phong. Hãy giữ kỹ tệp: nó là chứng cứ. "
        "Ít ngày nữa vẫn vậy thì báo Thanh tra tỉnh."
    ),
)
BROKEN = (
    "Lời hứa có chữ ký đúng, nhưng mục đã hứa không còn",
    (
        "Nhật ký không có mục này, hoặc mục đã bị sửa. Chính tệp này là chứng cứ: hãy giữ kỹ "
        "và báo Thanh tra tỉnh."
    ),
)


def standing(session: Session, content: bytes, key: NoteKey, now: datetime) -> Standing | None:
    """How it stands at this moment; None for what is no promise of ours at all."""
    try:
        promise = read_promise(content.decode(), key)
    except ForgedNoteError:
        return FORGED
    except (MalformedNoteError, UntrustedNoteError, MalformedEntryError, UnicodeDecodeError):
        return None
    match fate(session, promise):
        case Fate.KEPT:
            return Standing(*KEPT, good=True, promise=promise)
        case Fate.UNSEALED:
            return Standing(*(WAITING if now <= promise.until else LATE), promise=promise)
        case Fate.GONE:
            return Standing(*BROKEN, promise=promise)
