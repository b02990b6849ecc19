"""What people type: brought to NFC and freed of what cannot be kept, and only then measured."""

from wtforms.validators import Length

from feedback.domain.text import clean, clean_line

STORY_LETTERS, SHORT_LETTERS, LINE_LETTERS = 4000, 2000, 300


def text(typed: str | None) -> str:
    return clean(typed or "")


def line(typed: str | None) -> str:
    return clean_line(typed or "")


def at_most(letters: int) -> Length:
    said = f"Viết ngắn lại, tối đa {letters:,} chữ cái. Phần còn lại gửi kèm bằng tệp."
    return Length(max=letters, message=said.replace(",", "."))
