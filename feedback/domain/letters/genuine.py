"""Is a file one of ours? Asked of its bytes alone: no part of a stranger's file is interpreted.

A PDF grows by appending, so whatever was added to one of ours, by signing or by a forger, leaves
the earlier file at its beginning. The hashes of all beginnings that end a file find it.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from feedback.domain.letters.signature import FoundSignature
from feedback.domain.letters.wording import code_words

#: Beginnings looked at; ours have as many as signatures, and one.
MOST_REVISIONS = 64
_END = re.compile(rb"%%EOF(?:\r\n|\n|\r|)")
_NEAR_END = 1024
_LOCKED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


class Shape(StrEnum):
    """What stops a file from being a document of ours at first sight."""

    EMPTY = "empty"
    NOT_PDF = "not_pdf"
    LOCKED = "locked"
    CUT_OFF = "cut_off"
    PDF = "pdf"


def shape_of(content: bytes) -> Shape:
    if not content:
        return Shape.EMPTY
    if not content.startswith(b"%PDF-"):
        return Shape.NOT_PDF
    if b"%%EOF" not in content[-_NEAR_END:]:
        return Shape.CUT_OFF
    return Shape.LOCKED if _LOCKED.search(content) else Shape.PDF


def beginnings(content: bytes) -> list[str]:
    """SHA-256 of the whole and of every beginning that ends a file, longest first."""
    running, done, found = sha256(), 0, []
    for number, end in enumerate(_END.finditer(content)):
        if number == MOST_REVISIONS:
            break
        # With and without each sign of the line break after the mark: writers differ.
        for stop in range(end.start() + len(b"%%EOF"), end.end() + 1):
            running.update(content[done:stop])
            done = stop
            found.append(running.hexdigest())
    whole = sha256(content).hexdigest()
    return list(dict.fromkeys([whole, *reversed(found)]))


class Verdict(StrEnum):
    """What can be said of a file, from best to worst."""

    UNCHANGED = "unchanged"
    #: ours, but of before it was signed and sealed
    EARLIER = "earlier"
    #: begins with one of ours, and goes on otherwise
    ADDED_TO = "added_to"
    #: in the tables and not in the history: somebody changed the tables
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """How a document stands today."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    CORRECTED = "corrected"
    VOIDED = "voided"
    NOT_ISSUED = "not_issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document as anybody holding it, or its number, may be told of it: nothing it says."""

    title: str
    agency: str
    number: int | None
    symbol: str
    day: date
    standing: Standing
    #: number and day of the document that replaces or corrects it
    by: str = ""

    @property
    def code(self) -> str:
        return code_words(self.number, self.symbol) if self.number is not None else ""

    @property
    def good(self) -> bool:
        return self.standing in {Standing.IN_FORCE, Standing.CORRECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature found in the file, and whether its certificate is worth nothing outside."""

    found: FoundSignature
    role: str
    demo: bool

    @property
    def words(self) -> str:
        """What is wrong with it, the worst first; nothing where all is well."""
        if not self.found.intact:
            return "Chữ ký không khớp với nội dung tệp."
        if not self.found.unchanged:
            return "Sau chữ ký này tệp đã bị sửa."
        if not self.found.trusted:
            return "Chứng thư không do cơ quan được tin cậy cấp."
        return "Chứng thư để thử, không có giá trị pháp lý." if self.demo else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    sha256: str
    shape: Shape
    verdict: Verdict
    document: Known | None = None
    signatures: tuple[Signed, ...] = ()

    @property
    def good(self) -> bool:
        """Unchanged, and in force: what somebody may rely on."""
        return self.verdict is Verdict.UNCHANGED and bool(self.document and self.document.good)


VERDICT_WORDS = {
    Verdict.UNCHANGED: "Đúng là văn bản của cơ quan, không bị sửa",
    Verdict.EARLIER: "Là bản làm trước khi ký và đóng dấu, không phải bản đã ban hành",
    Verdict.ADDED_TO: "Văn bản của cơ quan đã bị sửa hoặc ghi thêm ở cuối; đừng dùng tệp này",
    Verdict.CONTRADICTED: "Không khớp với lịch sử hồ sơ; hãy báo cơ quan đã gửi văn bản",
    Verdict.UNKNOWN: "Không khớp văn bản nào của hệ thống này",
}
SHAPE_WORDS = {
    Shape.EMPTY: "Tệp rỗng, không có gì để kiểm tra.",
    Shape.NOT_PDF: "Đây không phải tệp PDF. Hãy chọn đúng tệp PDF đã nhận, không chụp ảnh lại.",
    Shape.LOCKED: "Tệp có đặt mật khẩu. Văn bản của cơ quan không bao giờ đặt mật khẩu.",
    Shape.CUT_OFF: "Tệp bị cắt cụt, có thể tải về chưa xong. Hãy tải lại rồi kiểm tra.",
    Shape.PDF: "Tệp đã bị sửa (dù chỉ một chữ), hoặc không do hệ thống này lập.",
}
STANDING_WORDS = {
    Standing.IN_FORCE: "Đã ban hành, chưa bị thay thế",
    Standing.REPLACED: "Đã bị thay thế",
    Standing.CORRECTED: "Đã ban hành, có đính chính",
    Standing.VOIDED: "Số đã hủy, không ban hành văn bản nào",
    Standing.NOT_ISSUED: "Chưa ban hành",
}
