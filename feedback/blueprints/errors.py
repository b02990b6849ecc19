"""Every refusal and every failure becomes a page here, in plain words and with a way on.

The one thing a citizen must know when something breaks is whether the petition was taken: nothing
is taken before its commit, so a failure says "chưa ghi nhận" and offers to send the same again.
"""

import errno
from typing import NamedTuple

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from feedback.blueprints.guards import WrongRoomError
from feedback.domain.errors import (
    ConditionsNotMetError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    TooOftenError,
)
from feedback.letters.sandbox import RenderFailed
from feedback.services.ground.transaction import OutcomeUnknownError
from feedback.services.log.log_standing import NotTheSealedLogError
from feedback.services.watch import log_lines
from feedback.services.watch.security_events import SecurityEvent, note
from feedback.vault.wrapping import WrappingError

#: An answer to a refusal of the law or the house, where 409 (the file stands otherwise) is wrong.
STATUS: dict[type[DomainError], int] = {
    NotFoundError: 404,
    NotAllowedError: 403,
    InvalidInputError: 422,
    ConditionsNotMetError: 422,
    TooOftenError: 429,
}
CONFLICT, INTERNAL, UNAVAILABLE = 409, 500, 503


class Words(NamedTuple):
    """What an error page says: what happened, and what to do now."""

    title: str
    happened: str
    next_step: str


WORDS = {
    400: Words(
        "Máy không đọc được yêu cầu",
        "Yêu cầu gửi tới bị thiếu hoặc hỏng trên đường truyền.",
        "Quay lại trang trước và làm lại.",
    ),
    401: Words("Bạn cần đăng nhập", "Trang này dành cho cán bộ.", "Đăng nhập rồi mở lại trang."),
    403: Words(
        "Bạn không mở được trang này",
        "Trang này dành cho người khác.",
        "Về trang đầu, hoặc hỏi nơi tiếp công dân.",
    ),
    404: Words(
        "Không có trang này",
        "Địa chỉ có thể bị gõ nhầm, hoặc trang đã được chuyển đi.",
        "Kiểm tra lại địa chỉ, hoặc về trang đầu.",
    ),
    405: Words(
        "Không mở trang này theo cách đó được",
        "Trang này chỉ mở được từ nút bấm của trang trước.",
        "Về trang đầu và đi lại từ đó.",
    ),
    409: Words(
        "Hồ sơ đã thay đổi",
        "Việc này không làm được ở bước hiện nay của hồ sơ.",
        "Mở lại hồ sơ để xem tình trạng mới.",
    ),
    413: Words(
        "Nội dung gửi quá lớn",
        "Các tệp gửi cùng một lần vượt quá mức máy chủ nhận. Lần gửi này chưa ghi nhận.",
        "Bấm nút quay lại của trình duyệt, rồi gửi từng tệp một. Những gì đã lưu vẫn còn.",
    ),
    429: Words(
        "Bạn thử quá nhiều lần",
        "Máy chủ tạm dừng nhận yêu cầu từ nơi bạn.",
        "Chờ một phút rồi thử lại.",
    ),
    422: Words("Có chỗ cần sửa", "Máy chủ chưa nhận được nội dung này.", "Quay lại và sửa."),
    500: Words(
        "Máy chủ gặp lỗi",
        "Lỗi này do hệ thống, không phải do bạn. Việc bạn vừa làm chưa ghi nhận.",
        "Chờ một phút rồi thử lại. Nếu vẫn lỗi, tới nơi tiếp công dân gần nhất.",
    ),
    503: Words(
        "Chưa ghi nhận",
        "Máy chủ tạm thời không lưu được. Việc bạn vừa làm chưa ghi nhận.",
        "Chờ một phút rồi bấm gửi lại. Gửi lại nhiều lần vẫn chỉ thành một đơn.",
    ),
}  # fmt: skip

#: The one case in which nobody can say whether it was recorded.
UNSURE = Words(
    "Chưa rõ đã ghi nhận hay chưa",
    "Máy chủ mất liên lạc đúng lúc đang lưu.",
    "Chờ một phút rồi bấm gửi lại. Đơn đã lưu thì hiện lại đúng biên nhận đó, không thành đơn mới.",
)

#: The database was set back; what was recorded since is looked for elsewhere.
ONLY_READ = Words(
    "Chưa ghi nhận",
    "Hệ thống vừa được khôi phục từ bản sao lưu và đang được kiểm tra, nên lúc này chỉ xem được. "
    "Việc bạn vừa làm chưa ghi nhận.",
    "Giữ lại nội dung và gửi lại sau. Nếu gấp, tới nơi tiếp công dân gần nhất.",
)

