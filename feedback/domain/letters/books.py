"""A register book, or a sheet of one, as it is printed: rows of words under the heads of its form.

Whoever fills a book has left out what its reader may not see; nothing is decided here any more.
Long books are bound in volumes (quyển), as paper ones are.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from feedback.domain.letters.parts import Issuer

#: Rows of a volume; one is printed within the limits of a document.
VOLUME = 250

PROTECTED = "được bảo vệ"


#: Its cells; each a few lines.
Row = tuple[tuple[str, ...], ...]


class Form(StrEnum):
    OUTGOING = "outgoing"
    INCOMING = "incoming"
    RECEPTION = "reception"
    PETITIONS = "petitions"
    DEADLINES = "deadlines"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its share of the width, in millimetres of an A4 page across."""

    title: str
    width: int
    centred: bool = False


#: Nghị định 30/2020/NĐ-CP, Phụ lục IV, mục I and VI (two transcriptions agree); Nghị định
#: 154/2026/NĐ-CP, Mẫu số 03/TCD (read in the source). The last two are ours.
COLUMNS: dict[Form, tuple[Column, ...]] = {
    Form.OUTGOING: (
        Column("Số, ký hiệu văn bản", 28),
        Column("Ngày tháng văn bản", 21, centred=True),
        Column("Tên loại và trích yếu nội dung văn bản", 64),
        Column("Người ký", 25),
        Column("Nơi nhận văn bản", 38),
        Column("Đơn vị, người nhận bản lưu", 20),
        Column("Số lượng bản", 15, centred=True),
        Column("Ngày chuyển", 20, centred=True),
        Column("Ký nhận", 14),
        Column("Ghi chú", 22),
    ),
    Form.INCOMING: (
        Column("Ngày đến", 21, centred=True),
        Column("Số đến", 14, centred=True),
        Column("Tác giả", 36),
        Column("Số, ký hiệu văn bản", 27),
        Column("Ngày tháng văn bản", 21, centred=True),
        Column("Tên loại và trích yếu nội dung văn bản", 62),
        Column("Đơn vị hoặc người nhận", 30),
        Column("Ngày chuyển", 20, centred=True),
        Column("Ký nhận", 14),
        Column("Ghi chú", 22),
    ),
    Form.RECEPTION: (
        Column("STT", 10, centred=True),
        Column("Ngày tiếp", 19, centred=True),
        Column("Họ tên, địa chỉ", 29),
        Column("CCCD/CMND/Hộ chiếu", 25),
        Column("Nội dung đơn", 31),
        Column("Loại đơn (KN/TC/KN/PA)", 17, centred=True),
        Column("Số người cùng nội dung", 13, centred=True),
        Column("Cơ quan đã giải quyết", 19),
        Column("Thuộc thẩm quyền (x)", 14, centred=True),
        Column("Hướng dẫn công dân đến cơ quan có thẩm quyền", 20),
        Column("Cơ quan, đơn vị thụ lý", 20),
        Column("Theo dõi kết quả giải quyết", 20),
        Column("Ghi chú", 30),
    ),
    Form.PETITIONS: (
        Column("Số đơn", 31),
        Column("Ngày nhận", 21, centred=True),
        Column("Cách nhận, nơi chuyển", 28),
        Column("Họ tên, địa chỉ người gửi", 40),
        Column("Nội dung", 53),
        Column("Loại đơn", 20),
        Column("Số người", 13, centred=True),
        Column("Cơ quan đang giữ", 31),
        Column("Kết quả xử lý", 30),
    ),
    Form.DEADLINES: (
        Column("STT", 10, centred=True),
        Column("Thời hạn", 45),
        Column("Tính từ ngày", 22, centred=True),
        Column("Cách tính", 126),
        Column("Hạn", 22, centred=True),
        Column("Tình trạng", 42),
    ),
}

#: The form, where its number was read in the source.
FORM_LINES = {Form.RECEPTION: "Mẫu số 03/TCD, Nghị định số 154/2026/NĐ-CP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One volume; ``ending`` are the lines below its last row: the closing of the year."""

    name: ClassVar[str] = "book"

    form: Form
    title: str
    issuer: Issuer
    printed_on: date
    rows: tuple[Row, ...]
    #: what the cover says: the year, the days, the numbers
    cover: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    volume: int = 1
    volumes: int = 1

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS[self.form]

    @property
    def form_line(self) -> str:
        return FORM_LINES.get(self.form, "")


def row(*cells: str) -> Row:
    """Cells as they are filled: a line each, empty lines left out."""
    return tuple(tuple(line for line in cell.split("\n") if line.strip()) for cell in cells)


def volumes_of(rows: int) -> int:
    return max(1, -(-rows // VOLUME))


def volume(book: Book, place: int) -> Book:
    """One of the volumes the book is bound in, from 1; the last one carries the ending."""
    count = volumes_of(len(book.rows))
    rows = book.rows[(place - 1) * VOLUME : place * VOLUME]
    ending = book.ending if place == count else ()
    return replace(book, rows=rows, ending=ending, volume=place, volumes=count)
