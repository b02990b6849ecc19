"""The fields petitions are sorted by in the demonstration, with their Vietnamese words.

The categories of the statutory reports are data with history and belong elsewhere; these only say
which department answers for what.
"""

from enum import StrEnum


class Field(StrEnum):
    """What a petition is about."""

    LAND = "land"
    ENVIRONMENT = "environment"
    SEA = "sea"
    TOURISM = "tourism"
    TRADE = "trade"
    WASTE = "waste"
    WATER = "water"
    ENERGY = "energy"
    TRANSPORT = "transport"
    HOUSING = "housing"
    CONSTRUCTION = "construction"
    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_POLICY = "social_policy"
    LABOUR = "labour"
    CULTURE = "culture"
    SECURITY = "security"
    CONDUCT = "conduct"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Field.LAND: "Đất đai",
    Field.ENVIRONMENT: "Môi trường",
    Field.SEA: "Biển và thủy sản",
    Field.TOURISM: "Du lịch",
    Field.TRADE: "Thương mại, cửa khẩu",
    Field.WASTE: "Rác thải",
    Field.WATER: "Nước sạch",
    Field.ENERGY: "Điện",
    Field.TRANSPORT: "Giao thông, hạ tầng",
    Field.HOUSING: "Nhà ở",
    Field.CONSTRUCTION: "Xây dựng",
    Field.EDUCATION: "Giáo dục",
    Field.HEALTH: "Y tế",
    Field.SOCIAL_POLICY: "Chính sách xã hội",
    Field.LABOUR: "Lao động, tiền lương",
    Field.CULTURE: "Văn hóa, di tích",
    Field.SECURITY: "An ninh, trật tự",
    Field.CONDUCT: "Thái độ, tác phong cán bộ",
    Field.ADMINISTRATIVE: "Thủ tục hành chính",
    Field.OTHER: "Lĩnh vực khác",
}