#: Paper is made from what stands already: a PDF that is not there loses nothing.
NO_PAPER = Words(
    "Chưa lập được bản in",
    "Bản in chưa lập xong trong thời gian cho phép. Những gì đã ghi nhận vẫn còn nguyên.",
    "Quay lại trang trước, chờ một phút rồi tải lại.",
)

#: When even a page cannot be drawn.
LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Chưa ghi nhận</title>'
    "<p>{demonstration}</p><h1>Chưa ghi nhận</h1>"
    "<p>Máy chủ gặp lỗi. Việc bạn vừa làm chưa ghi nhận. "
    "Chờ một phút rồi thử lại.</p></html>"
)
#: Text of a refused form that is carried on an error page, at most.
CARRIED = 200_000


def install(app: Flask) -> None:
    """Turn each kind of error into its page."""
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(HTTPException, _http)
    for unavailable in (OperationalError, PoolTimeoutError, WrappingError, OSError):
        app.register_error_handler(unavailable, _unavailable)
    app.register_error_handler(RenderFailed, _without_paper)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(OutcomeUnknownError, _unsure)
    app.register_error_handler(NotTheSealedLogError, _only_read)
    app.register_error_handler(Exception, _broken)


def _refused(error: DomainError) -> ResponseReturnValue:
    if isinstance(error, NotAllowedError):
        by_role = isinstance(error, WrongRoomError)
        note(SecurityEvent.ROLE_REFUSED if by_role else SecurityEvent.POLICY_REFUSED)
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), CONFLICT)
    body, status = _page(status, said=str(error), missing=getattr(error, "missing", ()))
    wait = {"Retry-After": str(error.seconds)} if isinstance(error, TooOftenError) else {}
    return body, status, wait


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or INTERNAL
    if isinstance(error, CSRFError):
        note(SecurityEvent.CSRF_REFUSED)
    elif isinstance(error, RequestEntityTooLarge):
        note(SecurityEvent.TOO_LARGE)
    body, status = _page(code)
    headers = [pair for pair in error.get_headers() if pair[0] in {"Allow", "Retry-After"}]
    return body, status, headers


def _unreadable(error: DataError) -> ResponseReturnValue:
    current_app.logger.warning("refused by the database: %s", error.orig)
    return _page(400)


def _unavailable(error: Exception) -> ResponseReturnValue:
    """Database, disk or keys are away: say that nothing was taken, offer to send again."""
    if isinstance(error, OSError) and error.errno not in {errno.ENOSPC, errno.EROFS, errno.EDQUOT}:
        return _broken(error)
    current_app.logger.error("unavailable: %s", error)
    return _page(UNAVAILABLE, carried=_typed())


def _unsure(_error: OutcomeUnknownError) -> ResponseReturnValue:
    current_app.logger.error("lost the database while it was committing")
    return _page(UNAVAILABLE, words=UNSURE, carried=_typed())


def _only_read(_error: NotTheSealedLogError) -> ResponseReturnValue:
    current_app.logger.error("nothing is recorded: this is not the database that was sealed")
    return _page(UNAVAILABLE, words=ONLY_READ, carried=_typed())


def _without_paper(error: RenderFailed) -> ResponseReturnValue:
    current_app.logger.error("no paper: %s", error.reason)
    return _page(UNAVAILABLE, words=NO_PAPER)


def _broken(error: Exception) -> ResponseReturnValue:
    """Our own mistake. The log tells where, never the message: it may repeat what was typed."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return _unavailable(error)
    current_app.logger.error("broken", extra={"facts": log_lines.failure(error)})
    return _page(INTERNAL, carried=_typed())


def _typed() -> list[tuple[str, str]]:
    """What a citizen had typed, so that one press of a button sends it again."""
    if request.blueprint != "public" or request.mimetype != "application/x-www-form-urlencoded":
        return []
    pairs = list(request.form.items(multi=True))
    return pairs if sum(len(value) for _, value in pairs) <= CARRIED else []


def _page(
    status: int,
    *,
    said: str = "",
    missing: tuple[str, ...] = (),
    carried: list[tuple[str, str]] | None = None,
    words: Words | None = None,
) -> tuple[str, int]:
    words = words or WORDS.get(status) or WORDS[INTERNAL if status >= INTERNAL else 400]
    try:
        page = render_template(
            "errors/page.html", words=words, said=said, missing=missing, carried=carried or []
        )
    except SQLAlchemyError:
        return LAST_RESORT.format(**current_app.jinja_env.globals), status
    return page, status
