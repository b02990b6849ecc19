"""What a letter's PDF promises archives, machines and auditors."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from letter_specimens import (
    CASE_CODE,
    HOA,
    ISSUED_AT,
    NAMES,
    SPECIMENS,
    TOKEN,
    TRACKING_URL,
)
from nd30_rules import PROFILES, validation
from nd30_sheet import sheet_of
from pictures import PICTURED, SHARE, kept, picture, unlike
from PIL import Image

from feedback.domain.letters.citizens import CitizensForm
from feedback.letters.engine import DataFile, pdf_of
from feedback.letters.manifest import manifest
from feedback.letters.page import html_of
from feedback.letters.render import DATA_FILE, render

#: What documents are called; a form may be called after a complaint, the longest name first.
KINDS = sorted({manifest(name).title.capitalize() for name in SPECIMENS}, key=len, reverse=True)
EVERY = pytest.mark.parametrize("name", NAMES)


@EVERY
@pytest.mark.parametrize("profile", PROFILES, ids=["PDF/A-3a", "PDF/UA-1"])
def test_an_independent_validator_agrees(rendered, name, profile):
    report = validation.validate_pdf_bytes(rendered(name)[0], profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.passed > 100


def test_the_validator_can_say_no(rendered):
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered("reply")[0])) as pdf:
        del pdf.Root.Lang
        del pdf.Root.ViewerPreferences
        pdf.save(broken)
    report = validation.validate_pdf_bytes(broken.getvalue(), profile=PROFILES[1])
    assert not report.is_compliant


@EVERY
def test_the_file_says_what_it_is_and_runs_nothing(rendered, name):
    with pikepdf.open(io.BytesIO(rendered(name)[0])) as pdf:
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
            assert xmp["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "vi"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in pdf.Root
        assert "/ID" in pdf.trailer
        assert "/OpenAction" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.Names
        fields = [field for page in pdf.pages for field in page.get("/Annots", ())]
        assert {str(field.get("/FT")) for field in fields} <= {"/Sig"}
        assert not any("/A" in field or "/AA" in field for field in fields)


def test_the_metadata_names_issuer_number_and_instant(rendered):
    with pikepdf.open(io.BytesIO(rendered("settlement_decision")[0])) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Author"] == "Ủy ban nhân dân xã Tiên Yên"
    assert info["/Title"] == info["/Subject"] == "Quyết định số 1043/QĐ-UBND"
    assert info["/Keywords"] == f"1043/QĐ-UBND; {CASE_CODE}"
    assert info["/CreationDate"] == "D:20261015102007+07'00"


@EVERY
def test_the_metadata_names_nobody_and_nothing_of_the_matter(rendered, name):
    """Programs show it where nobody opened the file: in lists, in previews, in mails."""
    with pikepdf.open(io.BytesIO(rendered(name)[0])) as pdf:
        info = " ".join(str(value) for value in pdf.docinfo.values())
        told = info + pdf.Root.Metadata.read_bytes().decode() + " ".join(pdf.attachments)
    for kind in KINDS:
        told = told.replace(kind, "")
    for word in ("Hòa", "Liên", "62,5", "khiếu nại", "tố cáo", "Đồng Mạ"):
        assert word not in told


@EVERY
def test_the_data_inside_holds_no_secret_and_no_unprinted_identity(rendered, name):
    with pikepdf.open(io.BytesIO(rendered(name)[0])) as pdf:
        (attached,) = pdf.Root.AF
        assert attached.AFRelationship == "/Data"
        content = pdf.attachments[DATA_FILE].get_file().read_bytes().decode()
    data = json.loads(content)
    printed = sheet_of(rendered(name)[0]).text
    codes = {CASE_CODE, SPECIMENS["reply"].case_code}
    if isinstance(SPECIMENS.get(name), CitizensForm):
        codes = {None}
    assert data["context"].get("case_code") in codes
    assert TOKEN not in content
    assert (HOA.paper_number in content) is (HOA.paper_number in printed)


def test_an_identity_paper_that_is_not_printed_does_not_travel(rendered):
    pdf, _ = rendered("settlement_decision")
    assert HOA.paper_number not in sheet_of(pdf).text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        content = opened.attachments[DATA_FILE].get_file().read_bytes().decode()
    assert HOA.name in content
    assert HOA.paper_number not in content


def test_the_transfer_of_a_denunciation_names_nobody_anywhere(rendered):
    pdf, _ = rendered("denunciation_transfer_slip")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        everything = b"".join(
            item.read_bytes() if isinstance(item, pikepdf.Stream) else repr(item).encode()
            for item in opened.objects
        ).decode(errors="replace")
    for secret in (TRACKING_URL, TOKEN):
        assert secret not in everything
        assert secret not in sheet_of(pdf).text


def test_the_same_letter_gives_the_same_bytes(rendered):
    for name in ("receipt", "settlement_decision"):
        assert render(SPECIMENS[name], issued_at=ISSUED_AT) == rendered(name)[0]


def test_another_process_gives_the_same_bytes(rendered, tmp_path):
    made = tmp_path / "reply.pdf"
    program = (
        "import sys; sys.path.insert(0, 'tests/documents')\n"
        "from letter_specimens import ISSUED_AT, SPECIMENS\n"
        "from feedback.letters.render import render\n"
        "open(sys.argv[1], 'wb').write(render(SPECIMENS['reply'], issued_at=ISSUED_AT))\n"
    )
    root = Path(__file__).resolve().parents[3]
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(made)],
        check=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONHASHSEED": "7"},
        timeout=120,
    )
    assert made.read_bytes() == rendered("reply")[0]


@pytest.mark.parametrize("name", PICTURED)
def test_a_letter_looks_as_it_did(rendered, name):
    """Drawn anew with ``python -m tests.tools.draw_pictures``."""
    with Image.open(kept(name)) as before:
        assert unlike(before, picture(rendered(name)[0])) < SHARE


def test_a_picture_that_changed_is_seen(rendered):
    html = rendered("reply")[1].replace(
        "</head>", "<style>.text p { margin-top: 7pt }</style></head>"
    )
    changed = picture(pdf_of(html, DataFile(DATA_FILE, "", "{}", ISSUED_AT)))
    with Image.open(kept("reply")) as before:
        assert unlike(before, changed) > SHARE


def test_no_stream_ends_in_what_reads_as_part_of_a_line_end():
    """One file in some hundreds has such a stream; then it is written uncompressed."""
    letter = SPECIMENS["transfer_slip"]
    found = 0
    for number in range(40):
        numbered = replace(letter, case_code=f"H49.117-260914-{number:04d}")
        html = html_of(numbered, issued_at=ISSUED_AT)
        data = DataFile(DATA_FILE, "", "{}", ISSUED_AT)
        pdf = pdf_of(html, data)
        assert b"\r\nendstream" not in pdf
        found += b"/FlateDecode" not in pdf
        if found:
            break
    assert found, "no variant met the trap; take more of them"


def test_a_draft_shows_that_it_has_no_number(rendered):
    del rendered
    letter = SPECIMENS["acceptance_notice"]
    draft = replace(letter, head=replace(letter.head, number=None, issued_on=None))
    text = sheet_of(render(draft, issued_at=ISSUED_AT)).text
    assert "Số: …/TB-UBND" in text
    assert "ngày … tháng … năm …" in text


def test_no_document_says_which_version_drew_it(rendered):
    """Whoever holds a letter need not know which fault its library has (ASVS 13.4.6)."""
    content = rendered("reply")[0]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
    assert "/Author" in told
    assert "Producer" not in told
    assert b"weasyprint" not in content.lower()
