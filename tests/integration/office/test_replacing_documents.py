"""A wrong document is replaced by one of the same form, through the pages."""

import pytest
from sqlalchemy import select

from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.services.letters.contexts import context_of
from feedback.services.log.verification import snapshot, verify
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office

CLASSIFIED = {"kind": "complaint", "field": "land", "agency": "xa tien yen"}
WRONG = {"agency": "so xay dung", "reason": "Thuộc thẩm quyền của Sở Xây dựng theo Luật Nhà ở."}


@pytest.fixture
def guided(office: Office) -> int:
    """A complaint answered with a letter of guidance, whose reason was wrong; the letter's id."""
    petition = office.lodge(at("2026-08-03"))
    office.act("tiepnhan", "2026-08-03", petition, "classify", **CLASSIFIED)
    office.act("canboxa", "2026-08-04", petition, "guide", **WRONG)
    office.approve("chutichxa", "2026-08-04")
    return office.one("select id from letter")


def letters(office: Office) -> list[IssuedLetter]:
    with office.app.app_context():
        return list(db.session.scalars(select(IssuedLetter).order_by(IssuedLetter.id)))


def replace(office: Office, letter: int, day: str, **changes: str):
    path = f"/can-bo/van-ban/{letter}/thay-the"
    with office.desk("canboxa", day) as officer:
        shown = officer.get(path)
        assert shown.status_code == 200, shown.text
        assert WRONG["reason"] in shown.text, "what was stated is filled in"
        return officer.post(path, {**WRONG, "agency": "Sở Xây dựng", **changes})


def test_an_issued_document_is_replaced_under_a_new_number(office, guided):
    office.render(at("2026-08-04", 15))
    petition = office.one("select subject_id from letter")
    right = "Thuộc thẩm quyền của Sở Xây dựng theo Luật Đất đai."
    answer = replace(office, guided, "2026-08-06", reason=right)
    assert answer.status_code == 302, texts(answer.text)
    with office.desk("chutichxa", "2026-08-06", 10) as head:
        waiting = texts(head.get("/can-bo/cho-quyet").text)
    assert "Thay thế văn bản số 01/" in waiting
    office.approve("chutichxa", "2026-08-06")
    old, new = letters(office)
    assert (old.number, new.number) == (1, 2)
    assert new.replaces_id == old.id
    with office.app.app_context():
        before, after = context_of(old), context_of(new)
    assert right in str(after)
    assert WRONG["reason"] in str(before)
    assert after["head"]["issued_on"] == "2026-08-06"
    same = {key: value for key, value in before.items() if key not in {"head", "reason"}}
    assert {key: after[key] for key in same} == same
    with office.desk("canboxa", "2026-08-07") as officer:
        assert "Đang được thay thế bằng văn bản số 02/" in texts(
            officer.get(f"/can-bo/don/{petition}").text
        )
        again = officer.get(f"/can-bo/van-ban/{guided}/thay-the")
        assert "đã có văn bản thay thế" in texts(again.text)
    office.render(at("2026-08-07", 15))
    with office.desk("canboxa", "2026-08-07", 16) as officer:
        assert "Đã được thay thế bằng văn bản số 02/" in texts(
            officer.get(f"/can-bo/don/{petition}").text
        )
    with office.app.app_context(), snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


def test_nothing_changed_is_no_replacement(office, guided):
    office.render(at("2026-08-04", 15))
    answer = replace(office, guided, "2026-08-06")
    assert answer.status_code == 422
    assert "không khác văn bản đã phát hành" in texts(answer.text)


def test_a_voided_number_is_followed_by_another_with_the_same_text(office, guided):
    with office.app.app_context():
        from feedback.demo.issuing import signers  # noqa: PLC0415 - a service for one test
        from feedback.services.documents import signing  # noqa: PLC0415 - as above

        head, _ = signers(db.session(), db.session.get_one(IssuedLetter, guided))
        db.session.rollback()
        signing.void(guided, head, at("2026-08-05"), "Thiết bị ký hỏng.")
    assert replace(office, guided, "2026-08-06").status_code == 302
    office.approve("chutichxa", "2026-08-06")
    _, new = letters(office)
    assert (new.number, new.replaces_id) == (2, guided)


def test_one_that_still_waits_for_its_signature_is_not_replaced(office, guided):
    with office.desk("canboxa", "2026-08-06") as officer:
        answer = officer.get(f"/can-bo/van-ban/{guided}/thay-the")
    assert answer.status_code == 409
    assert "đã phát hành hoặc đã hủy số" in texts(answer.text)


def test_only_officers_of_the_agency_replace(office, guided):
    office.render(at("2026-08-04", 15))
    with office.desk("cbso", "2026-08-06") as stranger:
        assert stranger.get(f"/can-bo/van-ban/{guided}/thay-the").status_code == 404
    with office.desk("chutichxa", "2026-08-06") as head:
        assert head.get(f"/can-bo/van-ban/{guided}/thay-the").status_code == 403
