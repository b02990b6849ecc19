"""Where a petition probably belongs: the rules, one row each."""

import pytest

from feedback.domain.petitions import Kind
from feedback.domain.routing import Desk, Matter, barred, field_of, suggest

PROVINCE = Desk("ubt", "Ủy ban nhân dân tỉnh Quảng Ninh", "province")
HA_TU = Desk("hatu", "Ủy ban nhân dân phường Hà Tu", "commune", "06652", ("land", "waste"), "ubt")
HA_LAM = Desk("halam", "Ủy ban nhân dân phường Hà Lầm", "commune", "06676", ("land",), "ubt")
ENVIRONMENT = Desk(
    "nnmt", "Sở Nông nghiệp và Môi trường", "department", None, ("land", "environment"), "ubt"
)
BUILDING = Desk("xd", "Sở Xây dựng", "department", None, ("transport", "construction"), "ubt")
DESKS = (PROVINCE, HA_TU, HA_LAM, ENVIRONMENT, BUILDING)


def codes(**matter: object) -> list[str]:
    given = {"kind": Kind.REPORT, "field": "other"} | matter
    return [each.code for each in suggest(Matter(**given), DESKS)]


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        pytest.param(
            {"field": "land", "commune_code": "06652"}, ["hatu", "nnmt"],
            id="the place comes before the field",
        ),
        pytest.param(
            {"field": "transport", "commune_code": "06652"}, ["xd"],
            id="a commune is not asked for what it does not answer for",
        ),
        pytest.param(
            {"kind": Kind.COMPLAINT, "field": "land", "commune_code": "06652",
             "against": "Quyết định 118 của Sở Xây dựng"},
            ["xd", "hatu", "nnmt"],
            id="whose decision is complained of decides first",
        ),
        pytest.param(
            {"kind": Kind.DISCIPLINE_COMPLAINT, "field": "conduct", "commune_code": "06652",
             "against": "Quyết định kỷ luật số 88 của Giám đốc Sở Xây dựng"},
            ["xd"],
            id="who made the decision of discipline settles first",
        ),
        pytest.param(
            {"kind": Kind.DENUNCIATION, "field": "land", "commune_code": "06652",
             "against": "ông N., Chủ tịch phường Hà Tu"},
            ["ubt", "nnmt"],
            id="a denounced chair is passed over, the superior comes first",
        ),
        pytest.param(
            {"kind": Kind.DENUNCIATION, "field": "land", "commune_code": "06652",
             "text": "Chủ tịch UBND phường Hà Tu nhận tiền làm sổ đỏ"},
            ["ubt", "nnmt"],
            id="also when only the story names the chair",
        ),
        pytest.param({}, [], id="nothing known, nothing suggested"),
        pytest.param(
            {"text": "Bụi than từ bến bãi"}, ["nnmt"], id="words of the story name the field"
        ),
        pytest.param(
            {"text": "BUI THAN TU BEN BAI"}, ["nnmt"], id="also without marks, in capitals"
        ),
    ],
)  # fmt: skip
def test_agencies_are_suggested_by_rules(matter, expected):
    assert codes(**matter) == expected


def test_every_suggestion_gives_its_reason():
    found = suggest(Matter(Kind.REPORT, "land", "06652", "phường Hà Tu"), DESKS)
    assert [each.reason for each in found] == [
        "Nơi xảy ra: phường Hà Tu.",
        "Cơ quan của tỉnh phụ trách lĩnh vực này.",
    ]


def test_never_more_than_three():
    many = [Desk(str(n), f"Sở {n}", "department", None, ("land",)) for n in range(9)]
    assert len(suggest(Matter(Kind.REPORT, "land"), many)) == 3


@pytest.mark.parametrize(
    ("kind", "against", "expected"),
    [
        (Kind.DENUNCIATION, "bà T., Phó Chủ tịch UBND phường Hà Tu", {"hatu"}),
        (Kind.DENUNCIATION, "một cán bộ địa chính", set()),
        (Kind.COMPLAINT, "Chủ tịch UBND phường Hà Tu", set()),
    ],
    ids=["the named one", "nobody named, nobody barred", "a complaint goes to whom it is against"],
)  # fmt: skip
def test_the_denounced_never_receive(kind, against, expected):
    assert barred(kind, against, DESKS) == expected


@pytest.mark.parametrize(
    ("said", "text", "field"),
    [
        ("water", "đất bị thu hồi", "water"),
        ("other", "thu hồi đất không bồi thường", "land"),
        ("other", "rác chất đống", "waste"),
        ("other", "hôm nay trời đẹp", "other"),
        ("other", "xe rackiet", "other"),
    ],
    ids=["what is stated stands", "land", "waste", "no word", "a part of a word is no word"],
)
def test_the_field_is_the_one_stated_or_told(said, text, field):
    assert field_of(Matter(Kind.REPORT, said, text=text)) == field
