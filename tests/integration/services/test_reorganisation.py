"""The reform of 1 July 2025, and any other: one operation, no clock moved, no file left alone."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.petitions import Kind
from feedback.domain.reorganisation import read
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models.agency import Agency, PostHolding, Succession, UserAccount
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.obligation import Obligation
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services.acts import casework
from feedback.services.competence.superiors import continuing, superior_on
from feedback.services.drafting import proposals
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from feedback.services.mergers.reorganisation import reorganise
from feedback.services.subject.numbers import subject_number
from feedback.vault.keys import KeyRing
from tests.factories import Province, a_lodging, at, make_agency, make_person

DISTRICT, COMMUNE = "huyen-tien-yen", "xa-tien-lang"
BEGAN, JULY = date(2016, 1, 1), at("2025-07-01")
DECISION = "Nghị quyết 1679/NQ-UBTVQH15 ngày 16/6/2025"
REFORM = f'day = 2025-07-01\ndocument = "{DECISION}"\nreform = "2025"\n'
Lodge = Callable[..., int]


@pytest.fixture
def before(session: Session, province: Province) -> None:
    """The map of June 2025, a district and a commune under it, beside the communes of July."""
    agencies = {row.code: row for row in session.scalars(select(Agency))}
    for code in ("UBT", "BTCD"):
        agencies[code].in_force_from = BEGAN
    agencies["X06862"].commune_code = "06862"
    top = agencies["UBT"]
    district = make_agency(session, DISTRICT, "Ủy ban nhân dân huyện Tiên Yên", "district", top)
    commune = make_agency(session, COMMUNE, "Ủy ban nhân dân xã Tiên Lãng", "commune", district)
    for code in ("06874", "06877", "06886", "06799", "06970"):
        other = make_agency(session, f"X{code}", f"Ủy ban nhân dân {code}", "commune", top)
        other.commune_code = code
    for agency, name in ((district, "huyen"), (commune, "xacu")):
        agency.in_force_from = BEGAN
        make_person(session, f"ct.{name}", f"Chủ tịch {name}", Role.HEAD, agency)
        make_person(session, f"cv.{name}", f"Cán bộ {name}", Role.CASE_OFFICER, agency)
    session.commit()


@pytest.fixture
def lodged(before: None, keys: KeyRing, province: Province) -> Lodge:
    """A petition of June 2025 at the desk of an agency."""

    def lodge(agency: str, commune: str | None = "06862", kind: Kind = Kind.COMPLAINT) -> int:
        lodging = a_lodging(kind=kind, commune_code=commune, against="một quyết định")
        petition = submit(lodging, keys, at("2025-06-10"))
        stated = {"kind": kind.value, "field": "land", "agency": agency}
        casework.apply(petition, "classify", province.receptionist, at("2025-06-11"), stated)
        return petition

    return lodge


def actor(session: Session, username: str) -> Actor:
    person = session.scalars(select(UserAccount).where(UserAccount.username == username)).one()
    agency = session.get_one(Agency, person.agency_id)
    return Actor(Role(person.role), f"user:{person.id}", person.id, person.agency_id, agency.code)


def accepted(session: Session, petition: int, place: str) -> int:
    """The case it becomes, at the agency of June 2025."""
    officer, head = actor(session, f"cv.{place}"), actor(session, f"ct.{place}")
    day = at("2025-06-12")
    casework.apply(petition, "record_signature", officer, day, {"signature_form": "paper"})
    casework.apply(petition, "propose_acceptance", officer, day, {"reason": "Đủ điều kiện."})
    draft = proposals.propose(petition, "accept", officer, day, {})
    proposals.approve(draft, head, at("2025-06-13"))
    case = session.get_one(Petition, petition).case_id
    assert case is not None
    session.commit()
    return case


def clocks(session: Session) -> list[tuple[object, ...]]:
    session.expire_all()
    table = Deadline.__table__
    return [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]


def holder(session: Session, subject: int) -> str:
    session.expire_all()
    row = session.get_one(Subject, subject)
    return session.get_one(Agency, row.agency_id).code


def sound() -> bool:
    with snapshot(db.engine) as connection:
        return verify(connection, checkpoints=None, public_key=None).found == 0


def test_every_open_file_goes_to_who_continues_its_agency_and_no_clock_moves(
    session: Session, lodged: Lodge
):
    petition, other = lodged(DISTRICT), lodged(COMMUNE)
    case = accepted(session, other, "xacu")
    standing = clocks(session)
    outcome = reorganise(read(REFORM), JULY)
    assert sorted(outcome.ended) == [DISTRICT, COMMUNE]
    assert {holder(session, petition), holder(session, case)} == {"X06862"}
    assert clocks(session) == standing
    assert sound()


def test_the_entry_of_each_file_names_who_ended_and_by_which_document(
    session: Session, lodged: Lodge
):
    petition = lodged(DISTRICT)
    reorganise(read(REFORM), JULY)
    entry = session.scalars(select(Entry).order_by(Entry.index.desc()).limit(1)).one()
    assert entry.type == "handed_to_successor"
    assert entry.subject == session.get_one(Subject, petition).uid
    assert DECISION.encode() in entry.body
    assert f'"ended":"{DISTRICT}"'.encode() in entry.body


def test_the_new_head_answers_for_what_was_handed_over(session: Session, lodged: Lodge):
    petition = lodged(DISTRICT)
    reorganise(read(REFORM), JULY)
    owed = session.scalars(
        select(Obligation).where(Obligation.subject_id == petition, Obligation.done_at.is_(None))
    ).one()
    head = session.get_one(UserAccount, owed.head_id)
    assert head.username == "chutichxa"
    assert session.get_one(Agency, owed.agency_id).code == "X06862"


def test_what_ended_has_a_last_day_and_a_successor(session: Session, before: None):
    reorganise(read(REFORM), JULY)
    ended = session.scalars(select(Agency).where(Agency.code == COMMUNE)).one()
    assert ended.in_force_to == date(2025, 6, 30)
    following = session.scalars(select(Succession)).all()
    assert {row.first_day for row in following} == {date(2025, 7, 1)}
    today = continuing(session, ended, None, date(2025, 8, 1))
    assert today.code == "X06862"
    above = superior_on(session, ended, date(2025, 8, 1))
    assert above is not None
    assert above.code == "UBT"


def test_doing_it_again_finds_nothing_left_to_do(session: Session, lodged: Lodge):
    lodged(DISTRICT)
    reorganise(read(REFORM), JULY)
    entries = session.scalars(select(Entry.index)).all()
    session.commit()
    again = reorganise(read(REFORM), at("2025-07-02"))
    assert (again.ended, again.started, again.handed) == ([], [], [])
    assert session.scalars(select(Entry.index)).all() == entries


def test_a_dry_run_tells_and_writes_nothing(session: Session, lodged: Lodge):
    petition = lodged(DISTRICT)
    outcome = reorganise(read(REFORM), JULY, dry_run=True)
    assert [(ended, heir) for _, ended, heir in outcome.handed] == [(DISTRICT, "X06862")]
    assert holder(session, petition) == DISTRICT
    assert session.scalars(select(Succession)).all() == []
    assert session.scalars(select(Agency.in_force_to)).all() == [None] * 12


def test_a_file_without_successor_refuses_the_whole(session: Session, lodged: Lodge):
    """A matter of the district without a place: only the handing-over record can tell."""
    kept, orphan = lodged(COMMUNE), lodged(DISTRICT, commune=None)
    number = subject_number(session.get_one(Subject, orphan))
    with pytest.raises(InvalidInputError, match=rf"1 hồ sơ không có nơi nhận: {number}"):
        reorganise(read(REFORM), JULY)
    assert (holder(session, kept), holder(session, orphan)) == (COMMUNE, DISTRICT)
    assert session.scalars(select(Agency.in_force_to)).all() == [None] * 12
    record = f'[[file]]\nnumber = "{number}"\nsuccessor = "UBT"\n'
    reorganise(read(REFORM + record), JULY)
    assert (holder(session, kept), holder(session, orphan)) == ("X06862", "UBT")
    assert sound()


def test_a_commune_of_today_that_is_missing_is_named(session: Session, before: None):
    session.scalars(select(Agency).where(Agency.code == "X06874")).one().commune_code = None
    session.commit()
    with pytest.raises(InvalidInputError, match="Chưa có cơ quan của xã Điền Xá"):
        reorganise(read(REFORM), JULY)


def test_a_successor_whose_head_is_denounced_does_not_get_the_file(session: Session, lodged: Lodge):
    """Whoever led the old commune leads the new one: the denunciation may not follow them."""
    ids = dict(session.execute(select(Agency.code, Agency.id)).all())
    head = session.scalars(select(UserAccount).where(UserAccount.username == "chutichxa")).one()
    for code, since in ((COMMUNE, BEGAN), ("X06862", date(2025, 7, 1))):
        session.add(PostHolding(agency_id=ids[code], post="head", user_id=head.id, first_day=since))
    session.commit()
    petition = lodged(DISTRICT, kind=Kind.DENUNCIATION)
    row = session.get_one(Petition, petition)
    row.denounced_agency_id, row.denounced_post = ids[COMMUNE], "head"
    session.commit()
    with pytest.raises(InvalidInputError, match="đơn tố cáo người lãnh đạo"):
        reorganise(read(REFORM), JULY)


def test_an_agency_begins_with_its_people(session: Session, lodged: Lodge):
    petition = lodged(COMMUNE)
    plan = f"""
