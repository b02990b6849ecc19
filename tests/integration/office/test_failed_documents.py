"""A document that cannot be made is a state people see, with its reason and a way to try again."""

import pytest

from feedback.letters.sandbox import RenderFailed
from tests.client import texts
from tests.factories import at

REASON = "Nội dung văn bản làm cho bản in không lập được."


@pytest.fixture
def failed(office) -> int:
    """A petition whose proposal slip holds what no template prints."""
    petition = office.lodge(at("2026-08-03"))
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    office.act("canboxa", "2026-08-05", petition, "record_signature", signature_form="counter")
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.freeze(office.one("select id from letter"), proposal=7)
    with pytest.raises(RenderFailed):
        office.render(at("2026-08-05", 10))
    return petition


@pytest.mark.parametrize("username", ["canboxa", "chutichxa"])
def test_officer_and_head_read_the_reason_and_have_it_tried_again(office, failed, username):
    before = office.one("select attempts from outbox where queue = 'letters'")
    with office.desk(username, "2026-08-05") as visitor:
        page = texts(visitor.get(f"/can-bo/don/{failed}").text)
        letter = office.one("select max(id) from letter")
        answer = visitor.post(f"/can-bo/van-ban/{letter}/lap-lai")
    assert "Phiếu đề xuất" in page
    assert "chưa lập được bản in" in page
    assert REASON in page
    assert "Lập lại bản in" in page
    assert answer.location == f"/can-bo/don/{failed}"
    assert office.one("select attempts from outbox where queue = 'letters'") == before + 1


def test_nobody_of_another_agency_tries(office, failed):
    letter = office.one("select max(id) from letter")
    with office.desk("tiepnhan", "2026-08-05") as visitor:
        visitor.get("/can-bo/nhac-viec")
        assert visitor.post(f"/can-bo/van-ban/{letter}/lap-lai").status_code == 404


def test_what_is_mended_is_made_and_the_reason_goes(office, failed):
    office.freeze(office.one("select id from letter"), proposal="Thụ lý")
    office.render(at("2026-08-05", 11))
    with office.desk("canboxa", "2026-08-05") as visitor:
        page = texts(visitor.get(f"/can-bo/don/{failed}").text)
    assert "chưa lập được bản in" not in page
    assert office.one("select failure from letter") == ""
