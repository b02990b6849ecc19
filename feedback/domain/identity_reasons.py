"""For what a denouncer's identity may be asked: a dated table, each row with its article.

A row that the study did not read in the text itself is marked so and told apart on the form.
"""

from dataclasses import dataclass
from datetime import date

from feedback.domain.competence.denunciations import IN_FORCE, LTC
from feedback.domain.competence.rows import cite
from feedback.domain.time_limits import Basis, Verified

#: The only ground on which one person reads alone, and another looks at it afterwards.
DANGER = "danger"
#: The only one on which the body that protects may ask.
PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    title: str
    basis: tuple[Basis, ...]
    verified: Verified = Verified.SOURCE
    in_force_from: date = IN_FORCE
    in_force_to: date | None = None

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    @property
    def cited(self) -> str:
        """The articles, with what the reader must know of how surely they are known."""
        unread = self.basis and self.verified is Verified.PROPOSED
        return f"{cite(self.basis)}{', chưa đối chiếu văn bản' if unread else ''}"


# fmt: off
REASONS = (
    Reason("verification", "Cần gặp, làm việc với người tố cáo để xác minh",
           (Basis(LTC, "56", "2"),)),
    Reason("conditions", "Kiểm tra danh tính, điều kiện thụ lý",
           (Basis(LTC, "24", "1"), Basis(LTC, "29", "1"))),
    Reason(PROTECTION, "Bảo vệ người tố cáo, người thân thích",
           (Basis(LTC, "49", "2"), Basis(LTC, "47", "1"))),
    Reason("answering", "Gửi thông báo, trả giấy tờ cho người tố cáo",
           (Basis(LTC, "29", "3"), Basis(LTC, "35", "3"))),
    Reason("authorities", "Cơ quan điều tra, viện kiểm sát, tòa án yêu cầu",
           (Basis(LTC, "27"),), Verified.PROPOSED),
    Reason(DANGER, "Khẩn cấp: tính mạng, sức khỏe đang bị đe dọa",
           (Basis(LTC, "50"),), Verified.PROPOSED),
    Reason("other", "Lý do khác, ghi rõ bên dưới",
           (), Verified.PROPOSED),
)
# fmt: on
_BY_CODE = {reason.code: reason for reason in REASONS}


def reason_named(code: str) -> Reason:
    """Also one no longer in force: what was asked on its ground is still read."""
    return _BY_CODE[code]


def offered(on: date) -> tuple[Reason, ...]:
    """What may be chosen on a day."""
    return tuple(reason for reason in REASONS if reason.in_force(on))
