"""Forms to print and sign by hand, empty or filled with what was typed."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import download
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.press import at_the_press
from feedback.blueprints.public.visitor import Visit, while_writing
from feedback.domain import clock
from feedback.domain.errors import NotFoundError
from feedback.domain.petitions import COMPLAINTS
from feedback.letters.sandbox import RenderFailed
from feedback.services.papers import citizens_forms

NO_PDF = "Chưa lập được tệp PDF. Hãy thử lại sau ít phút."
NOT_HERE = "Không có biểu mẫu này."


@public.get("/bieu-mau")
@for_everyone
def forms() -> ResponseReturnValue:
    return render_template("public/forms.html", forms=citizens_forms.catalogue())


@public.get("/bieu-mau/<form>.pdf")
@for_everyone
def form(form: str) -> ResponseReturnValue:
    if form not in citizens_forms.FORMS:
        raise NotFoundError(NOT_HERE)
    try:
        with at_the_press():
            content = citizens_forms.empty_form(form, clock.today())
    except RenderFailed as failure:
        return _no_pdf(failure, url_for(".forms"))
    return download(content, f"{form}.pdf", "application/pdf")


@public.get("/gui-don/kiem-tra/don-de-ky.pdf")
@for_everyone
@while_writing
def complaint_to_sign(visit: Visit) -> ResponseReturnValue:
    """The complaint as typed so far, made on the way out and kept nowhere."""
    if visit.answers.kind not in COMPLAINTS:
        raise NotFoundError(NOT_HERE)
    try:
        with at_the_press():
            content = citizens_forms.filled_complaint(visit.answers, clock.now())
    except RenderFailed as failure:
        return _no_pdf(failure, url_for(".check"))
    return download(content, "don-khieu-nai.pdf", "application/pdf")


def _no_pdf(failure: RenderFailed, back: str) -> ResponseReturnValue:
    page = render_template("public/no_form.html", said=NO_PDF, why=failure.reason, back=back)
    return page, 503
