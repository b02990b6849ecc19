"""Copies by COPY are worked like any other petition: in the queue, in the search, by the sweep."""

import pytest

from feedback.demo.bulk import multiply
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.acts import casework
from feedback.services.drafting import proposals
from feedback.services.ladder import escalation
from tests.client import texts
from tests.factories import at, read_province

LODGED, NOW = at("2026-08-03"), at("2026-08-19")
COPIES = 60


@pytest.fixture
def worked(office):
    """One petition of each kind, one of them accepted as a case, the late ones escalated."""
    ids = {kind: office.lodge(LODGED, kind=kind) for kind in Kind}
    # the context ends before a page is asked for: a request within it would share who reads
    with office.app.app_context():
        _work(ids[Kind.COMPLAINT], read_province(db.session()))
        assert escalation.escalate_overdue(NOW).escalations
    return ids


def _work(complaint, province):
    officer = province.commune_officer
    route = {"kind": "complaint", "field": "land", "agency": "X06862"}
    paper = {"signature_form": "paper"}
    casework.apply(complaint, "classify", province.receptionist, at("2026-08-04"), route)
    casework.apply(complaint, "record_signature", officer, at("2026-08-05"), paper)
    casework.apply(complaint, "propose_acceptance", officer, at("2026-08-05"), {"reason": "Đủ."})
    draft = proposals.propose(complaint, "accept", officer, at("2026-08-06"), {})
    proposals.approve(draft, province.commune_head, at("2026-08-07"))


@pytest.fixture
def copied(office, worked):
    with office.app.app_context():
        multiply(COPIES, NOW, lambda _: None, originals_at_most=len(Kind))


def test_a_copy_is_in_the_queue_of_its_agency_and_has_its_page(office, copied):
    newest = office.one("select max(id) from legal_case")
    paper = office.one("select id from petition where case_id = :case", case=newest)
    with office.desk("canboxa", "2026-08-20") as visitor:
        assert f'value="{newest}"' in visitor.get("/can-bo?xem=tat-ca").text
        page = texts(visitor.get(f"/can-bo/vu-viec/{newest}").text)
        assert f'href="/can-bo/don/{paper}"' in visitor.get(f"/can-bo/vu-viec/{newest}").text
    assert "Giải quyết khiếu nại lần đầu" in page
    assert "Nguyễn Văn Hòa" in page


def test_a_copy_is_found_by_its_words(office, copied):
    with office.desk("tiepnhan", "2026-08-20") as visitor:
        found = visitor.get("/can-bo/tim?q=boi thuong").text
    newest = office.one(
        "select max(s.id) from subject s join agency a on a.id = s.agency_id where a.code = 'BTCD'"
    )
    assert f"/can-bo/don/{newest}" in found


def test_copies_climb_the_ladder_like_others(copied, house):
    later = at("2026-11-20")
    found = escalation.escalate_overdue(later, trusted=True)
    assert found.escalations > COPIES
    assert escalation.escalate_overdue(later, trusted=True).escalations == 0


def test_where_there_is_nothing_nothing_is_copied(house):
    with pytest.raises(LookupError, match="no petition to copy"):
        multiply(1, NOW, lambda _: None, originals_at_most=1)
