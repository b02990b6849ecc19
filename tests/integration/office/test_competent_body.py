"""Beside the agency box: who is competent, by which article; who is denounced, and a reason."""

import pytest

from feedback.domain.petitions import Kind
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office

CHOSEN = {
    "kind": "denunciation", "unit": "other", "agency": "Ủy ban nhân dân xã Tiên Yên",
    "field": "conduct",
}  # fmt: skip


@pytest.fixture
def denunciation(office: Office) -> int:
    return office.lodge(at("2026-08-05"), kind=Kind.DENUNCIATION, against="một cán bộ")


def post(office: Office, petition: int, **fields: str) -> object:
    with office.desk("tiepnhan", "2026-08-06") as visitor:
        visitor.get(f"/can-bo?mo={petition}")
        return visitor.post(f"/can-bo/phan-loai/{petition}", CHOSEN | fields)


def test_the_competent_body_stands_beside_the_box_before_anything_is_posted(office: Office):
    petition = office.lodge(at("2026-08-05"), against="Quyết định 12 của Sở Xây dựng")
    said = "Giám đốc sở và cấp tương đương (Sở Xây dựng) (khoản 1 Điều 20; khoản 2 Điều 21 Luật"
    with office.desk("tiepnhan", "2026-08-06") as visitor:
        assert said in texts(visitor.get(f"/can-bo?mo={petition}").text)
        assert said in texts(visitor.get(f"/can-bo/ho-so/{petition}/classify").text)


def test_a_denounced_head_is_refused_with_the_article_and_what_was_typed_stays(
    office: Office, denunciation: int
):
    answer = post(office, denunciation, denounced_agency="UBND xã Tiên Yên", denounced_post="head")
    assert answer.status_code == 422
    page = texts(answer.text)
    assert "khoản 1 Điều 12 Luật Tố cáo 25/2018/QH14" in page
    assert "khoản 2 Điều 5 Nghị định 31/2019/NĐ-CP" in page
    assert 'value="UBND xã Tiên Yên"' in answer.text
    assert office.one("select state from subject where id = :id", id=denunciation) == "received"


def test_suggestions_follow_who_is_denounced(office: Office, denunciation: int):
    """The superior is offered by a key, the agency of the denounced is not."""
    office.write("update agency set commune_code = '06862' where code = 'X06862'")
    answer = post(office, denunciation, denounced_agency="UBND xã Tiên Yên", denounced_post="head")
    assert "Cấp trên trực tiếp của Ủy ban nhân dân xã Tiên Yên" in texts(answer.text)
    assert 'name="unit" type="radio" value="X06862"' not in answer.text


def test_another_agency_needs_a_reason_where_the_law_is_inferred(office: Office, denunciation: int):
    stated = {
        "agency": "Sở Xây dựng", "denounced_agency": "UBND xã Tiên Yên", "denounced_post": "head",
    }  # fmt: skip
    answer = post(office, denunciation, **stated)
    assert answer.status_code == 422
    assert "Chủ tịch Ủy ban nhân dân tỉnh (Ủy ban nhân dân tỉnh Quảng Ninh)" in texts(answer.text)
    assert "suy ra từ văn bản đã đọc" in texts(answer.text)
    done = post(office, denunciation, **stated, agency_reason="Theo chỉ đạo của Chủ tịch tỉnh.")
    assert done.status_code == 302


def test_no_reason_helps_where_the_law_is_certain(office: Office, denunciation: int):
    answer = post(
        office, denunciation, denounced_agency="Sở Xây dựng", denounced_post="head",
        agency_reason="Gần hơn.",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "khoản 4 Điều 13 Luật Tố cáo" in texts(answer.text)


def test_a_post_without_an_agency_is_asked_for_beside_its_field(office: Office, denunciation: int):
    answer = post(office, denunciation, denounced_post="head")
    assert answer.status_code == 422
    assert "Chọn cơ quan của người bị tố cáo." in texts(answer.text)


def test_an_agency_is_found_by_a_name_of_before_the_reform(office: Office):
    office.write("update agency set commune_code = '06862' where code = 'X06862'")
    petition = office.lodge(at("2026-08-05"), kind=Kind.REPORT)
    done = post(office, petition, kind="report", agency="UBND xã Tiên Lãng", field="waste")
    assert done.status_code == 302
    code = "select a.code from subject s join agency a on a.id = s.agency_id where s.id = :id"
    assert office.one(code, id=petition) == "X06862"
