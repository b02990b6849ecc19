"""``/thanh-tra/nhat-ky``: the whole history, recomputed against checkpoints the inspector brings.

What the house itself keeps proves little to somebody who doubts the house; a note from a drawer of
the inspectorate, or typed off the bound register, proves the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import MultipleFileField

from feedback.blueprints.guards import asks
from feedback.blueprints.inspection.blueprint import inspection, page
from feedback.blueprints.widgets import HouseForm
from feedback.domain.history.report import RULE_NAMES, SOUND, TAMPERED, Report, Rule
from feedback.domain.policy.actions import Action
from feedback.extensions import current_settings, db
from feedback.models.entry import LogHead
from feedback.services.log import verification, witness_policy
from feedback.services.log.log_key import note_key
from feedback.services.upkeep.verifier_events import event_of
from feedback.services.watch.security_events import note
from feedback.settings.choices import DatabaseRole
from feedback.vault.keys import KeyRing

#: A page is waited for: a greater log is verified at a terminal, with the same rules.
MOST_ENTRIES: Final = 100_000
#: A note with sixteen signatures, and so many of them as a drawer holds.
MOST_BYTES, MOST_FILES = 50_000, 50
TOO_MANY = f"Chọn tối đa {MOST_FILES} tệp, mỗi tệp không quá {MOST_BYTES // 1000} KB."
TOO_LONG = (
    "Nhật ký quá dài để kiểm tra trên trang. Dùng lệnh flask history verify, hoặc chương trình "
    "doi-chung với bản xuất."
)
#: Only where there is something to hold it against.
NEEDS_NOTES: Final = frozenset({Rule.SIGNATURE, Rule.CHECKPOINTS, Rule.SPLIT_VIEW})
#: Inspectors' pages read no sender: of what was destroyed they see whether its salt went too.
BY_SALTS: Final = "đạt, chỉ xét muối"
TITLES = {
    SOUND: ("sound", "Lịch sử nguyên vẹn"),
    TAMPERED: ("broken", "Lịch sử đã bị thay đổi"),
}
CANNOT_TELL = ("unknown", "Chưa thể kết luận")


class NotesForm(HouseForm):
    notes = MultipleFileField("Điểm kiểm tra giữ ở nơi khác")


@dataclass(frozen=True, slots=True)
class Line:
    """One rule and what came of it."""

    rule: str
    name: str
    verdict: str


@inspection.get("/nhat-ky")
@asks(Action.AUDIT)
def whole_history() -> ResponseReturnValue:
    return _page(NotesForm())


@inspection.post("/nhat-ky")
@asks(Action.AUDIT)
def verify_history() -> ResponseReturnValue:
    form = NotesForm()
    notes = list(_notes(form)) if form.validate_on_submit() else []
    if (db.session().scalar(select(LogHead.size)) or 0) > MOST_ENTRIES:
        form.notes.errors = [TOO_LONG]
    if form.errors:
        return _page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    settings = current_settings()
    key = note_key(KeyRing(settings.keys_dir).history_public, settings.history_origin)
    policy = witness_policy.load(settings.keys_dir)
    with verification.snapshot(db.engines[DatabaseRole.INSPECTOR], by_inspector=True) as connection:
        report = verification.verify_notes(connection, notes, key, policy, senders=False)
    event, detail = event_of(report)
    note(event, detail=detail)
    return _page(NotesForm(formdata=None), report)


def _notes(form: NotesForm) -> Iterator[str]:
    """What was brought; beside the field, why it was not taken."""
    files = [file for file in request.files.getlist("notes") if file.filename]
    contents = [file.stream.read(MOST_BYTES + 1) for file in files[: MOST_FILES + 1]]
    if len(files) > MOST_FILES or any(len(content) > MOST_BYTES for content in contents):
        form.notes.errors = [TOO_MANY]
        return
    yield from (content.decode("utf-8", "replace") for content in contents)


def _page(
    form: NotesForm, report: Report | None = None, *, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    state, title = TITLES.get(report.exit_code, CANNOT_TELL) if report else ("", "")
    shown = page(
        "whole_history",
        form=form,
        report=report,
        state=state,
        title=title,
        lines=list(_lines(report)) if report else (),
        errors=status != HTTPStatus.OK,
    )
    return shown, status


def _lines(report: Report) -> Iterator[Line]:
    broken = {finding.rule for finding in report.findings}
    for rule, name in RULE_NAMES.items():
        unchecked = rule in NEEDS_NOTES and not report.checkpoints
        passed = BY_SALTS if rule is Rule.ERASURES else "đạt"
        verdict = "SAI" if rule in broken else "chưa kiểm" if unchecked else passed
        yield Line(rule.value, name, verdict)
    seen = f"{report.witnessed} mục đầu" if report.witnessed else "chưa đối chứng"
    yield Line("V9", "nhân chứng theo chính sách đã thấy", seen)
