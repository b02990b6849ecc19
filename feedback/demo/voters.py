"""A few voters' recommendations for the demonstration, entered by the desk of the province.

Everything here is invented. One is settled and closed, one rests on a promise that was broken, one
waits for its answer, one turns out to be a complaint.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from feedback.demo.lodgings import repeatable_code
from feedback.demo.province import Cast
from feedback.domain.clock import civil_day
from feedback.domain.voters import VotersRecommendation
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import voters
from feedback.vault.keys import KeyRing
from feedback.workflows.inputs.voters import ASSEMBLY, COUNCIL

Story = Generator[datetime, datetime, None]


@dataclass(frozen=True, slots=True)
class Told:
    """What voters said, and how far the demonstration takes it."""

    source: str
    voters_of: str
    commune: str
    field: str
    story: str
    #: days before the present on which it is entered
    entered: int
    ending: str


RECOMMENDATIONS = (
    Told(COUNCIL, "phường Mông Dương", "06760", "transport",
         "Cử tri đề nghị sửa cầu dân sinh khu 5, lan can gãy sau bão, học sinh qua lại nguy hiểm.",
         70, "settled"),
    Told(COUNCIL, "phường Mông Dương", "06760", "water",
         "Cử tri đề nghị đưa nước sạch về khu 8, nhiều năm nay dân phải mua nước can.",
         50, "promised"),
    Told(ASSEMBLY, "xã Tiên Yên", "06862", "health",
         "Cử tri kiến nghị bố trí bác sĩ trực cuối tuần tại trạm y tế xã.", 20, "handed"),
    Told(COUNCIL, "phường Mông Dương", "06760", "land",
         "Cử tri không đồng ý với quyết định thu hồi đất của gia đình, đề nghị hủy quyết định.",
         15, "guided"),
)  # fmt: skip


def tell(told: Told, cast: Cast, keys: KeyRing, desk: str, agency: str, now: datetime) -> Story:
    """The course of one recommendation, day by day, as far as its ending."""
    now = yield now - timedelta(days=told.entered)
    case = voters.enter(_recommendation(told, now), cast.officer(desk), keys, now)
    now = yield now + timedelta(days=1)
    casework.apply(case, "hand_to", cast.officer(desk), now, {"agency": agency})
    officer, head = cast.case_officer(agency), cast.head(agency)
    if told.ending == "guided":
        now = yield now + timedelta(days=2)
        reason = {"reason": "Nội dung là khiếu nại; cử tri gửi đơn khiếu nại theo quy định."}
        drafted = proposals.propose(case, "guide", officer, now, reason)
        proposals.approve(drafted, head, now + timedelta(hours=1))
        return
    now = yield now + timedelta(days=2)
    casework.apply(case, "assign", head, now, {"officer": cast.case_officer_name(agency)})
    if told.ending == "handed":
        return
    now = yield now + timedelta(days=14)
    data = {"outcome": "settled", "answer": "Đã sửa xong lan can, lắp biển báo hai đầu cầu."}
    if told.ending == "promised":
        day = civil_day(now) + timedelta(days=20)
        data = {"promised_on": day.isoformat(), "answer": "Đang thi công đường ống cấp nước khu 8."}
    action = "promise" if told.ending == "promised" else "answer"
    drafted = proposals.propose(case, action, officer, now, data)
    proposals.approve(drafted, head, now + timedelta(hours=2))


def _recommendation(told: Told, now: datetime) -> VotersRecommendation:
    return VotersRecommendation(
        code=repeatable_code(Random(told.story)),  # noqa: S311 - a demonstration, no secret
        source=told.source,
        session="Tiếp xúc cử tri trước kỳ họp cuối năm",
        met_on=civil_day(now) - timedelta(days=5),
        voters_of=told.voters_of,
        story=told.story,
        commune_code=told.commune,
        field=told.field,
    )
