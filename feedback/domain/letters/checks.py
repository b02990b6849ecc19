"""What is wrong with a document before it is submitted: each finding with its field and article.

A ``must`` stops the document, a ``should`` asks for a second look. The questions are small on
purpose, so that a jurist can read what is asked and what is not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from feedback.domain.letters import check_words as words


class Weight(StrEnum):
    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; ``field`` is the name of what was typed, empty for the whole document."""

    weight: Weight
    field: str
    sentence: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} ({self.article})" if self.article else self.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document as it is looked at: what was typed, what is printed, around which days."""

    #: the letter's name
    letter: str
    #: texts typed, by field
    texts: Mapping[str, str]
    #: days stated, by field
    days: Mapping[str, date] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    #: the whole document as it reads; empty while it cannot be made
    printed: str = ""
    #: all words of the document's contents, also those that others wrote: the citizen's story
    contents: str = ""
    #: who speaks in the text, "Chủ tịch Ủy ban nhân dân xã Tiên Yên"
    authority: str
    #: how much it weighs that a deputy signs in the head's stead; None where the head signs
    deputy: Weight | None = None
    #: about a decision of discipline that dismissed somebody
    dismissal: bool = False
    petition_day: date
    today: date
    #: code points every face can draw
    drawable: frozenset[int] = frozenset()
    #: mandatory contents that are empty: the field, what is missing, the article
    absent: tuple[tuple[str, str, str], ...] = ()


#: Settled by the head in person (Luật Khiếu nại, Điều 17, Điều 21): never for the committee.
OF_THE_PERSON = frozenset({
    "settlement_decision", "second_settlement_decision", "discipline_settlement_decision",
    "second_discipline_settlement_decision", "stay_decision", "stay_lifting_decision",
})  # fmt: skip
PERSONAL = "Luật Khiếu nại, Điều 17, Điều 21"

#: Read by the person denounced or by others than the denouncer (Luật Tố cáo, Điều 8, Điều 56).
READ_BY_THE_DENOUNCED = frozenset({
    "denunciation_acceptance_decision", "denounced_notice", "verification_team_decision",
    "denunciation_extension_decision", "denunciation_suspension_decision",
    "denunciation_resumption_decision", "denunciation_termination_decision",
    "denunciation_conclusion", "investigation_transfer", "delay_demand",
    "denunciation_transfer_slip", "information_transfer", "denunciation_delay_report",
    "protection_decision", "protection_request", "protection_change_decision",
    "protection_end_decision", "denounced_conclusion_copy", "public_conclusion", "public_notice",
})  # fmt: skip
SECRECY = "Luật Tố cáo, Điều 8 khoản 3, Điều 56"

#: What a decision must say of the ways against it.
WAYS_ON: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "settlement_decision": (
        ("khiếu nại lần hai", "quyền khiếu nại lần hai", "Luật Khiếu nại, Điều 31 khoản 2"),
        (r"(?:30|45) ngày", "thời hạn khiếu nại lần hai", "Luật Khiếu nại, Điều 33"),
        ("khởi kiện", "quyền khởi kiện", "Luật Khiếu nại, Điều 31 khoản 2"),
    ),
    "second_settlement_decision": (
        ("khởi kiện", "quyền khởi kiện", "Luật Khiếu nại, Điều 40 khoản 2"),
    ),
    "discipline_settlement_decision": (
        (
            "khiếu nại lần hai",
            "quyền khiếu nại lần hai",
            "Luật Khiếu nại, Điều 54 khoản 1 điểm k",
        ),
    ),
}
#: The period of the second complaint about discipline, and the court: both ask for the dismissal.
SHORTER = (r"(?<!\d)10 ngày", "thời hạn khiếu nại lần hai", "Luật Khiếu nại, Điều 48 khoản 2")
LONGER = (r"(?<!\d)30 ngày", "thời hạn khiếu nại lần hai", "Luật Khiếu nại, Điều 48 khoản 2")
OF_DISCIPLINE: Mapping[tuple[str, bool], tuple[tuple[str, str, str], ...]] = {
    ("discipline_settlement_decision", False): (SHORTER,),
    ("discipline_settlement_decision", True): (
        LONGER,
        ("khởi kiện", "quyền khởi kiện", "Luật Khiếu nại, Điều 54 khoản 1 điểm k"),
    ),
    ("second_discipline_settlement_decision", True): (
        ("khởi kiện", "quyền khởi kiện", "Luật Khiếu nại, Điều 56 khoản 1 điểm i"),
    ),
}

#: Where a decision decides: who is named there as deciding is who the document says decides.
DECIDES = OF_THE_PERSON | {"denunciation_conclusion"}
ORDERS = frozenset({"particulars", "compensation", "measures"})

#: Days of what happened; none lies ahead.
PAST_DAYS = frozenset({
    "report_date", "delivered_on", "handled_on", "explanation_on", "met_on", "meeting_on",
})  # fmt: skip
#: Days in the course of a file; none lies before its petition.
COURSE_DAYS = PAST_DAYS - {"met_on"} | {"dialogue_on", "stay_until", "enforce_by", "promised_on"}


