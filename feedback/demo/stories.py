"""What becomes of a petition, act by act, through the real services.

A story is a generator: it yields the instant at which it wants to go on and then acts as of that
instant. ``load`` lets many stories run side by side in the order of time, so that the history of
the demonstration grows as a real one does. Some are quick, the slowest miss their dates.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from feedback.demo.drawing import Drawn
from feedback.demo.lodgings import lodging_of
from feedback.demo.paper import on_paper
from feedback.demo.photos import photo
from feedback.demo.province import Cast
from feedback.demo.shapes import CorpusPetition, Outcome
from feedback.domain.clock import civil_day, midnight
from feedback.domain.lodging import Lodging
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.domain.roles import Actor
from feedback.domain.urgency import SEVERAL
from feedback.services import casework, proposals, registration, submission
from feedback.vault.keys import KeyRing

Story = Generator[datetime, datetime, None]
FRIDAY = 4
LAND_LAW = "Luật Đất đai ngày 18 tháng 01 năm 2024"
#: How many times slower than the quickest a story may be told.
PACES = (1, 2, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is there, and what the story may use."""

    cast: Cast
    keys: KeyRing
    rng: Random
    desk: str
    #: petition ids by the number of their drawing, for those that repeat an earlier one
    lodged: dict[int, int]
    case_of: Callable[[int], int]
    number_of: Callable[[int], str]
    render: Callable[[int, datetime], None]


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
    now = yield _later(now, rng.randint(0, 2) * pace, rng)
    sorted_as = {"kind": petition.kind, "field": petition.field, "agency": competent}
    if petition.kind is Kind.DISCIPLINE_COMPLAINT:
        sorted_as["dismissal"] = "yes" if petition.dismissal else "no"
    if petition.urgency:
        sorted_as["urgency"] = petition.urgency
    casework.apply(petition_id, "classify", desk, now, sorted_as)
    original = stage.lodged.get(drawn.duplicate_of) if drawn.duplicate_of is not None else None
    signed = written is not None and written.signed
    scene = _Scene(stage, petition, petition_id, competent, rng, pace, original, signed)
    yield from _ending_of(petition, original, written)(scene, now)


def _ending_of(petition: CorpusPetition, original: int | None, written: Lodging | None) -> "Ending":
    if petition.kind is Kind.DENUNCIATION:
        return _wait if written and written.name else _inspect
    if petition.outcome is Outcome.JOIN and original is None:
        return _archive
    return _ENDINGS[petition.outcome]


@dataclass(frozen=True, slots=True)
class _Scene:
    stage: Stage
    petition: CorpusPetition
    subject: int
    agency: str
    rng: Random
    pace: int
    original: int | None
    signed: bool

    @property
    def officer(self) -> Actor:
        return self.stage.cast.officer(self.agency)

    @property
    def head(self) -> Actor:
        return self.stage.cast.head(self.agency)

    def propose(self, subject: int, action: str, now: datetime, **data: str) -> int:
        return proposals.propose(subject, action, self.drafter(subject), now, data)

    def drafter(self, subject: int) -> Actor:
        on_case = subject != self.subject
        return self.stage.cast.case_officer(self.agency) if on_case else self.officer

    def wait(self, now: datetime, least: int, most: int) -> datetime:
        return _later(now, self.rng.randint(least, most) * self.pace, self.rng)


Ending = Callable[[_Scene, datetime], Story]


def _decided(scene: _Scene, action: str, now: datetime, **data: str) -> Story:
    """An officer drafts, the head decides some days later."""
    now = yield scene.wait(now, 1, 2)
    proposal = scene.propose(scene.subject, action, now, **data)
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)


def _guide(scene: _Scene, now: datetime) -> Story:
    if scene.petition.kind not in COMPLAINTS:
        yield from _transfer_outside(scene, now)
        return
    yield from _decided(scene, "guide", now, agency=scene.agency, reason=scene.petition.because)


def _transfer_outside(scene: _Scene, now: datetime) -> Story:
    body = scene.petition.send_to or "cơ quan có thẩm quyền ngoài tỉnh"
    if scene.petition.kind in COMPLAINTS:
        yield from _archive(scene, now)
        return
    yield from _decided(
        scene, "transfer_outside", now, outside_body=body, reason=scene.petition.because
    )


def _return(scene: _Scene, now: datetime) -> Story:
    yield from _decided(scene, "return_to_sender", now, reason=scene.petition.because)


