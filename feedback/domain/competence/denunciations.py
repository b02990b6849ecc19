"""Denunciations: whoever manages the denounced decides, and never the denounced (LTC Điều 12, 13).

Read in Luật Tố cáo 25/2018/QH14. Its clauses name districts, which ended on 1 July 2025: what then
belongs to the provincial chair is inferred from Điều 12 khoản 1 and 6.
"""

from datetime import date

from feedback.domain.competence.bodies import Against, Body
from feedback.domain.competence.complaints import HANDED_OVER, ND141
from feedback.domain.competence.rows import DISTRICTS_UNTIL, TWO_TIERS_FROM, Mark, Matter, Row
from feedback.domain.time_limits import Basis, Confidence

LTC = "Luật Tố cáo 25/2018/QH14"
ND31 = "Nghị định 31/2019/NĐ-CP"
IN_FORCE = date(2019, 1, 1)
#: Why an agency never gets a denunciation of its own head or deputy.
NEVER_ITS_OWN = (Basis(LTC, "12", "1"), Basis(ND31, "5", "2"))
RENEWED = (
    "Tố cáo tiếp: người đứng đầu cơ quan cấp trên trực tiếp của người đã giải quyết "
    "(khoản 1 Điều 37 Luật Tố cáo)."
)
INFERRED = (
    "Điều 13 khoản 2 giao cho Chủ tịch Ủy ban nhân dân cấp huyện; từ ngày 01/7/2025 không còn cấp "
    "huyện, nên theo nguyên tắc của Điều 12 là Chủ tịch Ủy ban nhân dân tỉnh."
)


def _row(
    against: Against,
    first: Body,
    *basis: Basis,
    superior: Body | None = None,
    since: date = IN_FORCE,
    until: date | None = None,
    sure: Mark = Mark.SOURCE,
    confidence: Confidence = Confidence.HIGH,
    note: str = "",
) -> Row:
    return Row(
        kind=Matter.DENUNCIATION,
        against=against,
        first=first,
        superior=superior,
        basis=basis,
        sure=sure,
        confidence=confidence,
        in_force_from=since,
        in_force_to=until,
        note=note,
    )


def _of_commune(against: Against, *basis: Basis) -> tuple[Row, Row]:
    """Chair, deputy or the committee itself: the district until it ended, then the province."""
    return (
        _row(against, Body.DISTRICT_CHAIR, *basis, until=DISTRICTS_UNTIL,
             superior=Body.PROVINCE_CHAIR, note=RENEWED),
        _row(against, Body.PROVINCE_CHAIR, Basis(LTC, "12", "1"), Basis(LTC, "12", "6"),
             Basis(LTC, "13", "2"), since=TWO_TIERS_FROM, superior=Body.PRIME_MINISTER,
             sure=Mark.INFERENCE, note=INFERRED),
    )  # fmt: skip


def _of_district(against: Against, point: str) -> tuple[Row, Row]:
    return (
        _row(against, Body.PROVINCE_CHAIR, Basis(LTC, "13", "4", point), until=DISTRICTS_UNTIL,
             superior=Body.PRIME_MINISTER, note=RENEWED),
        _row(against, Body.RECEIVING_UNIT, Basis(LTC, "12", "5"), Basis(ND141),
             since=TWO_TIERS_FROM, sure=Mark.MEMORY, confidence=Confidence.MEDIUM,
             note=HANDED_OVER),
    )  # fmt: skip


