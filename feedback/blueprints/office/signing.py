"""Documents to sign: the head's list, and the clerk's for the agency's own signature.

One or many at a time with a key that is kept here, or one by one with a card of one's own: the file
is taken away, signed, and brought back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals, words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import SignedFileForm, VoidForm
from feedback.blueprints.widgets import HouseForm
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.letters.batch import Batch
from feedback.domain.letters.wording import numbered
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Role
from feedback.domain.word_changes import FieldChange
from feedback.extensions import current_settings, db
from feedback.letters.places import Place
from feedback.queries import signing as queries
from feedback.queries.signing import Course, ToSign
from feedback.services.documents import bulk_signing, signing, voided_notices
from feedback.settings.choices import Mode, Signing
from feedback.workflows.glossary import letter_title
from feedback.workflows.inputs.catalogue import INPUTS

#: Each list: who keeps it, and what they do there.
PLACES = {Role.HEAD: Place.PERSON, Role.CLERK: Place.SEAL}
SIGN = {Place.PERSON: signing.sign, Place.SEAL: signing.seal}
#: One sitting's signatures; the rest waits for the next press.
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the list shows it."""

    waiting: ToSign
    title: str
    href: str
    #: why it was not signed just now
    refusal: str
    #: what was mended since the head returned it; None where it never went back
    changes: tuple[FieldChange, ...] | None
    #: where it stands for all that its act made, how far those are
    course: Course | None = None


@office.get("/ky")
@asks(Action.SIGN, Action.SEAL)
def to_sign() -> ResponseReturnValue:
    return _page()


@office.get("/ky/ca-loat/<int:act_id>")
@asks(Action.SIGN, Action.SEAL)
def to_sign_of_act(act_id: int) -> ResponseReturnValue:
    """The documents an act made for each of several people, one by one."""
    return _page(act_id=act_id)


@office.post("/ky/ca-loat/<int:act_id>/<name>")
@asks(Action.SIGN, Action.SEAL)
def sign_all_of_act(act_id: int, name: str) -> ResponseReturnValue:
    actor = current_actor()
    try:
        asked = bulk_signing.ask(Batch(act_id, name), PLACES[actor.role], actor, clock.now())
    except DomainError as refusal:
        return _page(said=str(refusal)), 409
    flash(f"Đang ký {asked} văn bản; tải lại trang để xem tiến độ.")
    return redirect(url_for("office.to_sign"))


@office.post("/ky")
@asks(Action.SIGN, Action.SEAL)
def sign_chosen() -> ResponseReturnValue:
    chosen = [int(each) for each in request.form.getlist("letter") if each.isdecimal()]
    if not chosen:
        return _page(said="Chọn ít nhất một văn bản để ký."), 422
    refused = _sign(chosen[:MOST_AT_ONCE])
    done = len(chosen[:MOST_AT_ONCE]) - len(refused)
    if done:
        flash(f"Đã ký {done} văn bản.")
    return (_page(refused), 409) if refused else redirect(url_for("office.to_sign"))


@office.post("/ky/<int:letter_id>/tep")
@asks(Action.SIGN, Action.SEAL)
def bring_signed(letter_id: int) -> ResponseReturnValue:
    form, actor = SignedFileForm(), current_actor()
    if not form.validate():
        return _page(at=letter_id, form=form), 422
    try:
        signing.take(letter_id, PLACES[actor.role], form.content(), actor, clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(at=letter_id, form=form), status
    flash("Đã nhận tệp ký bên ngoài; chữ ký hợp lệ.")
    return redirect(url_for("office.to_sign"))


@office.post("/ky/<int:letter_id>/huy")
@asks(Action.CANCEL_NUMBER)
def void_number(letter_id: int) -> ResponseReturnValue:
    form = VoidForm()
    if not form.validate():
        return _page(at=letter_id, form=form), 422
    try:
        signing.void(letter_id, current_actor(), clock.now(), form.reason.data)
        voided_notices.tell(letter_id, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(at=letter_id, form=form), status
    flash("Đã hủy số, trả văn bản cho người soạn; số vẫn nằm trong sổ kèm lý do.")
    return redirect(url_for("office.to_sign"))


def _sign(chosen: Sequence[int]) -> dict[int, str]:
    """Sign each by itself, so that one refused does not take the others with it; says why."""
    actor, refused = current_actor(), {}
    for letter_id in chosen:
        try:
            SIGN[PLACES[actor.role]](letter_id, actor, clock.now())
        except DomainError as refusal:
            refused[letter_id] = str(refusal)
    return refused


def _page(
    refused: dict[int, str] | None = None,
    *,
    at: int | None = None,
    form: HouseForm | None = None,
    said: str = "",
    act_id: int | None = None,
) -> str:
    """The list; what was just refused stands beside its document."""
    settings, actor = current_settings(), current_actor()
    once = settings.signing is not Signing.OUTSIDE and not refused and at is None
    waiting = queries.waiting(db.session(), actor, act_id, once=once)
    mended = queries.mended(db.session(), [each.id for each in waiting])
    return page(
        "signing",
        documents=[
            _shown(
                each,
                (refused or {}).get(each.id, ""),
                mended.get(each.id),
                once=once and act_id is None,
            )
            for each in waiting
        ],
        field_title=lambda name: INPUTS[name].title if name in INPUTS else name,
        seals=PLACES[actor.role] is Place.SEAL,
        keys_here=settings.signing is not Signing.OUTSIDE,
        demo=settings.mode is not Mode.PRODUCTION,
        said=said,
        at=at,
        file_form=form if isinstance(form, SignedFileForm) else SignedFileForm(formdata=None),
        void_form=form if isinstance(form, VoidForm) else VoidForm(formdata=None),
        errors=form is not None or bool(refused) or bool(said),
    )


def _shown(
    each: ToSign, refusal: str, changes: tuple[FieldChange, ...] | None, *, once: bool
) -> Shown:
    course = _course(each) if once else None
    code = numbered(each.number, each.symbol)
    if course is not None:
        code = f"{numbered(course.first, each.symbol)} đến{numbered(course.last, each.symbol)}"
    return Shown(
        waiting=each,
        title=f"{letter_title(each.name)}{code}",
        course=course,
        href=words.file_url(each.subject_id, each.subject_kind),
        refusal=refusal,
        changes=changes,
    )


def _course(each: ToSign) -> Course | None:
    """How far all are that its act made for each of several people."""
    if each.alike <= 1 or each.act_id is None:
        return None
    place = PLACES[current_actor().role]
    return queries.course(db.session(), Batch(each.act_id, each.name), place)
