"""Of a denunciation the archive gets what was decided, and nothing that names who denounced."""

from datetime import date

import pypdfium2
from sqlalchemy import select, update

from feedback.domain.history.entries import parse
from feedback.domain.letters.catalogue import LETTERS
from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.services.files import stated_files
from feedback.services.identity import redaction
from feedback.services.letters import correspondence, letter_material
from feedback.services.papers.dossier_material import speaks_of_nobody
from feedback.services.subject.subjects import facts_of
from feedback.workflows.rows import Act
from tests.factories import at
from tests.integration.dossier.conftest import a_scan, office_of
from tests.integration.dossier.test_dossiers import PDF_A, index, text_of, validation
from tests.worlds import stories

ACCEPTED = date(2026, 9, 21)
#: What only whoever denounces would say or be called.
THEIRS = ("Nguyễn Văn Hòa", "0912", "hoa@", "thôn Đồng Mạ", "gia đình tôi", "Hòa")


def withdraw_on_paper(app):
    """Accepted, its papers issued, a withdrawal on paper recorded; all files name the denouncer."""
    with app.app_context():
        return _worked(office_of(app), a_scan())


def _worked(office, scan):
    session, people = db.session(), office.people
    lodged = office.lodge(office.send("đơn của Hòa.jpg", scan), kind=Kind.DENUNCIATION)
    petition = session.get_one(Petition, lodged)
    opened = Case(
        kind=Kind.DENUNCIATION, procedure="denunciation", edition="LTC-2026", state="accepted",
        agency_id=people.commune_head.agency_id, confidential=True,
        received_at=petition.received_at, year=2026, number=31, accepted_on=ACCEPTED,
    )  # fmt: skip
    session.add(opened)
    session.flush()
    petition.case_id = opened.id
    paper = office.send("biên bản rút của Hòa.jpg", scan + b"\n")
    stated = {"withdrawal_paper": paper.stated}
    session.add_all([
        act(petition.id, "check_identity",
            {"denounced": "ông Vũ Đình Khải", "contents": "Lập hồ sơ khống."}),
        act(opened.id, "withdraw", stated),
        Deadline(subject_id=opened.id, limit_id="TC-RESOLVE@2019", rule="TC-RESOLVE",
                 started_on=ACCEPTED, due_raw=date(2026, 10, 21), due_legal=date(2026, 10, 21)),
    ])  # fmt: skip
    stated_files.add(session, opened, [paper], people.second_officer, at("2026-09-25"))
    session.flush()
    issued(session, opened, people)
    office.issue()
    return opened.id


beginning, case = stories(case=withdraw_on_paper)


def act(subject: int, action: str, data: dict[str, str]) -> PerformedAct:
    return PerformedAct(
        subject_id=subject, action=action, happened_on=ACCEPTED, recorded_at=at("2026-09-21"),
        actor_role=Role.CASE_OFFICER, data=data,
    )  # fmt: skip


def issued(session, case, people) -> None:
    correspondence.issue(
        letter_material.Issuing(
            session=session,
            subject=case,
            facts=facts_of(session, case),
            act=Act("accept", Role.HEAD, ACCEPTED, {"expected_version": "1"}),
            actor=people.commune_head,
            drafter_id=people.second_officer.user_id,
            due_before={},
            now=at("2026-09-21"),
            act_id=None,
        ),
        ("denunciation_acceptance_decision", "denounced_notice"),
    )
    session.commit()


def test_nothing_of_it_names_who_denounced(office, case):
    made = office.made(case)
    with pypdfium2.PdfDocument(made.pdf) as document:
        told = " ".join(document.get_metadata_dict().values())
    haystack = [text_of(made.pdf), told, *made.files]
    haystack += [text_of(pdf) for name, pdf in made.files.items() if name.endswith(".pdf")]
    haystack += [content.decode("utf-8", "replace") for content in made.files.values()]
    for word in THEIRS:
        assert [word for text in haystack if word in text] == [], word


