"""Every letter at its longest and at its shortest, made from a specimen by the types of its fields.

Nothing here knows a letter by name: a new one is stretched as soon as it has a specimen.
"""

# ruff: noqa: ARG002 - every measure is asked in the same words

import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import cycle, islice
from typing import get_args, get_origin, get_type_hints

from feedback.domain.letters.parts import Issuer, LetterHead, Person, Signatory
from feedback.letters.manifest import manifest

LONG_NAME = "Công Huyền Tôn Nữ Nguyễn Phước Thị Hoàng Diễm Quỳnh Hương Giang"
LONG_ADDRESS = (
    "số nhà 128B, ngõ 45 đường Trần Hưng Đạo nối dài, tổ dân phố 12B, khu đô thị mới phía Nam cầu "
    "Bãi Cháy, đối diện cổng sau Trường Trung học phổ thông chuyên, phường Bãi Cháy, thành phố Hạ "
    "Long cũ, nay là phường Bãi Cháy, tỉnh Quảng Ninh"
)
LETTERS_134 = "".join(
    letter + letter.upper()
    for letter in sorted(
        {
            unicodedata.normalize("NFC", vowel + tone)
            for vowel in "aăâeêioôơuưy"
            for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        }
        - set("aeiouy")
        | {"đ"}
    )
)
PARAGRAPH = (
    "Về nguồn gốc và quá trình sử dụng đất: theo hồ sơ địa chính, bản đồ số 27 và ý kiến của khu "
    "dân cư tại Quyết định số 845/QĐ-UBND, diện tích 62,5 m² được sử dụng ổn định từ năm 1991; "
)
#: Not prose: what gives access, what is computed, what has a form of its own. Posts in capitals
#: are not either.
_EXACT = frozenset(
    {"case_code", "tracking_url", "tracking_code", "sha256", "filed_by", "recipients"}
)

ISSUERS = (
    Issuer(
        issuing=("ỦY BAN NHÂN DÂN", "ĐẶC KHU VÂN ĐỒN"),
        place="Vân Đồn",
        name="Ủy ban nhân dân đặc khu Vân Đồn",
        authority="Chủ tịch Ủy ban nhân dân đặc khu Vân Đồn",
    ),
    Issuer(
        superior=("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH",),
        issuing=("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG KHU VỰC MIỀN ĐÔNG",),
        place="Quảng Ninh",
        name="Ban Quản lý dự án đầu tư xây dựng khu vực miền Đông",
        authority="Giám đốc Ban Quản lý dự án đầu tư xây dựng khu vực miền Đông",
    ),
    Issuer(
        issuing=("THANH TRA TỈNH",),
        place="Quảng Ninh",
        name="Thanh tra tỉnh",
        authority="Chánh Thanh tra tỉnh",
    ),
)
AUTHORITIES = (
    ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ"),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("Q. CHỦ TỊCH",),
)
#: Days below ten, months with a zero and without, of two digits; the first number and a large one.
HEADS = (
    (1, date(2027, 1, 4)),
    (10_000, date(2027, 2, 9)),
    (9, date(2027, 3, 1)),
    (10, date(2026, 10, 5)),
    (128, date(2026, 11, 28)),
    (999, date(2026, 12, 31)),
)


class Measure:
    """How far each kind of field is taken; ``turn`` picks head, authority and issuer."""

    def __init__(self, letter, turn):
        self.letter, self.turn = letter, turn

    def text(self, name, value):
        return value

    def lines(self, name, values):
        return values

    def person(self, one):
        return one

    def signatory(self):
        authority = AUTHORITIES[self.turn % len(AUTHORITIES)]
        return Signatory(authority=authority, name="Tôn Nữ Hoàng Diễm Quỳnh")

    def head(self, head):
        number, day = HEADS[self.turn % len(HEADS)]
        return replace(head, number=number, issued_on=day)

    def taken(self):
        """The letter with every field taken as far as it goes."""
        return self._fields(self.letter)

    def _taken(self, name, value):
        match value:
            case Person():
                taken = self.person(value)
            case Issuer():
                taken = ISSUERS[self.turn % len(ISSUERS)]
            case Signatory():
                taken = self.signatory()
            case LetterHead():
                taken = self.head(value)
            case tuple():
                taken = tuple(self._taken(name, item) for item in self.lines(name, value))
            case str() if value and type(value) is str and name not in _EXACT:
                taken = self.text(name, value)
            case _:
                taken = self._fields(value) if is_dataclass(value) else value
        return taken

    def _fields(self, value):
        taken = {
            each.name: self._taken(each.name, getattr(value, each.name)) for each in fields(value)
        }
        return type(value)(**taken)


class Longest(Measure):
    """Names of 60 letters, addresses of three lines, 30 recipients, all letters of the language."""

    def text(self, name, value):
        if value.isupper():
            return value
        start = len(name) * 8 % len(LETTERS_134)
        letters = (LETTERS_134 * 2)[start : start + 24]
        return f"{value}, {' '.join(letters[n : n + 4] for n in range(0, 24, 4))}"

    def lines(self, name, values):
        if name == "recipients":
            return tuple(f"Cơ quan, đơn vị liên quan số {number}" for number in range(1, 31))
        return values * 2

    def person(self, one):
        return replace(one, name=LONG_NAME, address=LONG_ADDRESS)


class Shortest(Measure):
    """One word, one line, one of each."""

    def text(self, name, value):
        return value.partition(" ")[0]

    def lines(self, name, values):
        return values[:1]

    def person(self, one):
        return Person(name="Lù Ý", address="Ba Chẽ")


class FortyPages(Measure):
    """The field of running text with the most in it, made forty pages long."""

    def text(self, name, value):
        return PARAGRAPH * 680 if name == _body(self.letter) else value

    def lines(self, name, values):
        return values[:1] if name == _body(self.letter) else values


class Decomposed(Measure):
    """Letters and their marks apart, as some keyboards and systems send them."""

    def text(self, name, value):
        return unicodedata.normalize("NFD", value)

    def person(self, one):
        apart = {
            key: unicodedata.normalize("NFD", getattr(one, key)) for key in ("name", "address")
        }
        return replace(one, **apart)


class Crowd(Measure):
    """Three hundred people wherever the letter lists people."""

    def lines(self, name, values):
        return _crowd() if _people(self.letter, name) else values


def _body(letter):
    """The field of running text with the most in it, empty where there is none."""
    subject = manifest(letter.name).subject
    found = {
        each.name: sum(map(len, value)) if isinstance(value, tuple) else len(value)
        for each in fields(letter)
        if each.name not in {*_EXACT, "name"} and each.name not in subject
        for value in [getattr(letter, each.name)]
        if type(value) is str or (isinstance(value, tuple) and value and type(value[0]) is str)
    }
    return max(found, key=found.get, default="")


def lists_people(letter):
    return any(_people(letter, each.name) for each in fields(letter))


def _people(letter, name):
    hint = get_type_hints(type(letter)).get(name)
    return get_origin(hint) is tuple and get_args(hint)[0] is Person


def _crowd():
    villages = islice(cycle(("Đồng Mạ", "Thủy Cơ", "Khe Vằn")), 300)
    return tuple(
        Person(form_of_address="bà", name=f"Người Thứ {number}", address=f"thôn {village}")
        for number, village in enumerate(villages, 1)
    )
