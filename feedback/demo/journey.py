"""One complaint from lodging to a verified history, told step by step.

The complaint is lodged some weeks ago and accepted in time; by now its deadline is truly late. From
here on everything happens at the present moment and through real workers: the sweep that escalates,
the decision's document. Services are called as pages call them.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from subprocess import DEVNULL

from sqlalchemy import func, select

from feedback.demo import dialogues
from feedback.demo.issuing import issue, issue_waiting
from feedback.demo.lodgings import lodging_of
from feedback.demo.petitions import corpus
from feedback.demo.province import Cast, load_province
from feedback.demo.settling import everybody
from feedback.domain.clock import civil_day
from feedback.domain.errors import DomainError
from feedback.domain.letters.wording import numbered
from feedback.domain.petitions import Kind
from feedback.extensions import queues
from feedback.models.deadline import Deadline, Escalation
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import SweepReport
from feedback.models.petition import Petition
from feedback.services.acts import casework
from feedback.services.documents.rendering import letter_bytes
from feedback.services.drafting import proposals
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import escalation
from feedback.services.lodging import submission
from feedback.services.subject.numbers import subject_number
from feedback.services.upkeep.reference import load_reference
from feedback.vault.codes import grouped
from feedback.vault.keys import KeyRing

#: How long ago the complaint was lodged: its thirty days are over since more than a week.
COURSE = timedelta(days=48)
PATIENCE = 120.0

Say = Callable[[str], None]


class JourneyFailedError(RuntimeError):
    """A step did not end as it must."""


class Journey:
    """The course of the longest complaint of the corpus."""

    def __init__(
        self, keys: KeyRing, present: Callable[[], datetime], password: str, say: Say
    ) -> None:
        self._keys = keys
        self._present = present
        self._start = present() - COURSE
        self._say = say
        with transaction() as session:
            load_reference(session)
            load_province(session, password, self._start)
        with transaction() as session:
            self._cast = Cast(session)

    def run(self) -> None:
        """Everything up to the answer; raises JourneyFailedError or what the law refuses."""
        petition = self._lodge()
        case = self._accept(petition)
        self._verify(case)
        with _workers():
            self._grow_late()
            self._settle(case)
            self._finish(case)

    def _at(self, day: int, hour: int = 9) -> datetime:
        return self._start + timedelta(days=day, hours=hour - 9)

    def _lodge(self) -> int:
        story = max((p for p in corpus() if p.kind is Kind.COMPLAINT), key=lambda p: len(p.story))
        self._agency = story.competent
        self._story = story
        lodging = lodging_of(story)
        petition = submission.submit(lodging, self._keys, self._at(0))
        again = submission.submit(lodging, self._keys, self._at(0))
        _require(petition == again, "gửi lại phải nhận cùng một biên nhận")
        with transaction() as session:
            number = subject_number(session.get_one(Petition, petition))
        self._say(f"Công dân gửi đơn khiếu nại {len(story.story)} ký tự: số {number}, "
                  f"mã tra cứu {grouped(lodging.code)}")  # fmt: skip
        return petition

    def _accept(self, petition: int) -> int:
        desk = self._cast.officer("ban-tiep-cong-dan")
        officer, head = self._cast.officer(self._agency), self._cast.head(self._agency)
        said = {"kind": "complaint", "field": self._story.field, "agency": self._agency}
        casework.apply(petition, "classify", desk, self._at(1), said)
        self._say("Ban Tiếp công dân phân loại và chuyển đến cơ quan có thẩm quyền")
        paper = {"signature_form": "paper"}
        casework.apply(petition, "record_signature", officer, self._at(2), paper)
        reason = {"reason": self._story.because}
        casework.apply(petition, "propose_acceptance", officer, self._at(2, 10), reason)
        proposal = proposals.propose(petition, "accept", officer, self._at(2, 11), {})
        proposals.approve(proposal, head, self._at(4))
        with transaction() as session:
            case = session.get_one(Petition, petition).case_id
        if case is None:
            msg = "thụ lý phải mở vụ việc"
            raise JourneyFailedError(msg)
        self._say("Cán bộ đề xuất, lãnh đạo thụ lý; vụ việc được mở")
        issue_waiting(case, self._at(4))
        self._say_letter(case, "acceptance_notice")
        return case

    def _verify(self, case: int) -> None:
        officer, head = self._cast.case_officer(self._agency), self._cast.head(self._agency)
        name = {"officer": self._cast.case_officer_name(self._agency)}
        casework.apply(case, "assign", head, self._at(5), name)
        early = {"delivery": "portal"}
        self._refused(
            "Gửi quyết định khi chưa có",
            lambda: casework.apply(case, "send", officer, self._at(5, 10), early),
        )
        report = {
            "findings": self._story.verification,
            "report_finding": self._story.finding or "partly",
            "report_proposals": self._story.conclusion,
            "claim_differs": "yes",
        }
        casework.apply(case, "report_verification", officer, self._at(25), report)
        meeting = {
            "dialogue_on": civil_day(self._at(32)).isoformat(),
            "dialogue_at": "08 giờ 30",
            "place": "Trụ sở Ủy ban nhân dân",
            "dialogue_about": "Nội dung khiếu nại và kết quả xác minh.",
        }
        invitation = proposals.propose(case, "invite_dialogue", officer, self._at(26), meeting)
        proposals.approve(invitation, head, self._at(26, 11))
        issue_waiting(case, self._at(26, 11))
        self._say_letter(case, "verification_report")
        self._say_letter(case, "dialogue_invitation")
        result = self._story.dialogue or "Các bên giữ nguyên ý kiến."
        dialogues.hold(case, officer, head, self._at(32), result, issue_waiting)
        self._say("Xác minh, báo đối thoại trước 5 ngày, đối thoại có biên bản ký tay")

    def _grow_late(self) -> None:
        """The sweep is a job for a worker; doing it again changes nothing."""
        queues.named("sweeps").enqueue("feedback.jobs.sweeps.escalate")
        _wait("báo cáo việc quá hạn", self._swept)
        again = escalation.escalate_overdue(self._present())
        _require(again.escalations == 0, "không báo hai lần cùng một bậc")
        for limit, due, level in self._escalations():
            self._say(f"Quá hạn {limit} ({due:%d/%m/%Y}): tiến trình nền đã báo đến bậc {level}")

    def _swept(self) -> bool:
        """Whether the worker's sweep is done; acts record levels before it comes."""
        with transaction() as session:
            return session.scalars(select(SweepReport.id).limit(1)).first() is not None

    def _escalations(self) -> list[tuple[str, date, int]]:
        with transaction() as session:
            rows = session.execute(
                select(Deadline.limit_id, Deadline.due_legal, func.max(Escalation.level))
                .join(Escalation, Escalation.deadline_id == Deadline.id)
                .group_by(Deadline.id)
                .order_by(Deadline.id)
            )
            return [(limit, due, level) for limit, due, level in rows if due is not None]

    def _settle(self, case: int) -> None:
        officer, head = self._cast.case_officer(self._agency), self._cast.head(self._agency)
        decision = {
            "verdict": self._story.finding or "partly",
            "legal_grounds": "Luật Đất đai ngày 18 tháng 01 năm 2024",
            "conclusion": self._story.conclusion,
            "ruling": "amend",
            "particulars": "Việc thực hiện theo nội dung kết luận nêu trên.",
            "executors": "Thủ trưởng các đơn vị có liên quan và người khiếu nại",
            "joint_people": everybody(self._story),
        }
        proposal = proposals.propose(case, "settle", officer, self._present(), decision)
        proposals.approve(proposal, head, self._present())
        self._say("Cán bộ dự thảo, lãnh đạo ký quyết định giải quyết khiếu nại lần đầu")
        _wait("bản PDF của quyết định", lambda: self._rendered(case, "settlement_decision"))
        decision_paper = self._rendered(case, "settlement_decision")
        if decision_paper is not None:
            issue(decision_paper.id, self._present())
        self._say("Lãnh đạo ký số, văn thư ký số của cơ quan: quyết định được phát hành")
        self._say_letter(case, "settlement_decision")

    def _finish(self, case: int) -> None:
        officer = self._cast.case_officer(self._agency)
        casework.apply(case, "send", officer, self._present(), {"delivery": "portal"})
        where = {"published_at": "Trang thông tin điện tử"}
        casework.apply(case, "publish", officer, self._present(), where)
        self._say("Gửi quyết định cho người khiếu nại, công khai kết quả")
        self._refused(
            "Kết thúc sớm", lambda: casework.apply(case, "close", officer, self._present())
        )

    def _refused(self, what: str, attempt: Callable[[], object]) -> None:
        try:
            attempt()
        except DomainError as refusal:
            self._say(f"{what} bị từ chối: {refusal}")
        else:
            msg = f"{what} phải bị từ chối"
            raise JourneyFailedError(msg)

    def _rendered(self, case: int, name: str) -> IssuedLetter | None:
        with transaction() as session:
            return session.scalars(
                select(IssuedLetter)
                .where(IssuedLetter.subject_id == case, IssuedLetter.name == name)
                .where(IssuedLetter.rendered_at.is_not(None))
            ).one_or_none()

    def _say_letter(self, case: int, name: str) -> None:
        with transaction():
            letter = self._rendered(case, name)
            if letter is None:
                msg = f"văn bản {name} chưa được lập"
                raise JourneyFailedError(msg)
            size = len(letter_bytes(letter)) // 1000
            self._say(
                f"Văn bản {letter.title}{numbered(letter.number, letter.symbol)}: "
                f"PDF {size} kB, {letter.pages} trang"
            )


def _wait(what: str, ready: Callable[[], object]) -> None:
    """Give the workers time; they are processes of their own."""
    until = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > until:
            msg = f"chưa có {what} sau {PATIENCE:.0f} giây"
            raise JourneyFailedError(msg)
        time.sleep(0.2)


def _require(holds: object, rule: str) -> None:
    if not holds:
        raise JourneyFailedError(rule)


@contextmanager
def _workers() -> Iterator[None]:
    """Real workers of two queues, for the length of what they are needed for."""
    command = [sys.executable, "-m", "feedback.processes.worker"]
    workers = [
        subprocess.Popen([*command, queue], stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - ours
        for queue in ("letters", "sweeps")
    ]
    try:
        yield
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            _end(worker)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """A worker finishes the job at hand; one that does not is not worth waiting for."""
    try:
        worker.wait(timeout=30)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
