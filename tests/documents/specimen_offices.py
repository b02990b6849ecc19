"""The invented offices, officials and numbers that specimens of letters share."""

from datetime import date

from feedback.domain.letters.parts import Issuer, LetterHead, Signatory

CASE_CODE = "H49.117-260914-0003"
TOKEN = "K7Q2M-9XWRD-4FHTB-6NYPC-3VZJG-8A"  # noqa: S105 - invented
TRACKING_URL = f"https://tiengnoi.example/t/{TOKEN}"

COMMUNE = Issuer(
    issuing=("ỦY BAN NHÂN DÂN", "XÃ TIÊN YÊN"),
    place="Tiên Yên",
    name="Ủy ban nhân dân xã Tiên Yên",
    authority="Chủ tịch Ủy ban nhân dân xã Tiên Yên",
    symbol_parts=("UBND",),
)
PROVINCE = Issuer(
    issuing=("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH"),
    place="Quảng Ninh",
    name="Ủy ban nhân dân tỉnh Quảng Ninh",
    authority="Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
    symbol_parts=("UBND",),
)
DEPARTMENT = Issuer(
    superior=("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH"),
    issuing=("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",),
    place="Quảng Ninh",
    name="Sở Nông nghiệp và Môi trường tỉnh Quảng Ninh",
    authority="Giám đốc Sở Nông nghiệp và Môi trường tỉnh Quảng Ninh",
    symbol_parts=("SNNMT", "TTr"),
)
CHAIR = Signatory(authority=("CHỦ TỊCH",), name="Trần Quang Minh")
DEPUTY = Signatory(authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Lê Thị Thu Hường")
CLERK = Signatory(authority=("TRƯỞNG PHÒNG",), name="Phạm Đức Thịnh")
#: Who hands documents out; an officer's title stands in a sentence, not under a signature.
DISPATCHER = Signatory(authority=("Văn thư",), name="Phạm Thị Mận")


def head(symbol: str, number: int, day: date) -> LetterHead:
    return LetterHead(symbol=symbol, number=number, issued_on=day)
