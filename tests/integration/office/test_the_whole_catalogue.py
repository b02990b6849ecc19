"""Every document of the catalogue, issued through the pages by those who may, and found genuine."""

import json
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import page as validation
import pikepdf
import pytest

from feedback.domain.letters.catalogue import LETTERS
from feedback.letters.render import DATA_FILE
from tests.client import texts
from tests.integration.office import ways_at_the_desk as desk
from tests.integration.office import ways_of_complaints as complaints
from tests.integration.office import ways_of_denunciations as denunciations
from tests.integration.office.walking import Walk

ARCHIVE = validation.ValidationProfile.PDF_A_3A

#: A way, and the documents it is walked for; every document has one way.
WAYS: dict[Callable[[Walk], None], str] = {
    complaints.verified_by_a_team: """receipt papers_receipt proposal_slip acceptance_notice
        verification_decision information_request working_minutes evidence_receipt
        assessment_request verification_report""",
    complaints.stayed_suspended_late_and_withdrawn: """stay_decision stay_lifting_decision
        complexity_record suspension_decision resumption_decision delay_explanation
        termination_decision""",
    complaints.settled_published_corrected_and_carried_out: """verification_assignment
        dialogue_invitation dialogue_minutes settlement_decision post_list delivery_receipt
        public_notice correction_letter enforcement_assignment""",
    complaints.settled_twice: "advisory_council_decision second_settlement_decision",
    complaints.discipline_settled_twice: """discipline_settlement_decision
        second_discipline_settlement_decision""",
    denunciations.concluded_and_made_public: """denunciation_acceptance_decision denouncer_notice
        denounced_notice verification_team_decision denunciation_minutes denunciation_team_report
        denunciation_conclusion conclusion_notice denounced_conclusion_copy public_conclusion""",
    denunciations.entrusted_lengthened_and_reported: """denunciation_verification_assignment
        denunciation_assessment_request denunciation_extension_decision
        denunciation_verification_report""",
    denunciations.protected_suspended_and_withdrawn: """protection_decision protection_request
        protection_change_decision protection_end_decision protection_refusal_notice
        denunciation_suspension_decision denunciation_resumption_decision
        denunciation_withdrawal_minutes denunciation_termination_decision""",
    denunciations.late_and_denounced_again: "delay_demand denunciation_delay_report",
    denunciations.not_accepted_or_passed_on: """denunciation_declination_notice
        denunciation_transfer_slip denunciation_handling_notice investigation_transfer""",
    desk.complaints_answered_at_once: """guidance_slip split_guidance return_slip
        declination_notice""",
    desk.received_at_the_counter: """reception_conclusion online_reception_invitation
        reception_refusal ineligibility_notice""",
    desk.transferred_and_sent_back: "transfer_slip transfer_back",
    desk.late_below: "settlement_demand",
    desk.told_through_the_web_and_inspected: "information_transfer",
    desk.report_answered: "handling_notice extension_notice reply",
    desk.voters_answered: "voter_answer",
    desk.forms_for_everybody: """complaint_form complaint_authorization denunciation_withdrawal
        representative_appointment""",
}  # fmt: skip


def name_in(pdf: bytes) -> str:
    """Which document a file says it is, in the data it carries."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return json.loads(opened.attachments[DATA_FILE].get_file().read_bytes())["letter"]


def newest(walk: Walk) -> dict[str, int]:
    """The documents of the house in this way by name, each issued."""
    listed: list[dict[str, Any]] = walk.office.one(
        "select coalesce(json_agg(letter order by id), '[]') from letter"
    )
    assert [each["name"] for each in listed if not each["issued_at"]] == []
    return {each["name"]: each["id"] for each in listed}


def broken_rules(pdf: bytes) -> list[str]:
    return [each.rule_id for each in validation.validate_pdf_bytes(pdf, profile=ARCHIVE).failures]


def verdict_on(walk: Walk, pdf: bytes) -> str:
    """What the page says to somebody who has the file."""
    with walk.visitor() as citizen:
        citizen.get("/kiem-tra-van-ban")
        return texts(citizen.post("/kiem-tra-van-ban", {"file": (BytesIO(pdf), "a.pdf")}).text)


def test_every_document_has_its_way():
    assert Counter(" ".join(WAYS.values()).split()) == Counter(list(LETTERS))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_way_issues_its_documents_for_the_archive_and_for_whoever_checks_them(office, way):
    walk, names = Walk(office), WAYS[way].split()
    way(walk)
    made, issued = {name_in(pdf): pdf for pdf in walk.made}, newest(walk)
    assert set(names) - set(made) - set(issued) == set()
    for name in names:
        if name in made:
            assert broken_rules(made[name]) == [], name
            continue
        sealed = walk.file(issued[name])
        assert name_in(sealed) == name
        assert broken_rules(walk.signed.get(issued[name], sealed)) == [], name
        assert "Đúng là văn bản của cơ quan, không bị sửa" in verdict_on(walk, sealed), name
