"""Following a petition: one answer to every wrong code, to the right one only what is its own."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import event, select

from feedback.demo.issuing import issue, issue_waiting
from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.history.merkle import Frontier
from feedback.domain.petitions import Kind
from feedback.extensions import db, queues
from feedback.models.act import PerformedAct
from feedback.models.arrival import Arrival, ArrivalKey
from feedback.models.entry import Entry, LogHead
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.queries.tracking import tracked
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.lodging import arrivals, citizens, drafts, submission
from feedback.services.log.checkpoint_store import CheckpointStore, Sealed
from feedback.settings.choices import DatabaseRole
from feedback.vault.codes import grouped, new_code
from tests.client import Visitor, texts
from tests.factories import a_lodging, at
from tests.tools import time_codes

CODE = new_code()
WRONG = {
    "unknown": new_code(),
    "a letter wrong": ("1" if CODE[0] == "0" else "0") + CODE[1:],
    "too short": "ABCD",
    "too long": CODE + "00",
    "a register number": "QN-2026-00001",
    "a telephone number": "0912345678",
    "arabic digits": "٠" * 28,
    "full width": "０" * 28,
    "NUL": "AB\x00CD",
    "SQL": "' or 1=1 --",
    "markup": "<script>alert(1)</script>",
    "endless": "0" * 100_000,
}


@pytest.fixture
def lodged(house, keys):
    """A complaint under ``CODE``; says its id."""
    return submission.submit(a_lodging(code=CODE), keys, at("2026-11-16"))


def look(visitor: Visitor, code: str = CODE, **options: Any):
    return visitor.answer("/tra-cuu", {"code": code}, **options)


def from_elsewhere(number: int) -> dict[str, Any]:
    """Options of a request that comes from a neighbourhood of its own."""
    return {"environ_overrides": {"REMOTE_ADDR": f"203.0.{number}.7"}}


def test_the_holder_of_the_code_sees_the_five_things(visitor, lodged):
    said = texts(look(visitor).text)
    for words in ("Rõ việc Khiếu nại", "QN-2026-00001", "Ban Tiếp công dân tỉnh", "Lê Văn Thụ",
                  "Thông báo thụ lý hoặc không thụ lý", "Rõ kết quả Chưa có"):  # fmt: skip
        assert words in said


@pytest.mark.parametrize("typed", [
    pytest.param(CODE.lower(), id="small letters"),
    pytest.param(grouped(CODE), id="in groups with hyphens"),
    pytest.param(" ".join(CODE), id="letter by letter"),
    pytest.param(CODE.replace("0", "O").replace("1", "l"), id="letters for figures"),
])  # fmt: skip
def test_a_code_is_read_as_people_write_it(visitor, lodged, typed):
    assert look(visitor, typed).status_code == 200


def test_every_wrong_code_gets_the_same_answer(visitor, lodged):
    """Status, headers and body are one; only what was typed comes back in the box."""
    bodies, headers = set(), set()
    for number, typed in enumerate(WRONG.values()):
        answer = look(visitor, typed, **from_elsewhere(number))
        assert answer.status_code == 422
        bodies.add(_without_what_was_typed(answer.text))
        headers.add(tuple(sorted((k, v) for k, v in answer.headers if k in _STEADY)))
    assert len(bodies) == 1
    assert len(headers) == 1


_STEADY = {"Content-Type", "Cache-Control", "Referrer-Policy", "X-Robots-Tag", "Vary"}


def _without_what_was_typed(html: str) -> str:
    head, _, rest = html.partition('<input aria-describedby="code-hint code-error"')
    return texts(head + rest.partition(">")[2])


def test_a_wrong_code_takes_the_statements_of_an_unknown_one(visitor, lodged):
    look(visitor, "ABCD", **from_elsewhere(0))
    assert statements(lambda: look(visitor, WRONG["unknown"], **from_elsewhere(1))) == statements(
        lambda: look(visitor, WRONG["too short"], **from_elsewhere(2))
    )


def test_past_ten_a_minute_a_neighbourhood_waits_and_a_right_code_still_opens(visitor, lodged):
    """The answer says the same of every wrong code; nobody is locked out by a neighbour."""
    for _ in range(10):
        assert look(visitor, new_code()).status_code == 422
    late = [look(visitor, typed) for typed in WRONG.values()]
    assert {answer.status_code for answer in late} == {429}
    assert {answer.headers["Retry-After"] for answer in late} == {"60"}
    assert len({texts(answer.text) for answer in late}) == 1
    assert "mã đúng vẫn mở được ngay" in texts(late[0].text)
    assert look(visitor, new_code(), **from_elsewhere(1)).status_code == 422
    assert look(visitor).status_code == 200


def test_neither_the_time_of_the_queues_server_nor_its_absence_lets_more_through(
    visitor, lodged, monkeypatch
):
    """Windows lie in PostgreSQL: with Redis away they count on."""
    monkeypatch.setattr(queues, "_connection", Redis.from_url("redis://127.0.0.1:1"))
    for _ in range(10):
        assert look(visitor, new_code()).status_code == 422
    assert look(visitor, new_code()).status_code == 429


def test_after_a_minute_wrong_codes_are_read_again_and_after_a_day_forgotten(house, session):
    network = "203.0.113.0/24"
    begun = at("2026-11-16")
    assert [arrivals.wrong_code_came(network, begun) for _ in range(11)] == [False] * 10 + [True]
    assert not arrivals.wrong_code_came(network, begun + timedelta(seconds=60))
    assert not arrivals.wrong_code_came("203.0.114.0/24", begun)
    kept = session.scalars(select(Arrival.prefix)).all()
    assert all(network.encode() not in prefix for prefix in kept)
    arrivals.forget_old(begun + timedelta(days=2))
    assert session.scalars(select(Arrival.id)).all() == []
    assert session.scalars(select(ArrivalKey.day)).all() == []


def test_the_time_of_a_look_up_does_not_tell_what_is_wrong(lodged, session, keys):
    """A sample of figure Z2; ten thousand pairs are ``python -m tests.tools.time_codes``."""
    found = time_codes.measured(session, keys, 400)
    assert max(map(abs, found.values())) < time_codes.LIMIT, found


def test_a_shortcut_for_bad_check_letters_is_seen_in_the_time(lodged, session, keys, monkeypatch):
    """The measurement above can fail: a build that answers a slip without looking it up."""
    honest = citizens.petition_of_code

    def hasty(session, typed, keys):
        if citizens.read_code(typed) is None:
            raise NotFoundError(citizens.UNKNOWN)
        return honest(session, typed, keys)

    monkeypatch.setattr(citizens, "petition_of_code", hasty)
    found = time_codes.measured(session, keys, 400)
    assert min(map(abs, found.values())) > time_codes.LIMIT, found


@pytest.mark.parametrize(
    "path", ["/tra-cuu/bo-sung", "/tra-cuu/rut-don", "/tra-cuu/rut-mot-phan", "/tra-cuu/van-ban"]
)
def test_no_action_without_the_code(visitor, lodged, session, path):
    look(visitor)
    fields = {"code": WRONG["unknown"], "information": "x", "reason": "x", "sure": "y"}
    assert visitor.post(path, fields).status_code == 404
    assert session.scalars(select(PerformedAct.action)).all() == ["submit"]


# Adding and withdrawing


def test_information_is_added_and_shown(visitor, lodged, session):
    look(visitor)
    answer = visitor.post("/tra-cuu/bo-sung", {"information": "Tôi có thêm ảnh chụp năm 1991."})
    assert answer.status_code == 200
    assert "Đã ghi nhận phần bổ sung" in answer.text
    assert "Tôi có thêm ảnh chụp năm 1991." in answer.text
    acts = session.scalars(select(PerformedAct.action).order_by(PerformedAct.id)).all()
    assert acts == ["submit", "add_information"]


def test_the_same_words_posted_twice_are_added_once(visitor, lodged, session):
    look(visitor)
    for _ in range(2):
        assert visitor.post("/tra-cuu/bo-sung", {"information": "Một lần."}).status_code == 200
    assert len(session.scalars(select(PerformedAct)).all()) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"information": ""}, "Viết điều bạn muốn bổ sung", id="empty"),
        pytest.param({"information": "x" * 4001}, "tối đa 4.000", id="too long"),
        pytest.param({"information": "Còn đây.", "csrf_token": "old"}, "mở quá lâu", id="stale"),
    ],
)
def test_wrong_additions_are_shown_again_with_the_text(visitor, lodged, session, fields, said):
    look(visitor)
    answer = visitor.post("/tra-cuu/bo-sung", fields)
    assert answer.status_code == 422
    assert "<title>Lỗi: " in answer.text
    assert said in answer.text
    assert fields["information"] in answer.text
    assert session.scalars(select(PerformedAct.action)).all() == ["submit"]


def test_a_withdrawal_needs_a_reason_and_a_tick(visitor, lodged, session):
    look(visitor)
    answer = visitor.post("/tra-cuu/rut-don", {"reason": "Đã thỏa thuận xong."})
    assert answer.status_code == 422
    assert "Đánh dấu vào ô này để rút đơn." in answer.text
    assert "Đã thỏa thuận xong." in answer.text
    answer = visitor.post("/tra-cuu/rut-don", {"reason": "Đã thỏa thuận xong.", "sure": "y"})
    assert answer.status_code == 200
    session.expire_all()
    assert session.get_one(Petition, lodged).state == "withdrawn"
    again = visitor.post("/tra-cuu/rut-don", {
        "code": CODE, "reason": "Đã thỏa thuận xong.", "sure": "y"})  # fmt: skip
    assert again.status_code == 200
    assert "Hồ sơ đã kết thúc" in again.text


def test_what_is_no_longer_lawful_is_refused_with_its_reason(visitor, lodged, house):
    look(visitor)
    citizens.withdraw(lodged, "Thôi.", clock.now())
    answer = visitor.post("/tra-cuu/bo-sung", {"information": "Nói thêm."})
    assert answer.status_code == 422
    assert "Không thể “Bổ sung thông tin”" in answer.text


# The case it becomes


def accepted(keys, province, code: str = CODE) -> int:
    """A complaint proposed and accepted; the case's notice is rendered. Says the petition."""
    petition_id = submission.submit(a_lodging(code=code), keys, at("2026-11-02"))
    officer, head = province.commune_officer, province.commune_head
    kind = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition_id, "classify", province.receptionist, at("2026-11-03"), kind)
    casework.apply(
        petition_id, "record_signature", officer, at("2026-11-04"), {"signature_form": "paper"}
    )
    casework.apply(petition_id, "propose_acceptance", officer, at("2026-11-04"), {"reason": "Đủ."})
    proposal = proposals.propose(petition_id, "accept", officer, at("2026-11-05"), {})
    proposals.approve(proposal, head, at("2026-11-06"))
    return petition_id


