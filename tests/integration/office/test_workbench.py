"""A document on the workbench: kept as versions, checked, submitted, returned, approved."""

import json

import pytest
from sqlalchemy.exc import ProgrammingError

from feedback.domain.roles import Actor, Role
from feedback.services.drafting import previews
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office

REASON = {"ground": "khoản 2 Điều 11", "reason": "Đã có quyết định giải quyết lần hai."}


@pytest.fixture
def complaint(office: Office) -> int:
    """A complaint of 3 August 2026 on the desk of the commune."""
    return complaint_of(office)


def complaint_of(office: Office, **lodged: str) -> int:
    petition = office.lodge(at("2026-08-03"), **lodged)
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    return petition


def page_of(petition: int) -> str:
    return f"/can-bo/ho-so/{petition}/decline"


def drafts(office: Office) -> list[tuple[int, str]]:
    """Every version kept, in order: its number and the reason written in it."""
    told = office.one(
        "select coalesce(json_agg(json_build_array(number, data->>'reason') order by id), '[]')"
        " from draft_version"
    )
    return [tuple(each) for each in told]


def test_a_draft_goes_from_its_first_word_to_its_approval(office, complaint):
    with office.desk("canboxa", "2026-08-05") as desk:
        chosen = desk.get(f"/can-bo/ho-so/{complaint}/soan-van-ban")
        assert page_of(complaint) in chosen.text
        assert "Chưa soạn được" in texts(chosen.text)
        saved = desk.answer(page_of(complaint), {"reason": "Đã có", "do": "save"})
        assert saved.status_code == 302
        assert "Đã có" in desk.get(page_of(complaint)).text
        assert "Dự thảo: Không thụ lý" in texts(desk.get(f"/can-bo/don/{complaint}").text)
        sent = desk.answer(page_of(complaint), REASON | {"do": "submit"})
        assert sent.location == f"/can-bo/don/{complaint}"
        waits = texts(desk.get(page_of(complaint)).text)
        assert "Dự thảo đang chờ lãnh đạo quyết định" in waits
    newest = office.one("select max(id) from proposal")
    with office.desk("chutichxa", "2026-08-05", 10) as desk:
        desk.get("/can-bo/cho-quyet")
        desk.post(f"/can-bo/cho-quyet/{newest}/tra-lai", {"note": "Ghi rõ số quyết định."})
    with office.desk("canboxa", "2026-08-05", 11) as desk:
        back = desk.get(page_of(complaint))
        assert "Ghi rõ số quyết định." in texts(back.text)
        assert REASON["reason"] in back.text
        mended = REASON | {"reason": "Đã có quyết định giải quyết lần hai số 845/QĐ-UBND."}
        desk.post(page_of(complaint), mended)
        assert desk.get(page_of(complaint) + "/so-sanh").status_code == 200
    newest = office.one("select max(id) from proposal")
    with office.desk("chutichxa", "2026-08-05", 14) as desk:
        read = desk.get(f"/can-bo/cho-quyet/{newest}")
        assert "Đã sửa so với bản trả lại" in texts(read.text)
        assert "<ins>" in read.text
        assert "data:image/png;base64," in read.text
        pdf = desk.get(f"/can-bo/cho-quyet/{newest}/du-thao-0.pdf")
        assert pdf.data.startswith(b"%PDF-")
        assert desk.get(f"/can-bo/cho-quyet/{newest}/du-thao-7.pdf").status_code == 404
        desk.get(f"/can-bo/cho-quyet/{newest}")
        assert desk.post(f"/can-bo/cho-quyet/{newest}/duyet").status_code == 302
    assert office.one("select ending from document_draft") == "approved"
    assert [number for number, _ in drafts(office)] == [1, 2, 3]
    events = "select count(*) from entry where type in ('proposed', 'proposal_returned')"
    assert office.one(events) == 3
    assert office.one("select count(*) from entry where type like 'draft%'") == 0


def test_the_same_text_saved_or_submitted_twice_is_one(office, complaint):
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.get(page_of(complaint))
        hidden = desk.hidden(page_of(complaint))
        for _ in range(2):
            assert desk.post(page_of(complaint), hidden | REASON).status_code == 302
    assert office.one("select count(*) from proposal") == 1
    assert len(drafts(office)) == 1


