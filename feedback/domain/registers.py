"""Register books (sổ đăng ký): how a series of numbers is named, and which symbol it may carry.

A series is named by agency and default symbol and keeps that name, so that a new symbol goes on
with the numbers of the year (Nghị định 30/2020/NĐ-CP, Điều 15). What is restricted has a series and
a book of its own (Điều 15 khoản 2, Điều 16 khoản 3, Điều 22 khoản 4; Luật Tố cáo, Điều 56 khoản 2).
State secrets have no place here at all.
"""

import re
from dataclasses import dataclass
from typing import Final

from feedback.domain.errors import InvalidInputError, NotLawfulError

#: The last part of a restricted series' symbol until the agency sets another (ours, not the law's).
RESTRICTED: Final = "BV"
INCOMING: Final = "VBĐ"
LONGEST: Final = 30

_SYMBOL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Parts of a symbol by which offices mark a state secret.
_SECRET_PARTS = frozenset({"M", "MẬT"})
_SECRECY_MARK = re.compile(r"\b(?:TUYỆT MẬT|TỐI MẬT|ĐỘ MẬT)\b")

NO_SECRETS = (
    "Hệ thống này không nhận văn bản có độ mật. Đăng ký, lưu giữ văn bản đó ở sổ riêng, ngoài "
    "mạng, theo Luật Bảo vệ bí mật nhà nước."
)


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one type of document of an agency; ``type_code`` of a công văn is empty."""

    agency_code: str
    agency_symbol: str
    type_code: str = ""
    restricted: bool = False

    @property
    def default_symbol(self) -> str:
        last = RESTRICTED if self.restricted else ""
        return "-".join(part for part in (self.type_code, self.agency_symbol, last) if part)

    @property
    def book(self) -> str:
        return f"{self.agency_code}/{self.default_symbol}"


def incoming_book(agency_code: str, *, restricted: bool) -> str:
    """The book of what arrives at an agency."""
    return Series(agency_code, INCOMING, restricted=restricted).book


def check_symbol(symbol: str) -> None:
    """Refuse what is no symbol, or marks a secret; ``InvalidInputError`` beside its field."""
    if len(symbol) > LONGEST or not _SYMBOL.fullmatch(symbol):
        raise InvalidInputError(
            "symbol", "Ký hiệu chỉ có chữ, nối bằng dấu gạch ngang, ví dụ QĐ-UBND hoặc QĐ-CT."
        )
    if _SECRET_PARTS & set(symbol.upper().split("-")):
        raise InvalidInputError("symbol", NO_SECRETS)


def bears_secrecy(text: str) -> bool:
    """Whether the text carries a mark of secrecy as documents print it, in capitals."""
    return _SECRECY_MARK.search(text) is not None


def refuse_secrets(texts: object) -> None:
    """Refuse any text of a JSON value that carries a mark of secrecy (``NotLawfulError``)."""
    match texts:
        case dict():
            for value in texts.values():
                refuse_secrets(value)
        case list():
            for value in texts:
                refuse_secrets(value)
        case str() if bears_secrecy(texts):
            raise NotLawfulError(NO_SECRETS)