day = 2025-07-01
document = "{DECISION}"
[[end]]
code = "{COMMUNE}"
[[start]]
code = "moi"
name = "Ủy ban nhân dân xã Mới"
level = "commune"
superior = "UBT"
symbol = "UBND"
head_title = "CHỦ TỊCH"
[[succession]]
ended = "{COMMUNE}"
successor = "moi"
[[person]]
username = "ct.xacu"
agency = "moi"
"""
    outcome = reorganise(read(plan), JULY)
    assert (outcome.started, holder(session, petition)) == (["moi"], "moi")
    held = session.scalars(select(PostHolding)).one()
    assert (held.post, held.first_day, held.last_day) == ("head", date(2025, 7, 1), None)


def test_a_day_that_has_not_come_is_refused(before: None):
    with pytest.raises(DomainError, match="chưa đến"):
        reorganise(read(REFORM), at("2025-06-30"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day = ", "không đọc được"),
        ('document = "x"', "thiếu hoặc sai mục 'day'"),
        ('day = "hôm qua"\ndocument = "x"', "phải có “day” là một ngày"),
        ('day = 2025-07-01\ndocument = " "', "“document” là văn bản"),
        ('day = 2025-07-01\ndocument = "x"\nreform = "1999"', "“reform” chỉ có thể là “2025”"),
        ('day = 2025-07-01\ndocument = "x"\n[[end]]\nname = "y"', "thiếu hoặc sai mục 'code'"),
    ],
    ids=["no toml", "no day", "a day in words", "no document", "another reform", "no code"],
)
def test_a_file_that_cannot_be_read_says_what_is_missing(text: str, said: str):
    with pytest.raises(InvalidInputError, match=said):
        read(text)


def test_the_command_prints_what_would_happen_and_does_it(
    session: Session, lodged: Lodge, app, tmp_path
):
    lodged(DISTRICT)
    file = tmp_path / "reform.toml"
    file.write_text(REFORM, encoding="utf-8")
    run = app.test_cli_runner().invoke
    looked = run(args=["reference", "reorganise", str(file), "--dry-run"])
    assert f"{DISTRICT} → X06862" in looked.output
    assert "sẽ kết thúc 2 cơ quan" in looked.output
    assert "đã kết thúc 2 cơ quan" in run(args=["reference", "reorganise", str(file)]).output
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('day = 2025-07-01\ndocument = "x"\n[[end]]\ncode = "không có"\n')
    refused = run(args=["reference", "reorganise", str(wrong)])
    assert refused.exit_code == 1
    assert "Không có cơ quan mang mã “không có”." in refused.output
