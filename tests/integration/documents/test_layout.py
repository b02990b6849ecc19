"""Every letter obeys the layout of Nghị định 30/2020/NĐ-CP; every deliberate fault is found."""

import io
import re
import unicodedata

import pikepdf
import pytest
from letter_specimens import ISSUED_AT, NAMES
from nd30_rules import RULES, Subject, failures

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


def _text(paragraphs):
    """The paragraphs put in before the last one."""
    return lambda html: html.replace('<p class="joined">', f'{paragraphs}<p class="joined">', 1)


def _stamp(word, style):
    box = f'<p style="font-weight: bold; {style}">{word}</p>'
    return _words('<p class="number">', f'{box}<p class="number">')


_FRAME = (
    "height: 8mm; box-sizing: border-box; margin: 0 auto; line-height: 7mm; border: 0.75pt solid"
)


FAULTS = {
    "paper of another size": ("PG-01", _style("@page { size: letter }")),
    "a page lying down": ("PG-02", _style("@page { size: 297mm 210mm }")),
    "left margin of 25 mm": ("PG-03", _style("@page { margin-left: 25mm }")),
    "right margin of 10 mm": ("PG-03", _style("@page { margin-right: 10mm }")),
    "a number on the first page": (
        "PG-05",
        _style("@page :first { @top-center { content: counter(page) } }"),
    ),
    "page numbers of 10 pt": ("PG-05", _style("@page { @top-center { font-size: 10pt } }")),
    "an appendix that counts on": (
        "PG-06",
        _style("@page appendix:nth(1 of appendix) { @top-center { content: counter(page) } }"),
    ),
    "text of 13 pt under a head for 14": ("FT-04", _style("html { font-size: 13pt }")),
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
    "Quốc hiệu of a form not bold": ("QH-05", _style(".country { font-weight: normal }")),
    "Tiêu ngữ far below": ("QH-04", _style(".motto { margin-top: 12pt }")),
    "the superior body bold": ("CQ-03", _style(".head .left p { font-weight: bold }")),
    "the issuer below Quốc hiệu": ("CQ-04", _style(".head .left { padding-top: 6pt }")),
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
    "V/v beside the middle": ("TL-04", _style(".official-subject { text-align: left }")),
    "V/v close to the number": ("TL-04", _style(".official-subject { margin-top: 0 }")),
    "text to the left": ("ND-01", _style(".text p { text-align: left }")),
    "an indent of 15 mm": ("ND-02", _style(".text p { text-indent: 15mm }")),
    "paragraphs 3 pt apart": ("ND-03", _style(".text p { margin-top: 3pt }")),
    "line spacing of 1.9": ("ND-04", _style(".text { line-height: 1.9 }")),
    "upright căn cứ": ("ND-05", _style(".text .ground { font-style: normal }")),
    "the last căn cứ ends with a semicolon": (
        "ND-06",
        lambda html: re.sub(r"\.</p>(\s*)(?=<h2)", r";</p>\1", html, count=1),
    ),
    "a law with its number": (
        "ND-06",
        _words("Căn cứ Luật Khiếu nại ngày", "Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày"),
    ),
    "Điều not bold": ("ND-07", _style(".text b { font-weight: normal }")),
    "an article left out": ("ND-07", _words("Điều 2.", "Điều 3.")),
    "a heading counted twice": ("ND-07", _words("II. KẾT QUẢ", "I. KẾT QUẢ")),
    "a heading in small letters": ("ND-07", _words("I. NỘI DUNG KHIẾU NẠI", "I. Nội dung")),
    "a slanting clause": ("ND-07", _text("<p style='font-style: italic'>1. Một khoản.</p>")),
    "a point left out": ("ND-08", _text("<p>a) Một;</p><p>b) Hai;</p><p>d) Ba.</p>")),
    "a point that is no letter of ours": ("ND-08", _text("<p>a) Một;</p><p>f) Hai.</p>")),
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
    "an unknown authority": ("KY-03", _words(">CHỦ TỊCH</p>", ">K.T. CHỦ TỊCH</p>")),
    "a signature alone on its page": (
        "KY-07",
        _style(".ending { break-before: page } .text { min-height: 120mm }"),
    ),
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
    "the first recipient in bold": ("NN-03", _style(".recipients li { font-weight: bold }")),
    "Kính gửi in italics": ("NN-05", _style(".addressee { font-style: italic }")),
    "two addressees, one on the line": (
        "NN-06",
        _words("</span>\n</p>", "</span><span class=line>- Sở Nội vụ.</span>\n</p>"),
    ),
    "the last of two addressees without its full stop": (
        "NN-06",
        lambda html: _addressees(html, "- Sở Nội vụ;", "- Thanh tra tỉnh;"),
    ),
    "the title of an appendix in small letters": ("PL-02", _words("DANH SÁCH", "Danh sách")),
    "an appendix nobody speaks of": ("PL-02", _words("trong Phụ lục kèm theo", "kèm theo")),
    "an appendix of nothing": ("PL-03", _words("(Kèm theo Quyết định", "(Của Quyết định")),
    "an upright reference": ("PL-03", _style(".text.appendix .reference { font-style: normal }")),
    "urgency without a frame": ("MK-01", _stamp("KHẨN", "color: red")),
    "urgency in a black frame": ("MK-01", _stamp("KHẨN", f"width: 20mm; height: 8mm; {_FRAME}")),
    "urgency in a small frame": (
        "MK-01",
        _stamp("KHẨN", f"width: 16mm; height: 8mm; {_FRAME} red"),
    ),
    "a mark of secrecy": ("MK-02", _stamp("MẬT", "")),
    "a mark of circulation": ("MK-03", _stamp("LƯU HÀNH NỘI BỘ", "")),
    "an appendix not bold": ("PL-01", _style(".appendix h2 { font-weight: normal }")),
    "an instant of another zone": ("EL-04", _words("+07:00", "+00:00")),
    "a page that hides its issuer": ("EL-04", _words('name="author"', 'name="writer"')),
    "a QR code of 10 mm": ("EL-03", _style(".tracking img { width: 10mm; height: 10mm }")),
}
#: Faults that do not show on a notice of one page.
SHOWS_ON = {
    "QH-05": "complaint_form",
    "PG-05": "joint decision",
    "PG-06": "joint decision of many",
    "CQ-03": "reply",
    "TL-04": "reply",
    "ND-05": "joint decision",
    "ND-06": "joint decision",
    "ND-07": "joint decision",
    "PL-01": "joint decision",
    "PL-02": "joint decision",
    "PL-03": "joint decision",
}
#: Rules that a changed page cannot break, tried below.
OTHERWISE = {"FT-01", "EL-01"}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [pytest.param(rule, fault, id=f"{name} → {rule}") for name, (rule, fault) in FAULTS.items()],
)
def test_a_deliberate_fault_is_found_by_its_rule(rendered, rule, fault):
    sound, html = rendered(SHOWS_ON.get(rule, "acceptance_notice"))
    assert failures(sound, html, {rule}) == {}
    faulty = fault(html)
    assert faulty != html
    said = html if rule in {"SO-02", "KY-04", "EL-04"} else faulty
    assert failures(pdf_of(faulty, DATA), said, {rule}).keys() == {rule}


def test_every_rule_is_broken_on_purpose_once():
    assert {rule for rule, _ in FAULTS.values()} | OTHERWISE == set(RULES)


def _addressees(html, *lines):
    spans = "".join(f'<span class="line">{line}</span>' for line in lines)
    many = f"""<p class="addressee"><span class="line" style="text-align: left; margin-left: 57mm">
    <span class="line" style="margin-left: -20mm">Kính gửi:</span>{spans}</span></p>"""
    return re.sub(r'<p class="addressee">.*?</p>', many, html, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        pytest.param(
            "NN-06", lambda html: _addressees(html, "- Sở Nội vụ;", "- Thanh tra tỉnh."), id="NN-06"
        ),
        pytest.param(
            "MK-01",
            _stamp("KHẨN", f"width: 20mm; color: red; {_FRAME} red"),
            id="MK-01",
        ),
        pytest.param("ND-08", _text("<p>a) Một;</p><p>b) Hai;</p><p>c) Ba.</p>"), id="ND-08"),
    ],
)
def test_what_no_letter_has_yet_passes_when_it_is_right(rendered, rule, change):
    html = change(rendered("acceptance_notice")[1])
    assert failures(pdf_of(html, DATA), html, {rule}) == {}


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
