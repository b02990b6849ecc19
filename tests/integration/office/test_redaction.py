"""Who verifies gets a copy without who denounces; who reads the words is in the history first."""

import json
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ExifTags, Image
from sqlalchemy import select
from weasyprint import HTML

from feedback.domain.roles import CITIZEN
from feedback.extensions import db
from feedback.models.entry import Entry
from feedback.services.acts import casework
from tests import canaries
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office
from tests.integration.office.test_denunciation_through_the_web import (
    PAPER,
    TEAM,
    TO_COMMUNE,
    accept,
    lodge,
)
from tests.worlds import stories

WORDS = PAPER["story"]
REDACTED = "Người tố cáo trình bày việc thu tiền không biên lai."
#: What the eye no longer sees in a masked paper, and what travels along unseen.
HIDDEN = {
    "text under the black": "Bếzquỳnh Mậtxuơng",
    "author of the scan": "Máyquét Zuơng Vẫnxuy",
    "place in the picture": "Zquan Lạn Ngõxuyến",
    "name of the file": "đơnzuơng của bà",
}


def to_be_verified(app) -> tuple[int, int]:
    """Accepted and notified, and nobody has redacted it; the petition and its case."""
    office = Office(app)
    petition = lodge(office)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    case = accept(office, petition, "2026-08-06", "canboxa", "chutichxa")
    office.render(at("2026-08-06"))
    office.post(at("2026-08-07"))
    office.act("xacminh", "2026-08-07", case, "notify_acceptance", delivery="post")
    return petition, case


beginning, notified = stories(notified=to_be_verified)


@pytest.fixture
def petition(notified) -> int:
    return notified[0]


@pytest.fixture
def case(notified) -> int:
    return notified[1]


def redact(office: Office, petition: int, **said):
    with office.desk("giumat", "2026-08-07") as visitor:
        return visitor.answer(f"/can-bo/luoc-danh/{petition}", said)


def entries(office: Office, type_: str) -> list[dict]:
    with office.app.app_context():
        bodies = db.session.scalars(
            select(Entry.body).where(Entry.type == type_).order_by(Entry.index)
        )
        return [json.loads(body) for body in bodies]


def masked() -> list[tuple[BytesIO, str]]:
    """A PDF with words under a black box and an author, and a picture with a place in its EXIF."""
    under, author, where, name = HIDDEN.values()
    html = f"<p style='color:black;background:black'>{under}</p><p>Thu tiền 12 hộ.</p>"
    with pikepdf.open(BytesIO(HTML(string=html).write_pdf())) as paper:
        paper.docinfo["/Author"] = author
        scan = BytesIO()
        paper.save(scan)
    picture, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.XPComment] = where.encode("utf-16-le")
    Image.new("RGB", (300, 400), "white").save(picture, "JPEG", exif=exif)
    return [(BytesIO(scan.getvalue()), f"{name}.pdf"), (BytesIO(picture.getvalue()), "anh.jpg")]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        told = list(document.get_metadata_dict().values())
        return "".join([page.get_textpage().get_text_bounded() for page in document] + told)


# What the law wants first


def test_nobody_is_given_it_to_verify_before_there_is_a_copy(office, petition, case):
    refused = office.act("xacminh", "2026-08-07", case, "form_team", **TEAM)
    assert "phải lược bỏ họ tên, địa chỉ, bút tích" in texts(refused.text)
    assert office.one("select count(*) from proposal where action = 'form_team'") == 0
    assert redact(office, petition, redacted_text=REDACTED).status_code == 303
    office.act("xacminh", "2026-08-07", case, "form_team", **TEAM)
    office.approve("chutichxa", "2026-08-07")
    assert office.one("select state from subject where id = :id", id=case) == "verifying"


def test_the_history_names_the_copy_and_what_it_is_of(office, petition):
    redact(office, petition, redacted_text=REDACTED)
    (entry,) = entries(office, "redacted")
    (lodged,) = entries(office, "submitted")
    assert entry["data"]["redacted"] == sha256(REDACTED.encode()).hexdigest()
    assert entry["data"]["lodged"] == lodged["commit"]
    assert entry["data"]["originals"] == lodged["data"]["files"]


def test_a_better_copy_takes_the_place_of_the_first(office, petition, case):
    redact(office, petition, redacted_text="Bà M. trình bày.")
    redact(office, petition, redacted_text=REDACTED)
    with office.desk("xacminh", "2026-08-08") as visitor:
        page = visitor.get(f"/can-bo/vu-viec/{case}").text
    assert REDACTED in page
    assert "Bà M. trình bày" not in page


# Masked papers


