"""Who may read who denounced, when, and with whose consent; every refusal in one sentence.

Nobody reads alone: one person asks and states why, a second approves, and the reading is written
into the history before it happens (Luật Tố cáo 25/2018/QH14, Điều 8 khoản 3, Điều 49, Điều 56). Who
reads is who asked. Where a life is in danger a keeper reads alone, and a second person looks at it
within a day. Times and numbers are the house's, stricter than the law, which names none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from feedback.domain.identity_reasons import DANGER, PROTECTION, offered
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import decide_among
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.roles import Role
from feedback.domain.text import fold

_SECRET = FileFacts(protected=True, hidden=True)

#: An approval that nobody used is over after this.
APPROVAL_LASTS = timedelta(hours=24)
#: Whoever reads for a life in danger reads now.
EMERGENCY_LASTS = timedelta(hours=1)
#: From the first reading on: then the page is gone, and the vault opens nothing more.
SHOWN_FOR = timedelta(minutes=15)
REVIEW_WITHIN = timedelta(hours=24)
#: Petitions asked about, and read about, by one person; the next one is refused and told.
PER_HOUR = 5
HOUR = timedelta(hours=1)
#: The same for a number that is none, that is another's, and that denounces one's own agency.
UNKNOWN = "Không có đơn tố cáo số này, hoặc bạn không được yêu cầu xem."
SHORTEST_REASON, LONGEST_REASON = 30, 2000

#: What can be asked for: the names of the sealed record, and the papers as they came.
PAPERS = "papers"
FIELDS: Mapping[str, str] = {
    "name": "Họ và tên",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "identity_number": "Số định danh",
    PAPERS: "Bản gốc đơn, giấy tờ kèm theo",
}
#: Shown with a name; nobody asks for it alone.
FORM_OF_ADDRESS = "form_of_address"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, as the rules look at them."""

    user_id: int
    role: Role
    agency_id: int
    name: str = ""
    email: str = ""
    #: heads the inspectorate, or is a deputy there
    leads_inspectorate: bool = False

    def is_same_as(self, other: "Person") -> bool:
        """Also under a second account: one mailbox, or one name at one agency, is one person.

        Two officers of one name at one agency are taken for one; a third can then approve.
        """
        if self.user_id == other.user_id or (self.email and self.email == other.email):
            return True
        return self.agency_id == other.agency_id and fold(self.name) == fold(other.name) != ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the rules ask of the petition."""

    #: a name, or papers, lie sealed
    sealed: bool
    #: in words, what stands in the place of what was destroyed
    erased: str = field(default="", kw_only=True)
    #: who holds the file, and so resolves it
    holder_id: int
    #: where somebody denounced works; nobody there approves
    denounced: frozenset[int] = frozenset()
    #: where somebody denounced leads; nobody there asks either
    barred: frozenset[int] = frozenset()
    #: agencies that were asked to protect who denounces
    protecting: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """A request as it was stated."""

    reason: str
    explanation: str
    fields: Collection[str]

    @property
    def emergency(self) -> bool:
        return self.reason == DANGER


class Standing(StrEnum):
    WAITING = "waiting"
    REFUSED = "refused"
    APPROVED = "approved"
    #: approved, or an emergency, and not read in time
    LAPSED = "lapsed"
    SHOWING = "showing"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Course:
    """How a request has gone so far."""

    asked_at: datetime
    emergency: bool = False
    approved: bool | None = None
    decided_at: datetime | None = None
    first_read_at: datetime | None = None
    reviewed_at: datetime | None = None

    def standing(self, now: datetime) -> Standing:
        if self.first_read_at is not None:
            over = now - self.first_read_at > SHOWN_FOR
            return Standing.OVER if over else Standing.SHOWING
        if self.emergency:
            lapsed = now - self.asked_at > EMERGENCY_LASTS
            return Standing.LAPSED if lapsed else Standing.APPROVED
        if self.approved is None or self.decided_at is None:
            return Standing.WAITING
        if not self.approved:
            return Standing.REFUSED
        lapsed = now - self.decided_at > APPROVAL_LASTS
        return Standing.LAPSED if lapsed else Standing.APPROVED

    @property
    def wants_review(self) -> bool:
        """An emergency that was read and nobody has looked at since; one not read is harmless."""
        return self.emergency and self.first_read_at is not None and self.reviewed_at is None

    def review_is_late(self, now: datetime) -> bool:
        return self.wants_review and now - self.asked_at > REVIEW_WITHIN


#: A request on which something can still happen; one person has one of them for a petition.
UNDER_WAY = frozenset({Standing.WAITING, Standing.APPROVED, Standing.SHOWING})


def refuse_asking(asker: Person, matter: Matter, wish: Wish, now: datetime) -> None:
    """The request itself: by whom, of what, and why."""
    if asker.agency_id in matter.barred or not _may_know(asker, matter):
        raise NotFoundError(UNKNOWN)
    if matter.erased:
        _refuse(f"{matter.erased}. Không còn gì để mở.")
    if not matter.sealed:
        _refuse("Đơn này không có gì niêm phong.")
    if wish.reason not in {reason.code for reason in offered(civil_day(now))}:
        raise InvalidInputError("reason", "Chọn lý do.")
    if asker.role is Role.PROTECTOR and wish.reason != PROTECTION:
        msg = "Cơ quan bảo vệ chỉ được đề nghị để bảo vệ người tố cáo, người thân thích."
        raise InvalidInputError("reason", msg)
    if wish.emergency and asker.role is not Role.CUSTODIAN:
        msg = "Chỉ người giữ bí mật danh tính được xem khẩn cấp. Hãy gọi cho họ ngay."
        raise InvalidInputError("reason", msg)
    if not set(wish.fields) or set(wish.fields) - FIELDS.keys():
        raise InvalidInputError("fields", "Chọn những mục cần xem.")
    if len(wish.explanation) < SHORTEST_REASON:
        msg = f"Viết rõ vì sao cần xem, ít nhất {SHORTEST_REASON} chữ cái."
        raise InvalidInputError("explanation", msg)
    if len(wish.explanation) > LONGEST_REASON:
        msg = f"Viết ngắn lại, tối đa {LONGEST_REASON} chữ cái."
        raise InvalidInputError("explanation", msg)


def refuse_deciding(person: Person, asker: Person, matter: Matter) -> None:
    """The second person, for an approval and for looking at an emergency alike."""
    if person.is_same_as(asker):
        _refuse("Bạn là người yêu cầu. Phải có người thứ hai quyết định.")
    if person.agency_id in matter.barred | matter.denounced:
        _refuse("Người bị tố cáo làm việc ở cơ quan của bạn. Bạn không được quyết định.")
    if not may_decide(person):
        _refuse("Chỉ người giữ bí mật danh tính khác hoặc lãnh đạo Thanh tra tỉnh được quyết định.")


def may_decide(person: Person) -> bool:
    """As the table of the policy says; a deputy of the inspectorate leads it as its head does."""
    stands = {Relation.PROVINCE} | ({Relation.INSPECTORATE} if person.leads_inspectorate else set())
    return decide_among(person.role, Action.APPROVE_IDENTITY, stands, _SECRET).allowed


def refuse_opening(person: Person, asker: Person, course: Course, now: datetime) -> None:
    """Only who asked reads, and only while the approval, then the fifteen minutes, last."""
    if person.user_id != asker.user_id:
        _refuse("Chỉ người đã yêu cầu được xem.")
    match course.standing(now):
        case Standing.WAITING:
            _refuse("Yêu cầu chưa được người thứ hai phê duyệt.")
        case Standing.REFUSED:
            _refuse("Yêu cầu đã bị từ chối.")
        case Standing.LAPSED:
            _refuse("Phê duyệt đã hết hạn vì quá lâu không dùng. Hãy yêu cầu lại.")
        case Standing.OVER:
            _refuse("Đã hết 15 phút. Muốn xem nữa, hãy yêu cầu lại.")


def too_many(before: Iterable[datetime], now: datetime) -> bool:
    """Whether one more within the hour would be too many."""
    return sum(now - HOUR < each for each in before) >= PER_HOUR


def _may_know(asker: Person, matter: Matter) -> bool:
    """A keeper, the head of where it is resolved, who protects; to others there is none."""
    resolves = asker.role is Role.HEAD and asker.agency_id == matter.holder_id
    protects = asker.role is Role.PROTECTOR and asker.agency_id in matter.protecting
    return resolves or protects or asker.role is Role.CUSTODIAN


def _refuse(sentence: str) -> None:
    raise NotAllowedError(sentence)
