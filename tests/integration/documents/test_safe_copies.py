"""Safe copies of hostile files: figure F2 of the security design, and what a copy must still show.

The whole corpus goes through the guarded child each time; a build with a list of forbidden keys in
place of the list of allowed ones is shown to fail.
"""

import io
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from feedback.domain.copies import CopyState
from feedback.letters import safe_pdf
from feedback.letters.safe_copy import copied
from feedback.services.files.uploads import LONGEST_NAME, clean_name
from tests import hostile_files
from tests.hostile_packed import relation
from tests.hostile_parts import CANARY, DOCX, PDF, Hostile, May, docx, page_pdf, picture, saved

FEWEST, SECONDS, MIB = 200, 30, 512
#: Keys by which a PDF does something, reaches outside or carries a file; for the judge alone.
_ACTIVE = """AA OpenAction AF JS JavaScript EF EmbeddedFiles Names AcroForm XFA Annots A URI Launch
    Next FS RichMedia RichMediaContent F UF Ref PieceInfo Metadata Outlines Properties OPI
    Alternates"""
ACTIVE = frozenset(f"/{word}" for word in _ACTIVE.split())
COMPOUND = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)


def keys_of(pdf: bytes) -> set[str]:
    """Every key of every dictionary of the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {key for found in opened.objects for key in _keys(found)}


def _keys(found: object) -> Iterator[str]:
    if not isinstance(found, COMPOUND):
        return
    named = not isinstance(found, pikepdf.Array)
    if named:
        yield from found.keys()
    for below in [below for _, below in found.items()] if named else found:
        if isinstance(below, COMPOUND) and not below.is_indirect:
            yield from _keys(below)


def wrong_with(hostile: Hostile) -> str:
    """What the copy of this file has that it may not have; nothing when all is well."""
    begun = time.monotonic()
    copy = copied(hostile.content, hostile.media_type)
    spent = time.monotonic() - begun
    if spent > SECONDS:
        return f"{spent:.0f} s"
    if hostile.may is May.BE_HANDED_ON:
        return "" if copy.content == hostile.content else "changed"
    if copy.state is not CopyState.RELEASED:
        return "" if copy.finding else "refused without a word"
    if hostile.may is May.BE_REFUSED:
        return "released"
    if CANARY in copy.content:
        return "what was hidden is still there"
    active = keys_of(copy.content) & ACTIVE if hostile.media_type == PDF else set()
    return f"acts: {sorted(active)}" if active else ""


def _most(whose: int) -> float:
    """The most memory that this process, or any child of it, ever had, in MiB."""
    return resource.getrusage(whose).ru_maxrss / 1024


def test_no_hostile_file_gets_through():
    """At least two hundred; each within thirty seconds and 512 MiB; nothing of the host touched."""
    corpus = hostile_files.corpus()
    assert len(corpus) >= FEWEST
    before = _most(resource.RUSAGE_CHILDREN)
    wrong = {each.name: said for each in corpus if (said := wrong_with(each))}
    assert wrong == {}
    # a forked child begins with the pages of this process
    allowed = _most(resource.RUSAGE_SELF) + MIB
    assert _most(resource.RUSAGE_CHILDREN) <= max(before, allowed), "of all children, others' too"
    assert not Path("/tmp/hostile").exists()  # noqa: S108 - what one of them would write


#: For each look at a file one of the corpus that is stopped there and nowhere else.
STOPPED = (
    "nhung-page-af.pdf", "nhung-font-af.pdf", "giua-html.jpg", "nhieu.docx", "van-ban-11.docx",
    "van-ban-17.docx",
)  # fmt: skip


def test_each_look_stops_what_it_is_for():
    kinds = (
        hostile_files.embedding_pdfs, hostile_files.polyglots, hostile_files.growing_packages,
        hostile_files.office_files,
    )  # fmt: skip
    known = {each.name: each for kind in kinds for each in kind()}
    assert {name: wrong_with(known[name]) for name in STOPPED} == dict.fromkeys(STOPPED, "")


def test_most_pdfs_stay_text_and_are_not_made_pictures():
    """Rebuilding is the rule; drawing pictures is for what cannot be rebuilt."""
    active = [each for each in hostile_files.active_pdfs() if each.may is May.BE_REBUILT][::5]
    said = [words_of(copied(each.content, PDF).content) for each in active]
    assert said == ["Xin chao"] * len(active)


class Anything:
    """A list of forbidden keys, as one would write it: everything else is let pass."""

    forbidden = frozenset({"/AA", "/OpenAction", "/JS", "/JavaScript", "/Names", "/AcroForm"})

    def __contains__(self, key: object) -> bool:
        return key not in self.forbidden

    def __rsub__(self, keys: set[str]) -> set[str]:
        return keys & self.forbidden


def test_a_list_of_forbidden_keys_would_let_programs_through(monkeypatch):
    """The judge above can fail."""
    monkeypatch.setattr(safe_pdf, "PAGE", Anything())
    monkeypatch.setattr(safe_pdf, "DRAWS", Anything())
    known = {"nhung-page-af.pdf", "nhung-form-af.pdf", "nhung-font-af.pdf"}
    wrong = {each.name for each in hostile_files.embedding_pdfs() if wrong_with(each)}
    assert known <= wrong


# What a copy must still show


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].get_textpage().get_text_range()


def drawn(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=2).to_pil().convert("L")


def test_a_letter_of_the_house_looks_the_same_after_rebuilding(rendered):
    letter, _ = rendered("acceptance_notice")
    copy = copied(letter, PDF)
    assert copy.state is CopyState.RELEASED
    assert words_of(copy.content) == words_of(letter)
    assert ImageChops.difference(drawn(copy.content), drawn(letter)).getbbox() is None


def test_what_was_filled_in_stays_to_be_read():
    pdf = page_pdf()
    typed = pdf.make_stream(
        b"BT /F1 12 Tf 2 2 Td (Da dien) Tj ET",
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 90, 20]),
            Resources=pdf.pages[0].obj.Resources,
        ),
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=pikepdf.String("ten"),
        V=pikepdf.String("Da dien"),
        F=4,
        Rect=pikepdf.Array([20, 20, 110, 40]),
        AP=pikepdf.Dictionary(N=typed),
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.pages[0].obj.Annots[0]]))
    assert "Da dien" in words_of(copied(saved(pdf), PDF).content)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_a_picture_keeps_its_dots_and_loses_what_is_told_about_it(format_):
    whole = picture(format_)
    assert CANARY in whole
    copy = copied(whole, f"image/{format_.lower()}")
    with Image.open(io.BytesIO(copy.content)) as opened:
        assert (opened.format, opened.size) == (format_, (24, 24))
        assert not opened.getexif()
    assert CANARY not in copy.content


def test_a_picture_that_lay_on_its_side_is_stood_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=exif)
    with Image.open(io.BytesIO(copied(written.getvalue(), "image/jpeg").content)) as opened:
        assert opened.size == (20, 40)


def test_a_word_file_with_a_link_to_press_is_handed_on_as_it_came():
    link = relation("hyperlink", "https://quangninh.gov.vn/")
    whole = docx({"word/_rels/document.xml.rels": link})
    copy = copied(whole, DOCX)
    assert (copy.state, copy.content) == (CopyState.RELEASED, whole)


@pytest.mark.parametrize("name", hostile_files.NAMES)
def test_a_name_that_deceives_is_shown_without_its_trick(name):
    shown = clean_name(name)
    assert not set(shown) & hostile_files.NEVER_IN_A_NAME
    assert 0 < len(shown) <= LONGEST_NAME
