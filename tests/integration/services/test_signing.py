"""From approval to the seal: who may put which signature when, and what is refused."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from feedback.demo.issuing import signers
from feedback.domain.errors import InvalidInputError, NotAllowedError, StaleFormError
from feedback.extensions import current_settings, db
from feedback.letters.places import Place
from feedback.letters.signing import sign as put
from feedback.letters.stamps import signature_of
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter, LetterSignature, SigningIdentity, Stage
from feedback.models.outbox import OutboxItem
from feedback.services.acts import casework
from feedback.services.documents import rendering, signing
from feedback.services.documents.rendering import letter_bytes
from feedback.services.drafting import proposals
from feedback.services.lodging.submission import submit
from feedback.services.log.verification import snapshot, verify
from feedback.settings.choices import Signing
from feedback.settings.frozen import Settings
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.keys import KeyRing
from feedback.vault.signing_keys import NoSigningKeyError, Owner
from tests.factories import a_lodging, at, read_province
from tests.worlds import stories

NOW = at("2026-08-04", 10)
HEAD = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
OTHER = Owner(seal=False, name="giamdoc", shown="Ngô Bá Khoa")


def approve_a_letter(app: Flask) -> int:
    """A letter of guidance that the head of the commune approved."""
    with app.app_context():
        return _approve(db.session(), KeyRing(current_settings().keys_dir))


def approve_and_render(app: Flask) -> int:
    """The same, and the worker rendered it."""
    letter = approve_a_letter(app)
    with app.app_context():
        row = select(OutboxItem.id).where(OutboxItem.key == f"letter-{letter}")
        rendering.render_letter(db.session.scalars(row).one(), NOW)
    return letter


def _approve(session: Session, keys: KeyRing) -> int:
    province = read_province(session)
    petition = submit(a_lodging(), keys, at("2026-08-03"))
    classified = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition, "classify", province.receptionist, at("2026-08-03", 9), classified)
    guide = {"agency": "SXD", "reason": "Thuộc thẩm quyền của Sở Xây dựng."}
    officer = province.commune_officer
    proposal = proposals.propose(petition, "guide", officer, at("2026-08-04"), guide)
    proposals.approve(proposal, province.commune_head, at("2026-08-04"))
    found = session.scalars(select(IssuedLetter.id)).one()
    session.rollback()
    return found


beginning, letter, rendered = stories(letter=approve_a_letter, rendered=approve_and_render)


@pytest.fixture
def look(session: Session) -> Callable[[int], IssuedLetter]:
    def of(letter: int) -> IssuedLetter:
        session.expire_all()
        session.rollback()
        return session.get_one(IssuedLetter, letter)

    return of


def test_a_document_goes_from_hand_to_hand(rendered, look, session, province):
    assert look(rendered).stage is Stage.RENDERED
    signing.sign(rendered, province.commune_head, NOW)
    assert look(rendered).stage is Stage.SIGNED
    signing.seal(rendered, province.commune_clerk, NOW)
    issued = look(rendered)
    assert issued.stage is Stage.ISSUED
    assert issued.issued_sha256 == sha256(letter_bytes(issued)).hexdigest()
    kinds = session.scalars(select(LetterSignature.kind).order_by(LetterSignature.id)).all()
    assert kinds == ["person", "seal"]
    assert all(session.scalars(select(LetterSignature.demo)))
    told = session.scalars(
        select(Entry.type).where(Entry.type.like("letter_%")).order_by(Entry.index)
    ).all()
    course = ["letter_approved", "letter_rendered", "letter_signed", "letter_issued"]
    assert told == [*course, "letter_sent"], "the portal has it at once"
    with snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


def test_a_swapped_file_contradicts_the_history(rendered, session, province):
    signing.sign(rendered, province.commune_head, NOW)
    session.execute(update(IssuedLetter).values(signed_sha256="0" * 64))
    session.commit()
    with snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings


@pytest.mark.parametrize(
    ("who", "does", "says"),
    [
        ("commune_officer", signing.sign, "Chỉ người có thẩm quyền ký"),
        ("department_head", signing.sign, "Chỉ người có thẩm quyền ký"),
        ("commune_clerk", signing.sign, "Chỉ người có thẩm quyền ký"),
    ],
)
def test_only_the_signer_signs(rendered, province, who, does, says):
    with pytest.raises(NotAllowedError, match=says):
        does(rendered, getattr(province, who), NOW)


@pytest.mark.parametrize("who", ["commune_head", "department_clerk", "commune_officer"])
def test_only_the_clerk_of_the_agency_seals(rendered, province, who):
    signing.sign(rendered, province.commune_head, NOW)
    with pytest.raises(NotAllowedError, match="Chỉ văn thư của cơ quan ban hành"):
        signing.seal(rendered, getattr(province, who), NOW)


def test_the_order_is_kept(letter, rendered, province):
    with pytest.raises(StaleFormError, match="chưa ký văn bản này"):
        signing.seal(rendered, province.commune_clerk, NOW)
    signing.sign(rendered, province.commune_head, NOW)
    with pytest.raises(StaleFormError, match="đã được ký rồi"):
        signing.sign(rendered, province.commune_head, NOW)


def test_nothing_is_signed_before_it_is_rendered(letter, province):
    with pytest.raises(StaleFormError, match="chưa lập xong bản điện tử"):
        signing.sign(letter, province.commune_head, NOW)


def test_pressed_eight_times_at_once_it_is_signed_once(app: Flask, rendered, province, session):
    def press(_number: int) -> str:
        with app.app_context():
            try:
                signing.sign(rendered, province.commune_head, NOW)
            except StaleFormError:
                return "refused"
            return "signed"

    with ThreadPoolExecutor(8) as presses:
        answers = list(presses.map(press, range(8)))
    assert sorted(answers) == ["refused"] * 7 + ["signed"]
    assert session.scalar(select(func.count()).select_from(LetterSignature)) == 1


class TestSignedOutside:
    """A card of one's own: the file is taken away and brought back."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, signing=Signing.OUTSIDE)

    @pytest.fixture
    def keys_elsewhere(self, app: Flask) -> Iterator[DemoKeys]:
        with app.app_context():
            yield DemoKeys(app.extensions["settings"].signing_dir)

    @pytest.fixture
    def known(self, session, province, keys_elsewhere) -> None:
        """The head's certificate is registered as theirs."""
        with keys_elsewhere.open(HEAD) as key:
            digest = sha256(key.signer.signing_cert.dump()).hexdigest()
        session.add(
            SigningIdentity(
                user_id=province.commune_head.user_id, certificate_sha256=digest, entered_at=NOW
            )
        )
        session.commit()

    def signed(self, keys: DemoKeys, pdf: bytes, owner: Owner, place: Place = Place.PERSON):
        with keys.open(owner) as key:
            return put(pdf, place, key.signer, signature_of(owner.shown), NOW)

    def test_the_server_has_no_key(self, rendered, province):
        with pytest.raises(NoSigningKeyError, match="tải văn bản về"):
            signing.sign(rendered, province.commune_head, NOW)

    @pytest.mark.usefixtures("known")
    def test_it_comes_back_signed(self, rendered, look, province, keys_elsewhere):
        pdf = self.signed(keys_elsewhere, letter_bytes(look(rendered)), HEAD)
        signing.take(rendered, Place.PERSON, pdf, province.commune_head, NOW)
        assert look(rendered).stage is Stage.SIGNED
        assert letter_bytes(look(rendered)) == pdf

    @pytest.mark.usefixtures("known")
    def test_signed_by_somebody_else(self, rendered, look, province, keys_elsewhere):
        pdf = self.signed(keys_elsewhere, letter_bytes(look(rendered)), OTHER)
        with pytest.raises(InvalidInputError, match="không phải của Trần Quang Minh") as refusal:
            signing.take(rendered, Place.PERSON, pdf, province.commune_head, NOW)
        assert "Ngô Bá Khoa" in str(refusal.value)
        assert refusal.value.field == "signed"

    def test_nobody_knows_the_certificate(self, rendered, look, province, keys_elsewhere):
        pdf = self.signed(keys_elsewhere, letter_bytes(look(rendered)), HEAD)
        with pytest.raises(InvalidInputError, match="Chưa đăng ký chứng thư số"):
            signing.take(rendered, Place.PERSON, pdf, province.commune_head, NOW)

    @pytest.mark.usefixtures("known")
    def test_in_the_wrong_place(self, rendered, look, province, keys_elsewhere):
        pdf = self.signed(keys_elsewhere, letter_bytes(look(rendered)), HEAD, Place.SEAL)
        with pytest.raises(InvalidInputError, match="không nằm đúng ô ký"):
            signing.take(rendered, Place.PERSON, pdf, province.commune_head, NOW)

    @pytest.mark.parametrize("change", ["unsigned", "no pdf", "a byte", "empty"])
    @pytest.mark.usefixtures("known")
    def test_another_file(self, rendered, look, province, keys_elsewhere, change):
        ours = letter_bytes(look(rendered))
        signed = self.signed(keys_elsewhere, ours, HEAD)
        pdf = {
            "unsigned": ours,
            "no pdf": b"GIF89a",
            "a byte": signed[:500] + bytes([signed[500] ^ 1]) + signed[501:],
            "empty": b"",
        }[change]
        with pytest.raises(InvalidInputError, match="không phải văn bản này chỉ thêm chữ ký"):
            signing.take(rendered, Place.PERSON, pdf, province.commune_head, NOW)
        assert look(rendered).stage is Stage.RENDERED


