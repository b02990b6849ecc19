"""Which documents may be written on a file now, and what the others wait for."""

from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_datetime
from feedback.blueprints.guards import asks
from feedback.blueprints.office import words
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.doing import file_of
from feedback.blueprints.office.steps import Way, signed_letters, step_of
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.letters.manifest import manifest
from feedback.queries import drafting
from feedback.queries.drafting import OpenDraft
from feedback.services.subject.numbers import petition_number
from feedback.workflows.glossary import letter_title

STANDINGS = {
    "writing": "Đang soạn",
    "submitted": "Đang chờ lãnh đạo quyết định",
    "returned": "Lãnh đạo đã trả lại",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A document that an act issues: when it is written, why, and what it waits for."""

    title: str
    act: str
    href: str
    when: str
    basis: str
    missing: tuple[str, ...]
    #: where its draft stands and who saved it last; empty where there is none
    draft: str


@office.get("/ho-so/<int:subject_id>/soan-van-ban")
@asks(Action.DRAFT)
def compose(subject_id: int) -> ResponseReturnValue:
    file, today, actor = file_of(subject_id, current_actor()), clock.today(), current_actor()
    drafts = {d.action: d for d in drafting.open_drafts(db.session(), actor, subject_id)}
    options = file.edition(today).available(file.facts, today)
    steps = [(option, step_of(option, file, actor.role)) for option in options]
    forms = [
        Form(
            title=letter_title(name),
            act=step.title,
            href=url_for("office.act_page", subject_id=subject_id, action=step.action),
            when=f"{manifest(name).when.removesuffix('.')}.",
            basis=step.basis,
            missing=step.missing,
            draft=_draft_words(drafts.get(step.action)),
        )
        for option, step in steps
        if step.way is Way.PROPOSE
        for name in signed_letters(option)
    ]
    return page(
        "compose",
        file=file,
        code=petition_number(file.book, file.year, file.number),
        back=words.file_url(file.id, file.subject_kind),
        ready=[form for form in forms if not form.missing or form.draft],
        later=[form for form in forms if form.missing and not form.draft],
    )


def _draft_words(draft: OpenDraft | None) -> str:
    if draft is None:
        return ""
    saved = vn_datetime(draft.newest.saved_at)
    return f"{STANDINGS[draft.standing]}: {draft.newest.person} lưu lúc {saved}"