def render_all(session, now: datetime) -> None:
    for letter in session.scalars(select(IssuedLetter.id)).all():
        issue(letter, now)


def test_an_accepted_petition_is_followed_as_its_case_with_its_documents(
    visitor, session, keys, province
):
    accepted(keys, province)
    assert "Tải “" not in look(visitor).text, "nothing is shown before it is issued"
    render_all(session, at("2026-11-06"))
    seen = look(visitor)
    said = texts(seen.text)
    assert "Giải quyết khiếu nại lần đầu" in said
    assert "Phiếu đề xuất" not in said
    letter = session.scalars(
        select(IssuedLetter).where(IssuedLetter.name == "acceptance_notice")
    ).one()
    answer = visitor.post("/tra-cuu/van-ban", {"document": letter.uid.hex})
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_over_a_database_that_is_behind_a_document_is_handed_out_and_nothing_noted(
    visitor, session, keys, province, settings
):
    """Whoever waits for a decision gets it; when all is there again, the first opening counts."""
    accepted(keys, province)
    render_all(session, at("2026-11-06"))
    letter = session.scalars(
        select(IssuedLetter).where(IssuedLetter.name == "acceptance_notice")
    ).one()
    store, size = CheckpointStore(settings.checkpoints_dir), session.scalar(select(LogHead.size))
    newest = session.scalars(select(Entry.leaf).where(Entry.index == size - 1)).one()
    for lost, opened in ((1, 0), (0, 1)):
        store.keep(sealed(size + lost, newest))
        look(visitor)
        answer = visitor.post("/tra-cuu/van-ban", {"document": letter.uid.hex})
        assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
        session.rollback()
        assert session.scalar(select(LogHead.size)) == size + opened


