"""An incoming document (văn bản đến) as the clerk writes it down, and what must be mended first.

Nghị định 30/2020/NĐ-CP, Điều 22: one register through the year, the same for paper and electronic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedback.domain.errors import InvalidInputError
from feedback.domain.registers import NO_SECRETS, bears_secrecy


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """``key`` is made with the form: sent twice, the document is entered once."""

    key: str
    arrived_on: date
    sender: str
    abstract: str
    recipient: str
    code: str = ""
    dated: date | None = None
    #: number of the petition or case it belongs to, as people write it
    file_number: str = ""
    due_on: date | None = None
    electronic: bool = False
    #: belongs to the restricted book: who denounces, how they are protected
    restricted: bool = False
    #: bears a mark of a state secret: refused
    secret: bool = False


def refusals(what: Incoming, today: date) -> Iterator[InvalidInputError]:
    """Everything to mend before it can be written down, each beside its field."""
    if what.secret or bears_secrecy(f"{what.abstract}\n{what.code}"):
        yield InvalidInputError("secret", NO_SECRETS)
    for name, words in (
        ("sender", "Ghi cơ quan, tổ chức, người gửi văn bản."),
        ("abstract", "Ghi tên loại và trích yếu nội dung."),
        ("recipient", "Ghi đơn vị hoặc người nhận."),
    ):
        if not getattr(what, name):
            yield InvalidInputError(name, words)
    if what.arrived_on > today:
        yield InvalidInputError("arrived_on", "Ngày đến chưa đến. Nhập hôm nay hoặc ngày trước đó.")
    if what.dated is not None and what.dated > what.arrived_on:
        yield InvalidInputError("dated", "Ngày văn bản sau ngày đến. Xem lại hai ngày.")
    if what.due_on is not None and what.due_on < what.arrived_on:
        yield InvalidInputError("due_on", "Hạn giải quyết trước ngày đến. Xem lại hai ngày.")
