"""The paragraphs of an agency: the list, writing one, writing it anew, its versions."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_actor
from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.office.words import act_title
from feedback.blueprints.widgets import HouseForm, options
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.letters.paragraphs import PLACEHOLDERS
from feedback.domain.policy.actions import Action
from feedback.domain.word_changes import word_changes
from feedback.extensions import db
from feedback.letters.manifest import manifest
from feedback.services.drafting import paragraphs
from feedback.services.drafting.paragraphs import Paragraph, Wording
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Transition


def _writing_acts() -> dict[str, Transition]:
    """Acts of which a head signs a document, by name."""
    return {
        row.action: row
        for edition in all_editions()
        for row in edition.transitions
        for due in edition.letters
        if due.by_act == row.action and not manifest(due.name).own
    }


_ACTS = _writing_acts()
#: Long texts that documents are written from.
_FIELDS = tuple(
    (name, entry.title)
    for name, entry in INPUTS.items()
    if entry.kind is InputKind.TEXT
    and any(name in (*row.needs, *row.may_state) for row in _ACTS.values())
)
_CHOICES = (("", "Mọi việc có mục này"), *((name, row.title) for name, row in _ACTS.items()))


class ParagraphForm(HouseForm):
    title = StringField(
        "Tên mẫu", [DataRequired("Đặt tên để người khác tìm thấy."), Length(max=120)], [tidy]
    )
    field = SelectField("Dùng cho mục", [InputRequired("Chọn mục.")], choices=options(_FIELDS))
    action = SelectField("Dùng khi", choices=options(_CHOICES))
    text = TextAreaField(
        "Nội dung", [DataRequired("Viết nội dung của mẫu."), Length(max=8000)], [tidy_text]
    )
    retired = BooleanField("Không dùng nữa")
    seen = HiddenField(filters=[tidy])

    @property
    def wording(self) -> Wording:
        return Wording(
            self.field.data, self.action.data, self.title.data, self.text.data, self.retired.data
        )


@office.get("/mau-doan")
@asks(Action.KEEP_PARAGRAPHS)
def paragraph_list() -> ResponseReturnValue:
    return _list(ParagraphForm())


@office.post("/mau-doan")
@asks(Action.KEEP_PARAGRAPHS)
def add_paragraph() -> ResponseReturnValue:
    form = ParagraphForm()
    if not form.validate():
        return _list(form), 422
    try:
        paragraphs.keep(form.wording, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _list(form), status
    flash(f"Đã thêm mẫu: {form.title.data}.")
    return redirect(url_for("office.paragraph_list"))


@office.get("/mau-doan/<int:number>")
@asks(Action.KEEP_PARAGRAPHS)
def paragraph(number: int) -> ResponseReturnValue:
    kept = paragraphs.newest(db.session(), current_actor(), number)
    form = ParagraphForm(
        title=kept.title,
        field=kept.field,
        action=kept.action,
        text=kept.text,
        retired=kept.retired,
        seen=str(kept.version),
    )
    return _one(number, form)


@office.post("/mau-doan/<int:number>")
@asks(Action.KEEP_PARAGRAPHS)
def change_paragraph(number: int) -> ResponseReturnValue:
    paragraphs.newest(db.session(), current_actor(), number)
    form = ParagraphForm()
    if not form.validate():
        return _one(number, form), 422
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    try:
        paragraphs.keep(form.wording, current_actor(), clock.now(), number=number, seen=seen)
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        kept = paragraphs.newest(db.session(), current_actor(), number)
        form.seen.data = str(kept.version)
        return _one(number, form), status
    flash(f"Đã lưu mẫu: {form.title.data}.")
    return redirect(url_for("office.paragraph_list"))


def _list(form: ParagraphForm) -> str:
    kept = paragraphs.all_of(db.session(), current_actor())
    return page(
        "paragraphs",
        form=form,
        kept=[(each, *_where(each)) for each in kept if not each.retired],
        retired=[(each, *_where(each)) for each in kept if each.retired],
        placeholders=PLACEHOLDERS,
        errors=bool(form.errors),
    )


def _where(kept: Paragraph) -> tuple[str, str]:
    """The field and the act it is for, as they are called."""
    act = act_title(kept.action, all_editions()[0]) if kept.action else ""
    return INPUTS[kept.field].title, act


def _one(number: int, form: ParagraphForm) -> str:
    found = paragraphs.versions(db.session(), current_actor(), number)
    earlier = [*found[1:], None]
    return page(
        "paragraph",
        form=form,
        number=number,
        versions=[
            (each, word_changes(before.text if before else "", each.text))
            for each, before in zip(found, earlier, strict=True)
        ],
        placeholders=PLACEHOLDERS,
        errors=bool(form.errors),
    )
