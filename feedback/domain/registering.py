"""What must, and what must not, stand in a petition that an officer writes down.

Each refusal names the field it is shown beside. What makes a petition eligible is asked later, in
intake: here only what nobody could add afterwards, and what must never get in.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import Channel, Lodging
from feedback.domain.petitions import Kind

#: Channels on which somebody else sent the petition on.
SENT_ON = frozenset({Channel.FORWARDED})
#: A day further back is more often a slip of the pen than a paper that lay for so long (ours).
LONG_AGO = timedelta(days=30)

_WORD = re.compile(r"\w+")


def refusals(lodging: Lodging, today: date) -> Iterator[InvalidInputError]:
    """Everything that has to be mended before the petition can be written into the register."""
    yield from _how(lodging)
    yield from _when(lodging, lodging.received_on or today, today)
    if lodging.sender_unknown and lodging.name:
        yield InvalidInputError(
            "sender_unknown", "Đã ghi họ tên thì bỏ dấu ở ô “Không rõ người gửi”."
        )
    if lodging.kind is Kind.COMPLAINT:
        yield from _complainant(lodging)
    if lodging.kind is Kind.DENUNCIATION:
        yield from _denouncer(lodging)
    if not lodging.story:
        yield InvalidInputError("story", "Ghi nội dung đơn, vài câu cũng được.")
    if lodging.confidential:
        yield from _secret(lodging)


def long_ago(received_on: date | None, today: date) -> int:
    """How many days a day of receipt lies back that is asked about once more; 0 for any other.

    It is never refused for that.
    """
    days = today - (received_on or today)
    return days.days if days > LONG_AGO else 0


def _how(lodging: Lodging) -> Iterator[InvalidInputError]:
    if lodging.channel is Channel.WEB:
        yield InvalidInputError("channel", "Đơn gửi qua mạng tự vào sổ. Chọn cách nhận khác.")
    sent_on = lodging.channel in SENT_ON
    if sent_on and not lodging.forwarded_by:
        yield InvalidInputError("forwarded_by", "Ghi tên cơ quan, tổ chức đã chuyển đơn đến.")
    if lodging.forwarded_by and not sent_on:
        yield InvalidInputError(
            "forwarded_by", "Chỉ ghi nơi chuyển khi đơn do nơi khác chuyển đến. Xóa ô này."
        )


def _when(lodging: Lodging, received_on: date, today: date) -> Iterator[InvalidInputError]:
    if received_on > today:
        yield InvalidInputError(
            "received_on", "Ngày nhận chưa đến. Nhập hôm nay hoặc ngày trước đó."
        )
    if lodging.known_on is not None and lodging.known_on > received_on:
        yield InvalidInputError("known_on", "Ngày biết việc sau ngày nhận đơn. Xem lại hai ngày.")


def _complainant(lodging: Lodging) -> Iterator[InvalidInputError]:
    if not lodging.name:
        yield InvalidInputError("name", "Đơn khiếu nại cần họ và tên người khiếu nại.")
    if not lodging.address:
        yield InvalidInputError("address", "Đơn khiếu nại cần địa chỉ người khiếu nại.")


def _denouncer(lodging: Lodging) -> Iterator[InvalidInputError]:
    """Name, address and how to be reached; without a name it is information, said on purpose."""
    if lodging.sender_unknown:
        return
    if not lodging.name:
        yield InvalidInputError(
            "name",
            "Ghi họ tên người tố cáo (Luật Tố cáo, Điều 23 khoản 1). Không có tên thì đánh dấu "
            "“Không rõ người gửi”: khi đó là thông tin có nội dung tố cáo (Điều 25 khoản 2).",
        )
    if not lodging.address:
        yield InvalidInputError(
            "address", "Ghi địa chỉ người tố cáo (Luật Tố cáo, Điều 23 khoản 1)."
        )
    if not (lodging.phone or lodging.email or lodging.by_post):
        yield InvalidInputError(
            "phone",
            "Ghi cách liên hệ với người tố cáo: điện thoại, thư điện tử, hoặc chọn gửi thư tới "
            "địa chỉ (Luật Tố cáo, Điều 23 khoản 1).",
        )


def _secret(lodging: Lodging) -> Iterator[InvalidInputError]:
    """What an officer writes names nobody; scans are sealed with the name (Điều 8, 56)."""
    for field in ("story", "wanted", "against", "place"):
        said = _told(lodging, getattr(lodging, field))
        if said:
            yield InvalidInputError(
                field,
                f"Ô này đang có {said} của người tố cáo. Viết lại, gọi là “người tố cáo” "
                "(Luật Tố cáo, Điều 8, 56).",
            )


def _told(lodging: Lodging, text: str) -> str:
    """What of the denouncer a text gives away; empty when nothing is found."""
    words, digits = _words(text), _digits(text)
    several = len(_words(lodging.name).split()) > 1
    #: a village names hundreds, a house one
    house = any(sign.isdigit() for sign in lodging.address)
    found = {
        "họ tên": several and _words(lodging.name) in words,
        "địa chỉ": house and _words(lodging.address) in words,
        "số điện thoại": bool(lodging.phone) and _digits(lodging.phone) in digits,
        "thư điện tử": bool(lodging.email) and lodging.email.casefold() in text.casefold(),
        "số định danh": bool(lodging.identity_number) and lodging.identity_number in digits,
    }
    return next((said for said, given_away in found.items() if given_away), "")


def _words(text: str) -> str:
    """Whole words between single spaces, so that "Văn Ho" is not found in "Văn Hoàng"."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _digits(text: str) -> str:
    """Figures without what people write between them."""
    return re.sub(r"(?<=\d)[\s.\-()]+(?=\d)", "", text)
