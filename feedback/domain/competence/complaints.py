"""Complaints: who settles for the first and the second time (Luật Khiếu nại 02/2011/QH13).

The clauses were read in the text of 2011. Luật 136/2025/QH15 amends Điều 17 and 21 from 1 July 2026
in wording that was not read; the rows say so where they rest on it.
"""

from datetime import date

from feedback.domain.competence.bodies import Against, Body
from feedback.domain.competence.rows import DISTRICTS_UNTIL, TWO_TIERS_FROM, Mark, Matter, Row
from feedback.domain.time_limits import Basis, Confidence

LKN = "Luật Khiếu nại 02/2011/QH13"
ND141 = "Nghị định 141/2025/NĐ-CP"
IN_FORCE = date(2012, 7, 1)
HIGH, MEDIUM = Confidence.HIGH, Confidence.MEDIUM

INFERRED = (
    "Từ ngày 01/7/2025 không còn cấp huyện, nên cấp trên trực tiếp của Chủ tịch Ủy ban nhân dân "
    "cấp xã là Chủ tịch Ủy ban nhân dân tỉnh (Điều 14 Nghị định 155/2026/NĐ-CP cũng đặt như vậy); "
    "chưa đọc Điều 17 bản sửa đổi."
)
COLLECTIVE = "Quyết định của tập thể cơ quan: người đứng đầu cơ quan giải quyết."
OR_COURT = "Hoặc khởi kiện vụ án hành chính tại Tòa án."
HANDED_OVER = (
    "Việc của cấp huyện trước ngày 01/7/2025 do đơn vị nhận bàn giao giải quyết; "
    "cần đối chiếu hồ sơ bàn giao của tỉnh."
)


#: The law names heads of agencies; that they settle what the whole agency decided is inferred.
COLLECTIVES = (Against.COMMUNE_COMMITTEE, Against.DEPARTMENT, Against.PROVINCE_COMMITTEE)


def _complaint(against: Against, first: Body, superior: Body | None, *basis: Basis) -> Row:
    """A row in force since 2012."""
    notes = (
        COLLECTIVE if against in COLLECTIVES else "",
        OR_COURT if superior is Body.MINISTER_OF_FIELD else "",
    )
    return Row(
        kind=Matter.COMPLAINT,
        against=against,
        first=first,
        superior=superior,
        basis=basis,
        sure=Mark.INFERENCE if against in COLLECTIVES else Mark.SOURCE,
        confidence=HIGH,
        in_force_from=IN_FORCE,
        note=" ".join(note for note in notes if note),
    )


def _of_commune(against: Against) -> tuple[Row, Row]:
    """Before the districts ended, and since."""
    first = Basis(LKN, "17")
    collective = COLLECTIVE if against in COLLECTIVES else ""
    return (
        Row(
            kind=Matter.COMPLAINT,
            against=against,
            first=Body.COMMUNE_CHAIR,
            superior=Body.DISTRICT_CHAIR,
            basis=(first, Basis(LKN, "18", "2")),
            sure=Mark.INFERENCE if against in COLLECTIVES else Mark.SOURCE,
            confidence=HIGH,
            in_force_from=IN_FORCE,
            in_force_to=DISTRICTS_UNTIL,
            note=collective,
        ),
        Row(
            kind=Matter.COMPLAINT,
            against=against,
            first=Body.COMMUNE_CHAIR,
            superior=Body.PROVINCE_CHAIR,
            basis=(first, Basis(LKN, "7", "1")),
            sure=Mark.INFERENCE,
            confidence=HIGH,
            in_force_from=TWO_TIERS_FROM,
            note=f"{collective} {INFERRED}".strip(),
        ),
    )


def _of_district(against: Against, first: Body, superior: Body, *basis: Basis) -> tuple[Row, Row]:
    """While there were districts, and what was left of them."""
    return (
        Row(
            kind=Matter.COMPLAINT,
            against=against,
            first=first,
            superior=superior,
            basis=basis,
            sure=Mark.SOURCE,
            confidence=HIGH,
            in_force_from=IN_FORCE,
            in_force_to=DISTRICTS_UNTIL,
        ),
        Row(
            kind=Matter.COMPLAINT,
            against=against,
            first=Body.RECEIVING_UNIT,
            superior=None,
            basis=(Basis(ND141),),
            sure=Mark.MEMORY,
            confidence=MEDIUM,
            in_force_from=TWO_TIERS_FROM,
            note=HANDED_OVER,
        ),
    )


