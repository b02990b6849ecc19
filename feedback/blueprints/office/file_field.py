"""Boxes for files. What was chosen is kept at once, so a form that comes back never loses it.

A form cannot fill in a file again; it carries a signed word for each file already kept instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage
from wtforms import FileField, MultipleFileField
from wtforms.validators import StopValidation, ValidationError

from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import KeptFile, WaitingFile
from feedback.extensions import current_settings
from feedback.services.files import uploads, waiting

Told = TypeVar("Told", bound=KeptFile)
ACCEPT = ",".join(uploads.ACCEPTED)


class KeptFileField(FileField):  # type: ignore[misc]  # wtforms ships no types
    """One file, posted now or kept from the last try; ``kept`` is what was taken.

    On its way it lies locked like those of ``KeptFilesField``; one that the file has already is
    carried by its hash alone.
    """

    kept: KeptFile | None = None

    @property
    def ticket_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def ticket(self) -> str:
        """The signed word for the file that is kept; empty while there is none."""
        return ticket_of(self.kept) if self.kept else ""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().process(formdata, *args, **kwargs)
        self.kept = _read(formdata.get(self.ticket_name, "")) if formdata else None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' signature
        """Keep what was posted; say why it cannot be taken."""
        posted = self.data if isinstance(self.data, FileStorage) else None
        if posted is None or not posted.filename:
            return
        try:
            self.kept = _lock(posted)
        except InvalidInputError as refusal:
            raise ValidationError(str(refusal)) from refusal


class KeptFilesField(MultipleFileField):  # type: ignore[misc]  # wtforms ships no types
    """Several files on their way, posted now or kept from earlier tries: ``kept``.

    One refused does not take the others with it. They lie locked: the key of each travels in its
    signed word, in the page of whoever chose it and nowhere else.
    """

    kept: tuple[WaitingFile, ...] = ()

    @property
    def ticket_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def drop_name(self) -> str:
        return f"{self.name}-drop"

    @property
    def posted(self) -> list[FileStorage]:
        """What was chosen now; a box left empty posts a file without a name."""
        return [f for f in self.data or () if isinstance(f, FileStorage) and f.filename]

    @property
    def kept_with_tickets(self) -> list[tuple[WaitingFile, str]]:
        return [(kept, ticket_of(kept)) for kept in self.kept]

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().process(formdata, *args, **kwargs)
        if formdata is not None:
            dropped = set(formdata.getlist(self.drop_name))
            carried = _read_all(formdata.getlist(self.ticket_name))
            self.kept = tuple(kept for kept in carried if kept.sha256 not in dropped)

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' signature
        """Keep what was posted; say of each other file why not."""
        refused = list(self._take())
        if refused:
            raise StopValidation(" ".join(refused))

    def _take(self) -> Iterator[str]:
        most = current_settings().max_files
        for posted in self.posted:
            if len(self.kept) >= most:
                yield f"Chỉ nhận được {most} tệp. Bỏ bớt tệp khác trước."
                return
            try:
                self.kept = _joined(self.kept, _lock(posted))
            except InvalidInputError as refusal:
                yield str(refusal)


def _joined(kept: Sequence[WaitingFile], new: WaitingFile) -> tuple[WaitingFile, ...]:
    """The same bytes chosen twice are one file."""
    return tuple({one.sha256: one for one in (*kept, new)}.values())


def _lock(posted: FileStorage) -> WaitingFile:
    most = current_settings().max_file_bytes
    return waiting.keep(posted.filename or "", posted.stream.read(most + 1), most)


class FileNeeded:
    """There is a file, from now or from the last try."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __call__(self, _form: object, field: KeptFileField) -> None:
        if field.kept is None and not field.errors:
            raise StopValidation(self.said)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-file")


def ticket_of(kept: KeptFile) -> str:
    """The signed word for a file that is kept."""
    return str(_serializer().dumps(asdict(kept)))


def _read_all(tickets: Sequence[str]) -> list[WaitingFile]:
    return [found for found in (_told(WaitingFile, ticket) for ticket in tickets) if found]


def _read(ticket: str | None) -> KeptFile | None:
    return _told(WaitingFile, ticket) or _told(KeptFile, ticket)


def _told(as_what: type[Told], ticket: str | None) -> Told | None:
    """The file a ticket of ours stands for; a forged one stands for none."""
    try:
        return as_what(**_serializer().loads(ticket or ""))
    except (BadSignature, TypeError):
        return None
