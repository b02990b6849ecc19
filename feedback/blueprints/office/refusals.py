"""A refusal from below, shown where the officer can mend it."""

from http import HTTPStatus
from typing import Any

from feedback.domain.errors import (
    ConditionsNotMetError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotLawfulError,
    StaleFormError,
)

#: The file stands otherwise than the page said.
CONFLICTS = (StaleFormError, NotLawfulError)


def show(form: Any, refusal: DomainError) -> HTTPStatus:  # noqa: ANN401 - a WTForms form, untyped
    """Put the refusal beside its field, else above the form; returns the status to answer with."""
    if isinstance(refusal, InvalidInputError) and refusal.field in form:
        form[refusal.field].errors = [*form[refusal.field].errors, str(refusal)]
    elif isinstance(refusal, ConditionsNotMetError):
        form.form_errors += list(refusal.missing) or [str(refusal)]
    else:
        form.form_errors.append(str(refusal))
    if isinstance(refusal, CONFLICTS):
        return HTTPStatus.CONFLICT
    if isinstance(refusal, NotAllowedError):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.UNPROCESSABLE_ENTITY


def version_of(form: Any) -> int | None:  # noqa: ANN401 - a WTForms form, untyped
    """The version a form was opened on; a page without a readable one counts as stale."""
    typed = form.version.data or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else -1  # noqa: PLR2004 - fits 64 bits
