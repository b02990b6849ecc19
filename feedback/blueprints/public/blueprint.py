"""The citizens' side: no account, no script needed, nothing in an address that opens a file."""

from flask import Blueprint, request

from feedback.extensions import csrf

public = Blueprint("public", __name__)
#: Each form checks its own token, so that a stale one shows the form again with what was typed.
csrf.exempt(public)  # nosemgrep: form-without-token - it has its own

#: A text of one million bytes is refused beside its field, not by a closed connection.
LARGEST_TEXT = 4_000_000

TAKES_FILES = frozenset({"public.files", "public.verify_file"})

NAV_LINKS = (("/gui-don", "Gửi đơn"), ("/tra-cuu", "Tra cứu đơn"), ("/huong-dan", "Hướng dẫn"))
FOOTER_LINKS = (
    ("/huong-dan", "Hướng dẫn"),
    ("/kiem-tra-van-ban", "Kiểm tra văn bản"),
    ("/doi-chung", "Đối chứng biên nhận"),
    ("/rieng-tu", "Thông tin của bạn"),
    ("/tiep-can", "Trang này dễ dùng cho ai"),
)


@public.before_request
def limit_bodies() -> None:
    """Take bodies as long as a text may be, and larger ones only where files are sent."""
    if request.endpoint not in TAKES_FILES:
        request.max_content_length = LARGEST_TEXT


@public.context_processor
def links() -> dict[str, object]:
    """What the frame of the page expects."""
    return {"nav_links": NAV_LINKS, "footer_links": FOOTER_LINKS}
