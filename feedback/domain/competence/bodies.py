"""Whom a petition is against, and who decides, in the words of the law.

A body carries the level of agency where it is found from the agency complained of upwards; one that
no agency of the province holds (a minister, the Prime Minister) carries none.
"""

from enum import StrEnum


class Against(StrEnum):
    """Whose decision, act or conduct a petition is about, by the post held."""

    COMMUNE_CHAIR = "commune_chair"
    COMMUNE_DEPUTY = "commune_deputy"
    COMMUNE_STAFF = "commune_staff"
    COMMUNE_COMMITTEE = "commune_committee"
    UNIT_HEAD = "unit_head"
    UNIT_STAFF = "unit_staff"
    DEPARTMENT_DIRECTOR = "department_director"
    DEPARTMENT_DEPUTY = "department_deputy"
    DEPARTMENT_STAFF = "department_staff"
    DEPARTMENT = "department"
    INSPECTORATE_CHIEF = "inspectorate_chief"
    INSPECTORATE_DEPUTY = "inspectorate_deputy"
    PROVINCE_CHAIR = "province_chair"
    PROVINCE_DEPUTY = "province_deputy"
    PROVINCE_COMMITTEE = "province_committee"
    DISTRICT_CHAIR = "district_chair"
    DISTRICT_DEPUTY = "district_deputy"
    DISTRICT_UNIT = "district_unit"
    DISTRICT_COMMITTEE = "district_committee"
    DISCIPLINE_DECISION = "discipline_decision"
    MOVED_EQUAL = "moved_equal"
    MOVED_HIGHER = "moved_higher"
    MOVED_AS_HEAD = "moved_as_head"
    MOVED_OTHERWISE = "moved_otherwise"
    LEFT_SERVICE = "left_service"
    MERGED_AGENCY = "merged_agency"
    DISSOLVED_AGENCY = "dissolved_agency"
    PRIVATE_PARTY = "private_party"

    @property
    def words(self) -> str:
        return _AGAINST[self]


_AGAINST = {
    Against.COMMUNE_CHAIR: "Chủ tịch Ủy ban nhân dân cấp xã",
    Against.COMMUNE_DEPUTY: "Phó Chủ tịch Ủy ban nhân dân cấp xã",
    Against.COMMUNE_STAFF: "công chức, người có trách nhiệm do Chủ tịch cấp xã quản lý trực tiếp",
    Against.COMMUNE_COMMITTEE: "Ủy ban nhân dân cấp xã",
    Against.UNIT_HEAD: "thủ trưởng đơn vị thuộc sở",
    Against.UNIT_STAFF: "công chức do thủ trưởng đơn vị thuộc sở quản lý trực tiếp",
    Against.DEPARTMENT_DIRECTOR: "Giám đốc sở và cấp tương đương",
    Against.DEPARTMENT_DEPUTY: "Phó Giám đốc sở và cấp tương đương",
    Against.DEPARTMENT_STAFF: "công chức do Giám đốc sở quản lý trực tiếp",
    Against.DEPARTMENT: "sở và cơ quan tương đương",
    Against.INSPECTORATE_CHIEF: "Chánh Thanh tra tỉnh",
    Against.INSPECTORATE_DEPUTY: "Phó Chánh Thanh tra tỉnh",
    Against.PROVINCE_CHAIR: "Chủ tịch Ủy ban nhân dân tỉnh",
    Against.PROVINCE_DEPUTY: "Phó Chủ tịch Ủy ban nhân dân tỉnh",
    Against.PROVINCE_COMMITTEE: "Ủy ban nhân dân tỉnh",
    Against.DISTRICT_CHAIR: "Chủ tịch Ủy ban nhân dân cấp huyện",
    Against.DISTRICT_DEPUTY: "Phó Chủ tịch Ủy ban nhân dân cấp huyện",
    Against.DISTRICT_UNIT: "thủ trưởng cơ quan thuộc Ủy ban nhân dân cấp huyện",
    Against.DISTRICT_COMMITTEE: "Ủy ban nhân dân cấp huyện",
    Against.DISCIPLINE_DECISION: "quyết định kỷ luật cán bộ, công chức",
    Against.MOVED_EQUAL: "người đứng đầu, cấp phó đã chuyển nơi khác, giữ chức vụ tương đương",
    Against.MOVED_HIGHER: "người đã chuyển nơi khác, giữ chức vụ cao hơn",
    Against.MOVED_AS_HEAD: "người đã chuyển nơi khác, nay là người đứng đầu, cấp phó ở đó",
    Against.MOVED_OTHERWISE: "người đã chuyển nơi khác trong các trường hợp còn lại",
    Against.LEFT_SERVICE: "người không còn là cán bộ, công chức, viên chức",
    Against.MERGED_AGENCY: "người của cơ quan đã hợp nhất, sáp nhập, chia, tách",
    Against.DISSOLVED_AGENCY: "người của cơ quan đã giải thể",
    Against.PRIVATE_PARTY: "cơ quan, tổ chức, cá nhân vi phạm trong một lĩnh vực quản lý nhà nước",
}