def sealed(size: int, leaf: bytes) -> Sealed:
    """What the sealer keeps of a log of this size that ends in this leaf."""
    return Sealed(frontier=Frontier(size, [bytes(32)] * size.bit_count()), last_leaf=leaf)


def test_papers_of_the_office_and_of_others_are_not_handed_out(visitor, session, keys, province):
    accepted(keys, province)
    other = new_code()
    accepted(keys, province, other)
    render_all(session, at("2026-11-06"))
    own = tracked(
        session, session.scalars(select(Petition.id)).first() or 0, at("2026-11-06").date()
    )
    foreign = [
        letter.uid.hex
        for letter in session.scalars(select(IssuedLetter))
        if letter.uid not in {mine.uid for mine in own.letters}
    ]
    assert len(foreign) >= 3
    for uid in foreign:
        look(visitor)
        assert visitor.post("/tra-cuu/van-ban", {"document": uid}).status_code == 404


def test_slips_about_a_violation_stay_between_the_bodies(visitor, session, keys, province):
    """The same slip about a report is shown: it names its sender among the recipients."""
    shown = []
    for kind in (Kind.REPORT, Kind.DENUNCIATION):
        code = new_code()
        petition_id = submission.submit(a_lodging(kind, code=code), keys, at("2026-11-02"))
        sorted_as = {"kind": kind, "field": "land", "agency": "X06862"}
        casework.apply(petition_id, "classify", province.receptionist, at("2026-11-03"), sorted_as)
        passed = {"agency": "SXD", "reason": "Thuộc thẩm quyền của Sở."}
        officer, head = province.commune_officer, province.commune_head
        proposal = proposals.propose(petition_id, "transfer", officer, at("2026-11-04"), passed)
        proposals.approve(proposal, head, at("2026-11-05"))
        issue_waiting(petition_id, at("2026-11-05"))
        shown.append("Phiếu chuyển" in look(visitor, code).text)
    assert shown == [True, False]


