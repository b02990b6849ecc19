"""``/kiem-tra-van-ban``: is a document ours and unchanged, was a number given; never what it says.

A file is read, hashed and forgotten. What leads to nothing counts as a wrong try, so that guessing
numbers becomes slow; a right file may be checked as often as one likes.
"""

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Field

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.verifying_forms import FileForm, NumberForm
from feedback.blueprints.widgets import options
from feedback.domain import clock
from feedback.domain.letters import genuine
from feedback.domain.letters.genuine import Checked, Known, Verdict
from feedback.extensions import db
from feedback.queries.register import agencies
from feedback.services.documents import document_check
from feedback.services.signing_in import throttle
from feedback.services.signing_in.throttle import TooHastyError

#: Ours have a few hundred kilobytes; a dossier is no document.
MOST_BYTES = 20_000_000
TRIES = "kiem-tra-van-ban"


@public.get("/kiem-tra-van-ban")
@for_everyone
def verify() -> ResponseReturnValue:
    return _page()


@public.post("/kiem-tra-van-ban")
@for_everyone
def verify_file() -> ResponseReturnValue:
    form = FileForm()
    content = _content(form) if form.validate_on_submit() else b""
    if not content:
        return _page(file_form=form, status=422)
    if refusal := _hasty(form.file):
        return _page(file_form=form, status=refusal)
    checked = document_check.check_file(db.session(), content)
    if checked.verdict is Verdict.UNKNOWN:
        throttle.note_failure(TRIES, network(), clock.now())
    return _page(checked=checked)


@public.post("/kiem-tra-van-ban/so")
@for_everyone
def verify_number() -> ResponseReturnValue:
    form = _number_form()
    if not form.validate_on_submit() or form.day.data is None:
        return _page(number_form=form, status=422)
    if refusal := _hasty(form.code):
        return _page(number_form=form, status=refusal)
    agency, number, symbol = form.agency.data, form.number, form.symbol
    known = document_check.check_number(
        db.session(), agency=agency, number=number, symbol=symbol, day=form.day.data
    )
    if known is None:
        throttle.note_failure(TRIES, network(), clock.now())
    return _page(number_form=form, asked=True, known=known)


def _content(form: FileForm) -> bytes:
    """The bytes sent; nothing, and the reason beside the field, where they cannot be a document."""
    upload = request.files.get("file")
    content = upload.stream.read(MOST_BYTES + 1) if upload and upload.filename else b""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        form.file.errors = [f"Tệp lớn hơn {most} MB, không phải văn bản của cơ quan."]
        return b""
    if not content:
        form.file.errors = ["Chọn tệp PDF cần kiểm tra; tệp không được rỗng."]
    return content


def _hasty(field: Field) -> int:
    """Whether this network tried wrong too often: the status to answer with, the words said."""
    try:
        throttle.refuse_hasty(TRIES, network(), clock.now())
    except TooHastyError as refusal:
        field.errors = [str(refusal)]
        return HTTPStatus.TOO_MANY_REQUESTS
    return 0


def _number_form() -> NumberForm:
    form = NumberForm()
    form.agency.choices = options([("", "Chọn cơ quan"), *agencies(db.session())])
    return form


def _page(
    *,
    file_form: FileForm | None = None,
    number_form: NumberForm | None = None,
    checked: Checked | None = None,
    asked: bool = False,
    known: Known | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    file_form, number_form = file_form or FileForm(), number_form or _number_form()
    page = render_template(
        "public/verify.html",
        file_form=file_form,
        number_form=number_form,
        refused=next((each for each in (file_form, number_form) if each.errors), None),
        checked=checked,
        asked=asked,
        known=known,
        words=genuine,
        megabytes=MOST_BYTES // 1_000_000,
        errors=status != 200,  # noqa: PLR2004 - HTTP's "OK"
    )
    return page, status
