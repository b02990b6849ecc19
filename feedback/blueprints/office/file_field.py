"""A box for one file. What was chosen is kept at once, so a form that comes back never loses it.

A form cannot fill in a file again; it carries a signed word for the file already kept instead.
"""

from dataclasses import asdict
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage
from wtforms import FileField
from wtforms.validators import StopValidation, ValidationError

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile
from feedback.extensions import current_settings
from feedback.services import uploads
from feedback.vault.store import FileStore

ACCEPT = ",".join(uploads.ACCEPTED)


class KeptFileField(FileField):  # type: ignore[misc]  # wtforms ships no types
    """One file, posted now or kept from the last try; ``kept`` is what was taken."""

    kept: KeptFile | None = None

    @property
    def ticket_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def ticket(self) -> str:
        """The signed word for the file that is kept; empty while there is none."""
        return str(_serializer().dumps(asdict(self.kept))) if self.kept else ""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().process(formdata, *args, **kwargs)
        self.kept = _read(formdata.get(self.ticket_name, "")) if formdata else None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' signature
        """Keep what was posted; say why it cannot be taken."""
        posted = self.data if isinstance(self.data, FileStorage) else None
        if posted is None or not posted.filename:
            return
        most = current_settings().max_file_bytes
        try:
            content = posted.stream.read(most + 1)
            store = FileStore(current_settings().files_dir)
            self.kept = uploads.keep(posted.filename, content, store, most)
        except InvalidInputError as refusal:
            raise ValidationError(str(refusal)) from refusal


class FileNeeded:
    """There is a file, from now or from the last try."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __call__(self, _form: object, field: KeptFileField) -> None:
        if field.kept is None and not field.errors:
            raise StopValidation(self.said)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-file")


def _read(ticket: str | None) -> KeptFile | None:
    """The file a ticket of ours stands for; a forged one stands for none."""
    try:
        return KeptFile(**_serializer().loads(ticket or ""))
    except (BadSignature, TypeError):
        return None
