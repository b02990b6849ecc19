"""Anybody holding a file learns whether it is ours, unchanged, in force; and never what it says."""

import io
import json
import re

import pikepdf
import pytest
from sqlalchemy import select, update

from feedback.demo.issuing import issue
from feedback.extensions import db
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.services.documents.rendering import letter_bytes
from feedback.services.files import kept_files
from feedback.services.signing_in.throttle import FREE
from tests.client import Visitor, texts
from tests.factories import at
from tests.integration.inspection.conftest import Room, superuser, tamper
from tests.worlds import stories

__all__ = ["superuser", "tamper"]

PAGE = "/kiem-tra-van-ban"
SIGNED = at("2026-08-06", 12)
#: What stands in the notice and is nobody's business who only holds its number.
CONTENT = ("Nguyễn Văn Hòa", "thu hồi", "845/QĐ-UBND", "Về việc thụ lý")


def issue_a_notice(app):
    """The notice of acceptance 01/TB-UBND: as it was rendered, and as it was sealed."""
    Room(app).accepted()
    with app.app_context():
        for letter in db.session.scalars(select(IssuedLetter.id)).all():
            issue(letter, SIGNED)
        letter, session = the_notice(), db.session()
        rendered = kept_files.content(session, letter.subject_id, letter.pdf_sha256)
        return rendered, letter_bytes(letter)


beginning, notice = stories(notice=issue_a_notice)


def the_notice() -> IssuedLetter:
    return db.session.scalars(
        select(IssuedLetter).where(IssuedLetter.name == "acceptance_notice")
    ).one()


def check(visitor: Visitor, content: bytes, name: str = "van-ban.pdf"):
    visitor.get(PAGE)
    return visitor.post(PAGE, {"file": (io.BytesIO(content), name)})


def ask(visitor: Visitor, code: str, day: str = "2026-08-06", agency: str = "X06862"):
    visitor.get(PAGE)
    year, month, day = day.split("-")
    boxes = {"day-day": day, "day-month": month, "day-year": year}
    return visitor.post(f"{PAGE}/so", {"code": code, "agency": agency, **boxes})


def test_the_sealed_file_is_ours_and_unchanged(visitor, notice):
    answer = check(visitor, notice[1])
    said = texts(answer.text)
    assert answer.status_code == 200
    assert "Đúng là văn bản của cơ quan, không bị sửa" in said
    assert "01/TB-UBND" in said
    assert "Ủy ban nhân dân xã Tiên Yên" in said
    assert "Đã ban hành, chưa bị thay thế" in said
    assert re.search(r"Người ký: [^.]*Trần Quang Minh.*Cơ quan: [^.]*Tiên Yên", said)
    assert "Chứng thư để thử, không có giá trị pháp lý." in said
    assert "notice--good" in answer.text
    assert [word for word in CONTENT if word in said] == []


def appended(content: bytes) -> bytes:
    """A further revision, as an editor saves one: another page over ours."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.trailer.Root.objgen[0]
    start = len(content)
    return (
        content
        + f"{root} 0 obj\n<</Type/Catalog>>\nendobj\n".encode()
        + f"xref\n0 1\ntrailer\n<</Prev {start}/Size 1>>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def one_byte_changed(content: bytes, place: int = 5_000) -> bytes:
    """In what was rendered, unless another place is named."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def locked(content: bytes) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: b"PK\x03\x04 not a document", "Đây không phải tệp PDF"),
        (lambda _: b"<html>%PDF-1.7 %%EOF</html>", "Đây không phải tệp PDF"),
        (locked, "Tệp có đặt mật khẩu"),
        (lambda pdf: pdf[:20_000], "Tệp bị cắt cụt"),
        (one_byte_changed, "Tệp đã bị sửa"),
        (lambda pdf: one_byte_changed(pdf, len(pdf) - 2_000), "đã bị sửa hoặc ghi thêm ở cuối"),
        (lambda _: b"%PDF-1.7\n" + b"%%EOF\n" * 200_000, "Tệp đã bị sửa"),
        (appended, "Văn bản của cơ quan đã bị sửa hoặc ghi thêm ở cuối"),
        (lambda pdf: pdf + b"\n", "Văn bản của cơ quan đã bị sửa hoặc ghi thêm ở cuối"),
        (lambda pdf: pdf[:-1], "đã bị sửa hoặc ghi thêm ở cuối"),
    ],
    ids=["a zip", "a page that names itself one", "with a password", "the first part of it",
         "one byte of the pages changed", "one byte of the seal changed", "nothing but ends",
         "a revision appended", "a line break appended", "its last line break gone"],
)  # fmt: skip
def test_another_file_is_told_from_ours_in_words(visitor, notice, change, said):
    answer = check(visitor, change(notice[1]))
    assert answer.status_code == 200
    assert said in texts(answer.text)
    assert "Đúng là văn bản" not in answer.text


