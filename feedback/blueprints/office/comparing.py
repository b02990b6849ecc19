"""Two versions of a draft side by side in one text: what went, what came."""

from flask import request
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_datetime
from feedback.blueprints.guards import asks
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.doing import doing_of
from feedback.domain.errors import NotFoundError
from feedback.domain.policy.actions import Action
from feedback.domain.word_changes import changed_fields
from feedback.extensions import db
from feedback.queries import drafting
from feedback.queries.drafting import Version
from feedback.services.subject.numbers import petition_number
from feedback.workflows.inputs.catalogue import INPUTS


@office.get("/ho-so/<int:subject_id>/<action>/so-sanh")
@asks(Action.DRAFT)
def compare(subject_id: int, action: str) -> ResponseReturnValue:
    """Any two versions; the newest against the one before it unless others are asked for."""
    doing = doing_of(subject_id, action)
    session = db.session()
    draft = drafting.open_draft(session, doing.actor, subject_id, action)
    if draft is None:
        msg = "Chưa có dự thảo nào để so sánh."
        raise NotFoundError(msg)
    found = drafting.versions(session, draft.id)
    by_number = {version.number: version for version in found}
    sittings = drafting.sittings(found)
    newer = _chosen("den", by_number, found[0])
    older = _chosen("tu", by_number, next((v for v in sittings if v.number < newer.number), newer))
    return page(
        "comparison",
        code=petition_number(doing.file.book, doing.file.year, doing.file.number),
        step=doing.step,
        subject_id=subject_id,
        choices=[(str(each.number), _words(each)) for each in sittings],
        older=older,
        newer=newer,
        changes=changed_fields(older.data, newer.data),
        field_title=lambda name: INPUTS[name].title if name in INPUTS else name,
    )


def _chosen(name: str, by_number: dict[int, Version], otherwise: Version) -> Version:
    asked = request.args.get(name, "")
    return by_number.get(int(asked), otherwise) if asked.isdecimal() else otherwise


def _words(version: Version) -> str:
    return f"Bản {version.number}: {version.person}, {vn_datetime(version.saved_at)}"
