"""The workbench: a document written as a draft, seen as it will be, checked, put before the head.

Every press keeps what was typed first, and only then does what was asked.
"""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_datetime, vn_time
from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals, words
from feedback.blueprints.office.act_forms import ActForm
from feedback.blueprints.office.blueprint import office
from feedback.blueprints.office.doing import Doing, doing_of, form_of
from feedback.blueprints.office.letters_shown import Shown, preview_of, shown
from feedback.blueprints.office.workbench_page import (
    Theirs,
    answer,
    draft_of,
    listed,
    looked_at,
    offered,
)
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.word_changes import changed_fields
from feedback.extensions import db
from feedback.queries import drafting
from feedback.services.drafting import document_drafts, prefill, previews
from feedback.services.drafting.document_drafts import DraftConflictError


def show(doing: Doing) -> ResponseReturnValue:
    """The draft as it stands, or one begun from what the file says."""
    draft = draft_of(doing)
    form = form_of(doing, draft.newest.data if draft else _begun(doing))
    form.version.data = str(doing.file.version)
    form.seen.data = str(draft.newest.number if draft else 0)
    return answer(doing, form, draft)


def receive(doing: Doing) -> ResponseReturnValue:
    """Keep what was typed, then do what the button says."""
    form, pressed = form_of(doing), request.form.get("do", "submit")
    sound = form.validate()
    if "csrf_token" in form.errors:
        return answer(doing, form, draft_of(doing)), 422
    if pressed == "drop":
        return _drop(doing, form)
    if pressed.startswith("insert:"):
        _insert(doing, form, pressed.removeprefix("insert:"))
    try:
        form.seen.data = str(_save(doing, form))
        if pressed == "submit" and sound:
            return _submit(doing, form)
    except DomainError as refusal:
        return _refused(doing, form, refusal)
    return _kept(doing, form, pressed, sound=sound)


@office.post("/ho-so/<int:subject_id>/<action>/xem-truoc")
@asks(Action.ACT_ON)
def live(subject_id: int, action: str) -> ResponseReturnValue:
    """What the page asks for while somebody types: kept, checked, drawn; answered as JSON.

    A page that was only opened asks to look, and keeps nothing.
    """
    doing = doing_of(subject_id, action)
    form = form_of(doing)
    form.validate()
    if "csrf_token" in form.errors:
        return {"said": form.errors["csrf_token"][0]}, 422
    told: dict[str, Any] = {"said": ""}
    try:
        if request.form.get("do") != "look":
            told["seen"] = _save(doing, form)
            told["kept"] = f"Đã lưu lúc {vn_time(clock.now())}."
        return told | _drawing(doing, form)
    except DomainError as refusal:
        busy = isinstance(refusal, previews.BusyError)
        return told | {"said": str(refusal)}, 429 if busy else 409


def _drawing(doing: Doing, form: ActForm) -> dict[str, Any]:
    looked = looked_at(doing, form)
    return {
        "sheets": [each.told for each in shown(previews.draw(looked, doing.actor, clock.now()))],
        "findings": [
            {"must": each.must, "words": each.words, "target": each.target}
            for each in listed(form, looked.findings)
        ],
    }


def _save(doing: Doing, form: ActForm) -> int:
    return document_drafts.save(
        doing.file.id,
        doing.option.action,
        doing.actor,
        clock.now(),
        form.readable,
        seen=_number(form.seen.data),
        files=form.files,
    )


def _submit(doing: Doing, form: ActForm) -> ResponseReturnValue:
    document_drafts.submit(
        doing.file.id,
        doing.option.action,
        doing.actor,
        clock.now(),
        seen=_number(form.seen.data),
        version=refusals.version_of(form),
    )
    flash(f"Đã trình lãnh đạo: {doing.step.title}.")
    return redirect(words.file_url(doing.file.id, doing.file.subject_kind))


def _drop(doing: Doing, form: ActForm) -> ResponseReturnValue:
    try:
        document_drafts.drop(doing.file.id, doing.option.action, doing.actor, clock.now())
    except DomainError as refusal:
        return _refused(doing, form, refusal)
    flash("Đã bỏ dự thảo; các bản đã lưu vẫn còn.")
    return redirect(words.file_url(doing.file.id, doing.file.subject_kind))


def _kept(doing: Doing, form: ActForm, pressed: str, *, sound: bool) -> ResponseReturnValue:
    """The page again, after saving; only who submits must have filled in everything."""
    if pressed != "submit":
        _forgive_empty(form)
    if pressed == "save" and not form.errors:
        flash("Đã lưu dự thảo.")
        return redirect(request.path)
    sheets = _drawn(doing, form) if pressed == "preview" else ()
    status = 422 if form.errors or (pressed == "submit" and not sound) else 200
    return answer(doing, form, draft_of(doing), sheets=sheets), status


def _refused(doing: Doing, form: ActForm, refusal: DomainError) -> ResponseReturnValue:
    draft = draft_of(doing)
    theirs = None
    _forgive_empty(form)
    if isinstance(refusal, DraftConflictError) and draft is not None:
        newest = draft.newest
        form.seen.data = str(newest.number)
        theirs = Theirs(
            newest.person, vn_datetime(newest.saved_at), changed_fields(newest.data, form.readable)
        )
    status = refusals.show(form, refusal)
    form.version.data = str(doing_of(doing.file.id, doing.option.action).file.version)
    return answer(doing, form, draft, theirs=theirs), status


def _forgive_empty(form: ActForm) -> None:
    """A draft may have gaps: only what was typed wrongly is an error."""
    for name in form.names:
        typed = form[name].raw_data
        if not any(str(part).strip() for part in typed or ()):
            form[name].errors = ()


def _insert(doing: Doing, form: ActForm, chosen: str) -> None:
    """Add a paragraph to the end of its field: what the button does where no script runs."""
    for name, found in offered(doing, form).items():
        for offer in found:
            if chosen == f"{name}:{offer.number}":
                form[name].data = "\n".join(filter(None, (form[name].data, offer.text)))


def _begun(doing: Doing) -> dict[str, str]:
    """A new draft: what the head returned last of the act, else what the file says."""
    session, action = db.session(), doing.option.action
    returned = drafting.returned_before(session, doing.file.id, action)
    if returned is not None:
        return dict(returned)
    asked = (*doing.option.needs, *doing.option.may_state)
    return prefill.for_draft(session, doing.file.id, action, asked, clock.now())


def _drawn(doing: Doing, form: ActForm) -> tuple[Shown, ...]:
    return preview_of(doing.file.id, doing.option.action, form.readable, doing.actor)


def _number(typed: str | None) -> int:
    """A version as a page carries it; what nobody can read is older than any."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 - fits
