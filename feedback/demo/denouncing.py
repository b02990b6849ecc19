"""Denunciations in writing in the demonstration: checked, verified, concluded, followed up."""

from datetime import datetime

from feedback.demo.delivering import hand_over
from feedback.demo.scene import Chapter, Scene, Story, later
from feedback.domain.clock import civil_day
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.identity import redaction
from feedback.workflows.inputs.denunciations import CONDITIONS


def denounce(scene: Scene, now: datetime) -> Story:
    """From the check of who denounces to the file that closes; nobody is named on the way."""
    now = yield from _check(scene, now)
    now = yield from _decided(scene, scene.subject, "accept", now)
    case = scene.stage.case_of(scene.subject)
    scene.stage.render(case, now)
    now = yield scene.wait(now, 0, 2)
    officer = scene.drafter(case)
    hand_over(officer, now)
    casework.apply(case, "notify_acceptance", officer, now, {"delivery": "post"})
    now = yield from _verify(scene, case, now)
    now = yield from _conclude(scene, case, now)
    yield from _follow_up(scene, case, now)


def _decided(scene: Scene, subject: int, action: str, now: datetime, **said: str) -> Chapter:
    proposal = scene.propose(subject, action, now, **said)
    now = yield scene.wait(now, 0, 1)
    proposals.approve(proposal, scene.head, now)
    return now


def _check(scene: Scene, now: datetime) -> Chapter:
    now = yield scene.wait(now, 0, 1)
    casework.apply(scene.subject, "check_identity", scene.officer, now, {
        "identity_result": "confirmed", "check_scope": "one_place",
        "denounced": _denounced(scene), "contents": scene.petition.subject,
        "conditions": ",".join(name for name, _ in CONDITIONS)})  # fmt: skip
    reason = {"reason": "Đủ bốn điều kiện thụ lý tố cáo."}
    casework.apply(scene.subject, "propose_acceptance", scene.officer, now, reason)
    return now


def _denounced(scene: Scene) -> str:
    against = scene.petition.against
    return against.body if against else "người nêu trong đơn"


def _verify(scene: Scene, case: int, now: datetime) -> Chapter:
    """By the settler in person where the agency has too few for a team (Điều 43).

    The custodian's copy without who denounces comes first.
    """
    retyped = f"Người tố cáo trình bày: {scene.petition.subject}"
    redaction.retype(scene.subject, retyped, scene.stage.cast.custodian(), now)
    leader = scene.stage.cast.case_officer_name(scene.agency)
    directly = {
        "officer": leader,
        "fast_track": "clear,evidence",
        "reason": "Nội dung rõ, chứng cứ cụ thể.",
    }
    casework.apply(case, "verify_directly", scene.head, now, directly)
    now = yield scene.wait(now, 3, 6)
    officer = scene.drafter(case)
    casework.apply(case, "record_explanation", officer, now, {
        "explanation_on": civil_day(now).isoformat(), "explanation_given": "yes",
        "explanation": "Đã giải trình bằng văn bản."})  # fmt: skip
    now = yield scene.wait(now, 1, 3)
    casework.apply(case, "report_verification", officer, now, {
        "findings": scene.petition.verification,
        "report_truth": scene.petition.finding or "partly",
        "report_responsibility": "Người bị tố cáo chịu trách nhiệm.",
        "report_proposals": "Kiểm điểm, xử lý theo quy định."})  # fmt: skip
    scene.stage.render(case, now)
    return now


def _conclude(scene: Scene, case: int, now: datetime) -> Chapter:
    now = yield from _decided(
        scene, case, "conclude", now,
        truth=scene.petition.finding or "partly", legal_grounds="Luật Tố cáo 25/2018/QH14",
        conclusion=scene.petition.conclusion, responsibility="Người bị tố cáo chịu trách nhiệm.",
        measures="Kiểm điểm, xử lý theo quy định.",
    )  # fmt: skip
    now = yield from _decided(
        scene, case, "issue_copies", now,
        open_contents=scene.petition.subject, open_conclusion=scene.petition.conclusion,
        open_measures="Kiểm điểm, xử lý theo quy định.",
    )  # fmt: skip
    scene.stage.render(case, now)
    now = yield scene.wait(now, 0, 1)
    officer = scene.drafter(case)
    hand_over(officer, now)
    casework.apply(case, "send", officer, now, {"delivery": "post"})
    return now


def _follow_up(scene: Scene, case: int, now: datetime) -> Story:
    """Acted upon, shown for more than fifteen days, found carried out."""
    now = yield scene.wait(now, 0, 1)
    handled = {"handling": "discipline,remedy", "particulars": "Đã kiểm điểm, khắc phục."}
    casework.apply(case, "act_on_conclusion", scene.head, now, handled)
    officer = scene.drafter(case)
    casework.apply(case, "publish", officer, now, {"published_at": "Trụ sở cơ quan"})
    now = yield later(now, 18, scene.rng)
    carried_out = {"follow_up": "Các đơn vị đã thực hiện xong kết luận."}
    casework.apply(case, "finish_follow_up", officer, now, carried_out)
    casework.apply(case, "close", officer, now, {})