def check(document: Written) -> tuple[Finding, ...]:
    """Every finding, what stops the document first."""
    found = [each for question in QUESTIONS for each in question(document)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.weight is not Weight.MUST))


def stopping(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.weight is Weight.MUST)


def _contents(document: Written) -> Iterator[Finding]:
    for where, what, article in document.absent:
        yield Finding(Weight.MUST, where, f"Còn thiếu: {what}.", article)


def _blanks(document: Written) -> Iterator[Finding]:
    for where, text in document.texts.items():
        for blank in words.blanks(text):
            yield Finding(Weight.MUST, where, f"Còn chỗ chưa điền: “{blank}”.")


def _committee(document: Written) -> Iterator[Finding]:
    if document.letter not in OF_THE_PERSON:
        return
    sentence = "Người đứng đầu tự quyết định, không ký thay mặt: bỏ “TM. ỦY BAN NHÂN DÂN”."
    fields = [where for where, text in document.texts.items() if words.for_the_committee(text)]
    if not fields and words.for_the_committee(document.printed):
        fields = [""]
    for where in fields:
        yield Finding(Weight.MUST, where, sentence, PERSONAL)


def _in_the_heads_stead(document: Written) -> Iterator[Finding]:
    """Whether a deputy may is contested: no article is named, an installation decides."""
    if document.deputy is not None and document.letter in DECIDES:
        sentence = (
            "Cấp phó ký thay (KT.) văn bản mà luật giao người đứng đầu ký: cần có văn bản giao "
            "việc (cách hiểu chưa đối chiếu)."
        )
        yield Finding(document.deputy, "", sentence)


def _others(document: Written) -> Iterator[Finding]:
    for where, text in document.texts.items():
        for other in words.other_deciders(text, document.authority):
            sentence = f"“{other}” không phải người quyết định ở đây; xem lại thẩm quyền."
            orders = document.letter in DECIDES and where in ORDERS
            wrong = orders and words.decides_itself(text, other)
            yield Finding(Weight.MUST if wrong else Weight.SHOULD, where, sentence)


def _impossible_days(document: Written) -> Iterator[Finding]:
    for where, text in document.texts.items():
        for written in words.impossible_days(text):
            yield Finding(Weight.MUST, where, f"Không có ngày “{written}” trong lịch.")


def _days_ahead(document: Written) -> Iterator[Finding]:
    for where, day in document.days.items():
        if where in PAST_DAYS and day > document.today:
            yield Finding(Weight.MUST, where, f"{_title(document, where)}: ngày này chưa đến.")
    for where, text in document.texts.items():
        for written in words.past_days_ahead(text, document.today):
            sentence = f"Việc nói là đã xảy ra nhưng ngày chưa đến: “{written}”."
            yield Finding(Weight.SHOULD, where, sentence)


def _days_before(document: Written) -> Iterator[Finding]:
    for where, day in document.days.items():
        if where in COURSE_DAYS and day < document.petition_day:
            received = f"{document.petition_day:%d/%m/%Y}"
            sentence = f"{_title(document, where)}: ngày này trước ngày nhận đơn ({received})."
            yield Finding(Weight.MUST, where, sentence)


def _ways_on(document: Written) -> Iterator[Finding]:
    if not document.printed:
        return
    which = (document.letter, document.dismissal)
    for pattern, what, article in (
        *WAYS_ON.get(document.letter, ()),
        *OF_DISCIPLINE.get(which, ()),
    ):
        if not words.says(document.printed, pattern):
            yield Finding(Weight.MUST, "", f"Văn bản chưa ghi {what}.", article)


def _undrawable(document: Written) -> Iterator[Finding]:
    for where, text in document.texts.items():
        if signs := words.undrawable(text, document.drawable):
            yield Finding(Weight.MUST, where, f"Phông chữ không in được: {' '.join(signs)}.")


def _undrawable_of_others(document: Written) -> Iterator[Finding]:
    """What the citizen wrote stays as it was sent; whoever signs knows what will be printed."""
    typed = "".join(document.texts.values())
    signs = words.undrawable(document.contents, document.drawable)
    if left := [sign for sign in signs if sign not in typed]:
        sentence = f"Đơn có ký hiệu phông chữ không in được: {' '.join(left)}; sẽ in “\ufffd”."
        yield Finding(Weight.SHOULD, "", sentence)


def _personal_data(document: Written) -> Iterator[Finding]:
    if document.letter not in READ_BY_THE_DENOUNCED:
        return
    for where, text in document.texts.items():
        for what, written in words.personal_data(text):
            sentence = f"Có {what} “{written}” trong văn bản người bị tố cáo đọc được."
            yield Finding(Weight.MUST, where, sentence, SECRECY)


def _title(document: Written, where: str) -> str:
    return document.titles.get(where, where)


QUESTIONS: tuple[Callable[[Written], Iterator[Finding]], ...] = (
    _contents,
    _blanks,
    _committee,
    _in_the_heads_stead,
    _impossible_days,
    _days_ahead,
    _days_before,
    _ways_on,
    _undrawable,
    _undrawable_of_others,
    _personal_data,
    _others,
)
