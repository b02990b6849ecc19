"""Whatever is typed: a sentence beside the box, the text still there, nothing written, no 5xx."""

# ruff: noqa: E501 - tables

import unicodedata
from base64 import urlsafe_b64decode
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import func, select

from feedback.domain import clock
from feedback.extensions import db
from feedback.models.petition import Attachment, Petition
from feedback.services.files import sent_files
from feedback.services.lodging import drafts
from tests.client import Visitor, texts

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def answers(app, visitor: Visitor) -> drafts.Answers:
    """The draft of this browser, as it lies in the database."""
    with app.app_context():
        found = drafts.read(urlsafe_b64decode(visitor.cookie("draft") or ""), clock.now())
    assert found is not None
    return found


def assert_refused(answer, said: str, field: str) -> None:
    """Status 422, the sentence in the summary and beside the field, the title saying so."""
    assert answer.status_code == 422
    assert "<title>Lỗi: " in answer.text
    summary, _, form = answer.text.partition("<form")
    assert "error-summary" in summary
    assert said in texts("<body" + summary)
    assert said in texts("<body" + form)
    assert f'id="{field}-error"' in form
    assert field == "choice" or 'aria-invalid="true"' in form


REFUSED = [
    # page, fields, the field with the error, what is said
    pytest.param("cau-chuyen", {"story": ""}, "story", "Kể lại chuyện", id="empty story"),
    pytest.param("cau-chuyen", {"story": " \n\t "}, "story", "Kể lại chuyện", id="blank story"),
    pytest.param("cau-chuyen", {"story": "\x00\x07"}, "story", "Kể lại", id="control letters only"),
    pytest.param("cau-chuyen", {"story": "ế" * 4001}, "story", "tối đa 4.000", id="one too many"),
    pytest.param("cau-chuyen", {"story": "x", "wanted": "y" * 2001}, "wanted", "2.000", id="long wish"),
    pytest.param("ve-ai", {"against": "a" * 301}, "against", "tối đa 300", id="long respondent"),
    pytest.param("khi-nao", {"known_on-day": "30", "known_on-month": "2", "known_on-year": "2026"},
                 "known_on", "Không có ngày này", id="30 February"),
    pytest.param("khi-nao", {"known_on-day": "1", "known_on-month": "1", "known_on-year": "2999"},
                 "known_on", "chưa tới", id="a day to come"),
    pytest.param("khi-nao", {"known_on-day": "1", "known_on-month": "1", "known_on-year": "26"},
                 "known_on", "đủ bốn số", id="a year of two digits"),
    pytest.param("khi-nao", {"known_on-day": "x", "known_on-month": "1", "known_on-year": "2026"},
                 "known_on", "Không có ngày này", id="a day in letters"),
    pytest.param("khi-nao", {"known_on-day": "1", "known_on-month": "", "known_on-year": ""},
                 "known_on", "còn thiếu tháng và năm", id="half a date"),
    pytest.param("khi-nao", {"known_on-day": "9" * 5000, "known_on-month": "1", "known_on-year": "2026"},
                 "known_on", "Không có ngày này", id="a day of 5,000 digits"),
    pytest.param("o-dau", {"commune": "Hà Nội"}, "commune", "Không tìm thấy", id="another province"),
    pytest.param("o-dau", {"commune": "thành phố Hạ Long"}, "commune",
                 "Thành phố Hạ Long nay là phường Cao Xanh, phường Hà Tu,", id="a district of thirteen"),
    pytest.param("o-dau", {"commune": "huyện Tiên Yên"}, "choice",
                 "Huyện Tiên Yên nay gồm các nơi này.", id="a district of six"),
    pytest.param("o-dau", {"commune": "Đại Dực"}, "choice",
                 "Xã Đại Dực cũ nay thuộc vài nơi.", id="a commune that was divided"),
    pytest.param("o-dau", {"commune": "99999"}, "commune", "Không tìm thấy", id="a code"),
    pytest.param("o-dau", {"commune": "h"}, "commune", "nhiều nơi", id="one letter"),
    pytest.param("o-dau", {"commune": "Móng Cái"}, "choice", "Chọn một nơi", id="three of that name"),
    pytest.param("o-dau", {"commune": "Móng Cái", "choice": "99"}, "choice", "Chọn một nơi",
                 id="a choice never offered"),
    pytest.param("o-dau", {"commune": "a" * 100_000}, "commune", "Viết ngắn lại", id="endless name"),
    pytest.param("ban-la-ai", {"name": "", "address": "thôn"}, "name", "Nhập họ và tên", id="no name"),
    pytest.param("ban-la-ai", {"name": "Hòa", "address": ""}, "address", "Nhập địa chỉ", id="nowhere"),
    pytest.param("ban-la-ai", {"name": "Hòa" * 100, "address": "t"}, "name", "ngắn lại", id="long name"),
    pytest.param("ban-la-ai", {"name": "Nguyễn " * 58, "address": "t"}, "name", "ngắn lại", id="a name of 400"),
    pytest.param("ban-la-ai", {"name": "Hòa", "address": "t", "identity_number": "12"},
                 "identity_number", "12 số", id="a short identity number"),
    pytest.param("ban-la-ai", {"name": "Hòa", "address": "t", "people": "nhiều"}, "people", "Nhập một số",
                 id="people in words"),
    pytest.param("ban-la-ai", {"name": "Hòa", "address": "t", "people": "-3"}, "people", "từ 1", id="minus 3"),
    pytest.param("ban-la-ai", {"name": "Hòa", "address": "t", "people": "9" * 30}, "people", "từ 1",
                 id="more people than there are"),
    pytest.param("lien-he", {"phone": "12ab"}, "phone", "10 số", id="no telephone"),
    pytest.param("lien-he", {"email": "hoa"}, "email", "có chữ @", id="no address of mail"),
    pytest.param("lien-he", {"email": "a@b.vn\nBcc: x@y.vn"}, "email", "có chữ @", id="two lines of mail"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "fields", "field", "said"), REFUSED)
