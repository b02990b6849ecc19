"""A conflict declared wrongly is lifted by two others; whom it keeps out learns of neither step."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from feedback.domain.conflicts import Ground
from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError, NotLawfulError
from feedback.extensions import db
from feedback.models.conflict import ConflictLifting
from feedback.models.entry import Entry
from feedback.services.rights import conflict_lifting, conflicts
from tests.factories import Province, at, read_province
from tests.integration.conflicts.conftest import DAY, Eyes
from tests.integration.conflicts.test_nothing_to_see import parted

WHY = "Trùng họ tên với người bị tố cáo, không phải họ hàng."
LIST = "/can-bo/go-xung-dot"
NOW, LATER, LAST = at(DAY, 9), at(DAY, 11), at(DAY, 13)


@pytest.fixture
def people(app, people) -> Province:
    with app.app_context():
        return read_province(db.session())


@pytest.fixture
def closed(app, arrive, people) -> int:
    """A file that an officer of the commune is kept out of by mistake."""
    petition = arrive(post="other", against="").petition
    with app.app_context():
        conflicts.declare(people.second_officer, petition, Ground.SIBLING, NOW)
    return petition


def asked(app, petition: int, people: Province) -> int:
    with app.app_context():
        who = people.second_officer.user_id
        conflict_lifting.propose(petition, who, WHY, people.commune_officer, NOW)
        return db.session.scalars(select(ConflictLifting.id)).one()


def test_two_others_let_them_in_again_and_until_then_they_see_nothing(app, eyes, closed, people):
    """On every page, with the queries' filter and the row policies."""
    concerned = eyes("xacminh")
    concerned.everything()
    before = concerned.everything()
    lifting = asked(app, closed, people)
    assert parted(before, concerned.everything()) == []
    page = f"/can-bo/don/{closed}"
    assert concerned.look(page)[0] == 404
    with app.app_context():
        conflict_lifting.lift(lifting, people.commune_head, LATER)
    assert concerned.look(page)[0] == 200
    assert str(closed) in concerned.look("/can-bo?xem=mat")[3].decode()
    with app.app_context():
        said = {
            row.type: row.body for row in db.session.scalars(select(Entry)) if "lift" in row.type
        }
        assert set(said) == {"conflict_lifting_asked", "conflict_lifted"}
        assert not any(WHY.encode() in body for body in said.values())
        # and closed again when it is declared again
        conflicts.declare(people.second_officer, closed, Ground.SIBLING, LAST)
    assert concerned.look(page)[0] == 404


def test_neither_who_asked_nor_who_is_concerned_decides(app, closed, people):
    lifting = asked(app, closed, people)
    with app.app_context():
        with pytest.raises(NotFoundError):
            conflict_lifting.lift(lifting, people.second_officer, LATER)
        with pytest.raises(NotAllowedError):
            conflict_lifting.lift(lifting, people.commune_officer, LATER)
        conflict_lifting.refuse(lifting, "Đúng là anh em.", people.inspector, LATER)
        with pytest.raises(NotLawfulError):
            conflict_lifting.lift(lifting, people.commune_head, LAST)
        assert conflicts.is_closed_to(db.session(), people.second_officer.user_id, closed)


def test_a_head_who_asked_needs_another_head_or_the_inspectorate(app, closed, people):
    with app.app_context():
        who = people.second_officer.user_id
        conflict_lifting.propose(closed, who, WHY, people.commune_head, NOW)
        lifting = db.session.scalars(select(ConflictLifting.id)).one()
        with pytest.raises(NotAllowedError, match="một người thứ hai"):
            conflict_lifting.lift(lifting, people.commune_head, LATER)
        conflict_lifting.lift(lifting, people.inspector, LATER)
        assert not conflicts.is_closed_to(db.session(), who, closed)


def test_the_concerned_asks_for_nothing_and_knows_no_way_to(app, eyes, closed, people):
    with app.app_context(), pytest.raises(NotFoundError):
        conflict_lifting.propose(
            closed, people.second_officer.user_id, WHY, people.second_officer, NOW
        )
    concerned = eyes("xacminh")
    assert concerned.look(f"/can-bo/ho-so/{closed}/loi-ich/go")[0] == 404


def test_what_is_not_declared_is_not_lifted_and_one_request_waits_at_a_time(app, closed, people):
    asked(app, closed, people)
    with app.app_context():
        again = (people.second_officer.user_id, WHY, people.commune_head, LATER)
        with pytest.raises(NotLawfulError):
            conflict_lifting.propose(closed, *again)
        with pytest.raises(InvalidInputError):
            conflict_lifting.propose(
                closed, people.commune_officer.user_id, WHY, people.commune_head, LATER
            )


@pytest.mark.parametrize("decider", ["proposed_by_id", "user_id"])
def test_the_database_wants_two_others_as_well(app, closed, people, decider):
    """An injected statement may say that somebody decided; not those two."""
    asked(app, closed, people)
    forged = f"UPDATE conflict_lifting SET state = 'lifted', decided_by_id = {decider}, decided_at = now()"  # noqa: E501, S608
    with app.app_context(), pytest.raises(IntegrityError, match="two_others"):
        db.session.execute(text(forged))


def test_by_pages_one_asks_and_the_head_decides(app, eyes: Eyes, closed, people):
    officer, head = eyes("canboxa"), eyes("chutichxa")
    form = f"/can-bo/ho-so/{closed}/loi-ich/go"
    wrong = officer.answer(form, {"reason": "sai"})
    assert wrong.status_code == 422
    assert "Chọn một người." in wrong.text
    told = {"who": str(people.second_officer.user_id), "reason": WHY}
    assert officer.answer(form, told).status_code == 302
    assert WHY not in head.look(LIST)[3].decode()
    with app.app_context():
        lifting = db.session.scalars(select(ConflictLifting.id)).one()
    assert WHY in head.look(f"{LIST}/{lifting}")[3].decode()
    unsaid = head.answer(f"{LIST}/{lifting}", {"verdict": "refuse"})
    assert (unsaid.status_code, "Ghi lý do không gỡ." in unsaid.text) == (422, True)
    assert head.answer(f"{LIST}/{lifting}", {"verdict": "lift"}).status_code == 302
    assert eyes("xacminh").look(f"/can-bo/don/{closed}")[0] == 200