def test_the_file_of_before_the_seal_is_not_the_one_that_was_issued(visitor, notice):
    said = texts(check(visitor, notice[0]).text)
    assert "Là bản làm trước khi ký và đóng dấu" in said
    assert "Không đọc được chữ ký số nào trong tệp" in said
    assert "01/TB-UBND" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Chọn tệp PDF cần kiểm tra; tệp không được rỗng."),
        (b"%PDF-1.7\n" + b" " * 30_000_000 + b"%%EOF", "Tệp lớn hơn 20 MB"),
    ],
    ids=["empty", "thirty million bytes"],
)
def test_what_cannot_be_a_document_is_refused_beside_its_field(visitor, notice, content, said):
    answer = check(visitor, content)
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert "<title>Lỗi:" in answer.text


def test_nothing_chosen_is_refused(visitor, notice):
    visitor.get(PAGE)
    assert visitor.post(PAGE, {}).status_code == 422


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("replaces_id", "Đã bị thay thế: số 01/PĐX-UBND ngày 06/8/2026"),
        ("corrects_id", "Đã ban hành, có đính chính: số 01/PĐX-UBND ngày 06/8/2026"),
    ],
)
def test_a_later_document_is_named(app, visitor, notice, column, said):
    with app.app_context():
        db.session.execute(
            update(IssuedLetter)
            .where(IssuedLetter.name == "proposal_slip")
            .values({column: the_notice().id, "issued_at": SIGNED})
        )
        db.session.commit()
    assert said in texts(check(visitor, notice[1]).text)
    assert said in texts(ask(visitor, "01/TB-UBND").text)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"issued_at": None, "issued_sha256": None, "voided_at": SIGNED, "void_reason": "sai"},
         "Số đã hủy, không ban hành văn bản nào"),
        ({"issued_at": None, "issued_sha256": None}, "Chưa ban hành"),
    ],
    ids=["voided", "signed and not sealed"],
)  # fmt: skip
def test_a_document_not_in_force_is_never_called_so(app, visitor, notice, values, said):
    with app.app_context():
        db.session.execute(
            update(IssuedLetter).where(IssuedLetter.name == "acceptance_notice").values(values)
        )
        db.session.commit()
    answer = check(visitor, notice[1])
    assert said in texts(answer.text)
    assert "notice--good" not in answer.text
    assert said in texts(ask(visitor, "01/TB-UBND").text)


def test_a_hash_that_only_the_table_holds_is_reported(app, visitor, notice, tamper):
    with app.app_context():
        uid = the_notice().uid.hex.encode()
        [index] = [
            entry.index
            for entry in db.session.scalars(select(Entry).where(Entry.type == "letter_issued"))
            if uid in entry.body
        ]
    tamper("entry", "UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE index = :index",
           index=index)  # fmt: skip
    assert "Không khớp với lịch sử hồ sơ" in texts(check(visitor, notice[1]).text)


def test_a_number_is_confirmed_without_a_word_of_what_it_says(visitor, notice):
    answer = ask(visitor, " 01/tb-ubnd ")
    said = texts(answer.text)
    assert answer.status_code == 200
    assert "Số này đã cấp" in said
    assert "Đã ban hành, chưa bị thay thế" in said
    assert [word for word in (*CONTENT, "Thông báo thụ lý") if word in said] == []


@pytest.mark.parametrize(
    ("code", "day", "agency"),
    [
        ("02/TB-UBND", "2026-08-06", "X06862"),
        ("01/QĐ-UBND", "2026-08-06", "X06862"),
        ("01/TB-UBND", "2026-08-07", "X06862"),
        ("01/TB-UBND", "2026-08-06", "UBT"),
    ],
    ids=["another number", "another symbol", "another day", "another agency"],
)
def test_what_was_not_given_is_not_there(visitor, notice, code, day, agency):
    assert "Không có số này" in texts(ask(visitor, code, day, agency).text)


@pytest.mark.parametrize("code", ["", "TB-UBND", "01", "01/TB UBND; --", "1/" + "A" * 60])
def test_a_number_that_cannot_be_one_is_refused_beside_its_box(visitor, notice, code):
    answer = ask(visitor, code)
    assert answer.status_code == 422
    assert "07/TB-UBND" in texts(answer.text)


def test_guessing_becomes_slow_and_a_right_file_does_not_count(visitor, notice):
    for _ in range(FREE + 2):
        assert check(visitor, notice[1]).status_code == 200
    for number in range(2, FREE + 3):
        assert ask(visitor, f"{number}/TB-UBND").status_code == 200
    assert ask(visitor, "99/TB-UBND").status_code == 429
    assert check(visitor, b"%PDF-1.7\n%%EOF").status_code == 429


def test_the_command_says_the_same(app, notice, tmp_path):
    run = app.test_cli_runner().invoke
    ours, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    ours.write_bytes(notice[1])
    other.write_bytes(one_byte_changed(notice[1]))
    done = run(args=["documents", "verify", str(ours)])
    assert (done.exit_code, "01/TB-UBND" in done.output) == (0, True)
    told = json.loads(run(args=["documents", "verify", "--json", str(ours)]).output)
    assert (told["verdict"], told["good"], told["document"]["number"]) == ("unchanged", True, 1)
    refused = run(args=["documents", "verify", str(other)])
    assert refused.exit_code == 1
    assert "Tệp đã bị sửa" in refused.output
