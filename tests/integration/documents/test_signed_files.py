"""A letter with one signature, with two, and with what somebody else would like to add."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from nd30_rules import PROFILES, validation
from nd30_sheet import MM
from PIL import Image
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from feedback.letters import signing
from feedback.letters.places import Place
from feedback.letters.signatures import only_signed, read_signatures
from feedback.letters.signing import sign
from feedback.letters.stamps import seal_of, signature_of
from feedback.letters.streams import reads_short
from feedback.vault.demo_keys import MARK, DemoKeys, is_demo
from feedback.vault.signing_keys import Owner, authorities

AT = datetime(2026, 10, 15, 4, tzinfo=UTC)
HEAD = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
OTHER = Owner(seal=False, name="giamdoc", shown="Ngô Bá Khoa")
AGENCY = Owner(seal=True, name="X06862", shown="Ủy ban nhân dân xã Tiên Yên")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing")


@pytest.fixture(scope="module")
def signed_by(folder):
    """A file with the signature of an owner in a place."""

    def put(pdf: bytes, place: Place, owner: Owner) -> bytes:
        picture = seal_of(owner.shown) if owner.seal else signature_of(owner.shown)
        with DemoKeys(folder).open(owner) as key:
            return sign(pdf, place, key.signer, picture, AT)

    return put


@pytest.fixture(scope="module")
def plain(rendered) -> bytes:
    return rendered("acceptance_notice")[0]


@pytest.fixture(scope="module")
def person(plain, signed_by) -> bytes:
    return signed_by(plain, Place.PERSON, HEAD)


@pytest.fixture(scope="module")
def both(person, signed_by) -> bytes:
    return signed_by(person, Place.SEAL, AGENCY)


def broken_rules(pdf: bytes) -> list[list[str]]:
    return [
        [failure.rule_id for failure in validation.validate_pdf_bytes(pdf, profile=each).failures]
        for each in PROFILES
    ]


def test_signing_keeps_the_archive_and_the_screen_reader(plain, person, both):
    """The validator reads «covers the whole file» literally: so the first of two fails one rule."""
    assert broken_rules(plain) == [[], []]
    assert broken_rules(person) == [[], []]
    assert broken_rules(both) == [["PDFA3A-SIGNATURE-BYTERANGE-001"], []]


def test_an_update_that_would_read_short_is_written_anew(plain, signed_by, monkeypatch):
    """It is one in some hundreds, as offsets fall; here the first try is called one."""
    tried = []

    def first_one_does(update: bytes) -> bool:
        tried.append(update)
        return len(tried) == 1

    monkeypatch.setattr(signing, "reads_short", first_one_does)
    again = signed_by(plain, Place.PERSON, HEAD)
    first, second = tried
    assert again == plain + second
    assert b"/Img11 " in second
    assert b"/Img11 " not in first
    assert broken_rules(again) == [[], []]


@pytest.mark.parametrize(
    ("written", "short"),
    [(b"x\r\nendstream", True), (b"x\nendstream", False), (b"x\r\n\nendstream", False)],
)
def test_a_stream_reads_short_when_its_end_looks_like_a_line_end(written, short):
    assert reads_short(written) is short


def test_both_signatures_are_valid_and_nothing_was_rewritten(plain, person, both, folder):
    first, second = read_signatures(both, authorities(folder))
    assert (first.place, second.place) == (Place.PERSON, Place.SEAL)
    assert first.valid
    assert second.valid
    assert first.subject.startswith(f"{HEAD.shown} (")
    assert second.subject.startswith(f"{AGENCY.shown} (")
    assert first.signed_at == AT
    assert is_demo(first.issuer)
    assert MARK in second.issuer
    assert both.startswith(person)
    assert person.startswith(plain)


def test_a_signature_leads_nowhere_without_its_authority(both, tmp_path):
    assert [(s.intact, s.trusted) for s in read_signatures(both, ())] == [(True, False)] * 2
    with DemoKeys(tmp_path).open(HEAD):
        strangers = authorities(tmp_path)
    assert not any(found.trusted for found in read_signatures(both, strangers))


def test_the_pictures_stand_where_the_decree_puts_them(both):
    """The signature between title and name; the seal in true size over its left third."""
    with pikepdf.open(io.BytesIO(both)) as pdf:
        boxes = {
            str(field.T): [float(side) / MM for side in field.Rect]
            for field in pdf.Root.AcroForm.Fields
        }
        images = [
            image
            for field in pdf.Root.AcroForm.Fields
            for image in field.AP.N.Resources.XObject.values()
        ]
        assert all("/SMask" in image for image in images), "transparent"
    signature, seal = boxes["nguoi-ky"], boxes["co-quan"]
    assert seal[2] - seal[0] == pytest.approx(36, abs=0.1)
    covered = (seal[2] - signature[0]) / (signature[2] - signature[0])
    assert 0.25 <= covered <= 0.42
    middle = (signature[0] + signature[2]) / 2
    assert middle == pytest.approx(30 + 82.5 + 82.5 / 2, abs=1.5)


def with_another_page_content(pdf: bytes) -> bytes:
    """What a forger adds after the fact: the page shows something else."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(pdf: bytes, place: int) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 1
    return bytes(changed)


def test_every_change_is_seen(plain, person, both, folder):
    trusted = authorities(folder)
    forged = {
        "a byte of the text": flipped(both, len(plain) // 2),
        "a byte of the first signature's update": flipped(both, len(plain) + 400),
        "another page over both": with_another_page_content(both),
        "another page over the first": with_another_page_content(person),
        "bytes at the end": both + b"\n% more",
    }
    for what, pdf in forged.items():
        try:
            valid = [found.valid for found in read_signatures(pdf, trusted)]
        except ValueError:
            continue
        assert not all(valid), what


def test_a_file_comes_back_with_a_signature_and_nothing_else(plain, person, both, signed_by):
    assert only_signed(plain, person)
    assert only_signed(person, both)
    assert only_signed(plain, both)
    tampered = signed_by(with_another_page_content(plain), Place.PERSON, HEAD)
    for what, pdf in {
        "nothing was added": plain,
        "the page was changed before it was signed": tampered,
        "it is another file": both[:-1000],
        "the page was changed": with_another_page_content(plain),
        "it is no PDF": b"hello",
    }.items():
        assert not only_signed(plain, pdf), what


def test_what_cannot_be_read_is_said(both):
    for pdf in (b"", b"%PDF-1.7", b"\x00" * 5000, both[: len(both) // 3]):
        with pytest.raises(ValueError, match="PDF"):
            read_signatures(pdf, ())


def test_a_picture_larger_than_its_place_is_drawn_into_it(plain, folder):
    wide = Image.new("RGBA", (4000, 100), (0, 0, 200, 90))
    with DemoKeys(folder).open(OTHER) as key:
        signed = sign(plain, Place.PERSON, key.signer, wide, AT)
    assert broken_rules(signed) == [[], []]
