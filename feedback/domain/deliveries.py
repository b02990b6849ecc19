"""How issued documents go out: to whom, by which channel, and what may come of an attempt.

A delivery is one document for one recipient by one channel. Who the sender of a petition is never
stands in it: the sender is the one who brings the receipt code, and names are read where the law
lets them be read.
"""

from collections.abc import Mapping
from enum import StrEnum


class DeliveryChannel(StrEnum):
    PORTAL = "portal"
    EMAIL = "email"
    POST = "post"
    HAND = "hand"
    BOARD = "board"
    WEB = "web"
    #: to another agency of the system, which acknowledges it
    AGENCY = "agency"


class RecipientRole(StrEnum):
    SENDER = "sender"
    DENOUNCED = "denounced"
    AGENCY = "agency"
    OTHER = "other"
    PUBLIC = "public"


class Result(StrEnum):
    """What came of an attempt; the newest on a delivery counts."""

    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    BOUNCED = "bounced"
    ABSENT = "absent"
    DISPLAYED = "displayed"
    TAKEN_DOWN = "taken_down"


FAILURES = frozenset({Result.REFUSED, Result.BOUNCED, Result.ABSENT})
#: Mails carry a link and nothing else: they tell of a document and deliver none.
ONLY_TELLS = frozenset({DeliveryChannel.EMAIL})
#: Performed by the system in the moment of issue; they show no effort of an officer.
BY_ITSELF = frozenset({DeliveryChannel.PORTAL, DeliveryChannel.EMAIL})
#: What everybody may see for a time.
DISPLAYS = frozenset({DeliveryChannel.BOARD, DeliveryChannel.WEB})

#: Decisions on a complaint: from their receipt the complainant's own time runs.
DECISIONS = frozenset(
    {
        "settlement_decision",
        "second_settlement_decision",
        "discipline_settlement_decision",
        "second_discipline_settlement_decision",
    }
)

CHANNEL_TITLES: Mapping[DeliveryChannel, str] = {
    DeliveryChannel.PORTAL: "Trang tra cứu",
    DeliveryChannel.EMAIL: "Thư điện tử báo tin",
    DeliveryChannel.POST: "Bưu chính",
    DeliveryChannel.HAND: "Trao trực tiếp",
    DeliveryChannel.BOARD: "Niêm yết tại trụ sở",
    DeliveryChannel.WEB: "Đăng trên trang công khai",
    DeliveryChannel.AGENCY: "Gửi cơ quan trong hệ thống",
}

RESULT_TITLES: Mapping[Result, str] = {
    Result.SENT: "Đã gửi đi",
    Result.DELIVERED: "Người nhận đã nhận",
    Result.REFUSED: "Người nhận từ chối nhận",
    Result.BOUNCED: "Bị chuyển hoàn",
    Result.ABSENT: "Không gặp người nhận",
    Result.DISPLAYED: "Bắt đầu niêm yết, đăng tải",
    Result.TAKEN_DOWN: "Gỡ xuống",
}

RECIPIENT_TITLES: Mapping[RecipientRole, str] = {
    RecipientRole.SENDER: "Người gửi đơn",
    RecipientRole.DENOUNCED: "Người bị tố cáo",
    RecipientRole.AGENCY: "Cơ quan trong hệ thống",
    RecipientRole.OTHER: "Nơi nhận khác",
    RecipientRole.PUBLIC: "Công khai",
}

#: What an officer may record on a channel; the rest the system or the recipient says.
RECORDED: Mapping[DeliveryChannel, tuple[Result, ...]] = {
    DeliveryChannel.PORTAL: (),
    DeliveryChannel.EMAIL: (Result.BOUNCED,),
    DeliveryChannel.POST: (
        Result.SENT,
        Result.DELIVERED,
        Result.REFUSED,
        Result.ABSENT,
        Result.BOUNCED,
    ),
    DeliveryChannel.HAND: (Result.DELIVERED, Result.REFUSED, Result.ABSENT),
    DeliveryChannel.BOARD: (Result.DISPLAYED, Result.TAKEN_DOWN),
    DeliveryChannel.WEB: (Result.DISPLAYED, Result.TAKEN_DOWN),
    DeliveryChannel.AGENCY: (),
}

#: Which channels an officer may choose for a recipient.
CHOSEN: Mapping[RecipientRole, tuple[DeliveryChannel, ...]] = {
    RecipientRole.SENDER: (DeliveryChannel.POST, DeliveryChannel.HAND),
    RecipientRole.DENOUNCED: (DeliveryChannel.POST, DeliveryChannel.HAND),
    RecipientRole.AGENCY: (DeliveryChannel.AGENCY, DeliveryChannel.POST, DeliveryChannel.HAND),
    RecipientRole.OTHER: (DeliveryChannel.POST, DeliveryChannel.HAND),
    RecipientRole.PUBLIC: (DeliveryChannel.BOARD, DeliveryChannel.WEB),
}

#: Whose name and address an officer states, where the document does not say them.
ADDRESSED_BY_HAND = frozenset({RecipientRole.DENOUNCED, RecipientRole.OTHER})
NO_ADDRESS = "Chưa có tên, địa chỉ nơi nhận"
STATE_ADDRESS = "Ghi tên, địa chỉ nơi nhận."

#: What to do next after a channel failed.
NEXT_STEPS: Mapping[DeliveryChannel, str] = {
    DeliveryChannel.PORTAL: "Gửi bưu chính hoặc trao trực tiếp.",
    DeliveryChannel.EMAIL: "Gửi bưu chính hoặc trao trực tiếp.",
    DeliveryChannel.POST: "Kiểm tra địa chỉ rồi gửi lại, hoặc trao trực tiếp.",
    DeliveryChannel.HAND: "Hẹn trao lại, hoặc gửi bưu chính có giấy báo phát.",
    DeliveryChannel.BOARD: "Niêm yết lại từ đầu, đủ thời gian liên tục.",
    DeliveryChannel.WEB: "Đăng lại từ đầu, đủ thời gian liên tục.",
    DeliveryChannel.AGENCY: "Liên hệ cơ quan nhận, hoặc gửi bưu chính.",
}


def channels_for(role: RecipientRole, *, protected: bool) -> tuple[DeliveryChannel, ...]:
    """The channels to choose from: no envelope bears a name that must stay secret."""
    chosen = CHOSEN[role]
    if role is RecipientRole.SENDER and protected:
        return tuple(one for one in chosen if one is not DeliveryChannel.POST)
    return chosen


def file_name(uid_hex: str) -> str:
    """What a document is called as a file: nothing of the matter, and no name."""
    return f"van-ban-{uid_hex[:8]}.pdf"
