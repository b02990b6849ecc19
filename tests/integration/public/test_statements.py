"""How many statements a citizen's pages send: a fixed small number, whatever the rows."""

from feedback.services.lodging import submission
from feedback.vault.codes import new_code
from tests.factories import a_lodging, at


def test_following_costs_ten_statements_however_much_there_is_to_follow(
    visitor, house, keys, statements
):
    code = new_code()
    submission.submit(a_lodging(code=code), keys, at("2026-11-16"))
    assert visitor.answer("/tra-cuu", {"code": code}).status_code == 200
    statements()
    visitor.answer("/tra-cuu", {"code": code})
    few = statements()
    for number in range(3):
        said = {"information": f"Thêm điều thứ {number}."}
        assert visitor.post("/tra-cuu/bo-sung", said).status_code == 200
        visitor.get("/tra-cuu")
        statements()
        visitor.answer("/tra-cuu", {"code": code})
        assert len(statements()) == len(few) == 10


def test_sending_costs_twenty_four_statements_and_the_receipt_nine(written, statements):
    counted = []
    for _ in range(2):
        visitor = written("report")
        visitor.get("/gui-don/cam-doan")
        statements()
        assert visitor.post("/gui-don/cam-doan", {"sworn": "y"}).status_code == 303
        sent = len(statements())
        assert visitor.get("/bien-nhan").status_code == 200
        counted.append((sent, len(statements())))
        visitor.drop_cookie("draft")
    assert counted[-1] == (24, 9)
