"""Which ministry manages a field: it settles again what the provincial chair settled first.

The names are those since the Government was reorganised on 1 March 2025; none was compared with the
decrees on the functions of ministries, so an answer that names one says so.
"""

from datetime import date

MINISTRIES_FROM = date(2025, 3, 1)
UNCHECKED = "tên Bộ chưa đối chiếu với nghị định về chức năng, nhiệm vụ"

# fmt: off
MINISTRIES = {
    "land": "Bộ Nông nghiệp và Môi trường", "environment": "Bộ Nông nghiệp và Môi trường",
    "waste": "Bộ Nông nghiệp và Môi trường", "sea": "Bộ Nông nghiệp và Môi trường",
    "transport": "Bộ Xây dựng", "housing": "Bộ Xây dựng", "construction": "Bộ Xây dựng",
    "water": "Bộ Xây dựng", "trade": "Bộ Công Thương", "energy": "Bộ Công Thương",
    "education": "Bộ Giáo dục và Đào tạo", "health": "Bộ Y tế",
    "social_policy": "Bộ Nội vụ", "labour": "Bộ Nội vụ", "conduct": "Bộ Nội vụ",
    "culture": "Bộ Văn hóa, Thể thao và Du lịch", "tourism": "Bộ Văn hóa, Thể thao và Du lịch",
    "security": "Bộ Công an",
}
# fmt: on


def ministry_of(field: str, on: date) -> str | None:
    return MINISTRIES.get(field) if on >= MINISTRIES_FROM else None
