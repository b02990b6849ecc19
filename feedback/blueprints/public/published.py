"""What an agency shows to everybody for a time: the public copy of a document, and nothing else.

The only addresses of citizens' pages that carry a word of their own: it opens what is public.
"""

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.blueprints.headers import download
from feedback.blueprints.public.blueprint import public
from feedback.domain.deliveries import file_name
from feedback.domain.letters.wording import numbered
from feedback.extensions import db
from feedback.queries import published as shown
from feedback.queries.published import Published
from feedback.services.documents.rendering import letter_bytes
from feedback.services.ground import admission
from feedback.services.ground.admission import Shown


@public.get("/cong-khai/<token>")
@for_everyone
def published(token: str) -> ResponseReturnValue:
    found = _on_show(token)
    code = numbered(found.copy.number, found.copy.symbol)
    return render_template(
        "public/published.html", found=found, called=f"{found.copy.title}{code}", token=token
    )


@public.get("/cong-khai/<token>/van-ban.pdf")
@for_everyone
def published_letter(token: str) -> ResponseReturnValue:
    copy = _on_show(token).copy
    return download(letter_bytes(copy), file_name(copy.uid.hex), "application/pdf")


def _on_show(token: str) -> Published:
    """The word of the page is what opens it, to the database too."""
    admission.show(db.session(), Shown.PAGE, token)
    return shown.published(db.session(), token)
