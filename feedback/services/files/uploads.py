"""Files of citizens: looked at by their first bytes, and named for people.

Detection here is to tell a person that a file will not open, not a defence: these files leave only
as downloads, and are opened only in the guarded child that makes their safe copy or their pages.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

import puremagic

from feedback.domain.copies import SHEET, WORD
from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile
from feedback.domain.text import clean_line

LONGEST_NAME = 120
#: All files of one petition together.
MOST_BYTES = 100_000_000
FIELD = "files"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A type we take: what its content may be recognised as, and what it must contain."""

    media_type: str
    recognised: frozenset[str]
    holds: bytes = b""


_JPEG = Accepted("image/jpeg", frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}))
#: Cameras and telephones write many brands of one container; what matters is that it is one.
_FILM = frozenset({".mp4", ".m4v", ".m4a", ".f4v", ".3gp", ".3g2"})

ACCEPTED = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": Accepted("image/png", frozenset({".png"})),
    ".webp": Accepted("image/webp", frozenset({".webp"})),
    ".pdf": Accepted("application/pdf", frozenset({".pdf"})),
    ".docx": Accepted(WORD, frozenset({".docx"}), b"word/"),
    ".xlsx": Accepted(SHEET, frozenset({".xlsx"}), b"xl/"),
    ".mp3": Accepted("audio/mpeg", frozenset({".mp3", ".mpga", ".mpg", ".mpeg"})),
    ".m4a": Accepted("audio/mp4", _FILM),
    ".mp4": Accepted("video/mp4", _FILM),
}


def recognised(name: str, content: bytes, most_bytes: int) -> KeptFile:
    """What a file is, told in memory from its first bytes.

    InvalidInputError says in its sentence why it cannot be taken.
    """
    shown = clean_name(name)
    if not content:
        raise InvalidInputError(FIELD, f"Tệp “{shown}” rỗng. Chọn lại tệp có nội dung.")
    if len(content) > most_bytes:
        raise InvalidInputError(FIELD, too_large(shown, most_bytes))
    accepted = _agreed(shown, content)
    return KeptFile(shown, accepted.media_type, len(content), sha256(content).hexdigest())


def refuse_beyond(name: str, size: int, others: Iterable[KeptFile]) -> None:
    """Refuse one more file where all together would be too much."""
    if size + sum(other.size for other in others) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise InvalidInputError(
            FIELD,
            f"Thêm tệp “{clean_name(name)}” thì các tệp vượt quá {limit} MB. Bỏ bớt tệp khác, hoặc "
            "gửi bản giấy sau.",
        )


def too_large(name: str, most_bytes: int) -> str:
    limit = most_bytes // 1_000_000
    return f"Tệp “{name}” lớn hơn {limit} MB. Chọn tệp nhỏ hơn, hoặc gửi bản giấy sau."


def clean_name(name: str) -> str:
    """The last part of a path in NFC, nothing invisible in it, at most 120 letters."""
    last = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(". ")
    suffix = PurePosixPath(seen).suffix[:10]
    stem = seen.removesuffix(suffix) if suffix else seen
    return (stem[: LONGEST_NAME - len(suffix)] or "tep") + suffix


def _agreed(shown: str, content: bytes) -> Accepted:
    accepted = ACCEPTED.get(PurePosixPath(shown).suffix.lower())
    if accepted is None:
        raise InvalidInputError(
            FIELD, f"Chưa nhận được loại tệp “{shown}”. Chọn ảnh, PDF, Word, Excel, ghi âm, video."
        )
    if not (accepted.recognised & _recognised(content) and accepted.holds in content):
        raise InvalidInputError(
            FIELD, f"Tệp “{shown}” không mở được như tên của nó. Lưu lại tệp rồi chọn lần nữa."
        )
    return accepted


def _recognised(content: bytes) -> frozenset[str]:
    try:
        found = puremagic.magic_string(content[:4096])
    except puremagic.PureError:
        return frozenset()
    return frozenset(match.extension for match in found)
