"""Check, declare, send; and the receipt, which is the same however often the form is sent."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.filters import vn_date
from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import download
from feedback.blueprints.neighbourhood import network
from feedback.blueprints.public import course, visitor
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.checking import Row, gaps, rows_of
from feedback.blueprints.public.forms import PressForm
from feedback.blueprints.public.matter_forms import DeclareForm
from feedback.blueprints.public.opening import keys, opened_by
from feedback.blueprints.public.press import at_the_press
from feedback.blueprints.public.proving import interval
from feedback.blueprints.public.questions import frame
from feedback.blueprints.public.visitor import Visit, settings, while_writing
from feedback.domain import clock
from feedback.domain.petitions import COMPLAINTS, LODGED_ONLINE_TITLES
from feedback.domain.suspicion import Sending
from feedback.domain.windows import is_exempt
from feedback.extensions import db
from feedback.letters.sandbox import RenderFailed
from feedback.services.lodging import drafts, submission
from feedback.services.lodging.drafts import Answers
from feedback.services.papers import receipt_paper, receipts
from feedback.vault.codes import code_hash, grouped

NO_PDF = "Chưa lập được tệp PDF. Mã tra cứu trên trang biên nhận vẫn dùng được."


@public.get("/gui-don/kiem-tra")
@for_everyone
@while_writing
def check(visit: Visit) -> ResponseReturnValue:
    answers = visit.answers
    kind_row = Row("Loại đơn", LODGED_ONLINE_TITLES[answers.kind], url_for(".kind"))
    return render_template(
        "public/check.html",
        rows=[kind_row, *rows_of(answers)],
        gaps=gaps(answers),
        onward=course.after(answers.kind, course.CHECK),
        to_sign=answers.kind in COMPLAINTS,
        **frame(answers.kind, course.CHECK),
    )


@public.route("/gui-don/cam-doan", methods=["GET", "POST"])
@for_everyone
@while_writing
def declare(visit: Visit) -> ResponseReturnValue:
    """Send. The draft's code makes a second press find the first one's petition."""
    answers = visit.answers
    if gaps(answers):
        return redirect(url_for(".check"), 303)
    form = DeclareForm.asked(answers)
    if not form.validate_on_submit():
        return _show_declaration(visit, form)
    submission.submit(answers.lodging(), keys(), clock.now(), sending=_sending(answers, form))
    return redirect(url_for(".receipt"), 303)


def _sending(answers: Answers, form: DeclareForm) -> Sending:
    """How it was sent. Where many write at one desk, and who denounces, is not looked at."""
    here = network()
    unseen = answers.confidential or is_exempt(here, settings().office_networks)
    return Sending("" if unseen else here, answers.began_at, form.website.data or "")


def _show_declaration(visit: Visit, form: DeclareForm) -> ResponseReturnValue:
    page = render_template(
        "public/declare.html",
        form=form,
        errors=form.errors,
        code=grouped(visit.answers.code),
        title=LODGED_ONLINE_TITLES[visit.answers.kind],
        **frame(visit.answers.kind, course.DECLARE),
    )
    return page, 422 if form.errors else 200


@public.get("/bien-nhan")
@for_everyone
def receipt() -> ResponseReturnValue:
    visit = visitor.visit()
    petition_id = _sent_as(visit) if visit else None
    if visit is None or petition_id is None:
        return render_template("public/no_receipt.html", writing=visit is not None), 404
    code = visit.answers.code
    facts = receipts.receipt_of(db.session(), petition_id)
    return render_template(
        "public/receipt.html",
        facts=facts,
        title=LODGED_ONLINE_TITLES[facts.kind],
        code=code,
        qr=receipt_paper.qr_svg(receipt_paper.tracking_url(settings().base_url, code)),
        steps=[_promised(facts.agency, promise) for promise in facts.promises],
        press=PressForm(formdata=None, data={"code": code}),
        proven_after=interval(),
    )


def _sent_as(visit: Visit) -> int | None:
    """The petition this draft became; the draft learns it here, after the commit that counts."""
    petition_id = submission.find(db.session(), code_hash(visit.answers.code, keys().code_pepper))
    if petition_id is not None and visit.answers.petition_id is None:
        drafts.sent_as(visit.key, clock.now(), petition_id)
    return petition_id


def _promised(agency: str, promise: receipts.Promise) -> dict[str, object]:
    return {
        "title": f"{agency} {promise.does}",
        "when": f"Chậm nhất ngày {vn_date(promise.by)}",
        "note": promise.source,
        "future": True,
    }


@public.post("/bien-nhan/tai")
@for_everyone
def receipt_pdf() -> ResponseReturnValue:
    """The receipt on paper, made from the code that is posted: it is stored nowhere."""
    form = PressForm()
    if not form.validate_on_submit():
        return render_template("public/no_paper.html", said=form.csrf_token.errors[0]), 422
    petition_id = opened_by(form.code.data)
    facts = receipts.receipt_of(db.session(), petition_id)
    code = receipt_paper.code_as_printed(form.code.data or "")
    try:
        with at_the_press():
            content = receipt_paper.receipt_pdf(
                db.session(), petition_id, facts, code, settings().base_url
            )
    except RenderFailed as failure:
        return render_template("public/no_paper.html", said=NO_PDF, why=failure.reason), 503
    return download(content, f"bien-nhan-{facts.number}.pdf", "application/pdf")
