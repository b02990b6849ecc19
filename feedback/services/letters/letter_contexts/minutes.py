"""Minutes, from what the officer who writes them states. None reads who sent the petition."""

from datetime import date
from typing import Any

from feedback.domain.letters import minutes
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import Material, issuer_of, paragraphs
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.sessions import DENOUNCER

#: All that the minutes of a session with the denouncer say of who came.
UNNAMED = "Danh tính được giữ bí mật, ghi tay trên bản lưu theo chế độ mật"
SITE = "site"


def _minutes(m: Material, held_on: date, place: str) -> dict[str, Any]:
    return {
        "issuer": issuer_of(m.agency),
        "case_code": m.case_code,
        "began": m.stated("session_began"),
        "held_on": held_on,
        "place": place,
        "recorder": f"{m.signer.name}, {m.signer.title}",
        "copies": int(m.stated("copies")),
    }


def _dialogue_minutes(m: Material) -> Letter:
    """The day and the place are those that were announced."""
    announced = m.facts.stated("invite_dialogue", "dialogue_on")
    place = m.facts.stated("invite_dialogue", "place")
    return minutes.DialogueMinutes(
        **_minutes(m, date.fromisoformat(announced) if announced else m.act.on, place),
        chair=m.lines("chair"),
        complainants=m.lines("complainant_side"),
        respondents=m.lines("respondent_side"),
        related=m.lines("related_side"),
        bodies=m.lines("bodies_side"),
        absent=m.lines("absent_people"),
        presented=m.lines("presented"),
        opinions=m.lines("opinions"),
        agreed=m.lines("agreed"),
        differing=m.lines("differing"),
    )


def _session(m: Material, asked: str) -> dict[str, Any]:
    return {
        **_minutes(m, m.act.day("session_on") or m.act.on, m.stated("place")),
        "officers": m.lines("office_side"),
        "met": dict(INPUTS[asked].choices).get(m.stated(asked), "").lower(),
        "others": m.lines("other_side"),
        "contents": m.lines("session_content"),
        "papers": m.lines("papers_taken"),
    }


def _working_minutes(m: Material) -> Letter:
    return minutes.WorkingMinutes(**_session(m, "session_with"), about=m.about)


def _denunciation_minutes(m: Material) -> Letter:
    """What is denounced is said as its check stated it: the sender's words may name the sender."""
    asked = "denunciation_session_with"
    met = m.stated(asked)
    said = _session(m, asked) | ({"others": (UNNAMED,)} if met == DENOUNCER else {})
    if met == SITE:
        said["met"] = "người tham gia xác minh"
    checked = m.checked.data.get("contents", "") if m.checked else ""
    about = " ".join(paragraphs(checked)) or f"tố cáo theo hồ sơ {m.case_code}"
    return minutes.DenunciationMinutes(**said, about=about, on_site=met == SITE)


def _withdrawal_minutes(m: Material) -> Letter:
    return minutes.WithdrawalMinutes(
        **_minutes(m, m.act.on, m.stated("place")), whole=m.stated("withdrawn_part") == "whole"
    )


CONTEXTS = {
    "dialogue_minutes": _dialogue_minutes,
    "working_minutes": _working_minutes,
    "denunciation_minutes": _denunciation_minutes,
    "denunciation_withdrawal_minutes": _withdrawal_minutes,
}
