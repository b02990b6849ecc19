"""A volume of a register book as PDF: one template, its own style, its rows attached as data."""

import json
from datetime import datetime

from feedback.domain.clock import vietnam_time
from feedback.domain.letters.books import Book, Form
from feedback.domain.letters.codec import encode
from feedback.letters.engine import DataFile, pdf_of
from feedback.letters.page import templates

DATA_FILE = "so.json"
#: Forms that are a sheet of a file and no bound book.
SHEETS = frozenset({Form.DEADLINES})


def book_html(book: Book, printed_at: datetime) -> str:
    return (
        templates()
        .get_template("books/book.html")
        .render(
            book=book,
            sheet=book.form in SHEETS,
            created=vietnam_time(printed_at).isoformat(timespec="seconds"),
        )
    )


def book_pdf(book: Book, printed_at: datetime) -> bytes:
    """The volume as PDF/A-3a and PDF/UA-1; what is attached is what is printed."""
    printed = {"columns": [column.title for column in book.columns], **encode(book)}
    content = json.dumps(printed, ensure_ascii=False, indent=1, sort_keys=True)
    data = DataFile(DATA_FILE, "Dữ liệu của sổ", content, printed_at)
    return pdf_of(book_html(book, printed_at), data, style="book")
