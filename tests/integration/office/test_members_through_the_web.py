"""Many complain together and each gets a decision of their own: made, signed, sealed, delivered."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from feedback.extensions import db
from feedback.jobs import letters as jobs
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from tests.client import texts
from tests.factories import at
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_complaint_through_the_web import SETTLEMENT
from tests.integration.office.test_verification_through_the_web import accepted

SENDER = "Nguyễn Văn Hòa; thôn Đồng Mạ, xã Tiên Yên"
DAY = "2026-08-18"


def people(count: int) -> str:
    others = (f"bà Người Thứ {number:03d}; thôn Đồng Mạ" for number in range(2, count + 1))
    return "\n".join((SENDER, *others))


def verified(office: Office, count: int) -> int:
    """A case of so many people, verified elsewhere and ready to be settled."""
    case = accepted(office, people=count)
    office.act(
        "canboxa", "2026-08-07", case, "entrust_verification",
        verifier="Thanh tra tỉnh Quảng Ninh", officer="xacminh", to_verify="Nguồn gốc đất.",
        **day_fields("verify_by", "2026-09-01"),
    )  # fmt: skip
    office.approve("chutichxa", "2026-08-07")
    office.act(
        "xacminh", "2026-08-14", case, "report_verification",
        findings="Đất sử dụng từ năm 1991.", claim_differs="no",
        report_number="12/BC-TTr", **day_fields("report_date", "2026-08-13"),
    )  # fmt: skip
    office.render(at("2026-08-14", 15))
    return case


def settled(office: Office, count: int) -> int:
    case = verified(office, count)
    said = SETTLEMENT | {"joint_people": people(count), "joint_form": "each"}
    office.act("xacminh", "2026-08-17", case, "settle", **said)
    answer = office.approve("chutichxa", DAY)
    assert answer.status_code == 302, texts(answer.text)
    return case


def work(office: Office, what: str, day: str = DAY, hour: int = 11) -> None:
    """What the worker does with the newest row that waits for this."""
    with office.app.app_context():
        found = select(OutboxItem.id).where(OutboxItem.payload.has_key(what))
        row = db.session.scalars(found.order_by(OutboxItem.id.desc()).limit(1)).one()
        db.session.remove()
        jobs.MAKERS[what](row, at(day, hour))


def decisions(office: Office) -> Sequence[IssuedLetter]:
    with office.app.app_context():
        found = select(IssuedLetter).where(IssuedLetter.name == "settlement_decision")
        return db.session.scalars(found.order_by(IssuedLetter.id)).all()


def test_three_hundred(office):
    import time
    t=time.perf_counter()
    case = verified(office, 300)
    said = SETTLEMENT | {"joint_people": people(300), "joint_form": "each"}
    print('verified', time.perf_counter()-t); t=time.perf_counter()
    a=office.act("xacminh", "2026-08-17", case, "settle", **said)
    print('settle', a.status_code, time.perf_counter()-t); t=time.perf_counter()
    print(texts(a.text)[-1500:] if a.status_code!=302 else '')
    a=office.approve("chutichxa", DAY)
    print('approve', a.status_code, time.perf_counter()-t); t=time.perf_counter()
    work(office, "batch")
    print('render', time.perf_counter()-t); t=time.perf_counter()
    with office.desk("chutichxa", DAY, 12) as head:
        page = head.get("/can-bo/ky")
        print(texts(page.text)[-900:])
        print('page', time.perf_counter()-t); t=time.perf_counter()
        import re
        act = re.search(r"/ky/ca-loat/(\d+)/settlement_decision", page.text).group(1)
        r = head.post(f"/can-bo/ky/ca-loat/{act}/settlement_decision")
        print('press', r.status_code, time.perf_counter()-t); t=time.perf_counter()
        work(office, "signatures")
        print('sign', time.perf_counter()-t); t=time.perf_counter()
        print(texts(head.get("/can-bo/ky").text)[-500:])
    with office.desk("vanthuxa", DAY, 13) as clerk:
        page = clerk.get("/can-bo/ky")
        print(texts(page.text)[-600:])
        r = clerk.post(f"/can-bo/ky/ca-loat/{act}/settlement_decision")
        t=time.perf_counter()
        work(office, "signatures")
        print('seal', time.perf_counter()-t); t=time.perf_counter()
    with office.desk("xacminh", DAY, 14) as visitor:
        p=visitor.get(f"/can-bo/vu-viec/{case}")
        print('file', p.status_code, len(p.text), time.perf_counter()-t)