class Body(StrEnum):
    """Who decides; the value is what people read."""

    COMMUNE_CHAIR = "Chủ tịch Ủy ban nhân dân cấp xã"
    DISTRICT_CHAIR = "Chủ tịch Ủy ban nhân dân cấp huyện"
    DISTRICT_UNIT_HEAD = "Thủ trưởng cơ quan thuộc Ủy ban nhân dân cấp huyện"
    UNIT_HEAD = "Thủ trưởng đơn vị thuộc sở"
    DEPARTMENT_DIRECTOR = "Giám đốc sở và cấp tương đương"
    PROVINCE_CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh"
    MINISTER_OF_FIELD = "Bộ trưởng quản lý ngành, lĩnh vực"
    MINISTER_OF_HOME_AFFAIRS = "Bộ trưởng Bộ Nội vụ"
    PRIME_MINISTER = "Thủ tướng Chính phủ"
    ISSUING_HEAD = "Người đứng đầu cơ quan đã ban hành quyết định kỷ luật"
    DIRECT_SUPERIOR = "Người đứng đầu cơ quan cấp trên trực tiếp"
    ABOVE_FORMER_AGENCY = (
        "Người đứng đầu cơ quan cấp trên trực tiếp của cơ quan quản lý người bị tố cáo "
        "khi có hành vi vi phạm"
    )
    ABOVE_PRESENT_AGENCY = (
        "Người đứng đầu cơ quan cấp trên trực tiếp của cơ quan người bị tố cáo đang công tác"
    )
    HEAD_OF_PRESENT_AGENCY = "Người đứng đầu cơ quan đang quản lý người bị tố cáo"
    HEAD_OF_FORMER_AGENCY = "Người đứng đầu cơ quan quản lý người bị tố cáo khi có hành vi vi phạm"
    HEAD_OF_MERGED_AGENCY = (
        "Người đứng đầu cơ quan sau hợp nhất, sáp nhập, chia, tách nơi người bị tố cáo "
        "đang công tác"
    )
    HEAD_ABOVE_DISSOLVED_AGENCY = "Người đứng đầu cơ quan đã quản lý cơ quan trước khi bị giải thể"
    RECEIVING_UNIT = "Đơn vị nhận bàn giao (Ủy ban nhân dân cấp xã hoặc cơ quan của tỉnh)"
    AGENCY_OF_FIELD = "Cơ quan có chức năng quản lý nhà nước về nội dung tố cáo"
    AGENCY_OF_MATTER = "Cơ quan, đơn vị có thẩm quyền đối với nội dung kiến nghị, phản ánh"

    @property
    def level(self) -> str | None:
        """The level of agency it heads; None where none of the province does, or it depends."""
        return _LEVELS.get(self)


_LEVELS = {
    Body.COMMUNE_CHAIR: "commune",
    Body.DISTRICT_CHAIR: "district",
    Body.DEPARTMENT_DIRECTOR: "department",
    Body.PROVINCE_CHAIR: "province",
}
