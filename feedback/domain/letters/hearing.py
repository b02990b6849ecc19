"""Papers of hearing others before a complaint is decided: the dialogue, the advisory council."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person

#: The law asks for day, place and matter; the decree for the same and five days before.
_DIALOGUE = "Luật Khiếu nại, Điều 30 khoản 2; NĐ 124/2020, Điều 28 khoản 1"
_COUNCIL = "Luật Khiếu nại, Điều 36 khoản 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueInvitation(OutgoingLetter):
    """Thông báo về việc tổ chức đối thoại, one for all who are invited; there is no form."""

    name: ClassVar[str] = "dialogue_invitation"
    #: others than the complainant receive the same paper, so it carries no way into the file
    for_citizen: ClassVar[bool] = False

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _DIALOGUE)]
    respondent: Annotated[Person, Content("tên, địa chỉ người bị khiếu nại", _DIALOGUE)]
    #: everybody else who is invited
    others: tuple[str, ...] = ()
    about: Annotated[str, Content("nội dung khiếu nại", TEXT)]
    held_on: Annotated[date | None, Content("ngày đối thoại", _DIALOGUE)] = None
    held_at: Annotated[str, Content("giờ đối thoại", _DIALOGUE)]
    place: Annotated[str, Content("địa điểm đối thoại", _DIALOGUE)]
    matters: Annotated[tuple[str, ...], Content("nội dung đối thoại", _DIALOGUE)]

    @property
    def invited(self) -> tuple[str, ...]:
        """Everybody to whom it is addressed, in the order of the decree."""
        return (self.complainant.called, self.respondent.called, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryCouncilDecision(OutgoingLetter):
    """Quyết định thành lập Hội đồng tư vấn, in a complex complaint settled for the second time.

    Nghị định 124/2020/NĐ-CP has a form for it, whose number was not read.
    """

    name: ClassVar[str] = "advisory_council_decision"
    for_citizen: ClassVar[bool] = False

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _COUNCIL)]
    petition_dated: date
    about: Annotated[str, Content("nội dung khiếu nại", _COUNCIL)]
    chair: Annotated[str, Content("Chủ tịch Hội đồng tư vấn", _COUNCIL)]
    secretary: Annotated[str, Content("Thư ký Hội đồng tư vấn", _COUNCIL)]
    members: Annotated[tuple[str, ...], Content("thành viên Hội đồng tư vấn", _COUNCIL)]
    questions: Annotated[tuple[str, ...], Content("nội dung xin ý kiến tư vấn", _COUNCIL)]