def test_two_officers_lose_nothing(office, complaint):
    with (
        office.desk("canboxa", "2026-08-05") as first,
        office.desk("xacminh", "2026-08-05") as other,
    ):
        for desk in (first, other):
            desk.get(page_of(complaint))
        first.post(page_of(complaint), {"reason": "Lý do thứ nhất.", "do": "save"})
        refused = other.post(page_of(complaint), {"reason": "Lý do thứ hai.", "do": "save"})
        assert refused.status_code == 409
        assert "Lý do thứ hai.</textarea>" in refused.text
        assert "<del>" in refused.text
        assert "nhất" in refused.text
        kept = other.post(page_of(complaint), {"reason": "Lý do thứ hai.", "do": "save"})
        assert kept.status_code == 302
    assert drafts(office) == [(1, "Lý do thứ nhất."), (2, "Lý do thứ hai.")]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Quyết định số … đã có hiệu lực.", "Còn chỗ chưa điền: “…”."),
        ("Đã giải quyết ngày 31/02/2026.", "Không có ngày “31/02/2026” trong lịch."),
        ("Đã giải quyết 😀.", "Phông chữ không in được: 😀."),
    ],
)
def test_what_must_be_mended_is_not_submitted_and_not_lost(office, complaint, reason, said):
    with office.desk("canboxa", "2026-08-05") as desk:
        answer = desk.answer(page_of(complaint), REASON | {"reason": reason})
        assert answer.status_code == 422
        assert said in texts(answer.text)
    assert drafts(office) == [(1, reason)]
    assert office.one("select count(*) from proposal") == 0


@pytest.mark.parametrize("sign", ["😀", "漢", "\ue000"])
def test_a_sign_no_face_has_is_refused_beside_its_box(office, complaint, sign):
    with office.desk("canboxa", "2026-08-05") as desk:
        answer = desk.answer(page_of(complaint), REASON | {"reason": f"Đã trả lời {sign} rồi."})
        live = desk.post(
            page_of(complaint) + "/xem-truoc",
            desk.hidden(page_of(complaint)) | REASON | {"reason": f"Đã trả lời {sign} rồi."},
        )
    assert answer.status_code == 422
    _, _, form = answer.text.partition('id="reason-error"')
    assert f"Phông chữ không in được: {sign}." in texts("<body " + form)
    (must,) = [each for each in live.json["findings"] if each["must"]]
    assert must["target"] == "reason"


def test_a_sign_the_citizen_wrote_is_told_and_stops_nothing(office):
    petition = complaint_of(office, against="Quyết định số 845/QĐ-UBND 漢")
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.get(page_of(petition))
        token = desk.hidden(page_of(petition))
        live = desk.post(page_of(petition) + "/xem-truoc", token | REASON).json
        submitted = desk.answer(page_of(petition), REASON)
    told = [each for each in live["findings"] if "漢" in each["words"]]
    assert [each["must"] for each in told] == [False]
    assert "sẽ in “�”" in told[0]["words"]
    assert submitted.status_code == 302


def test_what_must_be_mended_is_not_approved_either(office, complaint):
    """Proposed while it was sound, broken since: the head's press is refused and undone."""
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.answer(page_of(complaint), REASON)
    broken = json.dumps(REASON | {"reason": "Quyết định số … đã có hiệu lực."})
    office.write("update proposal set data = cast(:data as jsonb)", data=broken)
    refused = office.approve("chutichxa", "2026-08-05")
    assert refused.status_code == 422
    assert "Còn chỗ chưa điền" in texts(refused.text)
    assert office.one("select count(*) from letter") == 0
    assert office.one("select count(*) from proposal where decided_at is null") == 1


def test_while_one_types_the_text_is_kept_and_drawn(office, complaint):
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.get(page_of(complaint))
        token = desk.hidden(page_of(complaint))
        looked = desk.post(page_of(complaint) + "/xem-truoc", token | REASON | {"do": "look"})
        assert drafts(office) == []
        assert "seen" not in looked.json
        kept = desk.post(page_of(complaint) + "/xem-truoc", token | REASON)
        assert kept.json["seen"] == 1
        (sheet,) = kept.json["sheets"]
        assert sheet["count"] == len(sheet["pages"]) == 1
        assert kept.json["findings"] == []
        stale = desk.post(page_of(complaint) + "/xem-truoc", token | REASON | {"reason": "Khác."})
        assert stale.status_code == 409
        stranger = desk.post("/can-bo/ho-so/999999/decline/xem-truoc", token | REASON)
        assert stranger.status_code == 404


def test_a_preview_that_fails_is_a_sentence_and_keeps_the_text(office, complaint, monkeypatch):
    monkeypatch.setattr(previews, "SECONDS", 0.001)
    with office.desk("canboxa", "2026-08-05") as desk:
        seen = desk.answer(page_of(complaint), REASON | {"do": "preview"})
    assert seen.status_code == 200
    assert "Dựng bản xem trước quá lâu." in texts(seen.text)
    assert REASON["reason"] in seen.text
    assert len(drafts(office)) == 1


