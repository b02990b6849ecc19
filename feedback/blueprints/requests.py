"""Requests: files touch the disk encrypted only, and what is asked comes from one place."""

from typing import IO, cast

from flask import Request, request
from werkzeug.datastructures import MultiDict

from feedback.vault.spool import Spool


class QuietRequest(Request):
    """What a part holds is not known while it arrives, so all are treated as a denouncer's."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug's signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return cast("IO[bytes]", Spool())


def given() -> MultiDict[str, str]:
    """What a request carries where its method has it: never address and form mixed (ASVS 15.3.7).

    Whoever makes somebody open an address of theirs adds nothing to the form that is posted there.
    """
    return request.form if request.method == "POST" else request.args
