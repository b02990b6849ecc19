"""Every answer before it is sent, each with its way back; and what is still missing."""

from dataclasses import dataclass

from feedback.blueprints.filters import file_size, vn_date
from feedback.blueprints.public import course, words
from feedback.blueprints.public.course import ABOUT, CONTACT, FILES, PAGES, STORY, WHEN, WHERE, WHO
from feedback.domain.communes import commune_with_code
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.services.lodging.drafts import Answers


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    answer: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that must be there before sending."""

    text: str
    href: str


def rows_of(answers: Answers) -> list[Row]:
    """The answers in the order of the pages; pages the kind does not have are left out."""
    labels = {"story": "Câu chuyện", "wanted": "Bạn muốn", "against": "Về việc, về ai"}
    labels |= words.LABELS[answers.kind]
    told = [
        (STORY, labels["story"], answers.text("story")),
        (STORY, labels["wanted"], answers.text("wanted")),
        (ABOUT, labels["against"], answers.text("against")),
        (WHEN, labels.get("known_on", "Khi nào"), vn_date(answers.known_on)),
        (WHERE, "Ở đâu", _place(answers)),
        (course.sender_page(answers.kind), "Bạn là ai", _sender(answers)),
        (CONTACT, "Liên hệ", _joined(answers.text("phone"), answers.text("email"))),
        (FILES, "Tệp kèm theo", _files(answers)),
    ]
    pages = PAGES[answers.kind]
    return [
        Row(question, answer, f"{course.address(page)}?sua=1")
        for page, question, answer in told
        if page in pages
    ]


def gaps(answers: Answers) -> list[Gap]:
    """What nobody can do without: a story, and the names that the law asks for."""
    missing = []
    if not answers.text("story"):
        missing.append(Gap("Bạn chưa kể câu chuyện.", _mend(STORY)))
    if answers.kind in COMPLAINTS and not _has(answers, "name", "address"):
        missing.append(Gap("Đơn khiếu nại cần họ tên và địa chỉ.", _mend(WHO)))
    if answers.kind is Kind.RULE_FEEDBACK and not _has(answers, "name", "address", "phone"):
        missing.append(
            Gap("Phản ánh về quy định cần họ tên, địa chỉ và điện thoại.", _mend(CONTACT))
        )
    return missing


def _has(answers: Answers, *names: str) -> bool:
    return all(answers.text(name) for name in names)


def _mend(page: str) -> str:
    return f"{course.address(page)}?sua=1"


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _place(answers: Answers) -> str:
    code = answers.text("commune_code")
    return _joined(commune_with_code(code).full_name if code else "", answers.text("place"))


def _sender(answers: Answers) -> str:
    called = f"{answers.text('form_of_address')} {answers.text('name')}".strip()
    number = answers.text("identity_number")
    people = int(answers.given.get("people", 1))
    confirmed = answers.confirmed
    return _joined(
        called,
        answers.text("address"),
        f"Số định danh: {number}" if number else "",
        f"{people} người cùng gửi" if people > 1 else "",
        f"VNeID xác nhận: {confirmed.words}" if confirmed else "",
    )


def _files(answers: Answers) -> str:
    return _joined(*(f"{file.name} ({file_size(file.size)})" for file in answers.files))
