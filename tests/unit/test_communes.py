import unicodedata
from collections import Counter

import pytest

from feedback.domain.communes import (
    COMMUNES,
    CommuneKind,
    UnknownCommuneError,
    commune_with_code,
    find_communes,
)
from feedback.domain.former_units import FORMER_DISTRICTS, FORMER_UNITS, units_of_district


def test_the_province_has_thirty_wards_twenty_two_communes_and_two_special_zones():
    assert Counter(commune.kind for commune in COMMUNES) == {
        CommuneKind.WARD: 30,
        CommuneKind.COMMUNE: 22,
        CommuneKind.SPECIAL_ZONE: 2,
    }


def test_codes_are_five_digits_and_each_belongs_to_one_unit():
    codes = [commune.code for commune in COMMUNES]
    assert len(set(codes)) == 54
    assert all(len(code) == 5 and code.isdecimal() for code in codes)


def test_names_are_composed_and_each_belongs_to_one_unit():
    names = [commune.name for commune in COMMUNES]
    assert len(set(names)) == 54
    assert names == [unicodedata.normalize("NFC", name) for name in names]


def test_every_unit_of_before_the_reform_leads_to_units_that_exist():
    """13 districts, 171 units; each of the 54 units of today has something it continues."""
    assert (len(FORMER_DISTRICTS), len(FORMER_UNITS)) == (13, 171)
    assert {code for unit in FORMER_UNITS for code in unit.now} == {c.code for c in COMMUNES}


def test_former_units_have_codes_of_their_own_and_composed_names():
    assert len({unit.code for unit in FORMER_UNITS}) == 171
    names = [unit.full_name for unit in FORMER_UNITS]
    assert names == [unicodedata.normalize("NFC", name) for name in names]


@pytest.mark.parametrize("unit", FORMER_UNITS, ids=lambda unit: unit.full_name)
def test_every_former_name_with_its_district_finds_all_units_that_continue_it(unit):
    found = {commune.code for commune in find_communes(f"{unit.full_name}, {unit.district}")}
    assert set(unit.now) <= found


@pytest.mark.parametrize("district", FORMER_DISTRICTS)
def test_every_former_district_finds_the_units_that_hold_its_land(district):
    assert {c.code for c in find_communes(district)} == set(units_of_district(district))


def test_a_code_without_its_zero_is_unknown():
    assert commune_with_code("07090").full_name == "phường An Sinh"
    with pytest.raises(UnknownCommuneError, match="7090"):
        commune_with_code("7090")


@pytest.mark.parametrize("commune", COMMUNES, ids=lambda commune: commune.name)
def test_every_unit_is_found_by_its_own_name(commune):
    assert find_communes(commune.name)[0] == commune
    assert find_communes(commune.full_name)[0] == commune


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("cam pha", ["Cẩm Phả"], id="without marks"),
        pytest.param("DONG TRIEU", ["Đông Triều"], id="đ as d, in capitals"),
        pytest.param("xã Ba Chẽ", ["Ba Chẽ"], id="with its kind"),
        pytest.param("dac khu van don", ["Vân Đồn"], id="special zone without marks"),
        pytest.param(unicodedata.normalize("NFD", "Hồng Gai"), ["Hồng Gai"], id="decomposed"),
        pytest.param("P. Bãi Cháy", ["Bãi Cháy"], id="kind abbreviated"),
        pytest.param(
            "Móng Cái", ["Móng Cái 1", "Móng Cái 2", "Móng Cái 3"], id="three share the beginning"
        ),
        pytest.param("đặc khu Hải", [], id="kind excludes communes of that beginning"),
        pytest.param("phường Hải", ["Móng Cái 3", "Móng Cái 1"], id="only former wards begin so"),
        pytest.param("Phường Hà Phong", ["Hà Tu"], id="a ward that went into another"),
        pytest.param("xã Hạ Long", ["Vân Đồn"], id="its kind tells it from the ward of today"),
        pytest.param("Đại Dực", ["Tiên Yên", "Đông Ngũ"], id="divided: both are named"),
        pytest.param("Thanh Sơn", ["Uông Bí", "Ba Chẽ"], id="two of that name"),
        pytest.param("xã Thanh Sơn, huyện Ba Chẽ", ["Ba Chẽ"], id="the district tells which"),
        pytest.param(
            "xã Hải Lạng, huyện Tiên Yên",
            ["Hải Lạng", "Hải Hòa", "Ba Chẽ"],
            id="a former district beside the name means the former unit",
        ),
        pytest.param("thị trấn Cái Rồng", ["Vân Đồn"], id="a township"),
        pytest.param("thôn 3, xã Hải Lạng, tỉnh Quảng Ninh", ["Hải Lạng"], id="an address"),
        pytest.param("to 4 phuong ha tu quang ninh", ["Hà Tu"], id="address without commas"),
        pytest.param("Xã Đồng Rui, huyện Tiên Yên", ["Hải Lạng"], id="former name and district"),
        pytest.param("Xã Quan Lạn", ["Vân Đồn"], id="former name alone"),
        pytest.param("thon Son Hao xa Quan Lan cu", ["Vân Đồn"], id="former name in an address"),
        pytest.param(
            "thôn 5, H. Tiên Yên, tỉnh Quảng Ninh",
            ["Tiên Yên", "Điền Xá", "Đông Ngũ", "Hải Lạng", "Hải Hòa", "Ba Chẽ"],
            id="a district alone: every unit that holds its land",
        ),
        pytest.param("Hà Nội", [], id="elsewhere"),
        pytest.param("   ", [], id="nothing written"),
    ],
)
def test_a_unit_is_found_however_a_person_writes_it(written, expected):
    assert [commune.name for commune in find_communes(written)] == expected
