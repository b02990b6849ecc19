"""A complaint on its way through the officers' pages, as far as several files of tests need it."""

from typing import Any

from tests.factories import at
from tests.integration.office.conftest import Office


def accepted_complaint(office: Office, **lodged: Any) -> int:
    """A complaint of 3 August 2026 accepted by the commune on the 6th; the id of its case."""
    petition = office.lodge(at("2026-08-03"), **lodged)
    office.act(
        "tiepnhan", "2026-08-04", petition, "classify",
        kind="complaint", field="land", agency="xa tien yen",
    )  # fmt: skip
    office.act("canboxa", "2026-08-05", petition, "record_signature", signature_form="counter")
    office.act("canboxa", "2026-08-05", petition, "propose_acceptance", reason="Đủ điều kiện.")
    office.act("canboxa", "2026-08-05", petition, "accept")
    office.approve("chutichxa", "2026-08-06")
    return office.case_of(petition)


def assigned_complaint(office: Office, **lodged: Any) -> int:
    """The same, under verification from the 7th on."""
    case = accepted_complaint(office, **lodged)
    office.act("chutichxa", "2026-08-07", case, "assign", officer="xacminh")
    return case
