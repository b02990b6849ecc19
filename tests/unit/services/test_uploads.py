"""Files: what is taken, what is refused with which sentence, and how they are named."""

import unicodedata
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile
from feedback.services.files.uploads import MOST_BYTES, clean_name, recognised, refuse_beyond

LIMIT = 2_000_000


def office_file(*members: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member in ("[Content_Types].xml", *members):
            archive.writestr(member, "<x/>")
    return packed.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument"
WORD, SHEET = f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\0" * 20


def film(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x20ftyp" + brand + b"\x00\x00\x02\x00isomiso2avc1mp41" + b"\0" * 20


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        pytest.param("anh.jpg", JPEG, "image/jpeg", id="jpg"),
        pytest.param("anh.JPEG", JPEG, "image/jpeg", id="jpeg in capitals"),
        pytest.param("anh.png", PNG, "image/png", id="png"),
        pytest.param("anh.webp", WEBP, "image/webp", id="webp"),
        pytest.param("giay.pdf", PDF, "application/pdf", id="pdf"),
        pytest.param("don.docx", office_file("word/document.xml"), WORD, id="docx"),
        pytest.param("bang.xlsx", office_file("xl/workbook.xml"), SHEET, id="xlsx"),
        pytest.param("ghi.mp3", b"ID3\x03\x00\x00\0\0\0\0", "audio/mpeg", id="mp3 with a tag"),
        pytest.param("ghi.mp3", b"\xff\xfb\x90\x00\0\0\0", "audio/mpeg", id="mp3 without a tag"),
        pytest.param("ghi.m4a", film(b"M4A "), "audio/mp4", id="m4a"),
        pytest.param("phim.mp4", film(b"isom"), "video/mp4", id="mp4"),
        pytest.param("phim.mp4", film(b"mp42"), "video/mp4", id="mp4 of a telephone"),
        pytest.param("phim.mp4", film(b"avc1"), "video/mp4", id="mp4 of a camera"),
    ],
)
def test_what_telephones_make_is_taken(name, content, media_type):
    told = recognised(name, content, LIMIT)
    assert (told.name, told.media_type, told.size) == (name, media_type, len(content))
    assert told.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("anh.png", b"", "rỗng", id="nothing in it"),
        pytest.param("anh.png", PNG + b"\0" * LIMIT, "lớn hơn 2 MB", id="too large"),
        pytest.param("anh.svg", b"<svg/>", "Chưa nhận được loại tệp", id="a drawing with scripts"),
        pytest.param("trang.html", b"<html>", "Chưa nhận được loại tệp", id="a page"),
        pytest.param("anh", PNG, "Chưa nhận được loại tệp", id="no ending"),
        pytest.param("anh.png", JPEG, "không mở được như tên", id="another picture"),
        pytest.param("giay.pdf", b"<html>", "không mở được như tên", id="a page called a paper"),
        pytest.param("anh.png", b"xin chao", "không mở được như tên", id="words called a picture"),
        pytest.param(
            "don.docx", office_file("xl/workbook.xml"), "không mở được", id="xlsx as docx"
        ),
        pytest.param("don.docx", office_file("a.txt"), "không mở được", id="an archive as docx"),
        pytest.param("chay.png.exe", b"MZ\x90", "Chưa nhận được loại tệp", id="a program"),
    ],
)
def test_what_will_not_open_is_refused(name, content, said):
    with pytest.raises(InvalidInputError, match=said):
        recognised(name, content, LIMIT)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("C:\\Users\\Hoa\\anh.png", "anh.png", id="a path of Windows"),
        pytest.param("../../etc/passwd.png", "passwd.png", id="a path upwards"),
        pytest.param("a\x00b\x07.png", "ab.png", id="control letters"),
        pytest.param("gnp.\u202eexe.png", "gnp.exe.png", id="letters that turn the name round"),
        pytest.param("\u200fanh\u200b.png", "anh.png", id="invisible letters"),
        pytest.param(unicodedata.normalize("NFD", "Đất vườn.png"), "Đất vườn.png", id="decomposed"),
        pytest.param("", "tep", id="no name"),
        pytest.param(".png", "png", id="only an ending"),
        pytest.param("a" * 400 + ".png", "a" * 116 + ".png", id="very long"),
    ],
)
def test_names_are_made_fit_to_be_read(given, shown):
    assert clean_name(given) == shown


def test_all_files_together_have_a_limit():
    others = [KeptFile("a.png", "image/png", MOST_BYTES - 10, "0" * 64)]
    refuse_beyond("b.png", 10, others)
    with pytest.raises(InvalidInputError, match="vượt quá 100 MB"):
        refuse_beyond("b.png", 11, others)
