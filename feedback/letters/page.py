"""A letter's context as HTML: sandboxed templates that only print."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import segno
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from feedback.domain.clock import civil_day, vietnam_time
from feedback.domain.letters import course, denunciation, denunciation_outcome, reception, wording
from feedback.domain.letters.catalogue import LETTERS, absent
from feedback.domain.letters.drafts import GAP
from feedback.domain.letters.parts import Letter, OutgoingLetter
from feedback.domain.petitions import KIND_TITLES, Kind
from feedback.letters.manifest import TEMPLATES, Edition, Layout, Manifest, manifest
from feedback.letters.text import balanced, trimmed, unbroken

#: Small letters of 14 pt bold that fit a title line; of 13 pt that fit the left column; of 14 pt
#: that fit the page.
_TITLE_LINE, _COLUMN_LINE, _PAGE_LINE = 52.0, 28.0, 62.0


def html_of(letter: Letter, *, issued_at: datetime, draft: bool = False) -> str:
    """The page of a letter; every value is escaped and an absent one is an error.

    On a draft, what nobody has chosen yet stands as a gap.
    """
    form = manifest(letter.name)
    edition = edition_of(letter, issued_at=issued_at)
    read: Any = _Gapped(letter) if draft else letter
    subject = subject_of(read, form)
    width = _COLUMN_LINE if form.layout is Layout.OFFICIAL else _TITLE_LINE
    tables = {name: _GappedWords(words) for name, words in _words_of_the_law().items()}
    return (
        templates()
        .get_template(f"letters/{letter.name}/letter.html")
        .render(
            letter=read,
            form=form,
            edition=edition,
            called=_called(letter, form),
            subject=subject,
            subject_lines=balanced(subject, width),
            created=vietnam_time(issued_at).isoformat(timespec="seconds"),
            qr=qr_image(letter.printed_url) if letter.printed_url else None,
            keywords="; ".join(letter.codes),
            **(tables if draft else {}),
        )
    )


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A sheet that is no letter: a template of ours filled with plain values, escaped likewise."""
    return str(templates().get_template(template).render(values))


def edition_of(letter: Letter, *, issued_at: datetime) -> Edition:
    """The edition of the form that governs the letter: its own law day, else the day of issue."""
    return manifest(letter.name).edition(letter.governed_on or civil_day(issued_at))


def subject_of(letter: Letter, form: Manifest) -> str:
    """The trích yếu: the manifest's pattern filled from the context."""
    plain = templates().overlay(autoescape=False)
    pattern = plain.from_string(form.subject)  # nosemgrep: template-from-text - of our own folder
    return " ".join(pattern.render(letter=letter).split())


def qr_image(url: str) -> str:
    """A QR code (model 2, level M, quiet zone of 4 modules) as a vector image in a data URL."""
    code = segno.make(url, error="m", boost_error=False, micro=False)
    return str(code.svg_data_uri(border=4, dark="#000", light=None, xmldecl=False, svgns=True))


def load_templates() -> None:
    """Compile every template and read every manifest, so that printing a letter opens none."""
    for name in templates().list_templates(filter_func=_is_printed):
        templates().get_template(name)
    for name in LETTERS:
        manifest(name)


def _is_printed(template: str) -> bool:
    printed = template.startswith(("letters/", "books/", "base/letter"))
    return printed and template.endswith(".html")


def _called(letter: Letter, form: Manifest) -> str:
    """What the document is called where it lies closed: kind and number, not who or what about."""
    code = _code(letter)
    return f"{form.title.capitalize()} số {code}" if code else form.title.capitalize()


def _code(letter: Letter) -> str:
    return letter.head.code if isinstance(letter, OutgoingLetter) else ""


@cache
def templates() -> SandboxedEnvironment:
    """The environment of every printed page."""
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "column_lines": _column_lines,
        "page_lines": _page_lines,
        "trimmed": trimmed,
        "unbroken": unbroken,
        "day_words": _day_words,
        "short_day": wording.short_day,
        "time_words": wording.time_words,
        "number_words": wording.number_words,
        "sentence": wording.sentence,
        "kind_words": _kind_words,
    }
    environment.globals |= _words_of_the_law()
    return environment


class _Gapped:
    """A draft as templates read it: what must be there and is not chosen yet is a gap."""

    def __init__(self, letter: Letter) -> None:
        self._letter, self._absent = letter, absent(letter, draft=True)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the field holds
        value = getattr(self._letter, name)
        return GAP if value is None and name in self._absent else value


class _GappedWords(dict[str, str]):
    """A table of words in which a gap reads as one."""

    def __missing__(self, _key: str) -> str:
        return GAP


def _column_lines(lines: tuple[str, ...]) -> list[str]:
    """The lines of an organisation's name, those too long for the left column broken evenly."""
    return [part for line in lines for part in balanced(line, _COLUMN_LINE)]


def _page_lines(text: str) -> tuple[str, ...]:
    return balanced(text, _PAGE_LINE)


def _day_words(day: object) -> str:
    """A day in words; dots on a draft whose day is not stated yet, as its head has them."""
    return wording.day_words(day) if isinstance(day, date) else "ngày … tháng … năm …"


def _kind_words(kind: Kind) -> str:
    """``khiếu nại``, as a word within a sentence."""
    return KIND_TITLES[kind].lower()


def _words_of_the_law() -> dict[str, Any]:
    return {
        "complexity_words": dict(course.COMPLEXITY_WORDS),
        "denunciation_test_words": dict(denunciation.TEST_WORDS),
        "end_ground_words": dict(denunciation_outcome.END_WORDS),
        "refusal_sources": dict(reception.REFUSAL_SOURCES),
    }
