"""Who denounces is protected from the moment somebody sees that it is a denunciation."""

import pytest
from sqlalchemy import cast, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError
from feedback.domain.petitions import Kind, SubjectKind
from feedback.models.petition import Petition
from feedback.queries.file import file
from feedback.queries.search import with_marks
from feedback.services import casework
from feedback.services.submission import submit
from feedback.vault.keys import KeyRing
from tests.factories import Province, a_lodging, at

STORY = "Tôi là Bế Thị Nhung, giáo viên, xin báo việc thu tiền sai. Việc kéo dài hai năm."


@pytest.fixture
def lodged(session: Session, province: Province, keys: KeyRing):
    """A paper sent as the kind named, by somebody who says who they are."""

    def lodge(kind: Kind) -> int:
        return submit(a_lodging(kind, name="Bế Thị Nhung", story=STORY), keys, at("2026-08-03"))

    return lodge


def classify(petition: int, province: Province, kind: str, day: str) -> None:
    stated = {"kind": kind, "field": "conduct", "agency": "BTCD"}
    casework.apply(petition, "classify", province.receptionist, at(day), stated)


def seen(session: Session, province: Province, petition: int):
    session.expire_all()
    return file(session, province.receptionist, petition, SubjectKind.PETITION)


def is_found_by_the_name(session: Session, petition: int) -> bool:
    words, _ = with_marks(session, "nhung")
    query = cast(words, TSQUERY)
    found = select(Petition.id).where(Petition.id == petition, Petition.search.op("@@")(query))
    return session.scalars(found).first() is not None


def test_the_title_of_a_denunciation_is_not_the_sentence_in_which_the_writer_names_themselves(
    session: Session, province: Province, lodged
):
    assert seen(session, province, lodged(Kind.DENUNCIATION)).title == (
        "Thông tin có nội dung tố cáo"
    )


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.RECOMMENDATION, Kind.REPORT])
def test_what_was_sent_as_another_kind_is_protected_once_it_is_classified_as_a_denunciation(
    session: Session, province: Province, lodged, kind: Kind
):
    petition = lodged(kind)
    assert seen(session, province, petition).contact is not None
    classify(petition, province, "denunciation", "2026-08-04")
    hidden = seen(session, province, petition)
    assert hidden.confidential
    assert hidden.contact is None
    assert "Nhung" not in hidden.title


def test_the_name_finds_nothing_any_more_save_in_what_the_sender_wrote(
    session: Session, province: Province, keys: KeyRing
):
    told = a_lodging(Kind.COMPLAINT, name="Bế Thị Nhung", story="Trường thu tiền sai.")
    petition = submit(told, keys, at("2026-08-03"))
    assert is_found_by_the_name(session, petition)
    classify(petition, province, "denunciation", "2026-08-04")
    assert not is_found_by_the_name(session, petition)


def test_found_to_be_no_denunciation_after_all_it_is_open_again(
    session: Session, province: Province, lodged
):
    petition = lodged(Kind.COMPLAINT)
    classify(petition, province, "denunciation", "2026-08-04")
    classify(petition, province, "complaint", "2026-08-05")
    shown = seen(session, province, petition)
    assert shown.contact is not None
    assert shown.title.startswith("Tôi là Bế Thị Nhung")
    assert is_found_by_the_name(session, petition)


def test_what_was_sealed_when_it_was_lodged_stays_a_denunciation(
    session: Session, province: Province, lodged
):
    with pytest.raises(InvalidInputError, match="đã niêm phong"):
        classify(lodged(Kind.DENUNCIATION), province, "complaint", "2026-08-04")