def test_one_person_has_one_preview_at_a_time(office, complaint):
    number = office.one("select id from user_account where username = 'canboxa'")
    officer = Actor(Role.CASE_OFFICER, f"user:{number}", number)
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.get(page_of(complaint))
        with office.app.app_context(), previews.one_at_a_time(officer):
            busy = desk.post(page_of(complaint) + "/xem-truoc", REASON)
        assert (busy.status_code, busy.json["seen"]) == (429, 1)
        assert "đang được dựng" in busy.json["said"]
        free = desk.post(page_of(complaint) + "/xem-truoc", REASON | {"do": "look"})
        assert free.status_code == 200


def test_a_preview_changes_nothing_but_the_draft(office, complaint):
    count = (
        "select (select count(*) from entry) || '-' || (select count(*) from letter) || '-' ||"
        " (select count(*) from outbox) || '-' || (select count(*) from act) || '-' ||"
        " (select coalesce(sum(last), 0) from register_counter) || '-' ||"
        " (select version from subject where id = :id)"
    )
    before = office.one(count, id=complaint)
    with office.desk("canboxa", "2026-08-05") as desk:
        seen = desk.answer(page_of(complaint), REASON | {"do": "preview"})
        assert "data:image/png;base64," in seen.text
    assert office.one(count, id=complaint) == before


def test_other_agencies_and_the_head_write_on_no_draft(office, complaint):
    with office.desk("cbso", "2026-08-05") as desk:
        assert desk.get(page_of(complaint)).status_code == 404
        assert desk.get(f"/can-bo/ho-so/{complaint}/soan-van-ban").status_code == 404
    with office.desk("chutichxa", "2026-08-05") as desk:
        assert desk.get(f"/can-bo/ho-so/{complaint}/soan-van-ban").status_code in {403, 404}
        desk.answer(page_of(complaint), REASON)
    assert drafts(office) == []


def test_a_draft_put_aside_may_be_begun_again(office, complaint):
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.answer(page_of(complaint), {"reason": "Nhầm.", "do": "save"})
        desk.answer(page_of(complaint), {"do": "drop"})
        assert "Nhầm." not in desk.get(page_of(complaint)).text
        desk.answer(page_of(complaint), {"reason": "Đúng.", "do": "save"})
    assert drafts(office) == [(1, "Nhầm."), (1, "Đúng.")]
    assert office.one("select ending from document_draft order by id limit 1") == "dropped"


def test_versions_are_never_changed(office, complaint):
    with office.desk("canboxa", "2026-08-05") as desk:
        desk.answer(page_of(complaint), {"reason": "Một.", "do": "save"})
    with pytest.raises(ProgrammingError, match="permission denied"):
        office.write("update draft_version set data = '{}'")


def test_paragraphs_belong_to_the_agency_and_keep_their_versions(office, complaint):
    kept = {"title": "Đã xét", "field": "reason", "action": "",
            "text": "Đơn của {người gửi} nhận ngày {ngày nhận đơn} đã được xét."}  # fmt: skip
    with office.desk("canboxa", "2026-08-05") as desk:
        assert desk.answer("/can-bo/mau-doan", kept).status_code == 302
        wrong = desk.answer("/can-bo/mau-doan", kept | {"text": "{quê quán}"})
        assert wrong.status_code == 422
        assert "Hồ sơ không điền được: quê quán." in texts(wrong.text)
        added = desk.answer(page_of(complaint), {"do": "insert:reason:1", "reason": "Trước."})
        assert "Trước.\nĐơn của" in added.text
        assert "nhận ngày 03/8/2026 đã được xét." in added.text
        stale = desk.hidden("") | {"seen": "0"}
        changed = desk.answer("/can-bo/mau-doan/1", kept | {"text": "Đơn đã được xét kỹ."})
        assert changed.status_code == 302
        desk.get("/can-bo/mau-doan/1")
        refused = desk.post("/can-bo/mau-doan/1", kept | {"text": "Khác.", "seen": stale["seen"]})
        assert refused.status_code == 409
    with office.desk("cbso", "2026-08-05") as desk:
        assert desk.get("/can-bo/mau-doan/1").status_code == 404
        assert "Đã xét" not in texts(desk.get("/can-bo/mau-doan").text)
    assert office.one("select count(*) from paragraph_version") == 2