def test_a_number_is_given_up_with_its_reason_and_never_given_again(
    rendered, look, session, province
):
    signing.void(rendered, province.commune_head, NOW, "Sai tên người nhận.")
    voided = look(rendered)
    assert voided.stage is Stage.VOIDED
    assert voided.number == 1
    with pytest.raises(StaleFormError, match="đã hủy"):
        signing.sign(rendered, province.commune_head, NOW)
    with snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


def test_a_number_is_not_given_up_without_a_reason_by_strangers_or_after_issue(
    rendered, look, province
):
    with pytest.raises(InvalidInputError, match="lý do"):
        signing.void(rendered, province.commune_head, NOW, "  ")
    with pytest.raises(NotAllowedError):
        signing.void(rendered, province.department_clerk, NOW, "Nhầm.")
    signing.sign(rendered, province.commune_head, NOW)
    signing.seal(rendered, province.commune_clerk, NOW)
    with pytest.raises(StaleFormError, match="thay thế hoặc đính chính"):
        signing.void(rendered, province.commune_clerk, NOW, "Nhầm.")


def test_who_signs_is_read_from_the_document(rendered, look, session, province):
    signer, clerk = signers(session, look(rendered))
    assert (signer.user_id, clerk.user_id) == (
        province.commune_head.user_id,
        province.commune_clerk.user_id,
    )
