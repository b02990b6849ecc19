"""Pages that only tell: front, guide, data, for whom this works; and the way out."""

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.public import periods, visitor, words
from feedback.blueprints.public.blueprint import public
from feedback.domain import clock
from feedback.domain.petitions import LODGED_ONLINE_TITLES
from feedback.services.lodging import drafts, vneid

#: A page nobody is suspected for reading.
ELSEWHERE = "https://nchmf.gov.vn/"


@public.get("/")
@for_everyone
def home() -> ResponseReturnValue:
    return render_template("public/home.html")


@public.get("/huong-dan")
@for_everyone
def guide() -> ResponseReturnValue:
    return render_template(
        "public/guide.html",
        titles=LODGED_ONLINE_TITLES,
        used_when=words.USED_WHEN,
        periods=periods.answer_periods(clock.today()),
        lodge_within=periods.lodging_periods(clock.today()),
    )


@public.get("/tiep-can")
@for_everyone
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html")


@public.get("/rieng-tu")
@for_everyone
def privacy() -> ResponseReturnValue:
    return render_template(
        "public/privacy.html", days=drafts.KEPT_FOR.days, vneid=vneid.is_configured()
    )


@public.get("/thoat")
@for_everyone
def leave() -> ResponseReturnValue:
    """Forget what is being written and go elsewhere. Other sites' links make us forget nothing."""
    answer: Response = redirect(ELSEWHERE, 303)  # type: ignore[assignment]  # flask's own Response
    key = visitor.key_of_request()
    if key and request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}:
        drafts.forget(key)
        visitor.drop_key()
    return answer