# fmt: off
COMPLAINTS: tuple[Row, ...] = (
    *(row for against in (Against.COMMUNE_CHAIR, Against.COMMUNE_DEPUTY, Against.COMMUNE_STAFF,
                          Against.COMMUNE_COMMITTEE) for row in _of_commune(against)),
    *(_complaint(against, Body.UNIT_HEAD, Body.DEPARTMENT_DIRECTOR,
                 Basis(LKN, "19"), Basis(LKN, "20", "2"))
      for against in (Against.UNIT_HEAD, Against.UNIT_STAFF)),
    *(_complaint(against, Body.DEPARTMENT_DIRECTOR, Body.PROVINCE_CHAIR,
                 Basis(LKN, "20", "1"), Basis(LKN, "21", "2"))
      for against in (Against.DEPARTMENT_DIRECTOR, Against.DEPARTMENT_DEPUTY,
                      Against.DEPARTMENT_STAFF, Against.DEPARTMENT)),
    *(_complaint(against, Body.PROVINCE_CHAIR, Body.MINISTER_OF_FIELD, Basis(LKN, "7", "3"))
      for against in (Against.PROVINCE_CHAIR, Against.PROVINCE_DEPUTY, Against.PROVINCE_COMMITTEE)),
    *(row for against in (Against.DISTRICT_CHAIR, Against.DISTRICT_DEPUTY,
                          Against.DISTRICT_COMMITTEE)
      for row in _of_district(against, Body.DISTRICT_CHAIR, Body.PROVINCE_CHAIR,
                              Basis(LKN, "18", "1"), Basis(LKN, "21", "2"))),
    *_of_district(Against.DISTRICT_UNIT, Body.DISTRICT_UNIT_HEAD, Body.DISTRICT_CHAIR,
                  Basis(LKN, "17"), Basis(LKN, "18", "2")),
)

DISCIPLINE: tuple[Row, ...] = (
    Row(kind=Matter.DISCIPLINE_COMPLAINT, against=Against.DISCIPLINE_DECISION,
        first=Body.ISSUING_HEAD, superior=Body.DIRECT_SUPERIOR,
        basis=(Basis(LKN, "51", "1"), Basis(LKN, "51", "2")),
        sure=Mark.SOURCE, confidence=HIGH, in_force_from=IN_FORCE,
        note="Quyết định do Chủ tịch Ủy ban nhân dân tỉnh giải quyết lần đầu: "
             "Bộ trưởng Bộ Nội vụ (khoản 3 Điều 51)."),
    Row(kind=Matter.DISCIPLINE_COMPLAINT, against=Against.PROVINCE_CHAIR,
        first=Body.PROVINCE_CHAIR, superior=Body.MINISTER_OF_HOME_AFFAIRS,
        basis=(Basis(LKN, "51", "1"), Basis(LKN, "51", "3")),
        sure=Mark.SOURCE, confidence=HIGH, in_force_from=IN_FORCE),
    Row(kind=Matter.DISCIPLINE_COMPLAINT, against=Against.DEPARTMENT_DIRECTOR,
        first=Body.DEPARTMENT_DIRECTOR, superior=Body.PROVINCE_CHAIR,
        basis=(Basis(LKN, "51", "1"), Basis(LKN, "51", "2")),
        sure=Mark.SOURCE, confidence=HIGH, in_force_from=IN_FORCE),
    Row(kind=Matter.DISCIPLINE_COMPLAINT, against=Against.COMMUNE_CHAIR,
        first=Body.COMMUNE_CHAIR, superior=Body.DISTRICT_CHAIR,
        basis=(Basis(LKN, "51", "1"), Basis(LKN, "51", "2")),
        sure=Mark.SOURCE, confidence=HIGH, in_force_from=IN_FORCE, in_force_to=DISTRICTS_UNTIL),
    Row(kind=Matter.DISCIPLINE_COMPLAINT, against=Against.COMMUNE_CHAIR,
        first=Body.COMMUNE_CHAIR, superior=Body.PROVINCE_CHAIR,
        basis=(Basis(LKN, "51", "1"), Basis(LKN, "51", "2")),
        sure=Mark.INFERENCE, confidence=HIGH, in_force_from=TWO_TIERS_FROM,
        note="Không còn cấp huyện, nên cấp trên trực tiếp là Chủ tịch Ủy ban nhân dân tỉnh."),
)
# fmt: on
