"""The parts that letters are made of, frozen as they are printed.

A letter is rendered from its context alone: the context is stored beside the PDF, so the document
can be made again, byte for byte, when nobody remembers the rows it came from.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from feedback.domain.letters.wording import code_words, day_words, short_day


@dataclass(frozen=True, slots=True)
class Content:
    """Marks a field that the document may not be issued without.

    ``name`` is what the drafter is told when it is empty, ``source`` where the duty comes from.
    """

    name: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.source})" if self.source else self.name


#: The parts of every document (Nghị định 30/2020/NĐ-CP, Điều 8 khoản 2), its text among them.
_PARTS = "NĐ 30/2020, Điều 8 khoản 2"
TEXT = f"{_PARTS} điểm e"


class PaperKind(StrEnum):
    """Identity papers as the forms of 2026 name them; only the one that applies is printed."""

    CITIZEN_CARD = "căn cước"
    PERSONAL_NUMBER = "định danh cá nhân"
    CARD_CERTIFICATE = "giấy chứng nhận căn cước"
    PASSPORT = "hộ chiếu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody a letter speaks of; ``form_of_address`` (ông, bà) is empty for an organisation."""

    name: str
    form_of_address: str = ""
    address: str = ""
    paper_kind: PaperKind | None = None
    paper_number: str = ""
    paper_issued_on: date | None = None
    paper_issued_by: str = ""

    @property
    def called(self) -> str:
        return f"{self.form_of_address} {self.name}".strip()

    @property
    def complete(self) -> bool:
        return bool(self.name.strip() and self.address.strip())

    @property
    def paper_line(self) -> str:
        """``Số căn cước: 0220…, ngày cấp 12/4/2025, nơi cấp: Bộ Công an``, or nothing."""
        if not (self.paper_kind and self.paper_number):
            return ""
        parts = [f"Số {self.paper_kind}: {self.paper_number}"]
        if self.paper_issued_on:
            parts.append(f"ngày cấp {short_day(self.paper_issued_on)}")
        if self.paper_issued_by:
            parts.append(f"nơi cấp: {self.paper_issued_by}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """An official of a team: ``post`` is the post of every day, not the place in the team."""

    name: str
    post: str

    @property
    def complete(self) -> bool:
        return bool(self.name.strip() and self.post.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The organisation at the head of the page (Phụ lục I, ô 2) and the one who decides in it.

    ``superior`` and ``issuing`` are lines in capitals, regular and bold; practice differs between
    organisations, so they are settings and never computed. ``authority`` is who speaks in the text:
    complaints are settled by the chairperson in person, never by the committee.
    """

    issuing: tuple[str, ...]
    place: str
    name: str
    authority: str
    superior: tuple[str, ...] = ()
    #: Abbreviations of the organisation in its symbols, for programs that read the document.
    symbol_parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs (Phụ lục I, ô 7a and 7b): ``("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")`` and a bare name."""

    authority: tuple[str, ...]
    name: str

    @property
    def for_another(self) -> bool:
        """Whether a deputy signs in the head's stead (ký thay, Điều 13 khoản 1)."""
        return bool(self.authority) and self.authority[0].startswith("KT.")

    @property
    def complete(self) -> bool:
        return bool(any(line.strip() for line in self.authority) and self.name.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """Number, symbol and day (Phụ lục I, ô 3 and 4); a draft has neither number nor day."""

    symbol: str
    number: int | None = None
    issued_on: date | None = None

    @property
    def code(self) -> str:
        """``07/TB-UBND``, or ``…/TB-UBND`` on a draft."""
        return code_words(self.number, self.symbol)

    @property
    def day(self) -> str:
        return day_words(self.issued_on) if self.issued_on else "ngày … tháng … năm …"

    @property
    def complete(self) -> bool:
        return self.number is not None and self.issued_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What every paper has, also one that a citizen writes.

    ``law_on`` is the day whose forms apply, where it is not the day of issue (Nghị định
    155/2026/NĐ-CP, Điều 22).
    """

    name: ClassVar[str]
    #: False for papers to other bodies, internal ones and citizens' own: none has a QR code.
    for_citizen: ClassVar[bool] = True

    law_on: date | None = None

    @property
    def governed_on(self) -> date | None:
        return self.law_on

    @property
    def codes(self) -> tuple[str, ...]:
        """By what number people look for it."""
        return ()

    @property
    def printed_url(self) -> str | None:
        return None

    def omissions(self) -> tuple[str, ...]:
        """Mandatory contents that depend on other fields and are empty."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLetter(Letter):
    """What an agency makes, about a file.

    ``tracking_url`` carries the citizen's secret: it is printed as a QR code on letters to the
    citizen and nowhere else.
    """

    issuer: Issuer
    case_code: str
    tracking_url: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.case_code,)

    @property
    def printed_url(self) -> str | None:
        return self.tracking_url if self.for_citizen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingLetter(AgencyLetter):
    """A văn bản đi: numbered, dated, signed, sent to recipients and kept at the clerk's desk."""

    head: Annotated[LetterHead, Content("số và ngày ban hành văn bản", f"{_PARTS} điểm c, d")]
    signatory: Annotated[Signatory, Content("chức vụ, họ tên người ký", f"{_PARTS} điểm g")]
    recipients: Annotated[tuple[str, ...], Content("nơi nhận", f"{_PARTS} điểm i")]
    #: The unit named after ``Lưu: VT,`` in the last line of the recipients.
    filed_by: str = "hồ sơ"

    @property
    def governed_on(self) -> date | None:
        return self.law_on or self.head.issued_on

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.head.code, self.case_code)