def test_what_stays_out_is_listed_by_its_hash_alone(office, case, scan):
    rows = index(office.made(case))
    sealed = [row for row in rows if row["ghi_chu"].startswith("Niêm phong")]
    assert [row["ten_loai_trich_yeu"] for row in sealed] == [
        "Đơn",
        "Tệp gửi kèm đơn",
        "Văn bản rút đơn có chữ ký",
    ]
    assert all(row["tep"] == "" and row["trang_tu"] == 0 for row in sealed)
    assert all(row["sha256"] for row in sealed[1:])


def test_why_a_number_was_cancelled_stays_in_the_file(office, case):
    db.session.execute(
        update(IssuedLetter)
        .where(IssuedLetter.name == "denounced_notice")
        .values(
            issued_at=None, issued_sha256=None, voided_at=at("2026-09-22"), void_reason=THEIRS[0]
        )
    )
    db.session.commit()
    notes = [row["ghi_chu"] for row in index(office.made(case))]
    assert "Số đã hủy" in notes
    assert not [note for note in notes if THEIRS[0] in note]


def test_what_was_decided_goes_along(office, case):
    made = office.made(case)
    codes = {row["so_ky_hieu"] for row in index(made) if row["trang_tu"] and row["so_ky_hieu"]}
    assert codes == {"01/QĐ-UBND", "01/TB-UBND"}
    assert "Vũ Đình Khải" in text_of(made.pdf)
    assert "Danh tính người tố cáo" in " ".join(text_of(made.pdf).split())
    assert validation.validate_pdf_bytes(made.pdf, profile=PDF_A).is_compliant


def test_papers_with_a_place_for_a_sender_or_signed_outside_stay_out():
    ours = {name for name in LETTERS if speaks_of_nobody(name)}
    assert "proposal_slip" not in ours
    kept_out = {"denunciation_withdrawal", "denunciation_withdrawal_minutes"}
    assert kept_out <= LETTERS.keys() - ours
    assert [name for name in ours if name.startswith("protection_")] == []
    assert {"denunciation_conclusion", "denunciation_acceptance_decision"} <= ours
    assert all(issubclass(LETTERS[name], DenunciationPaper) for name in ours)


def test_a_report_from_a_place_does_not_name_who_sent_it(office, province):
    """The handling unit does not know them; nor does its dossier."""
    petition = office.lodge(kind=Kind.REPORT)
    reported = db.session.get_one(Petition, petition)
    reported.urgency, reported.agency_id = "normal", province.commune_head.agency_id
    db.session.commit()
    made = office.made(petition)
    assert "Nguyễn Văn Hòa" not in text_of(made.pdf)
    assert "Không hiện với đơn vị xử lý" in text_of(made.pdf)
    assert db.session.scalars(select(Petition.id)).one() == petition


RETYPED = "Người tố cáo trình bày: hồ sơ đất lập khống."


def test_in_place_of_the_petition_goes_the_copy_without_its_sender(office, case, province):
    petition = db.session.scalars(select(Petition.id)).one()
    redaction.retype(petition, RETYPED, province.custodian, at("2026-09-22"))
    made = office.made(case)
    assert RETYPED in " ".join(text_of(made.pdf).split())
    lines = [row for row in index(made) if row["ten_loai_trich_yeu"] == "Bản lược danh"]
    assert [(bool(row["trang_tu"]), bool(row["tep"])) for row in lines] == [(True, True)]


def test_a_masked_copy_goes_along_as_pictures(office, case, province, scan):
    petition = db.session.scalars(select(Petition.id)).one()
    redaction.mask(petition, [("che.jpg", scan)], province.custodian, at("2026-09-22"))
    made = office.made(case)
    (line,) = [row for row in index(made) if row["ten_loai_trich_yeu"] == "Bản lược danh"]
    assert line["trang_tu"] == line["trang_den"] > 0


def test_sealed_originals_are_named_by_what_the_log_committed_to(office, case):
    entry = parse(db.session.scalars(select(Entry.body).where(Entry.type == "submitted")).one())
    sealed = [row["sha256"] for row in index(office.made(case)) if row["ghi_chu"][:4] == "Niêm"]
    assert sealed[:2] == [entry.commit, *entry.data["files"]]
