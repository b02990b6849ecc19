"""``/thanh-tra/kiem-toan``: what an auditor of the system sees; pseudonyms, counts, no content."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from flask import request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.inspection.blueprint import inspection, page
from feedback.blueprints.inspection.period import TypedPeriod, read_period
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.domain.text import clean_line
from feedback.extensions import db
from feedback.queries import audit as queries
from feedback.queries.audit import Wanted
from feedback.services.signing_in.account_events import OF_ROLES, WORDS
from feedback.services.watch.security_events import SecurityEvent

TITLES = {
    SecurityEvent.SIGN_IN_SUCCEEDED: "Đăng nhập",
    SecurityEvent.SIGN_IN_FAILED: "Đăng nhập không được",
    SecurityEvent.SIGNED_OUT: "Đăng xuất",
    SecurityEvent.THROTTLED: "Thử sai nhiều lần, phải đợi",
    SecurityEvent.PASSKEY_COPIED: "Khóa đăng nhập có dấu hiệu bị sao chép",
    SecurityEvent.STEPPED_UP: "Xác nhận lại",
    SecurityEvent.STEP_UP_FAILED: "Xác nhận lại không được",
    SecurityEvent.ACCOUNT_CHANGED: "Tài khoản được sửa",
    SecurityEvent.ROLE_REFUSED: "Bị từ chối: trang của vai trò khác",
    SecurityEvent.POLICY_REFUSED: "Bị từ chối: không có quyền",
    SecurityEvent.CSRF_REFUSED: "Yêu cầu không mang dấu của trang, bị từ chối",
    SecurityEvent.TOO_LARGE: "Nội dung gửi quá lớn",
    SecurityEvent.SET_ASIDE: "Đơn được xếp vào khay nghi ngờ",
    SecurityEvent.EXPORTED: "Tải hồ sơ, sổ về máy",
    SecurityEvent.IDENTITY_REQUESTED: "Đề nghị mở danh tính",
    SecurityEvent.IDENTITY_DECIDED: "Quyết định về đề nghị mở danh tính",
    SecurityEvent.IDENTITY_OPENED: "Mở danh tính",
    SecurityEvent.IDENTITY_ALARM: "Cảnh báo về mở danh tính",
    SecurityEvent.ORIGINAL_OPENED: "Mở bản gốc",
    SecurityEvent.CONFLICT_LIFTED: "Gỡ khai báo lợi ích liên quan",
    SecurityEvent.CONFLICT_HIT: "Hỏi hồ sơ đóng với mình vì xung đột lợi ích",
    SecurityEvent.FILE_UNKNOWN: "Hỏi hồ sơ không có, hoặc không được biết",
    SecurityEvent.CLOCK_STEPPED: "Đồng hồ của máy bị chỉnh nhảy",
    SecurityEvent.DATABASE_STEPPED: "Đồng hồ của cơ sở dữ liệu bị chỉnh nhảy",
    SecurityEvent.CLOCK_APART: "Đồng hồ của máy lệch với cơ sở dữ liệu",
    SecurityEvent.CLOCK_BEHIND: "Đồng hồ của máy chậm hơn lịch sử đã niêm phong",
    SecurityEvent.HISTORY_SOUND: "Kiểm tra nhật ký: nguyên vẹn",
    SecurityEvent.HISTORY_TAMPERED: "Kiểm tra nhật ký: đã bị thay đổi",
    SecurityEvent.HISTORY_UNCERTAIN: "Kiểm tra nhật ký: chưa thể kết luận",
}
VERIFIED = (
    SecurityEvent.HISTORY_SOUND,
    SecurityEvent.HISTORY_TAMPERED,
    SecurityEvent.HISTORY_UNCERTAIN,
)
COUNTED = ("Đề nghị", "Duyệt", "Từ chối", "Lượt mở", "Cảnh báo")
#: A history found changed stands at the top of the page for so long, also over a later sound one:
#: that may have been verified against less.
LOUD_FOR = timedelta(days=30)
#: Days back, and how they are called.
SPANS = ((30, "30 ngày qua"), (365, "365 ngày qua"))


@inspection.get("/kiem-toan")
@asks(Action.AUDIT)
def audit() -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    return page(
        "audit",
        seal=queries.seal(session),
        verified=queries.newest_of(session, VERIFIED),
        tampered=queries.newest_of(session, (SecurityEvent.HISTORY_TAMPERED,), now - LOUD_FOR),
        clocks=queries.clocks(session),
        titles=TITLES,
        witnesses=queries.witnesses(session),
        counted=COUNTED,
        readings=[
            (title, queries.readings(session, now - timedelta(days=days))) for days, title in SPANS
        ],
        roles=queries.done_to_accounts(session, OF_ROLES),
        words={what.value: WORDS[what] for what in OF_ROLES},
    )


@inspection.get("/su-kien")
@asks(Action.AUDIT)
def security_events() -> ResponseReturnValue:
    typed = read_period(request.args, clock.today())
    event = clean_line(request.args.get("su_kien", ""))[:40]
    account = clean_line(request.args.get("tai_khoan", ""))[:40]
    if typed.period is None:
        refused = _events(typed, event, account, (), None)
        return refused, HTTPStatus.UNPROCESSABLE_ENTITY
    before = request.args.get("cu_hon", type=int)
    wanted = [kept for kept, shown in _shown_as().items() if shown == event]
    rows, older = queries.events(db.session(), Wanted(typed.period, wanted, account, before))
    return _events(typed, event, account, rows, older)


def _shown_as() -> Mapping[str, str]:
    """Each event, and as what the reader sees it.

    That a file is closed to somebody is told to auditors alone, who open none: whoever supervises
    could else ask for a number and read here of themselves that there is such a file.
    """
    hidden = () if may(Action.SEE_CONFLICT_HITS) else (SecurityEvent.CONFLICT_HIT,)
    return {
        event.value: (SecurityEvent.FILE_UNKNOWN if event in hidden else event).value
        for event in TITLES
    }


def _events(typed: TypedPeriod, event: str, account: str, rows: object, older: int | None) -> str:
    here = {"tu": typed.first, "den": typed.last, "su_kien": event, "tai_khoan": account}
    address = url_for("inspection.security_events", cu_hon=older, **here)  # type: ignore[arg-type]  # words of the query string
    shown_as = _shown_as()
    return page(
        "security_events",
        typed=typed,
        event=event,
        pseudonym=account,
        rows=rows,
        titles={each: TITLES[SecurityEvent(each)] for each in dict.fromkeys(shown_as.values())},
        shown_as=shown_as,
        older=address if older else None,
        errors=bool(typed.wrong),
    )
