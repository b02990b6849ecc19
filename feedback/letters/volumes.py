"""Volumes of a book printed in the cell of the letters, one child each."""

from datetime import datetime

from feedback.domain.letters.books import Book, volume
from feedback.domain.letters.catalogue import to_json
from feedback.letters.sandbox import render_limited

#: A volume is as long as thirty letters.
SECONDS = 60


def printed_volume(book: Book, place: int, printed_at: datetime) -> bytes:
    """The PDF of one volume, from 1; ``RenderFailed`` when it cannot be made within the limits."""
    return render_limited(
        book.name, to_json(volume(book, place)), issued_at=printed_at, seconds=SECONDS
    )
