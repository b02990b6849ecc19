"""What the checks of a document find and what they leave alone, in rows that a jurist can read."""

from datetime import date

import pytest

from feedback.domain.letters.checks import Finding, Weight, Written, check, stopping

MUST, SHOULD = Weight.MUST, Weight.SHOULD
TODAY, RECEIVED = date(2026, 9, 10), date(2026, 8, 3)
WAYS_ON = (
    "Trong thời hạn 30 ngày có quyền khiếu nại lần hai hoặc khởi kiện vụ án hành chính tại Tòa án."
)
AUTHORITY = "Chủ tịch Ủy ban nhân dân xã Tiên Yên"


def written(text: str = "", *, letter: str = "settlement_decision", **given: object) -> Written:
    return Written(
        letter=letter,
        authority=AUTHORITY,
        petition_day=RECEIVED,
        today=TODAY,
        **{
            "texts": {"conclusion": text},
            "printed": WAYS_ON,
            "titles": {"report_date": "Ngày báo cáo xác minh"},
            **given,
        },
    )


def said(document: Written) -> list[tuple[Weight, str]]:
    return [(each.weight, str(each)) for each in check(document)]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Ông … khiếu nại.", "…"),
        ("Diện tích …… m².", "……"),
        ("Ngày .... tháng .... năm 2026", "...."),
        ("Số: ___/QĐ-UBND", "___"),
        ("ngày xx/xx/2026", "xx/xx"),
        ("Căn cứ [...] của Luật", "[...]"),
        ("Bà [họ và tên] cư trú tại", "[họ và tên]"),
        ("{người gửi} khiếu nại", "{người gửi}"),
    ],
)
def test_a_place_left_open_stops_the_document(text, blank):
    assert said(written(text)) == [(MUST, f"Còn chỗ chưa điền: “{blank}”.")]


@pytest.mark.parametrize(
    "text",
    [
        "Khiếu nại là đúng. Căn cứ khoản 2 Điều 31.",
        "Ông A.. trình bày (trích nguyên văn).",
        "Theo điểm a, b, c [1] của báo cáo.",
        "Thửa đất số 118, tờ bản đồ 12; 62,5 m².",
    ],
)
def test_what_is_complete_is_left_alone(text):
    assert said(written(text)) == []


@pytest.mark.parametrize(
    ("letter", "text", "found"),
    [
        ("settlement_decision", "TM. ỦY BAN NHÂN DÂN xã quyết định", True),
        ("second_settlement_decision", "TM. UBND tỉnh", True),
        ("settlement_decision", "Ủy ban nhân dân xã đã cung cấp hồ sơ.", False),
        ("reply", "TM. ỦY BAN NHÂN DÂN", False),
    ],
    ids=["the committee settles", "its abbreviation", "the committee is named", "a reply"],
)
def test_a_complaint_is_settled_by_the_head_in_person(letter, text, found):
    sentences = [sentence for _, sentence in said(written(text, letter=letter))]
    assert any("không ký thay mặt" in each and "Điều 17" in each for each in sentences) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chủ tịch UBND phường Hà Tu quyết định bồi thường.", "Chủ tịch UBND phường Hà Tu"),
        ("Giám đốc Sở Xây dựng kết luận như sau.", "Giám đốc Sở Xây dựng"),
        ("Chủ tịch UBND xã Tiên Yên quyết định bồi thường.", ""),
        ("Chủ tịch UBND phường Hà Tu đã quyết định lần đầu.", ""),
        ("Chủ tịch Ủy ban nhân dân phường Hà Tu có ý kiến.", ""),
    ],
    ids=["another commune", "a department", "the one who decides", "decided before", "an opinion"],
)
def test_another_head_who_decides_asks_for_a_second_look(text, found):
    expected = [f"“{found}” không phải người quyết định ở đây; xem lại thẩm quyền."] * bool(found)
    assert said(written(text)) == [(SHOULD, each) for each in expected]


