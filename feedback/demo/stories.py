"""What becomes of a petition, act by act, through the real services.

``load`` lets many stories run side by side in the order of time, so that the history of the
demonstration grows as a real one does. Some are quick, the slowest miss their dates.
"""

from collections.abc import Callable
from datetime import datetime
from random import Random

from feedback.demo.answering import mend, reply
from feedback.demo.denouncing import denounce
from feedback.demo.drawing import Drawn
from feedback.demo.lodgings import lodging_of
from feedback.demo.paper import on_paper
from feedback.demo.scene import Scene, Stage, Story, later
from feedback.demo.settling import settle, settle_discipline
from feedback.demo.shapes import CorpusPetition, Outcome
from feedback.domain.clock import civil_day
from feedback.domain.lodging import Lodging
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import registration, submission

#: How many times slower than the quickest a story may be told.
PACES = (1, 2, 2, 3, 6)


def tell(stage: Stage, drawn: Drawn) -> Story:
    """The whole course of one petition, from its lodging to where its outcome leads."""
    petition = drawn.petition
    rng = Random(stage.rng.random())  # noqa: S311 - a demonstration, no secret
    pace = rng.choice(PACES)
    now = yield drawn.lodged_at
    competent = petition.competent or stage.desk
    lodging = lodging_of(petition, rng)
    written = on_paper(lodging, rng, civil_day(now), certain=drawn.on_paper)
    desk = stage.cast.officer(competent if written else stage.desk)
    if written:
        petition_id = registration.register(written, desk, stage.keys, now)
    else:
        petition_id = submission.submit(lodging, stage.keys, now)
    stage.lodged[drawn.number] = petition_id
    now = yield later(now, rng.randint(0, 2) * pace, rng)
    sorted_as = {"kind": petition.kind, "field": petition.field, "agency": competent}
    if petition.kind is Kind.DISCIPLINE_COMPLAINT:
        sorted_as["dismissal"] = "yes" if petition.dismissal else "no"
    if petition.urgency:
        sorted_as["urgency"] = petition.urgency
    casework.apply(petition_id, "classify", desk, now, sorted_as)
    original = stage.lodged.get(drawn.duplicate_of) if drawn.duplicate_of is not None else None
    signed = written is not None and written.signed
    scene = Scene(stage, petition, petition_id, competent, rng, pace, original, signed)
    yield from _ending_of(petition, original, written)(scene, now)


def _ending_of(petition: CorpusPetition, original: int | None, written: Lodging | None) -> "Ending":
    if petition.kind is Kind.DENUNCIATION:
        return denounce if written and written.name else _inspect
    if petition.outcome is Outcome.JOIN and original is None:
        return _archive
    return _ENDINGS[petition.outcome]


Ending = Callable[[Scene, datetime], Story]


def _decided(scene: Scene, action: str, now: datetime, **data: str) -> Story:
    """An officer drafts, the head decides some days later."""
    now = yield scene.wait(now, 1, 2)
    proposal = scene.propose(scene.subject, action, now, **data)
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)


def _guide(scene: Scene, now: datetime) -> Story:
    if scene.petition.kind not in COMPLAINTS:
        yield from _transfer_outside(scene, now)
        return
    yield from _decided(scene, "guide", now, agency=scene.agency, reason=scene.petition.because)


def _transfer_outside(scene: Scene, now: datetime) -> Story:
    body = scene.petition.send_to or "cơ quan có thẩm quyền ngoài tỉnh"
    if scene.petition.kind in COMPLAINTS:
        yield from _archive(scene, now)
        return
    yield from _decided(
        scene, "transfer_outside", now, outside_body=body, reason=scene.petition.because
    )


def _return(scene: Scene, now: datetime) -> Story:
    yield from _decided(
        scene, "return_to_sender", now, reason=scene.petition.because,
        forwarding_document="văn bản chuyển đơn kèm theo hồ sơ",
    )  # fmt: skip


def _decline(scene: Scene, now: datetime) -> Story:
    yield from _decided(
        scene,
        "decline",
        now,
        ground="khoản 6 Điều 11 Luật Khiếu nại",
        reason=scene.petition.because,
    )


def _archive(scene: Scene, now: datetime) -> Story:
    yield from _decided(
        scene, "archive", now, ground="điểm b khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP",
        reason=scene.petition.because,
    )  # fmt: skip


def _inspect(scene: Scene, now: datetime) -> Story:
    yield from _decided(
        scene, "send_to_inspection", now, agency="thanh-tra-tinh", reason=scene.petition.because
    )


def _join(scene: Scene, now: datetime) -> Story:
    now = yield scene.wait(now, 1, 3)
    number = scene.stage.number_of(scene.original or scene.subject)
    casework.apply(scene.subject, "join", scene.officer, now, {
        "original": number, "reason": scene.petition.because})  # fmt: skip


def _accept(scene: Scene, now: datetime) -> Story:
    now = yield scene.wait(now, 0, 2)
    if scene.petition.kind in COMPLAINTS and not scene.signed:
        form = {"signature_form": "paper" if scene.petition.signed else "counter"}
        casework.apply(scene.subject, "record_signature", scene.officer, now, form)
    reason = {"reason": scene.petition.because}
    casework.apply(scene.subject, "propose_acceptance", scene.officer, now, reason)
    proposal = scene.propose(scene.subject, "accept", now)
    now = yield scene.wait(now, 1, 3)
    proposals.approve(proposal, scene.head, now)
    case = scene.stage.case_of(scene.subject)
    officer = {"officer": scene.stage.cast.case_officer_name(scene.agency)}
    if scene.petition.urgency:
        yield from mend(scene, case, now, officer)
        return
    now = yield scene.wait(now, 0, 2)
    casework.apply(case, "assign", scene.head, now, officer)
    yield from _COURSES[scene.petition.kind](scene, case, now)


_ENDINGS: dict[Outcome, Ending] = {
    Outcome.ACCEPT: _accept,
    Outcome.GUIDE: _guide,
    Outcome.TRANSFER: _transfer_outside,
    Outcome.RETURN: _return,
    Outcome.ARCHIVE: _archive,
    Outcome.DECLINE: _decline,
    Outcome.JOIN: _join,
}
_COURSES: dict[Kind, Callable[[Scene, int, datetime], Story]] = {
    Kind.COMPLAINT: settle,
    Kind.DISCIPLINE_COMPLAINT: settle_discipline,
    Kind.RECOMMENDATION: reply,
    Kind.REPORT: reply,
    Kind.RULE_FEEDBACK: reply,
}