def test_of_masked_papers_only_what_the_eye_sees_is_kept(office, petition, case, settings):
    """Neither words under the black nor author, place or name: pictures of pages, anew."""
    papers = masked()
    assert HIDDEN["text under the black"] in text_of(papers[0][0].getvalue())
    assert redact(office, petition, redacted_pages=papers).status_code == 303
    with office.desk("xacminh", "2026-08-08") as visitor:
        assert "Mở bản lược danh (2 trang)" in texts(visitor.get(f"/can-bo/vu-viec/{case}").text)
        pdf = visitor.get(f"/can-bo/luoc-danh/{petition}.pdf").data
    assert text_of(pdf) == ""
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2
        assert "/Info" not in opened.trailer
        assert "/Metadata" not in opened.Root
    places = [("the copy", pdf), *canaries.folder(settings.data_dir / "files", "files")]
    places += canaries.database(settings.database_owner_url)
    assert canaries.found(HIDDEN, places) == []


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({}, "redacted_text", "Chép lại nội dung đơn"),
        ({"redacted_text": "  "}, "redacted_text", "Chép lại nội dung đơn"),
        ({"redacted_text": "x" * 20_001}, "redacted_text", ""),
        (
            {"redacted_text": REDACTED, "redacted_pages": [(BytesIO(b"%PDF"), "a.pdf")]},
            "redacted_pages",
            "Chỉ chọn một cách",
        ),
        ({"redacted_pages": [(BytesIO(b"ID3"), "a.mp3")]}, "redacted_pages", "không phải ảnh"),
        ({"redacted_pages": [(BytesIO(b"MZ"), "a.exe")]}, "redacted_pages", "Chưa nhận được loại"),
        ({"redacted_pages": [(BytesIO(b"%PDF-1.7 x"), "a.pdf")]}, "redacted_pages", "dựng lại"),
    ],
    ids=["nothing", "blanks", "too long", "both", "a sound", "a program", "no pages"],
)
def test_what_cannot_be_a_copy_is_refused_beside_its_field(office, petition, said, field, sentence):
    answer = redact(office, petition, **said)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in texts(answer.text)
    assert said.get("redacted_text", "").strip()[:50] in answer.text
    assert office.one("select count(*) from redacted_copy") == 0


# Who reads what


def test_whoever_verifies_sees_the_copy_and_never_the_words(office, petition, case):
    with office.desk("xacminh", "2026-08-07") as visitor:
        for page in (f"/can-bo/vu-viec/{case}", f"/can-bo/don/{petition}", "/can-bo"):
            assert WORDS not in visitor.get(page).text
        assert "Chưa có bản lược danh" in visitor.get(f"/can-bo/vu-viec/{case}").text
        assert "Đọc nguyên văn" not in visitor.get(f"/can-bo/vu-viec/{case}").text
        refused = visitor.get(f"/can-bo/nguyen-van/{petition}")
        assert refused.status_code == 403
        assert "chỉ đọc bản lược danh" in texts(refused.text)
        posted = visitor.post(f"/can-bo/nguyen-van/{petition}", {"reason": "deciding"})
        assert posted.status_code in {400, 403}
    assert entries(office, "original_read") == []


def read(office: Office, who: str, petition: int, **said):
    with office.desk(who, "2026-08-07") as visitor:
        return visitor.answer(f"/can-bo/nguyen-van/{petition}", said)


@pytest.mark.parametrize("who", ["canboxa", "chutichxa", "giumat"])
def test_each_reading_of_the_words_is_written_down_with_its_reason(office, petition, who):
    shown = read(office, who, petition, reason="deciding")
    assert shown.status_code == 200
    assert WORDS in shown.text
    (entry,) = entries(office, "original_read")
    reader = office.one("select id from user_account where username = :who", who=who)
    assert (entry["actor"], entry["data"]) == (f"user:{reader}", {"reason": "deciding"})


@pytest.mark.parametrize("said", [{}, {"reason": "curiosity"}])
def test_without_a_reason_nothing_is_shown(office, petition, said):
    refused = read(office, "chutichxa", petition, **said)
    assert refused.status_code == 422
    assert WORDS not in refused.text
    assert entries(office, "original_read") == []


@pytest.mark.parametrize("who", ["giamdoc", "cbtinh", "tiepnhan"])
def test_another_agency_learns_nothing_of_it(office, petition, who):
    with office.desk(who, "2026-08-07") as visitor:
        for page in (f"nguyen-van/{petition}", f"luoc-danh/{petition}.pdf"):
            assert visitor.get(f"/can-bo/{page}").status_code == 404


def test_what_cannot_be_written_down_is_not_shown(office, petition, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("feedback.services.log.history.record_many", broken)
    office.app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = read(office, "chutichxa", petition, reason="deciding")
    assert answer.status_code == 500
    assert WORDS not in answer.text


def test_what_the_sender_added_later_is_read_with_the_words_alone(office, petition, case):
    added = "Tôi là người trực ca đêm hôm ấy."
    said = {"information": added}
    with office.app.app_context():
        casework.apply(case, "add_information", CITIZEN, at("2026-08-07", 11), said)
    with office.desk("chutichxa", "2026-08-08") as visitor:
        assert added not in visitor.get(f"/can-bo/vu-viec/{case}").text
    assert added in read(office, "chutichxa", petition, reason="deciding").text