@pytest.mark.parametrize(
    ("letter", "field", "text", "weight"),
    [
        ("settlement_decision", "particulars", "Giám đốc Sở Xây dựng quyết định bồi thường.", MUST),
        ("settlement_decision", "particulars", "1. Giám đốc Sở Y tế quyết định trả lại.", MUST),
        ("denunciation_conclusion", "measures", "Hủy. Giám đốc Sở Y tế kết luận sai.", MUST),
        ("settlement_decision", "particulars", "Giao Giám đốc Sở Y tế giải quyết.", SHOULD),
        ("settlement_decision", "conclusion", "Giám đốc Sở Y tế quyết định trả lại.", SHOULD),
        ("reply", "particulars", "Giám đốc Sở Y tế quyết định trả lại.", SHOULD),
    ],
    ids=["orders", "numbered", "measures", "told to decide", "reasoning", "decides nothing"],
)
def test_another_head_deciding_stops_a_decision_where_it_decides(letter, field, text, weight):
    looked_at = written(letter=letter, texts={field: text})
    assert [(each.weight, each.field) for each in check(looked_at)] == [(weight, field)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Họp ngày 31/02/2026.", [(MUST, "Không có ngày “31/02/2026” trong lịch.")]),
        (
            "Họp ngày 30 tháng 02 năm 2026.",
            [(MUST, "Không có ngày “ngày 30 tháng 02 năm 2026” trong lịch.")],
        ),
        (
            "Đoàn đã đo lại ngày 12/12/2026.",
            [(SHOULD, "Việc nói là đã xảy ra nhưng ngày chưa đến: “12/12/2026”.")],
        ),
        ("Phải xong trước ngày 12/12/2026.", []),
        ("Đoàn đã đo lại. Hạn chót là ngày 12/12/2026.", []),
        ("Văn bản số 31/2019/NĐ-CP và 12/BC-UBND.", []),
    ],
    ids=["no such day", "in words", "past and ahead", "a duty to come", "two sentences", "numbers"],
)
def test_days_in_a_text(text, sentences):
    assert said(written(text)) == sentences


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("report_date", date(2026, 9, 11), "ngày này chưa đến"),
        ("report_date", date(2026, 9, 10), ""),
        ("report_date", date(2026, 8, 2), "ngày này trước ngày nhận đơn (03/08/2026)"),
        ("report_date", date(2026, 8, 3), ""),
        ("dialogue_on", date(2026, 9, 20), ""),
        ("enforce_by", date(2026, 7, 1), "ngày này trước ngày nhận đơn (03/08/2026)"),
        ("known_on", date(2026, 1, 1), ""),
    ],
)
def test_days_that_are_stated(name, day, found):
    sentences = [sentence for _, sentence in said(written(days={name: day}))]
    assert [found in each for each in sentences] == [True] * bool(found)


@pytest.mark.parametrize(
    ("letter", "printed", "lacking"),
    [
        ("settlement_decision", WAYS_ON, []),
        ("settlement_decision", WAYS_ON.replace("30 ngày", "45 ngày"), []),
        ("settlement_decision", WAYS_ON.replace("30 ngày", "20 ngày"), ["thời hạn khiếu nại"]),
        ("settlement_decision", "Chịu trách nhiệm thi hành.",
         ["quyền khiếu nại lần hai", "thời hạn khiếu nại", "quyền khởi kiện"]),
        ("second_settlement_decision", "Có quyền khởi kiện tại Tòa án.", []),
        ("second_settlement_decision", "Quyết định có hiệu lực.", ["quyền khởi kiện"]),
        ("reply", "Trân trọng.", []),
    ],
)  # fmt: skip
def test_a_decision_says_what_may_be_done_against_it(letter, printed, lacking):
    sentences = [sentence for _, sentence in said(written(letter=letter, printed=printed))]
    assert len(sentences) == len(lacking)
    assert all(what in sentence for what, sentence in zip(lacking, sentences, strict=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Liên hệ 0912 345 678.", "số điện thoại “0912 345 678”"),
        ("Liên hệ +84912345678.", "số điện thoại “+84912345678”"),
        ("Số căn cước 022090001234.", "số định danh “022090001234”"),
        ("Viết thư tới nguoi.dan@vidu.vn.", "địa chỉ thư điện tử “nguoi.dan@vidu.vn”"),
        ("Số tiền 120000000 đồng, quyết định số 12/QĐ-UBND.", ""),
        ("Ngày 12/9/2026, mã hồ sơ H49.117-260914-0003.", ""),
    ],
)
def test_what_the_denounced_reads_leads_to_nobody(text, found):
    secret = said(written(text, letter="denounced_notice"))
    assert [found in sentence and "Điều 56" in sentence for _, sentence in secret] == [True] * bool(
        found
    )
    assert said(written(text, letter="reply")) == []


