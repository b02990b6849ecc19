"""Papers of verifying a complaint: who verifies what, what is asked of others, what was found.

Forms of Nghị định 124/2020/NĐ-CP; their numbers (05, 06, 08, 10, 13) were not read, so none is
printed. The contents are those of Luật Khiếu nại, Điều 29, and of the decree's forms by name.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.outcome import Finding
from feedback.domain.letters.parts import TEXT, Content, OutgoingLetter, Person, TeamMember

_ORDER = "Luật Khiếu nại, Điều 29 khoản 1"
_REQUEST = "Luật Khiếu nại, Điều 29 khoản 3 điểm a, b"
_ASSESSMENT = "Luật Khiếu nại, Điều 29 khoản 3 điểm d"
_REPORT = "Luật Khiếu nại, Điều 29 khoản 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationOrder(OutgoingLetter):
    """What both decisions have: the complaint, what is to be verified, until when."""

    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", _ORDER)]
    petition_dated: date
    about: Annotated[str, Content("nội dung khiếu nại", _ORDER)]
    to_verify: Annotated[tuple[str, ...], Content("nội dung xác minh", _ORDER)]
    verify_by: Annotated[date | None, Content("thời hạn xác minh", _ORDER)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationDecision(VerificationOrder):
    """Quyết định về việc xác minh nội dung khiếu nại: a team is formed."""

    name: ClassVar[str] = "verification_decision"
    for_citizen: ClassVar[bool] = False

    leader: Annotated[TeamMember | None, Content("Tổ trưởng Tổ xác minh", _ORDER)] = None
    #: everybody but the leader
    members: Annotated[tuple[TeamMember, ...], Content("thành viên Tổ xác minh", _ORDER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationAssignment(VerificationOrder):
    """Quyết định giao nhiệm vụ xác minh nội dung khiếu nại, to a body or a person."""

    name: ClassVar[str] = "verification_assignment"
    for_citizen: ClassVar[bool] = False

    verifier: Annotated[
        str, Content("cơ quan, đơn vị, cá nhân được giao xác minh", f"{_ORDER} điểm b")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest(OutgoingLetter):
    """Văn bản yêu cầu cung cấp thông tin, tài liệu, bằng chứng, to the respondent or a holder."""

    name: ClassVar[str] = "information_request"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("người, cơ quan được yêu cầu", _REQUEST)]
    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", TEXT)]
    about: Annotated[str, Content("nội dung khiếu nại", TEXT)]
    #: the respondent explains besides handing over
    to_explain: bool = False
    items: Annotated[tuple[str, ...], Content("thông tin, tài liệu phải cung cấp", _REQUEST)]
    answer_by: Annotated[date | None, Content("thời hạn cung cấp", TEXT)] = None
    #: the article that sets the period; empty where the asker sets it
    period_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRequest(OutgoingLetter):
    """Văn bản trưng cầu giám định in a complaint."""

    name: ClassVar[str] = "assessment_request"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("cơ quan, tổ chức giám định", _ASSESSMENT)]
    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", TEXT)]
    about: Annotated[str, Content("nội dung khiếu nại", TEXT)]
    papers: Annotated[tuple[str, ...], Content("tài liệu, bằng chứng cần giám định", _ASSESSMENT)]
    questions: Annotated[tuple[str, ...], Content("nội dung yêu cầu giám định", _ASSESSMENT)]
    answer_by: Annotated[date | None, Content("thời hạn có kết luận giám định", _ASSESSMENT)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport(OutgoingLetter):
    """Báo cáo kết quả xác minh nội dung khiếu nại: every point of Điều 29 khoản 4.

    Signed by the leader of the team, or by whoever was given the verification.
    """

    name: ClassVar[str] = "verification_report"
    for_citizen: ClassVar[bool] = False

    addressee: Annotated[str, Content("người giải quyết khiếu nại", "Luật Khiếu nại, Điều 29")]
    complainant: Annotated[Person, Content("họ tên, địa chỉ người khiếu nại", f"{_REPORT} điểm a")]
    respondent: Annotated[Person, Content("tên, địa chỉ người bị khiếu nại", f"{_REPORT} điểm a")]
    contested: Annotated[str, Content("đối tượng xác minh", f"{_REPORT} điểm a")]
    verified_from: Annotated[date | None, Content("ngày bắt đầu xác minh", f"{_REPORT} điểm b")] = (
        None
    )
    verified_until: date
    verifiers: Annotated[
        tuple[TeamMember, ...], Content("người tiến hành xác minh", f"{_REPORT} điểm c")
    ]
    #: by team, or by whom it was given to; empty for an officer of the house
    on_order: str = ""
    to_verify: Annotated[tuple[str, ...], Content("nội dung xác minh", f"{_REPORT} điểm d")]
    verified: Annotated[tuple[str, ...], Content("kết quả xác minh", f"{_REPORT} điểm đ")]
    finding: Annotated[
        Finding | None,
        Content("kết luận khiếu nại đúng, đúng một phần hoặc sai", f"{_REPORT} điểm e"),
    ] = None
    proposals: Annotated[
        tuple[str, ...], Content("kiến nghị nội dung giải quyết khiếu nại", f"{_REPORT} điểm e")
    ]
