"""Papers for citizens to print and sign: empty, or as they typed them. Nothing of them is kept."""

from datetime import date, datetime
from functools import lru_cache

from feedback.domain.clock import midnight
from feedback.domain.letters.catalogue import LETTERS, to_json
from feedback.domain.letters.citizens import (
    ComplaintAuthorization,
    ComplaintForm,
    DenunciationWithdrawal,
    RepresentativeAppointment,
)
from feedback.domain.letters.parts import PaperKind, Person
from feedback.letters.manifest import Manifest, manifest
from feedback.letters.sandbox import render_limited
from feedback.services.letters.letter_contexts.material import paragraphs
from feedback.services.lodging.drafts import Answers

#: By the name in the address of the file, in the order of the page.
FORMS = {
    "don-khieu-nai": ComplaintForm.name,
    "giay-uy-quyen-khieu-nai": ComplaintAuthorization.name,
    "van-ban-cu-nguoi-dai-dien": RepresentativeAppointment.name,
    "don-rut-to-cao": DenunciationWithdrawal.name,
}


def catalogue() -> dict[str, Manifest]:
    """What there is to print, by address."""
    return {address: manifest(name) for address, name in FORMS.items()}


def empty_form(address: str, on: date) -> bytes:
    """The form in force on a day; RenderFailed when it cannot be made."""
    name = FORMS[address]
    return _empty(name, manifest(name).edition(on).in_force_from)


@lru_cache(maxsize=2 * len(FORMS))
def _empty(name: str, since: date) -> bytes:
    """Made once for each edition: everybody gets the same bytes."""
    blank = LETTERS[name](law_on=since)
    return render_limited(name, to_json(blank), issued_at=midnight(since))


def filled_complaint(answers: Answers, now: datetime) -> bytes:
    """The complaint as it was typed so far; RenderFailed when it cannot be made."""
    form = ComplaintForm(
        complainant=_complainant(answers),
        about=" ".join(paragraphs(answers.text("against"))),
        contents=(*paragraphs(answers.text("story")), *_wanted(answers)),
        papers=tuple(file.name for file in answers.files),
    )
    return render_limited(form.name, to_json(form), issued_at=now)


def _complainant(answers: Answers) -> Person | None:
    """A name nobody has typed yet is a line to write on."""
    if not answers.text("name"):
        return None
    number = answers.text("identity_number")
    return Person(
        name=answers.text("name"),
        form_of_address=answers.text("form_of_address"),
        address=answers.text("address"),
        paper_kind=PaperKind.PERSONAL_NUMBER if number else None,
        paper_number=number,
    )


def _wanted(answers: Answers) -> tuple[str, ...]:
    first, *rest = paragraphs(answers.text("wanted")) or ("",)
    return (f"Tôi yêu cầu: {first}", *rest) if first else ()