def test_a_wrong_answer_is_named_beside_its_box_and_nothing_is_written(
    app, start, page, fields, field, said
):
    visitor = start("complaint")
    before = answers(app, visitor)
    answer = visitor.answer(f"/gui-don/{page}", fields)
    assert_refused(answer, said, field)
    assert answers(app, visitor) == before


@pytest.mark.parametrize(
    ("page", "field", "typed"),
    [
        pytest.param(
            "cau-chuyen", "story", "<b>&amp;\"'" + "a" * 5000, id="markup in a long story"
        ),
        pytest.param("o-dau", "commune", "<script>alert(1)</script>", id="a script as a place"),
        pytest.param("lien-he", "phone", "không có máy", id="words as a telephone"),
        pytest.param("lien-he", "email", "😀", id="a face as mail"),
        pytest.param("ban-la-ai", "people", "ba người", id="words as a number"),
    ],
)
def test_what_was_typed_is_still_there(start, page, field, typed):
    answer = start("complaint").answer(f"/gui-don/{page}", {field: typed})
    assert answer.status_code == 422
    assert typed in unescape(answer.text)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("Bụi \x00than\x08", "Bụi than", id="NUL and backspace"),
        pytest.param(unicodedata.normalize("NFD", "Đường hỏng ở Mạo Khê"), "Đường hỏng ở Mạo Khê",
                     id="decomposed"),
        pytest.param("Cứu 😭🏽 tôi", "Cứu 😭🏽 tôi", id="faces"),
        pytest.param("<h1>To</h1> & 'nhỏ'", "<h1>To</h1> & 'nhỏ'", id="markup is only text"),
        pytest.param("a\u202egnp\u2066", "agnp", id="direction marks"),
        pytest.param("một\r\nhai\rba", "một\nhai\nba", id="line ends of three systems"),
        pytest.param("ế" * 4000, "ế" * 4000, id="as long as may be"),
        pytest.param(unicodedata.normalize("NFD", "ế" * 4000), "ế" * 4000, id="as long, decomposed"),
    ],
)  # fmt: skip
def test_odd_text_is_kept_clean(app, start, typed, kept):
    visitor = start("report")
    assert visitor.answer("/gui-don/cau-chuyen", {"story": typed}).status_code == 303
    assert answers(app, visitor).text("story") == kept


