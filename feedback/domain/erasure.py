"""When it may be forgotten who sent a petition: grounds, and what forbids it.

Erasing is a decision with a ground, never a button (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều
14, known from reports of it). Files are kept as the law on archives says, by the table of
retention (``flask law standing``), whose circular was not at hand either; what has no article here
is a rule of the house. Who denounced stays secret without end (Luật Tố cáo 25/2018/QH14, Điều 39
khoản 3, Điều 56); that the record of it must be destroyed some day no article of it says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from feedback.domain.identity import Identity
from feedback.domain.months import months_after
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.domain.time_limits import HOUSE, Basis
from feedback.domain.words import Words

UNREAD = "chưa đối chiếu với văn bản gốc"
PERSONAL_DATA = f"Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 ({UNREAD})"
LKN = "Luật Khiếu nại 02/2011/QH13"
COURTS = f"Luật Tố tụng hành chính 93/2015/QH13 ({UNREAD})"


class Ground(StrEnum):
    RETENTION_OVER = "retention_over"
    ASKED = "asked"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class Reason:
    title: str
    basis: Basis
    #: whether the law itself was read
    verified: bool = False


GROUNDS = {
    Ground.RETENTION_OVER: Reason(
        "Đã hết thời hạn lưu trữ hồ sơ", Basis(f"Thông tư 10/2022/TT-BNV ({UNREAD})")
    ),
    Ground.ASKED: Reason("Người gửi đơn yêu cầu xóa dữ liệu cá nhân", Basis(PERSONAL_DATA, "14")),
    Ground.ORDERED: Reason(
        "Cơ quan có thẩm quyền buộc xóa dữ liệu cá nhân", Basis(PERSONAL_DATA, "14")
    ),
}

#: Days to complain again (45 in remote places, taken for all), months to go to the court.
AGAIN_DAYS, COURT_MONTHS = 45, 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How a petition stands, with its case."""

    kind: Kind
    #: the day on which the last of both was closed; None while one is open
    closed_on: date | None
    is_case: bool
    #: the last day of the period it is kept for; None while it is open, and where it has no end
    kept_until: date | None
    clock_runs: bool = False
    #: another case about its decision is open
    followed: bool = False
    #: somebody asked to read who denounced, and that is not over
    asked_for: bool = False
    #: why somebody holds it, where somebody does
    held: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """What forbids an erasure; ``stands`` is asked on a day."""

    sentence: str
    basis: Basis
    stands: Callable[[Standing, date], bool]
    #: grounds before which it gives way
    gives_way: frozenset[Ground] = frozenset()


def _settled_complaint(standing: Standing) -> bool:
    return standing.kind in COMPLAINTS and standing.is_case


HOLDS = (
    Hold("Hồ sơ chưa kết thúc", Basis(HOUSE), lambda one, _: one.closed_on is None),
    Hold("Còn thời hạn đang chạy", Basis(HOUSE), lambda one, _: one.clock_runs),
    Hold("Vụ việc khiếu nại lần hai chưa xong", Basis(HOUSE), lambda one, _: one.followed),
    Hold(
        "Còn thời hạn khiếu nại lần hai",
        Basis(LKN, "33", "1"),
        lambda one, day: (
            _settled_complaint(one)
            and one.closed_on is not None
            and day <= one.closed_on + timedelta(days=AGAIN_DAYS)
        ),
    ),
    Hold(
        "Còn thời hiệu khởi kiện tại Tòa án",
        Basis(COURTS, "116", "2"),
        lambda one, day: (
            _settled_complaint(one)
            and one.closed_on is not None
            and day <= months_after(one.closed_on, COURT_MONTHS)
        ),
    ),
    Hold(
        "Chưa hết thời hạn lưu trữ hồ sơ",
        GROUNDS[Ground.RETENTION_OVER].basis,
        lambda one, day: one.kept_until is None or day <= one.kept_until,
        gives_way=frozenset({Ground.ORDERED}),
    ),
    Hold("Đang có yêu cầu xem danh tính", Basis(HOUSE), lambda one, _: one.asked_for),
    Hold("Đang bị giữ theo yêu cầu", Basis(HOUSE), lambda one, _: bool(one.held)),
)


def holds(standing: Standing, ground: Ground, day: date) -> tuple[Hold, ...]:
    """What forbids it on that day, in the order of the table."""
    return tuple(
        hold for hold in HOLDS if ground not in hold.gives_way and hold.stands(standing, day)
    )


def lost_words(identity: Identity) -> str:
    """What stands in the place of a name that cannot be read any more."""
    if identity.unreadable:
        return "Danh tính không đọc được; hãy báo quản trị viên"
    return _destroyed("Danh tính", identity.erased)


def lost_text(words: Words) -> str:
    """What stands in the place of a story or a title that cannot be read any more."""
    if words.unreadable:
        return "Nội dung không đọc được; hãy báo quản trị viên"
    return _destroyed("Nội dung", words.erased)


def lost_file(ground: str) -> str:
    """What is said in the place of a file that was destroyed with its sender."""
    return _destroyed("Tệp", ground)


def shown(words: Words) -> Words:
    """The words for a page; lost ones are a sentence that says so in the place of the story."""
    return Words(story=lost_text(words)) if words.lost else words


def _destroyed(what: str, ground: str) -> str:
    known = ground in set(Ground)
    return f"{what} đã hủy theo {GROUNDS[Ground(ground)].basis}" if known else f"{what} đã hủy"


ERASED = "Danh tính đã hủy"
