"""Safe copies of citizens' files: what each is, and how far it is.

The original is evidence and always kept; whatever is refused here is refused to the copy alone.
"""

from enum import StrEnum
from typing import Final

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CopyState(StrEnum):
    RECEIVED = "received"
    SCANNING = "scanning"
    #: officers may open the copy
    RELEASED = "released"
    #: something harmful was found
    HELD = "held"
    #: no copy can be made of it: damaged, locked, too large to open
    REJECTED = "rejected"


class Scan(StrEnum):
    """What the scanner said; rebuilding does not rely on it."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"
    INFECTED = "infected"


STATE_TITLES: Final = {
    CopyState.RECEIVED: "Đang chờ lập bản an toàn",
    CopyState.SCANNING: "Đang quét",
    CopyState.RELEASED: "Bản an toàn",
    CopyState.HELD: "Bị giữ lại",
    CopyState.REJECTED: "Không lập được bản an toàn",
}
SCAN_TITLES: Final = {
    Scan.UNSCANNED: "chưa quét vi-rút",
    Scan.CLEAN: "đã quét vi-rút, không thấy gì",
    Scan.INFECTED: "máy quét thấy mã độc",
}

#: Types that are handed on as they came, without a look inside.
HANDED_ON: Final = frozenset({"audio/mpeg", "audio/mp4", "video/mp4"})
