"""Minutes: written while people meet, read to them, printed and signed by hand by all of them.

They are no văn bản đi and have no number. Who signs writes the name by hand, as the forms ask, so
no context holds it. Nothing here can say who denounces: that name is written on paper alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, AgencyLetter, Content
from feedback.domain.letters.wording import number_words

DIALOGUE_ARTICLE = "Nghị định 124/2020/NĐ-CP, Điều 28 khoản 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(AgencyLetter):
    """When, where, who writes them down, and in how many copies."""

    for_citizen: ClassVar[bool] = False
    #: by law, so that each side keeps one
    least_copies: ClassVar[int] = 2

    #: as it is spoken: ``08 giờ 30``
    began: Annotated[str, Content("giờ bắt đầu", TEXT)]
    held_on: date
    place: Annotated[str, Content("địa điểm", TEXT)]
    recorder: Annotated[str, Content("người ghi biên bản", TEXT)]
    copies: int

    @property
    def governed_on(self) -> date | None:
        return self.law_on or self.held_on

    def omissions(self) -> tuple[str, ...]:
        if self.copies >= self.least_copies:
            return ()
        return (f"số bản: ít nhất {number_words(self.least_copies)} bản",)


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueMinutes(Minutes):
    """Biên bản đối thoại với người khiếu nại: Mẫu số 14, Nghị định 155/2026/NĐ-CP."""

    name: ClassVar[str] = "dialogue_minutes"
    least_copies: ClassVar[int] = 3

    chair: Annotated[tuple[str, ...], Content("người chủ trì đối thoại", DIALOGUE_ARTICLE)]
    complainants: Annotated[tuple[str, ...], Content("người khiếu nại", DIALOGUE_ARTICLE)]
    respondents: Annotated[tuple[str, ...], Content("người bị khiếu nại", DIALOGUE_ARTICLE)]
    related: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    #: who stayed away, with a reason or without
    absent: tuple[str, ...] = ()
    presented: Annotated[
        tuple[str, ...], Content("mục đích đối thoại, tóm tắt kết quả xác minh", DIALOGUE_ARTICLE)
    ]
    opinions: Annotated[
        tuple[str, ...], Content("ý kiến của những người tham gia", DIALOGUE_ARTICLE)
    ]
    agreed: Annotated[tuple[str, ...], Content("nội dung đã thống nhất", DIALOGUE_ARTICLE)]
    differing: Annotated[tuple[str, ...], Content("vấn đề còn ý kiến khác nhau", DIALOGUE_ARTICLE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Minutes):
    """A session of whoever verifies with one side: ``met`` says which, ``others`` who came."""

    about: Annotated[str, Content("vụ việc", TEXT)]
    officers: Annotated[tuple[str, ...], Content("người làm việc của cơ quan", TEXT)]
    met: Annotated[str, Content("bên cùng làm việc", TEXT)]
    others: Annotated[tuple[str, ...], Content("người cùng làm việc", TEXT)]
    contents: Annotated[tuple[str, ...], Content("nội dung làm việc", TEXT)]
    #: information, papers and evidence handed over at the session
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingMinutes(Session):
    """Biên bản làm việc while a complaint is verified; the number of its form was not read."""

    name: ClassVar[str] = "working_minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DenunciationMinutes(Session):
    """Biên bản while a denunciation is verified: Mẫu số 08, Nghị định 31/2019/NĐ-CP.

    ``others`` of a session with the denouncer is that word alone.
    """

    name: ClassVar[str] = "denunciation_minutes"

    on_site: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalMinutes(Minutes):
    """Biên bản ghi nhận việc rút tố cáo: Mẫu số 03, Nghị định 156/2026/NĐ-CP.

    Name, address and means of contact are lines to be written on by hand: this paper belongs to
    the denouncer, and its signed original is kept as a secret outside this system.
    """

    name: ClassVar[str] = "denunciation_withdrawal_minutes"

    #: all that was denounced; else the part is written on by hand
    whole: bool


LETTERS = (DialogueMinutes, WorkingMinutes, DenunciationMinutes, WithdrawalMinutes)
