"""Who protects a denouncer: sees what was asked, learns names by the custodians, nothing else."""

import json

import pytest
from sqlalchemy import select, text

from feedback.domain.errors import (
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotLawfulError,
)
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import decide, decide_among
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.models.entry import Entry
from feedback.models.outbox import Notice
from feedback.models.petition import Petition
from feedback.models.protection_call import ProtectionCall
from feedback.services.acts import protection_calls
from feedback.services.ground.transaction import transaction
from feedback.services.rights import conflicts, relations
from feedback.services.subject.doing import Doing
from feedback.workflows.core import Act
from tests.client import Visitor, texts
from tests.factories import make_person
from tests.integration.identity.conftest import NOW, beginning, denounced
from tests.passwords import PASSWORD

__all__ = ["beginning", "denounced"]

SECRET = FileFacts(protected=True, hidden=True)
LIST = "/can-bo/bao-ve"
TOLD = {
    "protected": "denouncer,children",
    "protection_measures": "Cử người trực tại nơi ở.",
    "protection_reason": "Bị nhắn tin đe dọa.",
    "protection_begins": "2026-11-21",
    "sealed_annex": "Phụ lục 01, tủ hồ sơ mật.",
}


@pytest.fixture
def body(session):
    return who_protects(session)


def who_protects(session):
    """The department protects in this small province; its officer has the role."""
    agency = session.scalars(select(Agency).where(Agency.code == "SXD")).one()
    make_person(session, "baove", "Tăng Văn Che", Role.PROTECTOR, agency)
    session.flush()
    give = "UPDATE user_account SET password_hash = (SELECT password_hash FROM user_account WHERE username = 'giu1') WHERE username = 'baove'"  # noqa: E501
    session.execute(text(give))
    session.commit()
    return agency


def call(room, named):
    """As the act of the head does it."""
    head = room.actor("chutichxa")
    with transaction() as session:
        petition = session.get_one(Petition, room.petition)
        act = Act("request_protection", head.role, NOW.date(), TOLD | {"protecting_body": named})
        return protection_calls.call(Doing(session, petition, act, head, NOW))


@pytest.fixture
def asked(room, session, body):
    assert call(room, body.name) == {"protecting_agency": "SXD"}
    return session.scalars(select(ProtectionCall.id)).one()


def test_the_body_learns_the_name_as_everybody_does_by_two_people(room, vault, asked):
    """The custodian approves, the entry is sealed, the vault answers; for this reason alone."""
    with pytest.raises(InvalidInputError, match="chỉ được đề nghị để bảo vệ"):
        room.ask("baove", reason="verification")
    request = room.ask("baove", reason="protection")
    with pytest.raises(NotAllowedError):
        room.announce(request, "baove")
    room.decide(request, "giu1")
    opening = room.announce(request, "baove")
    room.seal()
    assert json.loads(room.read(opening, vault, "baove").plain)["name"] == "Nguyễn Thị Kín Đáo"


def test_a_body_that_was_not_asked_or_declined_learns_nothing(room, body, session):
    with pytest.raises(NotFoundError):
        room.ask("baove", reason="protection")
    call(room, body.name)
    waiting = session.scalars(select(ProtectionCall.id)).one()
    protection_calls.answer(
        waiting, "declined", "Không thuộc thẩm quyền.", room.actor("baove"), NOW
    )
    with pytest.raises(NotFoundError):
        room.ask("baove", reason="protection")


def test_nothing_else_of_the_file_is_theirs(room, asked, session):
    stands = relations.standing(session, room.actor("baove"), room.petition)
    assert stands.relations == {Relation.PROTECTING}
    allowed = {
        action
        for action in Action
        if decide_among(Role.PROTECTOR, action, stands.relations, stands.facts).allowed
    }
    assert allowed == {Action.REQUEST_IDENTITY, Action.OPEN_IDENTITY, Action.ANSWER_PROTECTION}
    assert not decide(Role.PROTECTOR, Action.READ_ORIGINAL, Relation.PROTECTING, SECRET).allowed


