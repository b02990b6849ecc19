"""The case file for the archive (hồ sơ vụ việc): what lies in it, on which pages, or why not.

Pieces are bound in the order in which they came (Nghị định 30/2020/NĐ-CP, Điều 29; Luật Khiếu nại,
Điều 34 khoản 2; Luật Tố cáo, Điều 39 khoản 3). Bút lục counts the pages from the first piece to the
last; cover and index come before it, so that they never move a number.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

#: Whatever would take longer or weigh more is listed with its hash and lies in the ZIP alone.
MOST_PAGES_OF_A_FILE: Final = 200
MOST_PAGES: Final = 3000
#: A dossier is made in memory, so all its original files together must fit there.
MOST_BYTES: Final = 400_000_000

#: Recognised by content when they were taken; anything else cannot be shown as pages.
SHOWN_AS_PAGES: Final = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})

SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
}

SEALED: Final = "Niêm phong, giữ riêng: Luật Tố cáo, Điều 8 khoản 3 và Điều 56"
NO_PAGES: Final = "Không in được thành trang; bản gốc nằm trong tệp ZIP"
TOO_LONG: Final = "Quá nhiều trang; bản gốc nằm trong tệp ZIP"
NO_FILE: Final = "Chưa có bản in"
NOT_ISSUED: Final = "Chưa ban hành"
LOST: Final = "Tệp trong kho không còn nguyên vẹn"


class Sort(StrEnum):
    """What a piece of the dossier is; also how its file in the ZIP is called."""

    PETITION = "don"
    DOCUMENT = "van-ban"
    FILE = "tep"
    SHEET = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of the index. ``first`` and ``last`` are its bút lục, 0 where it has no page."""

    sort: Sort
    title: str
    #: when it came into the file, which gives the order
    at: datetime
    day: date
    code: str = ""
    sha256: str = ""
    media_type: str = "application/pdf"
    #: digitally signed: a bound copy loses the signatures, so the original is embedded whole
    signed: bool = False
    #: why it has no page, or nothing at all; shown in the index
    note: str = ""
    #: neither pages nor bytes of it leave its place
    sealed: bool = False
    number: int = 0
    first: int = 0
    last: int = 0

    @property
    def name(self) -> str:
        """The file's name in the ZIP: a number and a kind of paper, never a person."""
        return f"{self.number:03}-{self.sort}{SUFFIXES.get(self.media_type, '.bin')}"

    @property
    def kept(self) -> bool:
        """Whether the original bytes go along."""
        return bool(self.sha256) and not self.sealed and self.note != LOST

    @property
    def pages(self) -> str:
        if not self.first:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def paged(pieces: Sequence[Piece], pages: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces with their bút lục, given how many pages each has."""
    found, last = [], 0
    for piece, count in zip(pieces, pages, strict=True):
        first, last = last + 1, last + count
        found.append(replace(piece, first=first, last=last) if count else piece)
    return tuple(found)


COLUMNS: Final = (
    "stt", "so_ky_hieu", "ngay", "ten_loai_trich_yeu", "trang_tu", "trang_den", "tep", "sha256",
    "ky_so", "ghi_chu",
)  # fmt: skip


def index_rows(pieces: Sequence[Piece]) -> list[dict[str, str | int | bool]]:
    """The index as data, a row a piece, in ``COLUMNS``."""
    return [
        dict(
            zip(
                COLUMNS,
                (
                    piece.number, piece.code, piece.day.isoformat(), piece.title, piece.first,
                    piece.last, piece.name if piece.kept else "", piece.sha256, piece.signed,
                    piece.note,
                ),
                strict=True,
            )
        )
        for piece in pieces
    ]  # fmt: skip


def index_json(number: str, made_at: datetime, pieces: Sequence[Piece]) -> bytes:
    told = {"ho_so": number, "lap_luc": made_at.isoformat(), "van_ban": index_rows(pieces)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def index_csv(pieces: Sequence[Piece]) -> bytes:
    """With a mark of its encoding, without which spreadsheets misread Vietnamese."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _inert(cell) for key, cell in row.items()} for row in index_rows(pieces))
    return text.getvalue().encode("utf-8-sig")


#: What a spreadsheet takes for the beginning of a formula, or skips before one: full-width too.
_FORMULA: Final = frozenset("=+-@＝＋－＠\t\r\n\0")


def _inert(cell: str | int) -> str | int:
    """A cell that is shown and never computed (ASVS 1.2.10)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell
