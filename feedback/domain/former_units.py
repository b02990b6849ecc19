"""The 171 communes, wards and townships and the 13 districts of before 1 July 2025.

Facts of Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025 as the conversion table of statistics
gives them; names and codes come from the data of the ``vietnam-provinces`` library, release
2026.9.0 (facts only, none of its GPL code). Clauses 1 to 6 of the resolution were read and agree;
the rest was not compared with its text (mark R).

A unit that was divided names every unit of today that holds a part of it, and nobody can tell from
the name alone which one is meant.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit that ended on 30 June 2025, with the codes of the units of today that continue it."""

    code: str
    #: with its kind: ``phường Hà Phong``
    full_name: str
    district: str
    now: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.full_name.removeprefix("thị trấn ").removeprefix("phường ").removeprefix("xã ")

    @property
    def kind(self) -> str:
        return self.full_name.removesuffix(f" {self.name}")


def _district(name: str, *rows: tuple[str, str, str]) -> tuple[FormerUnit, ...]:
    return tuple(FormerUnit(code, full, name, tuple(now.split())) for code, full, now in rows)


# fmt: off
FORMER_UNITS: tuple[FormerUnit, ...] = (
    *_district(
        "thành phố Hạ Long",
        ("06649", "phường Hà Khánh", "06658"), ("06652", "phường Hà Phong", "06652"),
        ("06655", "phường Hà Khẩu", "06661 06706"), ("06658", "phường Cao Xanh", "06658"),
        ("06661", "phường Giếng Đáy", "06661"), ("06664", "phường Hà Tu", "06652"),
        ("06667", "phường Hà Trung", "06676"), ("06670", "phường Hà Lầm", "06676"),
        ("06673", "phường Bãi Cháy", "06673"), ("06676", "phường Cao Thắng", "06676"),
        ("06679", "phường Hùng Thắng", "06673"), ("06685", "phường Trần Hưng Đạo", "06685"),
        ("06688", "phường Hồng Hải", "06688"), ("06691", "phường Hồng Gai", "06685"),
        ("06694", "phường Bạch Đằng", "06685"), ("06697", "phường Hồng Hà", "06688"),
        ("06700", "phường Tuần Châu", "06706"), ("06703", "phường Việt Hưng", "06661"),
        ("06706", "phường Đại Yên", "06706"), ("07030", "phường Hoành Bồ", "07030"),
        ("07033", "xã Kỳ Thượng", "06979"), ("07036", "xã Đồng Sơn", "06985"),
        ("07039", "xã Tân Dân", "07054"), ("07042", "xã Đồng Lâm", "07030 07060"),
        ("07045", "xã Hòa Bình", "07060"), ("07048", "xã Vũ Oai", "07060"),
        ("07051", "xã Dân Chủ", "07054"), ("07054", "xã Quảng La", "07054"),
        ("07057", "xã Bằng Cả", "07054"), ("07060", "xã Thống Nhất", "07060"),
        ("07063", "xã Sơn Dương", "07030"), ("07066", "xã Lê Lợi", "07030"),
    ),
    *_district(
        "thành phố Cẩm Phả",
        ("06760", "phường Mông Dương", "06760"), ("06763", "phường Cửa Ông", "06781"),
        ("06766", "phường Cẩm Sơn", "06781"), ("06769", "phường Cẩm Đông", "06793"),
        ("06772", "phường Cẩm Phú", "06781"), ("06775", "phường Cẩm Tây", "06793"),
        ("06778", "phường Quang Hanh", "06778"), ("06781", "phường Cẩm Thịnh", "06781"),
        ("06784", "phường Cẩm Thủy", "06778"), ("06787", "phường Cẩm Thạch", "06778"),
        ("06790", "phường Cẩm Thành", "06793"), ("06793", "phường Cẩm Trung", "06793"),
        ("06796", "phường Cẩm Bình", "06793"), ("06799", "xã Hải Hòa", "06799 06886"),
        ("06805", "xã Dương Huy", "06760"),
    ),
    *_district(
        "thành phố Uông Bí",
        ("06808", "phường Vàng Danh", "06820"), ("06811", "phường Thanh Sơn", "06811"),
        ("06814", "phường Bắc Sơn", "06820"), ("06817", "phường Quang Trung", "06811"),
        ("06820", "phường Trưng Vương", "06811 06820"), ("06823", "phường Nam Khê", "06820"),
        ("06826", "phường Yên Thanh", "06811"), ("06829", "xã Thượng Yên Công", "06832"),
        ("06832", "phường Phương Đông", "06832"), ("06835", "phường Phương Nam", "06832"),
    ),
    *_district(
        "thành phố Móng Cái",
        ("06709", "phường Ka Long", "06709"), ("06712", "phường Trần Phú", "06712"),
        ("06715", "phường Ninh Dương", "06709"), ("06721", "phường Trà Cổ", "06712"),
        ("06724", "xã Hải Sơn", "06724"), ("06727", "xã Bắc Sơn", "06724"),
        ("06730", "xã Hải Đông", "06736"), ("06733", "xã Hải Tiến", "06733"),
        ("06736", "phường Hải Yên", "06736"), ("06739", "xã Quảng Nghĩa", "06733"),
        ("06742", "phường Hải Hòa", "06712"), ("06745", "xã Hải Xuân", "06712"),
        ("06748", "xã Vạn Ninh", "06709"), ("06751", "phường Bình Ngọc", "06712"),
        ("06754", "xã Vĩnh Trung", "06757"), ("06757", "xã Vĩnh Thực", "06757"),
    ),
    *_district(
        "thành phố Đông Triều",
        ("07069", "phường Mạo Khê", "07069"), ("07075", "xã An Sinh", "07090"),
        ("07078", "xã Tràng Lương", "07081"), ("07081", "phường Bình Khê", "07081"),
        ("07084", "xã Việt Dân", "07090"), ("07090", "phường Bình Dương", "07090"),
        ("07093", "phường Đức Chính", "07090 07093"), ("07096", "phường Tràng An", "07081"),
        ("07099", "xã Nguyễn Huệ", "07093"), ("07102", "phường Thủy An", "07093"),
        ("07105", "phường Xuân Sơn", "07069"), ("07108", "xã Hồng Thái Tây", "07114"),
        ("07111", "xã Hồng Thái Đông", "07114"), ("07114", "phường Hoàng Quế", "07114"),
        ("07117", "phường Yên Thọ", "07069"), ("07120", "phường Hồng Phong", "07093"),
        ("07123", "phường Kim Sơn", "07069"), ("07126", "phường Hưng Đạo", "07093"),
        ("07129", "phường Yên Đức", "07114"),
    ),
    *_district(
        "thị xã Quảng Yên",
        ("07132", "phường Quảng Yên", "07132"), ("07135", "phường Đông Mai", "07135"),
        ("07138", "phường Minh Thành", "07135"), ("07144", "xã Sông Khoai", "07147"),
        ("07147", "xã Hiệp Hòa", "07147"), ("07150", "phường Cộng Hòa", "07147"),
        ("07153", "xã Tiền An", "07132"), ("07156", "xã Hoàng Tân", "07168"),
        ("07159", "phường Tân An", "07168"), ("07162", "phường Yên Giang", "07132"),
        ("07165", "phường Nam Hòa", "07183"), ("07168", "phường Hà An", "07168"),
        ("07171", "xã Cẩm La", "07183"), ("07174", "phường Phong Hải", "07180"),
        ("07177", "phường Yên Hải", "07183"), ("07180", "xã Liên Hòa", "07168 07180"),
        ("07183", "phường Phong Cốc", "07183"), ("07186", "xã Liên Vị", "07180"),
        ("07189", "xã Tiền Phong", "07180"),
    ),
    *_district(
        "huyện Vân Đồn",
        ("06994", "thị trấn Cái Rồng", "06994"), ("06997", "xã Đài Xuyên", "06994"),
        ("07000", "xã Bình Dân", "06994"), ("07003", "xã Vạn Yên", "06994"),
        ("07006", "xã Minh Châu", "06994"), ("07009", "xã Đoàn Kết", "06994"),
        ("07012", "xã Hạ Long", "06994"), ("07015", "xã Đông Xá", "06994"),
        ("07018", "xã Bản Sen", "06994"), ("07021", "xã Thắng Lợi", "06994"),
        ("07024", "xã Quan Lạn", "06994"), ("07027", "xã Ngọc Vừng", "06994"),
    ),
    *_district(
        "huyện Cô Tô",
        ("07192", "thị trấn Cô Tô", "07192"), ("07195", "xã Đồng Tiến", "07192"),
        ("07198", "xã Thanh Lân", "07192"),
    ),
    *_district(
        "huyện Tiên Yên",
        ("06862", "thị trấn Tiên Yên", "06862"), ("06865", "xã Hà Lâu", "06874"),
        ("06868", "xã Đại Dực", "06862 06877"), ("06871", "xã Phong Dụ", "06862"),
        ("06874", "xã Điền Xá", "06874"), ("06877", "xã Đông Ngũ", "06862 06877"),
        ("06880", "xã Yên Than", "06862 06874"), ("06883", "xã Đông Hải", "06877"),
        ("06886", "xã Hải Lạng", "06799 06886 06970"), ("06889", "xã Tiên Lãng", "06862"),
        ("06892", "xã Đồng Rui", "06886"),
    ),
    *_district(
        "huyện Đầm Hà",
        ("06895", "thị trấn Đầm Hà", "06895"), ("06898", "xã Quảng Lâm", "06913"),
        ("06901", "xã Quảng An", "06913"), ("06904", "xã Tân Bình", "06895"),
        ("06910", "xã Dực Yên", "06913"), ("06913", "xã Quảng Tân", "06913"),
        ("06916", "xã Đầm Hà", "06895"), ("06917", "xã Tân Lập", "06895"),
        ("06919", "xã Đại Bình", "06895"),
    ),
    *_district(
        "huyện Hải Hà",
        ("06922", "thị trấn Quảng Hà", "06922"), ("06925", "xã Quảng Đức", "06931"),
        ("06928", "xã Quảng Sơn", "06946"), ("06931", "xã Quảng Thành", "06931"),
        ("06937", "xã Quảng Thịnh", "06931"), ("06940", "xã Quảng Minh", "06922"),
        ("06943", "xã Quảng Chính", "06922"), ("06946", "xã Quảng Long", "06922 06946"),
        ("06949", "xã Đường Hoa", "06946"), ("06952", "xã Quảng Phong", "06922"),
        ("06967", "xã Cái Chiên", "06967"),
    ),
    *_district(
        "huyện Bình Liêu",
        ("06838", "thị trấn Bình Liêu", "06838"), ("06841", "xã Hoành Mô", "06841"),
        ("06844", "xã Đồng Tâm", "06856"), ("06847", "xã Đồng Văn", "06841"),
        ("06853", "xã Vô Ngại", "06838 06862"), ("06856", "xã Lục Hồn", "06856"),
        ("06859", "xã Húc Động", "06838"),
    ),
    *_district(
        "huyện Ba Chẽ",
        ("06970", "thị trấn Ba Chẽ", "06970"), ("06973", "xã Thanh Sơn", "06970"),
        ("06976", "xã Thanh Lâm", "06979"), ("06979", "xã Đạp Thanh", "06979"),
        ("06982", "xã Nam Sơn", "06970"), ("06985", "xã Lương Minh", "06985"),
        ("06988", "xã Đồn Đạc", "06970"),
    ),
)
# fmt: on

#: "thành phố Hạ Long", "huyện Tiên Yên": what an address named above the commune.
FORMER_DISTRICTS: tuple[str, ...] = tuple(dict.fromkeys(unit.district for unit in FORMER_UNITS))


def units_of_district(district: str) -> tuple[str, ...]:
    """Codes of the units of today that hold land of a former district, wholly held ones first."""
    units = [unit for unit in FORMER_UNITS if unit.district == district]
    whole = [unit.now[0] for unit in units if len(unit.now) == 1]
    divided = [code for unit in units for code in unit.now]
    return tuple(dict.fromkeys([*whole, *divided]))