def test_lone_surrogates_and_broken_bytes_do_no_harm(app, start):
    visitor = start("report")
    visitor.get("/gui-don/cau-chuyen")
    token = visitor.hidden("/gui-don/cau-chuyen")["csrf_token"]
    body = f"csrf_token={token}&story=a%ED%A0%80b%FF".encode()
    answer = visitor._client.post(  # noqa: SLF001 - a body no client library would send
        "/gui-don/cau-chuyen", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 303
    answers(app, visitor).text("story").encode()


def test_a_megabyte_of_text_is_refused_beside_its_box_with_the_text_kept(app, start):
    story = "ế" * 350_000
    assert len(story.encode()) > 1_000_000
    answer = start("complaint").answer("/gui-don/cau-chuyen", {"story": story})
    assert_refused(answer, "tối đa 4.000", "story")
    assert story.strip() in answer.text


def test_more_than_can_be_read_gets_a_page_and_keeps_the_draft(app, start):
    visitor = start("complaint")
    visitor.answer("/gui-don/cau-chuyen", {"story": "Đã lưu."})
    answer = visitor.post("/gui-don/cau-chuyen", {"story": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "quá lớn" in answer.text
    assert answers(app, visitor).text("story") == "Đã lưu."


# Stale forms, lost drafts, wrong places


def test_a_stale_form_is_shown_again_with_the_text_and_a_sentence(app, start):
    visitor = start("complaint")
    visitor.get("/gui-don/cau-chuyen")
    answer = visitor.post("/gui-don/cau-chuyen", {"story": "Chuyện dài.", "csrf_token": "old"})
    assert answer.status_code == 422
    assert "Trang đã mở quá lâu" in answer.text
    assert "Chuyện dài." in answer.text
    assert visitor.post("/gui-don/cau-chuyen", {"story": "Chuyện dài."}).status_code == 303


@pytest.mark.parametrize("path", [
    "/gui-don", "/gui-don/giup-chon", "/gui-don/ve-ai", "/gui-don/tep", "/gui-don/cam-doan", "/tra-cuu",
])  # fmt: skip
def test_no_form_works_without_its_token(app, written, path):
    visitor = written("complaint")
    visitor.get(path)
    answer = visitor.post(path, {"csrf_token": "", "kind": "report", "sworn": "y", "code": "x"})
    assert answer.status_code == 422
    assert "Trang đã mở quá lâu" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Petition)) == 0


def test_text_posted_after_the_draft_was_lost_begins_a_new_one(app, start):
    visitor = start("complaint")
    visitor.get("/gui-don/cau-chuyen")
    visitor.drop_cookie("draft")
    answer = visitor.post("/gui-don/cau-chuyen", {"story": "Đừng mất."})
    assert answer.status_code == 303
    found = answers(app, visitor)
    assert (found.text("story"), found.kind) == ("Đừng mất.", "complaint")


@pytest.mark.parametrize("cookie", ["", "x", "=" * 44, "A" * 43 + "=", "%00", "ế"])
def test_a_made_up_cookie_is_no_draft(visitor, cookie):
    visitor.keep_cookie("draft", cookie)
    answer = visitor.get("/gui-don/cau-chuyen")
    assert answer.status_code == 404
    assert "Không thấy bản đang viết" in answer.text


def test_a_report_has_no_page_about_whom(start):
    answer = start("report").get("/gui-don/ve-ai")
    assert answer.headers["Location"] == "/gui-don/cau-chuyen"


def test_changing_the_kind_keeps_what_was_written(app, start):
    visitor = start("report")
    visitor.answer("/gui-don/cau-chuyen", {"story": "Bụi than."})
    visitor.answer("/gui-don", {"kind": "complaint"})
    found = answers(app, visitor)
    assert (found.kind, found.text("story")) == ("complaint", "Bụi than.")


def test_an_unfinished_petition_is_not_sent(app, start):
    visitor = start("complaint")
    answer = visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert answer.headers["Location"] == "/gui-don/kiem-tra"
    assert "Bạn chưa kể câu chuyện." in visitor.get("/gui-don/kiem-tra").text


def test_without_the_declaration_nothing_is_sent(app, written):
    answer = written("report").answer("/gui-don/cam-doan", {})
    assert answer.status_code == 422
    assert "Đánh dấu vào ô cam đoan" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Petition)) == 0


@pytest.mark.parametrize(
    ("kind", "within"),
    [
        pytest.param("complaint", "90 ngày", id="against a decision or an act"),
        pytest.param("complaint_discipline", "15 ngày", id="against a decision of discipline"),
    ],
)
def test_a_late_complaint_is_warned_and_never_stopped(app, start, kind, within):
    visitor = start(kind)
    late = {"known_on-day": "1", "known_on-month": "1", "known_on-year": "2020"}
    answer = visitor.answer("/gui-don/khi-nao", late)
    assert answer.status_code == 200
    assert within in answer.text
    assert "Bạn vẫn gửi được đơn" in answer.text
    assert visitor.post("/gui-don/khi-nao", late).status_code == 303
    assert str(answers(app, visitor).known_on) == "2020-01-01"


