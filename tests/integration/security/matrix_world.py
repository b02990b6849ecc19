"""The world of the matrix: one object of every kind that an address can name, three times over.

``HELD`` is worked on by the commune; ``MOVED`` was sent on by it to the department, so that it only
issued a document of it; ``DENOUNCED`` lies at the commune and denounces its head. How everybody
stands to each is written down here by hand: it is what the product has to find out by itself.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.domain.day_changes import Action as Change
from feedback.domain.day_changes import read_days
from feedback.domain.incoming import Incoming
from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind
from feedback.domain.policy.relations import Relation
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.act import PerformedAct
from feedback.models.agency import Agency, UserAccount
from feedback.models.case import Case
from feedback.models.conflict import Conflict, ConflictLifting
from feedback.models.delivery import Delivery
from feedback.models.dossier import BoundDossier
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Attachment, Petition
from feedback.models.protection_call import ProtectionCall
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.books import incoming
from feedback.services.drafting import document_drafts, paragraphs, proposals
from feedback.services.drafting.paragraphs import Wording
from feedback.services.files import kept_files, stated_files
from feedback.services.lodging import submission
from feedback.services.signing_in.accounts import account
from feedback.services.time import day_changes
from feedback.services.time.day_changes import Wanted
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging, at, make_person, read_province
from tests.issuing import issue_all
from tests.papers import PDF, SCAN, on_its_way, scan
from tests.passwords import HASH

TODAY = "2026-11-20"
#: Beside the people of the small province.
OTHERS = (
    ("daibieu", Role.DELEGATE, "TTT"),
    ("quantri", Role.ADMINISTRATOR, "BTCD"),
    ("quantrihai", Role.ADMINISTRATOR, "BTCD"),
    ("giubimat", Role.CUSTODIAN, "TTT"),
    ("kiemtoan", Role.AUDITOR, "TTT"),
    ("chanhthanhtra", Role.HEAD, "TTT"),
    ("baove", Role.PROTECTOR, "SXD"),
)
SUSPENDED = {"ground": "Điều 11a", "reason": "Chờ giám định."}
CHECKED = {
    "identity_result": "confirmed",
    "check_scope": "one_place",
    "denounced": "Công chức địa chính xã Tiên Yên",
    "contents": "Thu tiền trái quy định.",
    "conditions": "form,capacity,competence",
}
DECLINED = {"ground": "khoản 1 Điều 29", "reason": "Không có cơ sở."}
#: Who sent what, in words that exist once: to whoever may not read them they stand nowhere.
COMPLAINANT = {"name": "Kiều Zương Phốt", "address": "ngõ Zưởng 4471c", "phone": "0938174625",
               "email": "kzp@zuong.invalid", "identity_number": "036174928351"}  # fmt: skip
REPORTER = {"name": "Đỗ Quyzên Xoài", "address": "hẻm Xoẻn 8813d", "phone": "0917263548",
            "email": "dqx@xoen.invalid", "identity_number": "022938475610"}  # fmt: skip
DENOUNCER = {"name": "Zuyệt Khuẩn Vỹ", "address": "ngõ Quỷnh Xoắn 7419b", "phone": "0976318254",
             "email": "zkv@xoan.invalid", "identity_number": "094381726055"}  # fmt: skip
#: A number that nothing has.
NOWHERE = 999_999_937


@dataclass(frozen=True)
class Thing:
    """What addresses name of one file, and how agencies stand to it and to its documents."""

    places: dict[str, int]
    texts: dict[str, str]
    #: by agency: to the file, and beside that to its documents and deliveries
    stands: dict[str, set[Relation]]
    documents: dict[str, set[Relation]] = field(default_factory=dict)
    deliveries: dict[str, set[Relation]] = field(default_factory=dict)
    #: by account
    people: dict[str, set[Relation]] = field(default_factory=dict)
    protected: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Told:
    """Everything the story leaves behind."""

    held: Thing
    moved: Thing
    denounced: Thing
    #: of no file: a change of days, a paragraph, an incoming document
    common: dict[str, int]


def happened(app: Flask) -> Told:
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        session = db.session()
        _more_people(session)
        return Told(_held(session, keys), _moved(session, keys), _denounced(session, keys),
                    _common(session))  # fmt: skip


def _more_people(session: Session) -> None:
    agencies = {row.code: row for row in session.scalars(select(Agency))}
    for username, role, code in OTHERS:
        make_person(session, username, f"Người {username}", role, agencies[code])
    session.execute(update(UserAccount).values(password_hash=HASH))
    session.commit()


def _lodge(session: Session, keys: KeyRing, day: str, **changes: Any) -> int:
    """A petition with a file, classified to the commune."""
    lodged = submission.submit(
        a_lodging(files=(on_its_way(PDF, SCAN.name),), **changes), keys, at(day)
    )
    kind = str(changes.get("kind", Kind.COMPLAINT))
    said = {"kind": kind, "field": "land", "agency": "X06862"}
    people = read_province(session)
    if kind == Kind.DENUNCIATION:
        said |= {"denounced_agency": "X06862", "denounced_post": "other"}
    casework.apply(lodged, "classify", people.receptionist, at(day), said)
    return lodged


def _held(session: Session, keys: KeyRing) -> Thing:
    """A complaint that was accepted; a draft on its case waits for the head."""
    people = read_province(session)
    petition = _lodge(session, keys, "2026-11-02", **COMPLAINANT)
    on = at("2026-11-04")
    casework.apply(
        petition, "record_signature", people.commune_officer, on, {"signature_form": "paper"}
    )
    why = {"reason": "Đúng thẩm quyền."}
    casework.apply(petition, "propose_acceptance", people.commune_officer, on, why)
    drafted = proposals.propose(petition, "accept", people.commune_officer, on, {})
    proposals.approve(drafted, people.commune_head, at("2026-11-05"))
    issue_all(session, at("2026-11-05"))
    case = session.get_one(Petition, petition).case_id
    assert case is not None
    session.commit()
    casework.apply(case, "assign", people.commune_head, at("2026-11-06"), {"officer": "xacminh"})
    officer, later = people.second_officer, at("2026-11-09")
    document_drafts.save(case, "suspend", officer, later, SUSPENDED, seen=0)
    proposal = proposals.propose(case, "suspend", officer, later, SUSPENDED)
    of_the_case = session.get_one(Subject, case)
    stated_files.add(session, of_the_case, [scan()], officer, later)
    kept_files.keep(session, of_the_case, PDF, later)
    session.add(
        BoundDossier(subject_id=case, requested_at=on, made_at=on, pages=1,
                     pdf_sha256=SCAN.sha256, zip_sha256=SCAN.sha256)
    )  # fmt: skip
    clerk = people.board_clerk.user_id
    session.add_all([
        Conflict(subject_id=case, user_id=clerk, ground="interest", declared_at=later),
        ConflictLifting(subject_id=case, user_id=clerk, reason="Nhầm người.", proposed_at=later,
                        proposed_by_id=people.second_officer.user_id),
    ])  # fmt: skip
    session.commit()
    here = {Relation.HOLDER}
    return Thing(
        _places(session, petition, case, proposal),
        {"case": f"VV-2026-{_case_number(session, case):05d}"},
        {"X06862": here, "BTCD": {Relation.ENTERED}, "UBT": {Relation.SUPERIOR}},
        documents={"X06862": {Relation.ISSUER}},
        # the inspectorate is told of what is accepted
        deliveries={"X06862": {Relation.ISSUER}, "TTT": {Relation.ADDRESSEE}},
        people={"xacminh": {Relation.ASSIGNED}},
    )


def _case_number(session: Session, case: int) -> int:
    return session.get_one(Case, case).number


def _places(session: Session, petition: int, file: int, proposal: int) -> dict[str, int]:
    """Numbers by the names that addresses have for them; the newest document and delivery."""

    def newest(model: Any, *which: Any) -> int:
        found = session.scalars(select(model).where(*which).order_by(model.id.desc())).first()
        return found.id if found else NOWHERE

    letter = newest(IssuedLetter, IssuedLetter.subject_id == file)
    return {
        "petition_id": petition,
        "subject_id": file,
        "letter_id": letter,
        "act_id": newest(PerformedAct, PerformedAct.subject_id.in_((petition, file)),
                         PerformedAct.actor_role == Role.HEAD),
        "proposal_id": proposal,
        "attachment_id": newest(Attachment, Attachment.petition_id == petition),
        "delivery_id": newest(Delivery, Delivery.subject_id == file, Delivery.channel == "post"),
        "call_id": newest(ProtectionCall, ProtectionCall.subject_id == file),
        "lifting_id": newest(ConflictLifting, ConflictLifting.subject_id == file),
        "received_id": newest(Delivery, Delivery.subject_id == file, Delivery.channel == "agency"),
    }  # fmt: skip


def _moved(session: Session, keys: KeyRing) -> Thing:
    """A report that the commune transferred; its slip came to the department."""
    people = read_province(session)
    petition = _lodge(session, keys, "2026-11-02", kind=Kind.REPORT, **REPORTER)
    passed = {"agency": "SXD", "reason": "Thuộc thẩm quyền của Sở."}
    on = at("2026-11-04")
    drafted = proposals.propose(petition, "transfer", people.commune_officer, on, passed)
    proposals.approve(drafted, people.commune_head, at("2026-11-05"))
    issue_all(session, at("2026-11-05"))
    session.commit()
    return Thing(
        _places(session, petition, petition, drafted),
        {},
        {"SXD": {Relation.HOLDER}, "BTCD": {Relation.ENTERED}, "UBT": {Relation.SUPERIOR}},
        documents={"X06862": {Relation.ISSUER}},
        deliveries={"X06862": {Relation.ISSUER}, "SXD": {Relation.ADDRESSEE}},
    )


def _denounced(session: Session, keys: KeyRing) -> Thing:
    """A denunciation at the commune; that it is about its head was found out there."""
    people = read_province(session)
    petition = _lodge(
        session, keys, "2026-11-02", kind=Kind.DENUNCIATION, channel=Channel.COUNTER, signed=True,
        **DENOUNCER,
    )  # fmt: skip
    on = at("2026-11-04")
    casework.apply(petition, "check_identity", people.commune_officer, on, CHECKED)
    drafted = proposals.propose(petition, "decline", people.commune_officer, on, DECLINED)
    session.execute(update(Petition).where(Petition.id == petition).values(denounced_post="head"))
    department = session.scalars(select(Agency).where(Agency.code == "SXD")).one()
    session.add(ProtectionCall(subject_id=petition, agency_id=department.id, told={}, asked_at=on))
    session.commit()
    return Thing(
        _places(session, petition, petition, drafted),
        {},
        {
            "X06862": {Relation.HOLDER},
            "BTCD": {Relation.ENTERED},
            "UBT": {Relation.SUPERIOR},
            "SXD": {Relation.PROTECTING},
        },
        documents={"X06862": {Relation.ISSUER}},
        deliveries={"X06862": {Relation.ISSUER}},
        people={"chutichxa": {Relation.CONFLICTED}},
        protected=True,
        hidden=True,
    )


def _common(session: Session) -> dict[str, int]:
    people = read_province(session)
    on = at("2026-11-10")
    administrator = session.scalars(select(UserAccount).filter_by(username="quantrihai")).one()
    actor = account(session, administrator.id)
    assert actor is not None
    wanted = Wanted(
        Change.SWITCH_OFF, read_days("24/11/2026", Change.SWITCH_OFF), reason="Chưa quy định.",
        decision="4567/TB-UBND", source="Công báo",
    )  # fmt: skip
    arrived = Incoming(
        key="of the matrix", arrived_on=on.date(), sender="Sở Tài chính", abstract="Trả lời.",
        recipient="Văn phòng",
    )  # fmt: skip
    kept = Wording("reason", "", "Đã xét", "Đơn của {người gửi} đã được xét.")
    return {
        "change_id": day_changes.propose(wanted, actor.actor, on),
        "document_id": incoming.enter(arrived, people.commune_clerk, on),
        "paragraph": paragraphs.keep(kept, people.commune_officer, on),
    }
