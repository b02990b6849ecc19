"""Which kind of petition: by a sentence, by three questions, and what to know before writing."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.public import periods, visitor, words
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.course import first_page
from feedback.blueprints.public.forms import KindForm, PressForm, TriageForm
from feedback.blueprints.public.visitor import Visit, while_writing
from feedback.domain import clock
from feedback.domain.petitions import KIND_TITLES, LODGED_ONLINE_TITLES, Kind
from feedback.domain.triage import Reply, suggest
from feedback.services.lodging import drafts


@public.route("/gui-don", methods=["GET", "POST"])
@for_everyone
def kind() -> ResponseReturnValue:
    """Choosing begins a draft, or changes the kind of the one at hand: nothing typed is lost."""
    visit = visitor.visit()
    form = KindForm(data={"kind": visit.answers.kind} if visit else None)
    if form.validate_on_submit():
        if form.kind.data == words.UNSURE:
            return redirect(url_for(".triage"), 303)
        return _take_kind(visit, Kind(form.kind.data))
    page = render_template(
        "public/kind.html",
        form=form,
        words=words,
        titles=KIND_TITLES,
        periods=periods.answer_periods(clock.today()),
        sent=visit is not None and visit.answers.sent,
        press=PressForm(formdata=None),
        errors=form.errors,
    )
    return page, 422 if form.errors else 200


def _take_kind(visit: Visit | None, chosen: Kind) -> ResponseReturnValue:
    if visit is None:
        visitor.begin(chosen)
    elif visit.answers.sent:
        return redirect(url_for(".receipt"), 303)
    else:
        drafts.of_kind(visit.key, clock.now(), chosen)
        visitor.keep_key(visit.key, chosen)
    return redirect(url_for(".prepare"), 303)


@public.post("/gui-don/moi")
@for_everyone
def another() -> ResponseReturnValue:
    """Put the sent petition aside; its receipt is on paper or in the picture taken of it."""
    visit, form = visitor.visit(), PressForm()
    if form.validate_on_submit() and visit is not None and visit.answers.sent:
        drafts.forget(visit.key)
        visitor.drop_key()
    return redirect(url_for(".kind"), 303)


@public.route("/gui-don/giup-chon", methods=["GET", "POST"])
@for_everyone
def triage() -> ResponseReturnValue:
    form = TriageForm()
    if not form.validate_on_submit():
        page = render_template("public/triage.html", form=form, errors=form.errors)
        return page, 422 if form.errors else 200
    said = [Reply(field.data) for field in (form.act, form.own, form.violation)]
    return render_template(
        "public/triage_result.html",
        form=form,
        kind_form=KindForm(formdata=None),
        suggestion=suggest(*said),
        words=words,
        titles=KIND_TITLES,
        periods=periods.answer_periods(clock.today()),
    )


@public.get("/gui-don/chuan-bi")
@for_everyone
@while_writing
def prepare(visit: Visit) -> ResponseReturnValue:
    return render_template(
        "public/prepare.html",
        kind=visit.answers.kind,
        title=LODGED_ONLINE_TITLES[visit.answers.kind],
        words=words,
        first=first_page(visit.answers.kind),
        days=drafts.KEPT_FOR.days,
        lodge_within=periods.lodging_periods(clock.today()),
    )
