"""``/kieu-mau``: every component in every state, for development only.

The first pages axe runs on, and the place to look before writing a new one.
"""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.showcase import examples, forms

showcase = Blueprint("showcase", __name__, url_prefix="/kieu-mau")


@showcase.context_processor
def links() -> dict[str, object]:
    """What the frames expect from every blueprint."""
    return {
        "nav_links": (("/kieu-mau/", "Kiểu mẫu"), ("/kieu-mau/bieu-mau", "Biểu mẫu")),
        "footer_links": (("/kieu-mau/ho-so", "Theo dõi đơn"), ("/kieu-mau/can-bo", "Cán bộ")),
    }


@showcase.get("/")
@for_everyone
def index() -> ResponseReturnValue:
    return render_template("showcase/index.html", examples=examples)


@showcase.route("/cau-hoi", methods=["GET", "POST"])
@for_everyone
def question() -> ResponseReturnValue:
    form = forms.QuestionForm()
    refused = form.is_submitted() and not form.validate()
    page = render_template("showcase/question.html", form=form, forms=forms, errors=refused)
    return page, 422 if refused else 200


@showcase.route("/bieu-mau", methods=["GET", "POST"])
@for_everyone
def fields() -> ResponseReturnValue:
    form = forms.EveryFieldForm()
    refused = form.is_submitted() and not form.validate()
    page = render_template(
        "showcase/fields.html",
        form=form,
        forms=forms,
        examples=examples,
        errors=refused,
        accepted=form.is_submitted() and not refused,
    )
    return page, 422 if refused else 200


@showcase.get("/bien-nhan")
@for_everyone
def receipt() -> ResponseReturnValue:
    return render_template("showcase/receipt.html", examples=examples)


@showcase.get("/ho-so")
@for_everyone
def case_file() -> ResponseReturnValue:
    return render_template("showcase/case_file.html", examples=examples)


@showcase.route("/can-bo", methods=["GET", "POST"])
@for_everyone
def desk() -> ResponseReturnValue:
    form = forms.DecisionForm()
    opened = request.args.get("open", 1, type=int)
    done = " → ".join(word or "?" for word in form.chosen()) if form.is_submitted() else None
    opened += 1 if done else 0
    return render_template(
        "showcase/desk.html", form=form, rows=examples.queue(opened), examples=examples, done=done
    )


@showcase.get("/muc-tieu")
@for_everyone
def board() -> ResponseReturnValue:
    return render_template("showcase/board.html", examples=examples)