def _decline(scene: _Scene, now: datetime) -> Story:
    yield from _decided(
        scene,
        "decline",
        now,
        ground="khoản 6 Điều 11 Luật Khiếu nại",
        reason=scene.petition.because,
    )


def _archive(scene: _Scene, now: datetime) -> Story:
    yield from _decided(
        scene, "archive", now, ground="điểm b khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP",
        reason=scene.petition.because,
    )  # fmt: skip


def _wait(_scene: _Scene, _now: datetime) -> Story:
    """A denunciation in writing stays in intake."""
    yield from ()


def _inspect(scene: _Scene, now: datetime) -> Story:
    yield from _decided(
        scene, "send_to_inspection", now, agency="thanh-tra-tinh", reason=scene.petition.because
    )


def _join(scene: _Scene, now: datetime) -> Story:
    now = yield scene.wait(now, 1, 3)
    number = scene.stage.number_of(scene.original or scene.subject)
    casework.apply(scene.subject, "join", scene.officer, now, {
        "original": number, "reason": scene.petition.because})  # fmt: skip


def _accept(scene: _Scene, now: datetime) -> Story:
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
        yield from _mend(scene, case, now, officer)
        return
    now = yield scene.wait(now, 0, 2)
    casework.apply(case, "assign", scene.head, now, officer)
    yield from _COURSES[scene.petition.kind](scene, case, now)


def _mend(scene: _Scene, case: int, now: datetime, officer: dict[str, str]) -> Story:
    """A thing at a place: acknowledged within hours, mended, then answered."""
    now = yield now + timedelta(minutes=scene.rng.randint(10, 60) * scene.pace)
    casework.apply(case, "acknowledge", scene.drafter(case), now, {})
    now = yield now + timedelta(minutes=20)
    partners = {"partners": "Sở Xây dựng"} if scene.petition.urgency == SEVERAL else {}
    casework.apply(case, "dispatch", scene.head, now, officer | partners)
    now = yield scene.wait(now, 0, 2)
    shown = photo()
    done = {"result": scene.petition.answer, "photo": shown.stated}
    casework.apply(case, "report_result", scene.drafter(case), now, done, files=[shown])
    yield from _reply(scene, case, now)


def _reply(scene: _Scene, case: int, now: datetime) -> Story:
    now = yield scene.wait(now, 3, 8)
    named = scene.petition.kind is Kind.RULE_FEEDBACK
    rule = {"regulation": scene.petition.subject} if named else {}
    proposal = scene.propose(case, "reply", now, answer=scene.petition.answer, **rule)
    now = yield scene.wait(now, 0, 3)
    proposals.approve(proposal, scene.head, now)
    yield from _finish(scene, case, now, wait=(1, 10))


def _settle(scene: _Scene, case: int, now: datetime) -> Story:
    officer = scene.drafter(case)
    now = yield scene.wait(now, 7, 14)
    differs = "yes" if scene.petition.dialogue else "no"
    casework.apply(case, "report_verification", officer, now, {
        "report_number": f"{scene.rng.randint(5, 90)}/BC-TXM",
        "report_date": civil_day(now).isoformat(),
        "findings": scene.petition.verification, "claim_differs": differs})  # fmt: skip
    if scene.petition.dialogue:
        now = yield from _dialogue(scene, case, now)
    now = yield scene.wait(now, 2, 5)
    proposal = scene.propose(case, "settle", now, **_decision(scene.petition, LAND_LAW))
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)
    yield from _finish(scene, case, now, wait=(33, 49))


def _settle_discipline(scene: _Scene, case: int, now: datetime) -> Story:
    """The decision looked at anew, the council heard, dialogue held; in force before it is told."""
    officer = scene.drafter(case)
    now = yield scene.wait(now, 5, 9)
    casework.apply(case, "report_verification", officer, now, {
        "report_number": f"{scene.rng.randint(5, 90)}/BC-TXM",
        "report_date": civil_day(now).isoformat(),
        "findings": scene.petition.verification})  # fmt: skip
    now = yield scene.wait(now, 1, 2)
    council = {"council_opinion": "Hội đồng kỷ luật đề nghị theo kết quả kiểm tra lại."}
    casework.apply(case, "consult_council", officer, now, council)
    now = yield from _dialogue(scene, case, now)
    now = yield scene.wait(now, 1, 2)
    said = _decision(scene.petition, "Luật Cán bộ, công chức")
    said["discipline_ruling"] = said.pop("ruling")
    proposal = scene.propose(case, "settle", now, **said)
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)
    yield from _finish(scene, case, now, wait=(45, 49))


