"""Every letter obeys the layout of Nghị định 30/2020/NĐ-CP; every deliberate fault is found."""

import io
import unicodedata

import pikepdf
import pytest
from letter_specimens import ISSUED_AT, NAMES
from nd30_rules import RULES, Checker, Subject, failures

from feedback.letters.engine import DataFile, pdf_of

DATA = DataFile("van-ban.json", "Dữ liệu của văn bản", "{}", ISSUED_AT)


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_obeys_every_layout_rule(rendered, name):
    assert failures(*rendered(name)) == {}


def test_every_rule_is_checked_on_some_letter(rendered):
    conditions = {rule["when"] for rule in RULES.values() if "when" in rule}
    assert conditions == set().union(*(Subject.of(*rendered(name)).has for name in NAMES))


def _style(css):
    return lambda html: html.replace("</head>", f"<style>{css}</style></head>")


def _words(old, new):
    def change(html):
        assert old in html
        return html.replace(old, new)

    return change


FAULTS = {
    "paper of another size": ("PG-01", _style("@page { size: letter }")),
    "left margin of 25 mm": ("PG-03", _style("@page { margin-left: 25mm }")),
    "right margin of 10 mm": ("PG-03", _style("@page { margin-right: 10mm }")),
    "a number on the first page": (
        "PG-05",
        _style("@page :first { @top-center { content: counter(page) } }"),
    ),
    "page numbers of 10 pt": ("PG-05", _style("@page { @top-center { font-size: 10pt } }")),
    "grey text": ("FT-02", _style(".text p { color: #777 }")),
    "decomposed letters": ("FT-03", lambda html: unicodedata.normalize("NFD", html)),
    "a space alone between two elements": (
        "FT-05",
        _words("Khiếu nại về việc", "<b>Khiếu</b> <i>nại</i> về việc"),
    ),
    "Quốc hiệu of 14 pt": ("QH-01", _style(".country { font-size: 14pt; margin: 0 -4mm }")),
    "Tiêu ngữ not bold": ("QH-02", _style(".motto { font-weight: normal }")),
    "no rule under Tiêu ngữ": ("QH-03", _style(".ruled.whole::after { border: 0 }")),
    "a short rule under Tiêu ngữ": ("QH-03", _style(".ruled.whole::after { width: 60% }")),
    "the issuer not bold": ("CQ-01", _style(".head .issuing { font-weight: normal }")),
    "a long rule under the issuer": ("CQ-02", _style(".ruled.half::after { width: 90% }")),
    "a number of 14 pt": ("SO-01", _style(".number { font-size: 14pt }")),
    "a number without its zero": ("SO-02", _words(">128/", ">7/")),
    "a broken symbol": ("SO-02", _words("/TB-UBND</span></p>", "/TB_UBND</span></p>")),
    "an upright date": ("DD-01", _style(".head .day { font-style: normal }")),
    "a zero before month 9": (
        "DD-02",
        _words("ngày 18 tháng 9 năm 2026</p></div>", "ngày 18 tháng 09 năm 2026</p></div>"),
    ),
    "number and date on two lines": (
        "DD-03",
        _style(".head .numbering .cell { vertical-align: top } .head .day { margin-top: 6pt }"),
    ),
    "the type in 16 pt": ("TL-01", _style(".title .type { font-size: 16pt }")),
    "trích yếu to the left": ("TL-02", _style(".title { text-align: left }")),
    "no rule under trích yếu": ("TL-03", _style(".ruled.part::after { border: 0 }")),
    "text to the left": ("ND-01", _style(".text p { text-align: left }")),
    "an indent of 15 mm": ("ND-02", _style(".text p { text-indent: 15mm }")),
    "paragraphs 3 pt apart": ("ND-03", _style(".text p { margin-top: 3pt }")),
    "line spacing of 1.9": ("ND-04", _style(".text { line-height: 1.9 }")),
    "upright căn cứ": ("ND-05", _style(".text .ground { font-style: normal }")),
    "a symbol in two lines": (
        "ND-09",
        _style(".unbroken { display: inline-block; width: 9mm; white-space: normal }"),
    ),
    "no closing mark": ("ND-10", _words("./.", ".")),
    "the signer's title on the left": (
        "KY-01",
        _style(".authority-line { margin-left: -165mm }"),
    ),
    "the signer's name not bold": ("KY-02", _style(".signature .signer { font-weight: normal }")),
    "a degree before the name": ("KY-04", _words('signer">Trần', 'signer">TS. Trần')),
    "15 mm to sign in": ("KY-05", _style(".signature .space { height: 15mm }")),
    "upright Nơi nhận": ("NN-01", _style(".recipients .label { font-style: normal }")),
    "Nơi nhận below the signer's title": (
        "NN-02",
        _style(
            ".ending > .row > .cell { vertical-align: top } .recipients .label { margin-top: 9pt }"
        ),
    ),
    "recipients of 12 pt": ("NN-03", _style(".recipients li { font-size: 12pt }")),
    "nothing kept at the clerk's desk": ("NN-04", _words("- Lưu: VT, hồ sơ.", "- Hồ sơ.")),
    "an appendix not bold": ("PL-01", _style(".appendix h2 { font-weight: normal }")),
    "a QR code of 10 mm": ("EL-03", _style(".tracking img { width: 10mm; height: 10mm }")),
}
#: Faults that show only with several pages, căn cứ or an appendix.
NEEDS_PAGES = {"PG-05", "ND-05", "PL-01"}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [pytest.param(rule, fault, id=name) for name, (rule, fault) in FAULTS.items()],
)
def test_a_deliberate_fault_is_found_by_its_rule(rendered, rule, fault):
    _, html = rendered("joint decision" if rule in NEEDS_PAGES else "acceptance_notice")
    faulty = fault(html)
    pdf = pdf_of(faulty, DATA)
    checker = Checker(Subject.of(pdf, html if rule in {"SO-02", "KY-04"} else faulty))
    assert getattr(checker, RULES[rule]["check"])(RULES[rule]) != ""


def test_an_undeclared_pdf_ua_is_found(rendered):
    pdf, html = rendered("reply")
    hidden = pdf.replace(b'pdfuaid:part="1"', b'pdfuaid:past="1"')
    assert hidden != pdf
    assert "EL-01" in failures(hidden, html)


def test_another_face_is_found(rendered):
    pdf, html = rendered("reply")
    renamed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and "/DescendantFonts" in item:
                item.DescendantFonts[0].BaseFont = pikepdf.Name("/ABCDEF+Arial")
        opened.save(renamed)
    assert "FT-01" in failures(renamed.getvalue(), html)