def test_withdrawing_an_accepted_complaint_is_told_to_the_case(visitor, session, keys, province):
    petition_id = accepted(keys, province)
    look(visitor)
    answer = visitor.post("/tra-cuu/rut-don", {"reason": "Thôi.", "sure": "y"})
    assert answer.status_code == 200
    assert "Người gửi đã rút đơn" in answer.text
    session.expire_all()
    case = session.get_one(Subject, session.get_one(Petition, petition_id).case_id)
    assert case.state == "accepted"


def test_a_joined_petition_shows_and_moves_nothing_of_the_other_file(
    visitor, session, keys, province
):
    first = accepted(keys, province)
    code = new_code()
    second = submission.submit(a_lodging(code=code), keys, at("2026-11-09"))
    kind = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(second, "classify", province.receptionist, at("2026-11-09"), kind)
    original = session.get_one(Petition, first)
    join = {"original": f"QN-2026-{original.number:05d}", "reason": "Trùng nội dung."}
    casework.apply(second, "join", province.commune_officer, at("2026-11-10"), join)
    render_all(session, at("2026-11-10"))
    seen = look(visitor, code)
    said = texts(seen.text)
    assert "nhập vào đơn đó để giải quyết chung" in said
    assert "Thông báo" not in said
    answer = visitor.post("/tra-cuu/rut-don", {"code": code, "reason": "Thôi.", "sure": "y"})
    assert answer.status_code == 422
    assert (
        session.scalars(select(PerformedAct).where(PerformedAct.action == "withdraw")).all() == []
    )


# Cost


def statements(act) -> int:
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted.append(statement)

    engine = db.engines[DatabaseRole.PUBLIC]
    event.listen(engine, "before_cursor_execute", count)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_a_page_costs_few_statements_and_no_more_when_much_has_happened(
    visitor, session, keys, province
):
    plain = new_code()
    submission.submit(a_lodging(Kind.REPORT, code=plain), keys, at("2026-11-02"))
    busy = accepted(keys, province)
    for number in range(10):
        citizens.add_information(busy, f"Bổ sung lần {number}.", at("2026-11-12"))
    look(visitor, plain)
    few, many = statements(lambda: look(visitor, plain)), statements(lambda: look(visitor))
    assert few <= 12
    assert many <= few + 2


def test_drafts_nobody_touches_are_erased_after_thirty_days(house):
    key, _ = drafts.begin(Kind.REPORT, at("2026-10-01"))
    drafts.begin(Kind.REPORT, at("2026-11-01"))
    assert drafts.read(key, at("2026-11-02")) is None
    assert drafts.forget_old(at("2026-11-02")) == 1
    assert drafts.forget_old(at("2026-11-02")) == 0


def test_the_sender_reads_in_plain_words_why_a_date_is_that_date(visitor, lodged):
    said = texts(look(visitor).text)
    for words in (
        "Thời hạn là 7 ngày làm việc.",
        "khoản 1 Điều 16 Nghị định 124/2020/NĐ-CP",
        "Theo quy định áp dụng từ ngày 01/07/2026.",
        "Bắt đầu từ việc: nhận khiếu nại, ngày 16/11/2026.",
        "Ngày 16/11/2026 chưa tính; bắt đầu đếm từ ngày hôm sau.",
        "Không tính 24/11/2026: Ngày Văn hóa Việt Nam.",
        "Đếm đủ thì đến ngày 26/11/2026.",
        "7 ngày được tính và 3 ngày không tính là 10 ngày",
    ):
        assert words in said
    for words in ("Bản quy tắc", "là ngày 0", "Mốc cảnh báo"):
        assert words not in said
