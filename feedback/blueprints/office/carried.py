"""What somebody had filled in when they were asked to prove anew who they are: nothing is lost.

It travels in a field of the page that asks and comes back as a form that one press sends on. Files
do not travel; the page says so. The token of the old form is left behind, the new page has its own.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

OWN = "csrf_token"


@dataclass(frozen=True, slots=True)
class Carried:
    """A form on its way: where it is sent, and what it holds."""

    to: str
    fields: tuple[tuple[str, str], ...]
    lost_files: bool

    def dump(self) -> str:
        return json.dumps([self.to, list(self.fields), self.lost_files], ensure_ascii=False)


def of_request() -> Carried:
    """The form that this request tried to send."""
    pairs = tuple(pair for pair in request.form.items(multi=True) if pair[0] != OWN)
    files = any(file.filename for file in request.files.values())
    return Carried(request.full_path.rstrip("?"), pairs, files)


def read(dumped: str) -> Carried | None:
    """What ``dump`` wrote; None for anything else, or when it leads away from here."""
    try:
        to, pairs, lost_files = json.loads(dumped)
        fields = tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(to, str) or not is_ours(to):
        return None
    return Carried(to, fields, bool(lost_files))


def is_ours(address: str) -> bool:
    """Whether this leads to a page of this site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in address
    )
