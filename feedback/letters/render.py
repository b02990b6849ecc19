"""A context in, PDF bytes out; no query, no clock, no network, no file but templates and faces."""

import json
from datetime import UTC, datetime
from functools import cache

from markupsafe import Markup

from feedback.domain.letters.books import Book
from feedback.domain.letters.catalogue import from_json, public_json, to_json
from feedback.domain.letters.parts import Letter
from feedback.letters.book import book_pdf
from feedback.letters.engine import DataFile, load_styles, pdf_of
from feedback.letters.page import edition_of, html_of, load_templates, qr_image
from feedback.letters.text import clean, drawable

DATA_FILE = "van-ban.json"


def render(context: Letter | Book, *, issued_at: datetime, draft: bool = False) -> bytes:
    """A letter or a volume of a book as PDF/A-3a and PDF/UA-1, with its data attached.

    Equal input, equal bytes. ``issued_at`` is the instant written into the document. A date no form
    covers is ``NoLawInForceError``. Untrusted contexts belong in ``feedback.letters.sandbox``.
    """
    letter = from_json(context.name, clean(to_json(context)))
    if isinstance(letter, Book):
        return book_pdf(letter, issued_at)
    html = html_of(letter, issued_at=issued_at, draft=draft)
    return pdf_of(html, _data_file(letter, html, issued_at), draft=draft)


@cache
def warm_up() -> None:
    """Load everything a letter needs before the first one, and before forking for it.

    A page in all four faces, with a table and a code, is drawn once: every child then finds them
    open. A letter takes two thirds of the time, and opens no file but the colour profile.
    """
    load_templates()
    load_styles()
    drawable()
    faces = "<p>Ơ</p><p><b>Ơ</b> <i>Ơ</i> <b><i>Ơ</i></b></p><table><tr><th>Ơ</table>"
    code = f'<img src="{qr_image("https://example.invalid")}" alt="Ơ">'
    page = f"<html lang=vi><title>Ơ</title><body>{faces}{code}"
    pdf_of(page, DataFile("a.json", "a", "{}", datetime(2000, 1, 1, tzinfo=UTC)))


def _data_file(letter: Letter, html: str, issued_at: datetime) -> DataFile:
    edition = edition_of(letter, issued_at=issued_at)
    data = {
        "letter": letter.name,
        "in_force_from": edition.in_force_from.isoformat(),
        "context": public_json(letter, visible_text(html)),
    }
    content = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    return DataFile(DATA_FILE, "Dữ liệu của văn bản", content, issued_at)


def visible_text(html: str) -> str:
    """What the page says, without its head and markup."""
    body = html.partition("<body")[2].partition(">")[2]
    return Markup(body).striptags()  # noqa: S704 # nosemgrep: markup-of-a-value - text out