def test_the_answer_is_told_to_who_asked_and_kept_in_the_history(room, asked, session):
    with pytest.raises(InvalidInputError, match="Ghi lý do"):
        protection_calls.answer(asked, "declined", "", room.actor("baove"), NOW)
    protection_calls.answer(asked, "accepted", "Trực đêm.", room.actor("baove"), NOW)
    with pytest.raises(NotLawfulError):
        protection_calls.answer(asked, "declined", "Đổi ý.", room.actor("baove"), NOW)
    notice = session.scalars(select(Notice).where(Notice.subject_id == room.petition)).all()
    assert any("nhận bảo vệ người tố cáo. Trực đêm." in each.text for each in notice)
    body = session.scalars(select(Entry.body).where(Entry.type == "protection_answered")).one()
    assert b'"accepted"' in body
    assert "Trực đêm".encode() not in body


def test_nobody_of_another_body_and_nobody_without_the_role_answers(room, asked):
    for who in ("chutichxa", "giamdoc", "thanhtra"):
        with pytest.raises(DomainError):
            protection_calls.answer(asked, "accepted", "", room.actor(who), NOW)


def test_where_the_denounced_works_is_not_asked_and_one_in_conflict_sees_nothing(
    room, body, session
):
    session.execute(
        text(
            "UPDATE petition SET denounced_agency_id = :agency, denounced_post = 'other'"
            " WHERE id = :id"
        ),
        {"agency": body.id, "id": room.petition},
    )
    session.commit()
    with pytest.raises(InvalidInputError, match="Đề nghị cơ quan khác"):
        call(room, body.name)
    session.rollback()
    session.execute(text("UPDATE petition SET denounced_agency_id = NULL, denounced_post = NULL"))
    session.commit()
    call(room, body.name)
    waiting = session.scalars(select(ProtectionCall.id)).one()
    protector = room.actor("baove")
    session.execute(
        text(
            "INSERT INTO conflict (subject_id, user_id, ground, declared_at)"
            " VALUES (:file, :who, 'sibling', now())"
        ),
        {"file": room.petition, "who": protector.user_id},
    )
    session.commit()
    assert conflicts.is_closed_to(session, protector.user_id, room.petition)
    with pytest.raises(NotFoundError):
        protection_calls.answer(waiting, "accepted", "", protector, NOW)


def test_a_body_that_has_nobody_here_gets_the_paper_alone(room, session):
    assert call(room, "Công an tỉnh bạn") == {}
    assert session.scalars(select(ProtectionCall)).all() == []


def test_on_their_pages_stands_what_was_asked_and_no_name(app, denounced):
    with app.app_context():
        agency = who_protects(db.session())
        made = ProtectionCall(
            subject_id=denounced["petition"], agency_id=agency.id, told=TOLD, asked_at=NOW
        )
        db.session.add(made)
        db.session.commit()
        asked = made.id
    visitor = Visitor(app)
    visitor.answer("/can-bo/dang-nhap", {"username": "baove", "password": PASSWORD})
    listed = visitor.get(LIST)
    assert listed.status_code == 200
    page = texts(visitor.get(f"{LIST}/{asked}").text)
    for words in ("người tố cáo, con đẻ", "Cử người trực tại nơi ở.", "Bị nhắn tin đe dọa."):
        assert words in page
    for hidden in ("Kín Đáo", "Trần Văn B", "địa chính"):
        assert hidden not in page
    wrong = visitor.answer(f"{LIST}/{asked}", {"note": "Trực đêm."})
    assert (wrong.status_code, "Trực đêm." in wrong.text) == (422, True)
    done = visitor.answer(f"{LIST}/{asked}", {"verdict": "accepted", "note": ""})
    assert done.status_code == 302
    assert "Đã nhận bảo vệ" in visitor.get(f"{LIST}/{asked}").text
    for closed in ("/can-bo", "/can-bo/tim?q=tien", "/thanh-tra/muc-tieu", "/can-bo/luoc-danh"):
        assert visitor.get(closed).status_code == 403
    with app.app_context():
        petition = db.session.scalars(select(ProtectionCall.subject_id)).one()
    for closed in (f"/can-bo/don/{petition}", f"/thanh-tra/ho-so/{petition}"):
        assert visitor.get(closed).status_code in {403, 404}
