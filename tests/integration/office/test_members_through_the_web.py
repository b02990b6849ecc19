"""Many complain together and each gets a decision of their own: made, signed, sealed, delivered."""

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import select

from feedback.extensions import db
from feedback.jobs import letters as jobs
from feedback.models.delivery import Delivery
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.services.documents.rendering import letter_bytes, render_again
from feedback.services.letters.contexts import context_of
from feedback.services.papers import delivery_papers
from tests.client import texts
from tests.factories import at
from tests.integration.office.complaints import accepted_complaint
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_complaint_through_the_web import SETTLEMENT

SENDER = "Nguyễn Văn Hòa; thôn Đồng Mạ, xã Tiên Yên"
DAY = "2026-08-18"


def people(count: int) -> str:
    others = (f"bà Người Thứ {number:03d}; thôn Đồng Mạ" for number in range(2, count + 1))
    return "\n".join((SENDER, *others))


def verified(office: Office, count: int) -> int:
    """A case of so many people, verified elsewhere and ready to be settled."""
    case = accepted_complaint(office, people=count)
    office.act(
        "canboxa", "2026-08-07", case, "entrust_verification",
        verifier="Thanh tra tỉnh Quảng Ninh", officer="xacminh", to_verify="Nguồn gốc đất.",
        **day_fields("verify_by", "2026-09-01"),
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-07")
    office.act(
        "xacminh", "2026-08-14", case, "report_verification",
        findings="Đất sử dụng từ năm 1991.", claim_differs="no",
        report_number="12/BC-TTr", **day_fields("report_date", "2026-08-13"),
    )  # fmt: skip
    office.render(at("2026-08-14", 15))
    return case


def settled(office: Office, count: int) -> int:
    case = verified(office, count)
    said = SETTLEMENT | {"joint_people": people(count), "joint_form": "each"}
    office.act("xacminh", "2026-08-17", case, "settle", **said)
    answer = office.approve("chutichxa", DAY)
    assert answer.status_code == 302, texts(answer.text)
    return case


def work(office: Office, what: str, day: str = DAY, hour: int = 11) -> None:
    """What the worker does with the newest row that waits for this."""
    with office.app.app_context():
        found = select(OutboxItem.id).where(OutboxItem.payload.has_key(what))
        row = db.session.scalars(found.order_by(OutboxItem.id.desc()).limit(1)).one()
        db.session.remove()
        jobs.MAKERS[what](row, at(day, hour))


def pdf_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def decisions(office: Office) -> Sequence[IssuedLetter]:
    with office.app.app_context():
        found = select(IssuedLetter).where(IssuedLetter.name == "settlement_decision")
        return db.session.scalars(found.order_by(IssuedLetter.id)).all()


def pressed(office: Office, username: str, hour: int) -> str:
    """The whole batch signed or sealed with one press; the list before it."""
    with office.desk(username, DAY, hour) as visitor:
        page = visitor.get("/can-bo/ky")
        act = decisions(office)[0].act_id
        answer = visitor.post(f"/can-bo/ky/ca-loat/{act}/settlement_decision")
    assert answer.status_code == 302, texts(answer.text)
    work(office, "signatures", hour=hour)
    return texts(page.text)


def contexts(office: Office, made: Sequence[IssuedLetter]) -> list[dict[str, Any]]:
    with office.app.app_context():
        return [context_of(each) for each in made]


def test_three_hundred_have_numbers_without_a_gap_and_each_names_one_person(office):
    settled(office, 300)
    made = decisions(office)
    assert len(made) == 300
    assert [each.number for each in made] == list(range(made[0].number, made[0].number + 300))
    told = contexts(office, made)
    names = [each["complainant"]["name"] for each in told]
    assert names == ["Nguyễn Văn Hòa", *(f"Người Thứ {number:03d}" for number in range(2, 301))]
    for each in told[1:]:
        assert str(each).count("Người Thứ") == 1
    assert [each.for_citizen for each in made] == [True, *[False] * 299]
    with office.desk("chutichxa", DAY, 11) as head:
        page = texts(head.get("/can-bo/ky").text)
    first, last = made[0].number, made[-1].number
    assert f"số {first:02d}/QĐ-UBND đến số {last}/QĐ-UBND" in page
    assert "Đã lập bản điện tử 0/300, đã ký 0/300" in page
    assert page.count("Quyết định giải quyết khiếu nại số") == 1


def test_they_are_rendered_signed_sealed_and_delivered_each_by_itself(office):
    case = settled(office, 5)
    work(office, "batch")
    made = decisions(office)
    assert all(each.rendered_at for each in made)
    with office.app.app_context():
        printed = [pdf_text(letter_bytes(each)) for each in made]
    names = [each["complainant"]["name"] for each in contexts(office, made)]
    for name, text in zip(names, printed, strict=True):
        named = set(names) & set(re.findall(r"Nguyễn Văn Hòa|Người Thứ \d{3}", text))
        assert named == {name}
    assert "Ký cả 5 văn bản" in pressed(office, "chutichxa", 12)
    assert "Ký số của cơ quan cả 5 văn bản" in pressed(office, "vanthuxa", 13)
    assert all(each.issued_at for each in decisions(office))
    with office.app.app_context():
        rows = db.session.scalars(
            select(Delivery)
            .where(Delivery.mandatory, Delivery.role == "sender")
            .where(Delivery.letter_id.in_([each.id for each in made]))
            .order_by(Delivery.id)
        ).all()
        assert [row.letter_id for row in rows] == [each.id for each in made]
        assert [delivery_papers.address_of(db.session(), row).name for row in rows] == [
            "Nguyễn Văn Hòa",
            *(f"Bà Người Thứ {number:03d}" for number in range(2, 6)),
        ]
        assert not any(row.label for row in rows)
    with office.desk("xacminh", DAY, 14) as officer:
        page = texts(officer.get(f"/can-bo/vu-viec/{case}").text)
    assert "5 văn bản: đã lập 5, đã ký 5, đã phát hành 5" in page


def test_one_that_cannot_be_made_is_told_and_holds_no_other(office):
    case = settled(office, 5)
    spoilt = decisions(office)[2].id
    office.freeze(spoilt, particulars=7)
    work(office, "batch")
    assert [each.id for each in decisions(office) if not each.rendered_at] == [spoilt]
    listed = pressed(office, "chutichxa", 12)
    assert "Đã lập bản điện tử 4/5" in listed
    assert "Chưa xong 1 văn bản" in listed
    assert "Nội dung văn bản làm cho bản in không lập được" in listed
    assert [each.id for each in decisions(office) if not each.signed_at] == [spoilt]
    with office.desk("xacminh", DAY, 13) as officer:
        assert "Lập lại bản in" in texts(officer.get(f"/can-bo/vu-viec/{case}").text)
        office.freeze(spoilt, particulars="Sửa.")
        assert officer.post(f"/can-bo/van-ban/{spoilt}/lap-lai").status_code == 302
    with office.app.app_context():
        render_again(spoilt, at(DAY, 13))
    assert "Ký cả 1 văn bản" in pressed(office, "chutichxa", 14)
    assert all(each.signed_at for each in decisions(office))


def test_one_that_cannot_be_signed_is_told_and_tried_again(office):
    settled(office, 4)
    work(office, "batch")
    broken = decisions(office)[1]
    office.write("update letter set pdf_sha256 = repeat('0', 64) where id = :id", id=broken.id)
    pressed(office, "chutichxa", 12)
    assert [each.id for each in decisions(office) if not each.signed_at] == [broken.id]
    office.write(
        "update letter set pdf_sha256 = :hash where id = :id", hash=broken.pdf_sha256, id=broken.id
    )
    listed = pressed(office, "chutichxa", 13)
    assert "Chưa ký được: Bản in của văn bản không còn nguyên vẹn" in listed
    assert all(each.signed_at and not each.failure for each in decisions(office))


@pytest.mark.parametrize("username", ["truongban", "giamdoc", "vanthuban"])
def test_nobody_else_has_them_signed(office, username):
    settled(office, 4)
    work(office, "batch")
    act = decisions(office)[0].act_id
    with office.desk(username, DAY, 12) as visitor:
        visitor.get("/can-bo/ky")
        answer = visitor.post(f"/can-bo/ky/ca-loat/{act}/settlement_decision")
    assert answer.status_code == 404
    assert office.one("select count(*) from outbox where payload ? 'signatures'") == 0


def test_who_has_left_since_the_press_signs_nothing(office):
    settled(office, 4)
    work(office, "batch")
    act = decisions(office)[0].act_id
    with office.desk("chutichxa", DAY, 12) as head:
        head.get("/can-bo/ky")
        head.post(f"/can-bo/ky/ca-loat/{act}/settlement_decision")
    office.write("update user_account set active = false where username = 'chutichxa'")
    work(office, "signatures", hour=13)
    assert not any(each.signed_at for each in decisions(office))
    assert "không còn giữ chức trách" in office.one(
        "select error from outbox where payload ? 'signatures'"
    )


@pytest.mark.parametrize(
    "listed", [SENDER, f"{SENDER}\n{SENDER.upper()}", f"{SENDER}\nNgười Thứ Hai"]
)
def test_each_needs_a_line_of_their_own_with_an_address(office, listed):
    case = verified(office, 2)
    said = SETTLEMENT | {"joint_people": listed, "joint_form": "each"}
    answer = office.act("xacminh", "2026-08-17", case, "settle", **said)
    assert "danh sách từ hai người cùng khiếu nại trở lên" in texts(answer.text)
    assert office.one("select count(*) from proposal where action = 'settle'") == 0


def test_one_of_them_is_replaced_for_its_own_person(office):
    settled(office, 5)
    third = decisions(office)[2]
    office.render(at(DAY, 15))
    said = SETTLEMENT | {"joint_people": people(5), "joint_form": "each"}
    mended = said | {"joint_people": people(5).replace("Thứ 003", "Thứ Ba")}
    with office.desk("xacminh", "2026-08-19") as officer:
        answer = officer.answer(f"/can-bo/van-ban/{third.id}/thay-the", mended)
    assert answer.status_code == 302, texts(answer.text)
    office.approve("chutichxa", "2026-08-19")
    *_, new = decisions(office)
    assert new.replaces_id == third.id
    assert contexts(office, [new])[0]["complainant"]["name"] == "Người Thứ Ba"
    with office.desk("chutichxa", "2026-08-19", 11) as head:
        page = texts(head.get("/can-bo/ky").text)
    assert f"Quyết định giải quyết khiếu nại số {new.number:02d}/QĐ-UBND" in page
    assert "văn bản cùng loại" not in page