# fmt: off
DENUNCIATIONS: tuple[Row, ...] = (
    _row(Against.COMMUNE_STAFF, Body.COMMUNE_CHAIR, Basis(LTC, "13", "1"), note=RENEWED),
    *_of_commune(Against.COMMUNE_CHAIR, Basis(LTC, "12", "1"), Basis(LTC, "13", "2", "a")),
    *_of_commune(Against.COMMUNE_DEPUTY, Basis(LTC, "12", "1"), Basis(LTC, "13", "2", "a")),
    *_of_commune(Against.COMMUNE_COMMITTEE, Basis(LTC, "12", "6"), Basis(LTC, "13", "2", "b")),
    _row(Against.UNIT_HEAD, Body.DEPARTMENT_DIRECTOR, Basis(LTC, "13", "3", "a"), note=RENEWED),
    _row(Against.DEPARTMENT_STAFF, Body.DEPARTMENT_DIRECTOR, Basis(LTC, "13", "3", "a"),
         note=RENEWED),
    _row(Against.DEPARTMENT_DIRECTOR, Body.PROVINCE_CHAIR, Basis(LTC, "13", "4", "a"),
         note=RENEWED),
    _row(Against.DEPARTMENT_DEPUTY, Body.PROVINCE_CHAIR, Basis(LTC, "13", "4", "a"), note=RENEWED),
    _row(Against.DEPARTMENT, Body.PROVINCE_CHAIR, Basis(LTC, "13", "4", "b"), note=RENEWED),
    *(_row(against, Body.PROVINCE_CHAIR, Basis(LTC, "12", "1"), Basis(LTC, "13", "4", "a"),
           sure=Mark.INFERENCE, note="Thanh tra tỉnh là cơ quan của Ủy ban nhân dân tỉnh.")
      for against in (Against.INSPECTORATE_CHIEF, Against.INSPECTORATE_DEPUTY)),
    _row(Against.PROVINCE_CHAIR, Body.PRIME_MINISTER, Basis(LTC, "13", "8", "a")),
    _row(Against.PROVINCE_DEPUTY, Body.PRIME_MINISTER, Basis(LTC, "13", "8", "a")),
    _row(Against.PROVINCE_COMMITTEE, Body.PRIME_MINISTER, Basis(LTC, "12", "6"),
         sure=Mark.INFERENCE, note="Cấp trên trực tiếp của Ủy ban nhân dân tỉnh là Chính phủ."),
    *_of_district(Against.DISTRICT_CHAIR, "a"),
    *_of_district(Against.DISTRICT_DEPUTY, "a"),
    *_of_district(Against.DISTRICT_COMMITTEE, "b"),
    _row(Against.MOVED_EQUAL, Body.ABOVE_FORMER_AGENCY, Basis(LTC, "12", "3", "a"),
         note="Người đứng đầu cơ quan cấp trên của nơi đang công tác phối hợp."),
    _row(Against.MOVED_HIGHER, Body.HEAD_OF_PRESENT_AGENCY, Basis(LTC, "12", "3", "b"),
         note="Người đứng đầu nơi công tác cũ phối hợp."),
    _row(Against.MOVED_AS_HEAD, Body.ABOVE_PRESENT_AGENCY, Basis(LTC, "12", "3", "b"),
         note="Người đứng đầu nơi công tác cũ phối hợp."),
    _row(Against.MOVED_OTHERWISE, Body.HEAD_OF_FORMER_AGENCY, Basis(LTC, "12", "3", "c"),
         note="Người đứng đầu nơi đang công tác phối hợp."),
    _row(Against.LEFT_SERVICE, Body.HEAD_OF_FORMER_AGENCY, Basis(LTC, "12", "3", "d"),
         note="Người đứng đầu cơ quan có liên quan phối hợp."),
    _row(Against.MERGED_AGENCY, Body.HEAD_OF_MERGED_AGENCY, Basis(LTC, "12", "4"),
         note="Người đứng đầu cơ quan có liên quan phối hợp."),
    _row(Against.DISSOLVED_AGENCY, Body.HEAD_ABOVE_DISSOLVED_AGENCY, Basis(LTC, "12", "5")),
    _row(Against.PRIVATE_PARTY, Body.AGENCY_OF_FIELD, Basis(LTC, "41", "1"), Basis(LTC, "41", "3"),
         note="Thuộc thẩm quyền của nhiều cơ quan thì cơ quan thụ lý đầu tiên giải quyết."),
)
# fmt: on
