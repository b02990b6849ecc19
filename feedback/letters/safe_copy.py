"""A safe copy of a stranger's file, made in the guarded child and nowhere else.

Detection tells nobody whether a file is safe: a picture that is a page as well is a picture to all
four libraries we tried. Making it anew does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from feedback.domain.copies import HANDED_ON, SHEET, WORD, CopyState
from feedback.letters import pictures, safe_office, safe_pdf
from feedback.letters.safe_office import inspected
from feedback.letters.safe_pdf import rebuilt
from feedback.letters.safe_pictures import FORMATS, redrawn
from feedback.letters.sandbox import Reason, RenderFailed, limited

SECONDS: Final = 20
MEMORY_MIB: Final = 512

_REBUILT: Mapping[str, Callable[[bytes], bytes]] = {
    **{media_type: partial(redrawn, media_type=media_type) for media_type in FORMATS},
    "application/pdf": rebuilt,
    WORD: inspected,
    SHEET: inspected,
}
DAMAGED: Final = "Tệp hỏng, bị khóa, hoặc không đúng loại tệp như tên của nó."
TOO_MUCH: Final = "Tệp cần quá nhiều bộ nhớ hoặc thời gian để mở."
_SAID: Final = {
    Reason.TOO_SLOW: TOO_MUCH,
    Reason.OUT_OF_MEMORY: TOO_MUCH,
    Reason.TOO_LARGE: TOO_MUCH,
}


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy, or why there is none."""

    state: CopyState
    content: bytes = b""
    finding: str = ""


def copied(content: bytes, media_type: str) -> Copied:
    """Never raises for what is wrong with the file."""
    if media_type in HANDED_ON:
        return Copied(CopyState.RELEASED, content)
    make = _REBUILT.get(media_type)
    if make is None:
        return Copied(CopyState.REJECTED, finding=DAMAGED)
    warm_up()
    try:
        made = limited(partial(make, content), seconds=SECONDS, memory_mib=MEMORY_MIB)
    except RenderFailed as failure:
        if failure.reason is Reason.REFUSED:
            return Copied(CopyState.HELD, finding=failure.detail)
        return Copied(CopyState.REJECTED, finding=_SAID.get(failure.reason, DAMAGED))
    return Copied(CopyState.RELEASED, made)


@cache
def warm_up() -> None:
    """Load what any copy needs before forking: the child opens no file, not even of a library."""
    for part in (pictures, safe_pdf, safe_office):
        part.warm_up()