def test_a_day_before_our_calendar_is_warned_without_a_date(start):
    old = {"known_on-day": "1", "known_on-month": "1", "known_on-year": "1975"}
    answer = start("complaint").answer("/gui-don/khi-nao", old)
    assert answer.status_code == 200
    assert "Có thể đã quá thời hiệu" in answer.text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("Tiên Yên", "06862", id="a name"),
        pytest.param("xã tiên yên", "06862", id="with its kind, in small letters"),
        pytest.param("tien yen", "06862", id="without marks"),
        pytest.param("Đồng Rui", "06886", id="a former name"),
        pytest.param(unicodedata.normalize("NFD", "Hồng Gai"), "06685", id="decomposed"),
        pytest.param("", "", id="left empty"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(app, start, typed, code):
    visitor = start("report")
    assert visitor.answer("/gui-don/o-dau", {"commune": typed}).status_code == 303
    assert answers(app, visitor).text("commune_code") == code


# Files


def upload(visitor: Visitor, *files: tuple[str, bytes], **fields: str):
    visitor.get("/gui-don/tep")
    return visitor.post(
        "/gui-don/tep", {"files": [(BytesIO(body), name) for name, body in files], **fields}
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("anh.png", b"", "rỗng", id="0 bytes"),
        pytest.param("anh.png", PNG + b"\0" * 20_000_000, "lớn hơn 20 MB", id="too large"),
        pytest.param("anh.svg", b"<svg/>", "Chưa nhận được loại tệp", id="a drawing"),
        pytest.param("anh.png", b"<html>", "không mở được như tên", id="not what it is called"),
        pytest.param("<b>.exe", b"MZ", "Chưa nhận được loại tệp", id="markup as a name"),
    ],
)
def test_a_bad_file_is_refused_and_the_good_one_beside_it_stays(app, start, name, content, said):
    visitor = start("report")
    answer = upload(visitor, ("tot.png", PNG), (name, content))
    assert_refused(answer, said, "files")
    assert [file.name for file in answers(app, visitor).files] == ["tot.png"]
    assert "tot.png" in answer.text
    assert "<b>.exe" not in answer.text


def test_files_are_kept_listed_and_taken_out_again(app, start):
    visitor = start("report")
    assert upload(visitor, ("a.png", PNG), ("b.png", PNG + b"1"), more="1").status_code == 200
    first, second = answers(app, visitor).files
    answer = visitor.post("/gui-don/tep", {"remove": first.sha256})
    assert answer.status_code == 303
    assert answers(app, visitor).files == (second,)


def test_the_same_file_twice_is_one(app, start):
    visitor = start("report")
    upload(visitor, ("a.png", PNG))
    upload(visitor, ("a.png", PNG))
    assert len(answers(app, visitor).files) == 1


def test_only_so_many_files_are_taken(app, start):
    visitor = start("report")
    many = [(f"{number}.png", PNG + bytes([number])) for number in range(22)]
    answer = upload(visitor, *many)
    assert_refused(answer, "Chỉ gửi được 20 tệp", "files")
    assert len(answers(app, visitor).files) == 20


def test_a_body_beyond_all_limits_gets_a_page(app, start):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = upload(start("report"), ("a.png", PNG * 100))
    assert answer.status_code == 413
    assert "gửi từng tệp một" in answer.text


def test_a_sent_petition_names_the_files_on_disk(app, written):
    visitor = written("report")
    upload(visitor, ("Ảnh đường hỏng.png", PNG))
    visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    with app.app_context():
        kept = db.session.scalars(select(Attachment)).one()
        content = sent_files.content(db.session(), kept.petition_id, kept.sha256)
    assert (kept.name, content) == ("Ảnh đường hỏng.png", PNG)


def test_a_page_takes_its_own_fields_once_and_from_the_form_alone(app, start):
    """ASVS 15.3.3, 15.3.7: what no box of the page asks for is nobody's answer."""
    visitor = start("complaint")
    page = "/gui-don/cau-chuyen?story=trong+địa+chỉ&wanted=trong+địa+chỉ"
    elsewhere = {"name": "Kẻ khác", "kind": "report", "petition_id": "1", "asked": "x"}
    visitor.get("/gui-don/cau-chuyen")
    answer = visitor.post(page, {"story": ["lần thứ nhất", "lần thứ hai"], **elsewhere})
    found = answers(app, visitor)
    assert answer.status_code == 303
    assert (found.kind, found.petition_id, found.asked) == ("complaint", None, None)
    written = {name: value for name, value in found.given.items() if value}
    assert written == {"story": "lần thứ nhất"}
