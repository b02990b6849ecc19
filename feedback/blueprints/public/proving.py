"""``/doi-chung``: is the entry of a receipt file in the log, under which signed head, from when.

The file alone answers; the log of today is asked besides, because a file that it no longer fits is
evidence of a change. The file is read and forgotten, and nothing in it leads to a petition's text.
"""

from datetime import datetime, timedelta
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import FileField

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.visitor import settings
from feedback.blueprints.widgets import HouseForm
from feedback.domain import clock
from feedback.domain.history import evidence
from feedback.domain.history.evidence import Checked, Verdict
from feedback.domain.history.note import NoteKey, NoteSigner
from feedback.domain.history.policy import Policy
from feedback.domain.history.tlog_proof import HEADER, MAX_BYTES
from feedback.extensions import db
from feedback.services.log import log_proof, promised, witness_policy
from feedback.services.log.log_key import note_key, promiser
from feedback.services.subject.numbers import petition_number
from feedback.vault.keys import KeyRing
from feedback.workflows.events import EVENT_TITLES

NOTHING = "Chọn tệp bằng chứng có đuôi .tlog-proof; tệp không được rỗng."
TOO_LARGE = f"Tệp lớn hơn {MAX_BYTES // 1000} KB, không phải tệp bằng chứng."

#: After so many intervals the sealer is not at work, and nobody knows until when.
PATIENCE = 10
SOON_PROVEN = "Chưa có bằng chứng. Thường sau {} là có; hãy mở lại trang này rồi tải tệp."
LATE_PROVEN = (
    "Chưa có bằng chứng, vì nhật ký lâu chưa được niêm phong. Chưa biết khi nào có. "
    "Hồ sơ vẫn được ghi nhận như trên trang này."
)


class ProofForm(HouseForm):
    file = FileField("Tệp bằng chứng đã tải về")


def pinned() -> NoteKey:
    """The key of this log; the public half is all that pages need."""
    return note_key(KeyRing(settings().keys_dir).history_public, settings().history_origin)


def promises() -> NoteSigner:
    """What signs our word until there is a proof."""
    return promiser(KeyRing(settings().keys_dir).promise_key, settings().history_origin)


def witnesses() -> Policy:
    """Whose word on a signed head counts."""
    return witness_policy.load(settings().keys_dir)


def interval() -> str:
    """How long the sealer usually takes, in words."""
    return f"khoảng {-(-settings().checkpoint_seconds // 60)} phút"


def proof_wanting(logged_at: datetime | None, now: datetime) -> str:
    """Why there is no proof yet; how long it takes is only said while that is known."""
    patience = timedelta(seconds=PATIENCE * settings().checkpoint_seconds)
    if logged_at is not None and now - logged_at <= patience:
        return SOON_PROVEN.format(interval())
    return LATE_PROVEN


@public.get("/doi-chung")
@for_everyone
def prove() -> ResponseReturnValue:
    return _page(ProofForm())


@public.post("/doi-chung")
@for_everyone
def prove_file() -> ResponseReturnValue:
    form = ProofForm()
    content = _content(form) if form.validate_on_submit() else b""
    if not content:
        return _page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not content.startswith(HEADER.encode()):
        return _promised(content)
    checked = evidence.check(content, pinned(), witnesses())
    if checked.verdict in evidence.UNREADABLE:
        form.file.errors = [evidence.VERDICT_WORDS[checked.verdict]]
        return _page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(ProofForm(formdata=None), _found(checked))


def _promised(content: bytes) -> ResponseReturnValue:
    """The answer to a promise, or to what is neither a proof nor a promise."""
    standing = promised.standing(db.session(), content, promises().key, clock.now())
    if standing is None:
        form = ProofForm()
        form.file.errors = [evidence.VERDICT_WORDS[Verdict.ANOTHER_FILE]]
        return _page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    entry = standing.promise.entry if standing.promise else None
    found = {
        "title": standing.title,
        "meaning": standing.meaning,
        "good": standing.good,
        "checked": None,
        "event": EVENT_TITLES.get(entry.type, "") if entry else "",
        "at": entry and datetime.fromisoformat(entry.at),
        "until": standing.promise and standing.promise.until,
        "leaf": standing.promise and standing.promise.leaf.hex(),
    }
    return _page(ProofForm(formdata=None), found)


def _content(form: ProofForm) -> bytes:
    """The bytes sent; nothing, and the reason beside the field, where they cannot be a proof."""
    upload = request.files.get("file")
    content = upload.stream.read(MAX_BYTES + 1) if upload and upload.filename else b""
    if len(content) > MAX_BYTES:
        form.file.errors = [TOO_LARGE]
        return b""
    if not content:
        form.file.errors = [NOTHING]
    return content


def _page(
    form: ProofForm, found: dict[str, object] | None = None, *, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    page = render_template(
        "public/prove.html",
        form=form,
        found=found,
        key=pinned().as_text(),
        promise_key=promises().key.as_text(),
        errors=status != HTTPStatus.OK,
    )
    return page, status


def _found(checked: Checked) -> dict[str, object]:
    """What the page says of a file that could be read."""
    verdict, today = checked.verdict, None
    if verdict is Verdict.PROVEN:
        today = log_proof.present(db.session(), checked)
        verdict = verdict if today.agrees else Verdict.CONTRADICTED
    register = checked.entry.register if checked.entry else None
    return {
        "title": evidence.VERDICT_WORDS[verdict],
        "meaning": evidence.MEANINGS[verdict],
        "good": verdict is Verdict.PROVEN,
        "checked": checked,
        "until": None,
        "number": register and petition_number(register.book, register.year, register.number),
        "event": EVENT_TITLES.get(checked.entry.type, "") if checked.entry else "",
        "at": checked.entry and datetime.fromisoformat(checked.entry.at),
        "sealed_at": today and today.sealed_at,
        "not_witnessed": "" if checked.witnessed else evidence.NOT_WITNESSED,
    }