AGAIN = "Trong thời hạn {} ngày có quyền khiếu nại lần hai đến cấp trên{}."
COURT = " hoặc khởi kiện vụ án hành chính"


@pytest.mark.parametrize(
    ("letter", "dismissal", "printed", "lacking"),
    [
        ("discipline_settlement_decision", False, AGAIN.format(10, ""), []),
        ("discipline_settlement_decision", False, AGAIN.format(30, ""), ["Điều 48"]),
        ("discipline_settlement_decision", False, "Thi hành.", ["Điều 54", "Điều 48"]),
        ("discipline_settlement_decision", True, AGAIN.format(30, COURT), []),
        ("discipline_settlement_decision", True, AGAIN.format(10, COURT), ["Điều 48"]),
        ("discipline_settlement_decision", True, AGAIN.format(30, ""), ["Điều 54"]),
        ("second_discipline_settlement_decision", False, "Thi hành.", []),
        ("second_discipline_settlement_decision", True, "Thi hành.", ["Điều 56"]),
        ("second_discipline_settlement_decision", True, COURT, []),
    ],
)
def test_a_decision_on_discipline_says_the_ways_its_law_gives(letter, dismissal, printed, lacking):
    looked_at = written(letter=letter, dismissal=dismissal, printed=printed)
    sentences = [sentence for _, sentence in said(looked_at)]
    assert len(sentences) == len(lacking)
    assert all(what in sentence for what, sentence in zip(lacking, sentences, strict=True))


def test_signs_no_face_has_are_named():
    found = check(written("Đất 😀 của ông Hòa", drawable=frozenset(map(ord, "Đất của ông Hòa"))))
    assert found == (Finding(MUST, "conclusion", "Phông chữ không in được: 😀."),)


def test_what_nobody_sees_is_no_sign():
    joined = "của\u200b ông\u200d Hòa\ufeff"
    assert check(written(joined, drawable=frozenset(map(ord, "của ông Hòa")))) == ()


def test_signs_the_citizen_wrote_are_told_with_what_will_be_printed_and_stop_nothing():
    faces = frozenset(map(ord, "Đất của ông Hòa"))
    (found,) = check(written("Đất", contents="Đất 😀 漢 của ông Hòa", drawable=faces))
    assert (found.weight, found.field) == (SHOULD, "")
    assert found.sentence == "Đơn có ký hiệu phông chữ không in được: 😀 漢; sẽ in “\ufffd”."


def test_missing_contents_come_with_their_article():
    absent = (("conclusion", "nhận định làm cơ sở kết luận", "Điều 31 khoản 2 điểm g"),)
    (found,) = check(written(absent=absent))
    assert (found.field, found.weight) == ("conclusion", MUST)
    assert str(found) == "Còn thiếu: nhận định làm cơ sở kết luận. (Điều 31 khoản 2 điểm g)"


def test_what_stops_the_document_comes_first():
    found = check(written("Giám đốc Sở Xây dựng quyết định … trước ngày 31/02/2026."))
    assert [each.weight for each in found] == [MUST, MUST, SHOULD]
    assert len(stopping(found)) == 2


@pytest.mark.parametrize(
    ("letter", "weight", "found"),
    [
        ("settlement_decision", SHOULD, [SHOULD]),
        ("denunciation_conclusion", MUST, [MUST]),
        ("reply", SHOULD, []),
        ("settlement_decision", None, []),
    ],
)
def test_a_deputy_in_the_heads_stead_is_pointed_out_where_the_head_decides(letter, weight, found):
    said_of_it = check(written(letter=letter, deputy=weight))
    assert [each.weight for each in said_of_it if "ký thay" in str(each)] == found
