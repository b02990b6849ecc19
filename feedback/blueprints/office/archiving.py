"""``/can-bo/luu-tru/<id>``: the dossier of a file for the archive, for those who may have it."""

from dataclasses import dataclass
from typing import Final

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks, may
from feedback.blueprints.headers import download
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.forms import PressForm
from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.models.dossier import BoundDossier, Progress
from feedback.services.papers import dossiers
from feedback.services.subject.numbers import subject_number


@dataclass(frozen=True, slots=True)
class _Archive:
    media_type: str
    column: str


FILES: Final = {
    "pdf": _Archive("application/pdf", "pdf_sha256"),
    "zip": _Archive("application/zip", "zip_sha256"),
}


@office.get("/luu-tru/<int:subject_id>")
@asks(Action.BIND_DOSSIER)
def archive(subject_id: int) -> ResponseReturnValue:
    return _page(subject_id)


@office.post("/luu-tru/<int:subject_id>")
@asks(Action.BIND_DOSSIER)
def make_archive(subject_id: int) -> ResponseReturnValue:
    form = PressForm()
    if not form.validate_on_submit():
        return _page(subject_id, form), 422
    dossiers.ask(subject_id, current_actor(), clock.now())
    return redirect(url_for("office.archive", subject_id=subject_id), 303)


@office.get("/luu-tru/<int:subject_id>.<kind>")
@asks(Action.TAKE_DOSSIER)
def archive_file(subject_id: int, kind: str) -> ResponseReturnValue:
    """Either file of the newest dossier, called after the file's number."""
    session, actor = db.session(), current_actor()
    made, wanted = dossiers.newest(session, actor, subject_id), FILES.get(kind)
    if made is None or wanted is None:
        raise NotFoundError("Hồ sơ lưu trữ chưa được lập.")
    content = dossiers.content(made, getattr(made, wanted.column))
    number = subject_number(dossiers.subject_for(session, actor, subject_id))
    return download(content, f"{number}.{kind}", wanted.media_type)


def _page(subject_id: int, form: PressForm | None = None) -> str:
    session, actor = db.session(), current_actor()
    subject = dossiers.subject_for(session, actor, subject_id)
    made = dossiers.newest(session, actor, subject_id)
    supervises = may(Action.READ_HISTORY)
    return page(
        "archive",
        number=subject_number(subject),
        back=url_for("inspection.history", subject_id=subject_id)
        if supervises
        else words.file_url(subject_id, subject.subject_kind),
        subject_id=subject_id,
        dossier=made,
        progress=_progress(made),
        sealed=subject.confidential,
        form=form or PressForm(formdata=None),
        errors=bool(form),
    )


def _progress(made: BoundDossier | None) -> str:
    return Progress(made.progress).value if made else ""
