"""Ways that denunciations go; who denounces stands on paper in a safe, and in none of them."""

from tests.integration.office.conftest import day_fields
from tests.integration.office.test_denunciation_through_the_web import (
    CHECK,
    CONCLUSION,
    COPIES,
    PAPER,
    REPORT,
    TEAM,
    TO_COMMUNE,
    TO_PROVINCE,
)
from tests.integration.office.test_minutes_through_the_web import MET
from tests.integration.office.walking import COMMUNE, PROVINCE, Walk
from tests.papers import upload

OFFICER = COMMUNE.officer
HEARD = {
    **day_fields("explanation_on", "2026-08-10"),
    "explanation_given": "yes",
    "explanation": "Thừa nhận thu tiền.",
}
PROTECTED = {
    "protecting_body": "Công an xã Tiên Yên",
    "protected": ["denouncer", "spouse"],
    "sealed_annex": "Phụ lục số 01, két của Văn phòng",
    "protection_measures": "Tuần tra quanh nhà.",
    "protection_reason": "Bị đe dọa.",
    **day_fields("protection_begins", "2026-08-11"),
}
ASKED = {
    "asked_how": "paper",
    "protected": ["denouncer"],
    "protection_reason": "Bị đe dọa.",
    "kept_at": "Két của Văn phòng",
}
CRITERIA = {
    "denunciation_criteria": ["places", "evidence"],
    "reason": "Hai nơi.",
}


def checked(walk: Walk, **otherwise: object) -> int:
    """Written down, sorted and checked at the commune; the id of the petition."""
    petition = walk.classified(PAPER, TO_COMMUNE, COMMUNE)
    walk.act(OFFICER, petition, "check_identity", **(CHECK | otherwise))
    return petition


def notified(walk: Walk) -> int:
    """Accepted, and everybody told; the id of the case."""
    petition = checked(walk)
    walk.redact(petition)
    case = walk.accept(COMMUNE, petition)
    walk.issue(COMMUNE)
    walk.post(COMMUNE)
    walk.act(OFFICER, case, "notify_acceptance", delivery="post")
    return case


def concluded_and_made_public(walk: Walk) -> None:
    case = notified(walk)
    walk.decide(COMMUNE, case, "form_team", **TEAM)
    walk.on("2026-08-10")
    walk.act(
        OFFICER, case, "record_session",
        denunciation_session_with="denounced", other_side="Ông Bế Văn Lực", **MET,
    )  # fmt: skip
    walk.act(OFFICER, case, "record_explanation", **HEARD)
    walk.act(OFFICER, case, "report_verification", **REPORT)
    walk.issue(COMMUNE)
    walk.decide(COMMUNE, case, "conclude", **CONCLUSION)
    walk.decide(COMMUNE, case, "issue_copies", **COPIES)
    walk.issue(COMMUNE)


def entrusted_lengthened_and_reported(walk: Walk) -> None:
    case = notified(walk)
    walk.decide(
        COMMUNE, case, "entrust_verification", verifier="Thanh tra tỉnh", officer=OFFICER,
        contents="Xác minh việc thu tiền.", **day_fields("verify_by", "2026-08-20"),
    )  # fmt: skip
    walk.decide(
        COMMUNE, case, "request_assessment", assessment_body="Viện Khoa học hình sự",
        assessment="Chữ ký trên 12 biên nhận.", **day_fields("assessment_by", "2026-08-20"),
    )  # fmt: skip
    walk.on("2026-08-10")
    walk.act(OFFICER, case, "receive_assessment", assessment="Chữ ký thật.")
    walk.decide(COMMUNE, case, "extend", determination=upload(), **CRITERIA)
    walk.act(OFFICER, case, "record_explanation", **HEARD)
    walk.act(OFFICER, case, "report_verification", **REPORT)
    walk.issue(COMMUNE)


def protected_suspended_and_withdrawn(walk: Walk) -> None:
    case = walk.accept(COMMUNE, checked(walk))
    walk.on("2026-08-10")
    walk.act(OFFICER, case, "ask_protection", **ASKED)
    for act in ("protect_denouncer", "request_protection", "change_protection"):
        walk.decide(COMMUNE, case, act, **PROTECTED)
    ended = {"protecting_body": PROTECTED["protecting_body"], "reason": "Hết nguy cơ."}
    walk.decide(COMMUNE, case, "end_protection", **ended)
    walk.act(OFFICER, case, "ask_protection", **ASKED)
    walk.decide(COMMUNE, case, "refuse_protection", reason="Không còn nguy cơ.")
    walk.decide(COMMUNE, case, "suspend", ground="điểm a", reason="Chờ kết quả.")
    walk.decide(COMMUNE, case, "resume", reason="Đã có kết quả.")
    begun = {key: MET[key] for key in ("session_began", "place", "copies")}
    walk.act(OFFICER, case, "take_down_withdrawal", withdrawn_part="whole", **begun)
    walk.act(
        OFFICER, case, "record_withdrawal", withdrawal_form="minutes", withdrawn_part="whole",
        must_go_on="none", kept_at="Két của Văn phòng", reason="Tự nguyện.",
    )  # fmt: skip
    walk.decide(COMMUNE, case, "terminate", end_ground="withdrawn", reason="Đã rút.")
    walk.issue(COMMUNE)


def late_and_denounced_again(walk: Walk) -> None:
    case = walk.accept(COMMUNE, checked(walk))
    walk.on("2026-09-10")
    again = {"earlier": "VV-2026-00001", "again_ground": "delay"}
    petition = walk.classified(PAPER, TO_PROVINCE | again, PROVINCE)
    walk.decide(PROVINCE, petition, "demand_report", reason="Quá hạn chưa kết luận.")
    walk.issue(PROVINCE)
    walk.decide(
        COMMUNE, case, "explain_delay", asked_by="Ủy ban nhân dân tỉnh", done_so_far="Đã kiểm tra.",
        delay_reasons="Thiếu người.", **day_fields("expected_on", "2026-09-20"),
    )  # fmt: skip
    walk.issue(COMMUNE)


def not_accepted_or_passed_on(walk: Walk) -> None:
    unfounded = checked(walk, conditions=["form", "capacity", "competence"])
    why = {"ground": "khoản 1 Điều 29", "reason": "Không có cơ sở xác định hành vi vi phạm."}
    walk.decide(COMMUNE, unfounded, "decline", **why)
    elsewhere = checked(walk, conditions=["form", "capacity", "basis"])
    walk.decide(COMMUNE, elsewhere, "transfer", agency="so xay dung", reason="Đường tỉnh.")
    criminal = checked(walk)
    walk.act(OFFICER, criminal, "note_crime_signs", crime_signs="Nhận tiền của 12 hộ.")
    walk.decide(
        COMMUNE, criminal, "transfer_to_investigation",
        investigation_body="Cơ quan Cảnh sát điều tra Công an tỉnh",
        reason="Có dấu hiệu nhận hối lộ.",
    )  # fmt: skip
    walk.issue(COMMUNE)
