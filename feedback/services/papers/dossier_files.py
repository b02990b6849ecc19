"""From what lies in a file to its two archives: one PDF/A to read, one ZIP of the originals.

Each piece is opened by itself in the guarded child, so a file that cannot be shown costs its own
pages and nothing else: its hash and its bytes go along all the same.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256

from feedback.domain import dossier
from feedback.domain.clock import vietnam_time
from feedback.domain.dossier import MOST_BYTES, MOST_PAGES, MOST_PAGES_OF_A_FILE, Piece
from feedback.domain.errors import DomainError
from feedback.domain.letters.wording import short_day
from feedback.letters import binding, pictures, render
from feedback.letters.binding import Original, bind, page_count
from feedback.letters.pictures import TooManyPagesError, pictured
from feedback.letters.sandbox import RenderFailed, limited
from feedback.letters.sheets import sheet
from feedback.services.files import sealed_files
from feedback.services.papers.dossier_material import Laid, Material

SHEET_SECONDS, FILE_SECONDS, BINDING_SECONDS = 120, 60, 300
FILE_MIB, BINDING_MIB = 1024, 3072

HOW_TO_CHECK = """\
Tệp này gồm bản gốc của các văn bản, tài liệu trong hồ sơ, tên là số thứ tự trong mục lục.
muc-luc.json, muc-luc.csv: mục lục với mã SHA-256 của từng tệp (kiểm tra bằng lệnh sha256sum).
Dòng ghi “Niêm phong” mà là đơn hoặc tệp của người tố cáo: mã là cam kết với bản gốc; chỉ người mở
được bản gốc mới kiểm tra được.
lich-su.jsonl: lịch sử hồ sơ, từng byte như khi ghi, mỗi mục một dòng. Mã băm của một mục là
SHA-256 của byte 0x00 rồi đến dòng ấy; trong cùng hồ sơ, mã ấy đứng ở "prev" của dòng sau.
Lệnh kiểm tra và tính lại thời hạn: flask law explain --export lich-su.jsonl
"""


class TooLargeError(DomainError):
    """More than fits into one dossier; trying again cannot help."""


@dataclass(frozen=True, slots=True)
class Made:
    pdf: bytes
    archive: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A piece with its original and its pages, as far as there are any."""

    piece: Piece
    original: bytes = b""
    pages: bytes = b""


Tell = Callable[[int, int], None]


def make(material: Material, made_at: datetime, tell: Tell) -> Made:
    """Both files of a dossier; equal material and instant, equal bytes."""
    if sum(laid.size for laid in material.laid) > MOST_BYTES:
        raise TooLargeError(f"Các tệp gốc của hồ sơ vượt quá {MOST_BYTES // 1_000_000} MB.")
    for part in (render, pictures, binding):
        part.warm_up()
    read = list(_numbered(_read_all(material.laid, made_at, tell)))
    counts = [page_count(one.pages) if one.pages else 0 for one in read]
    pieces = dossier.paged([one.piece for one in read], counts)
    front = _front(material, pieces, sum(counts), made_at)
    pdf = limited(
        lambda: bind(
            front,
            [one.pages for one in read if one.pages],
            list(_originals(pieces, read)),
            title=f"Hồ sơ {material.number}",
            made_at=made_at,
        ),
        seconds=BINDING_SECONDS,
        memory_mib=BINDING_MIB,
        output_mib=BINDING_MIB,
    )
    return Made(pdf, _archive(material, pieces, read, made_at), page_count(pdf))


def _read_all(laid: Sequence[Laid], made_at: datetime, tell: Tell) -> Iterator[_Read]:
    left = MOST_PAGES
    for done, one in enumerate(laid):
        tell(done, len(laid))
        read = _read(one, made_at)
        count = page_count(read.pages) if read.pages else 0
        if count > left:
            read = _Read(replace(read.piece, note=dossier.TOO_LONG), read.original)
            count = 0
        left -= count
        yield read
    tell(len(laid), len(laid))


def _read(one: Laid, made_at: datetime) -> _Read:
    piece = one.piece
    if one.sheet is not None:
        name, values = one.sheet
        pages = limited(partial(sheet, name, values, made_at=made_at), seconds=SHEET_SECONDS)
        return _Read(replace(piece, sha256=sha256(pages).hexdigest()), pages, pages)
    if piece.sealed or not piece.sha256:
        return _Read(piece)
    original = sealed_files.content(one.locked) if one.locked else None
    if not original:
        return _Read(replace(piece, note=dossier.LOST))
    if one.own:
        return _Read(piece, original, original)
    return _shown(piece, original, sealed_files.content(one.copy) if one.copy else None)


def _shown(piece: Piece, original: bytes, copy: bytes | None) -> _Read:
    """A stranger's file with its pages as pictures, or with the reason why it has none.

    They are drawn from the safe copy where there is one; the original goes along as it came.
    """
    if piece.media_type not in dossier.SHOWN_AS_PAGES:
        return _Read(replace(piece, note=dossier.NO_PAGES), original)
    work = partial(pictured, copy or original, piece.media_type, most_pages=MOST_PAGES_OF_A_FILE)
    try:
        return _Read(piece, original, limited(work, seconds=FILE_SECONDS, memory_mib=FILE_MIB))
    except RenderFailed as failure:
        long = TooManyPagesError.__name__ in failure.detail
        note = dossier.TOO_LONG if long else dossier.NO_PAGES
        return _Read(replace(piece, note=note), original)


def _numbered(read: Iterator[_Read]) -> Iterator[_Read]:
    """Places in the index; the material already lies in its order."""
    for number, one in enumerate(read, 1):
        yield replace(one, piece=replace(one.piece, number=number))


def _front(material: Material, pieces: Sequence[Piece], pages: int, made_at: datetime) -> bytes:
    rows = [
        {
            "number": piece.number,
            "code": piece.code,
            "day": short_day(piece.day),
            "title": piece.title,
            "pages": piece.pages,
            "note": piece.note or ("Bản gốc ký số đính kèm" if piece.signed else ""),
            "sha256": piece.sha256,
        }
        for piece in pieces
    ]
    originals = sum(piece.signed for piece in pieces)
    values = {**material.cover, "rows": rows, "pages": pages, "originals": originals}
    return limited(partial(sheet, "front", values, made_at=made_at), seconds=SHEET_SECONDS)


def _originals(pieces: Sequence[Piece], read: Sequence[_Read]) -> Iterator[Original]:
    for piece, one in zip(pieces, read, strict=True):
        if piece.signed and one.original:
            yield Original(piece.name, f"{piece.title} {piece.code}", one.original, piece.at)


def _archive(
    material: Material, pieces: Sequence[Piece], read: Sequence[_Read], made_at: datetime
) -> bytes:
    """Stored, not packed: what is kept is packed already, and anybody can take it out."""
    files = {
        "DOC-TRUOC.txt": HOW_TO_CHECK.encode(),
        "muc-luc.json": dossier.index_json(material.number, made_at, pieces),
        "muc-luc.csv": dossier.index_csv(pieces),
        "lich-su.jsonl": material.history,
    }
    for piece, one in zip(pieces, read, strict=True):
        if piece.kept:
            files[piece.name] = one.original
    local = vietnam_time(made_at)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, local.timetuple()[:6])
            info.external_attr, info.create_system = 0o644 << 16, 3
            archive.writestr(info, content)
    return written.getvalue()