def _dialogue(scene: _Scene, case: int, now: datetime) -> Generator[datetime, datetime, datetime]:
    """Announced six days before and held by the head."""
    meeting = _later(now, 6, scene.rng)
    casework.apply(case, "invite_dialogue", scene.drafter(case), now, {
        "dialogue_on": civil_day(meeting).isoformat(), "place": "Trụ sở cơ quan"})  # fmt: skip
    now = yield meeting
    result = {"absence": "nobody", "dialogue_result": scene.petition.dialogue}
    casework.apply(case, "hold_dialogue", scene.head, now, result)
    return now


def _decision(petition: CorpusPetition, law: str) -> dict[str, str]:
    ruling = {"right": "amend", "partly": "amend", "wrong": "keep"}[petition.finding or "wrong"]
    return {
        "verdict": petition.finding or "wrong",
        "legal_grounds": law,
        "conclusion": petition.conclusion,
        "ruling": ruling,
        "particulars": "Việc thực hiện theo nội dung kết luận nêu trên.",
        "executors": "Thủ trưởng các đơn vị có liên quan và người khiếu nại",
    }


def _finish(scene: _Scene, case: int, now: datetime, wait: tuple[int, int]) -> Story:
    """Sent, received, published, carried out where it changes something, closed."""
    scene.stage.render(case, now)
    now = yield scene.wait(now, 0, 2)
    officer = scene.drafter(case)
    casework.apply(case, "send", officer, now, {"delivery": "portal"})
    if scene.petition.kind in COMPLAINTS:
        now = yield _later(now, 2, scene.rng)
        received = {"delivered_on": civil_day(now).isoformat(), "delivered_how": "signed"}
        casework.apply(case, "record_delivery", officer, now, received)
    now = yield _later(now, wait[0], scene.rng)
    casework.apply(case, "publish", officer, now, {"published_at": "Trang tra cứu của tỉnh"})
    now = yield _later(now, wait[1] - wait[0], scene.rng)
    if scene.petition.kind in COMPLAINTS and scene.petition.finding in {"right", "partly"}:
        now = yield from _enforce(scene, case, now)
    casework.apply(case, "close", officer, now, {})


def _enforce(scene: _Scene, case: int, now: datetime) -> Generator[datetime, datetime, datetime]:
    """Assigned once it is in force, reported on, done; who is slow keeps the file open."""
    assigned = {
        "executor": "Thủ trưởng các đơn vị có liên quan",
        "to_carry_out": "Thực hiện nội dung quyết định giải quyết khiếu nại.",
        "enforce_by": civil_day(now + timedelta(days=30)).isoformat(),
    }
    proposal = scene.propose(case, "assign_enforcement", now, **assigned)
    now = yield scene.wait(now, 0, 1)
    proposals.approve(proposal, scene.head, now)
    scene.stage.render(case, now)
    now = yield scene.wait(now, 5, 9)
    report = {"enforcement_report": "Các đơn vị đang thực hiện; đã làm việc với người khiếu nại."}
    casework.apply(case, "report_enforcement", scene.drafter(case), now, report)
    now = yield scene.wait(now, 8, 15)
    done = {"enforcement_result": "Đã thực hiện xong, có biên bản với người khiếu nại."}
    casework.apply(case, "confirm_enforced", scene.drafter(case), now, done)
    return (yield scene.wait(now, 0, 2))


def _later(now: datetime, days: int, rng: Random) -> datetime:
    """Some working hour ``days`` days on; never on a weekend, never earlier than ``now``."""
    day = civil_day(now) + timedelta(days=days)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    at = midnight(day) + timedelta(hours=rng.randint(8, 16), minutes=rng.randint(0, 59))
    return max(at, now + timedelta(minutes=rng.randint(20, 90)))


_ENDINGS: dict[Outcome, Ending] = {
    Outcome.ACCEPT: _accept,
    Outcome.GUIDE: _guide,
    Outcome.TRANSFER: _transfer_outside,
    Outcome.RETURN: _return,
    Outcome.ARCHIVE: _archive,
    Outcome.DECLINE: _decline,
    Outcome.JOIN: _join,
}
_COURSES: dict[Kind, Callable[[_Scene, int, datetime], Story]] = {
    Kind.COMPLAINT: _settle,
    Kind.DISCIPLINE_COMPLAINT: _settle_discipline,
    Kind.RECOMMENDATION: _reply,
    Kind.REPORT: _reply,
    Kind.RULE_FEEDBACK: _reply,
}
