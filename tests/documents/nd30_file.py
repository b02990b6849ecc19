"""Verbs on the file itself: faces, colour, letters, profiles, metadata, the code."""

import io
import re
import unicodedata
from html import unescape

import page as validation
import pikepdf
import pypdfium2
import segno
import zxingcpp
from nd30_table import within

PROFILES = (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1)
_META = re.compile(r'<meta name="(author|description|keywords|dcterms.created)" content="(.*?)">')


class FileChecks:
    """One part of the checker."""

    def fonts(self, rule):
        with pikepdf.open(io.BytesIO(self.subject.pdf)) as pdf:
            for font in pdf.objects:
                if not (isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"):
                    continue
                if font.get("/Subtype") == "/Type0":
                    if "/ToUnicode" not in font:
                        return f"{font.BaseFont} without ToUnicode"
                    continue
                if not re.search(rule["allowed"], str(font.BaseFont)):
                    return f"font {font.BaseFont}"
                if not {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()):
                    return f"{font.BaseFont} not embedded"
        return ""

    def black(self, _rule):
        colours = {str(c["non_stroking_color"]) for chars in self.sheet.chars for c in chars}
        return (
            ""
            if colours <= {"(0.0,)", "(0,)", "(0.0, 0.0, 0.0)", "(0, 0, 0)", "None"}
            else str(colours)
        )

    def unicode(self, rule):
        text = self.sheet.text
        if not unicodedata.is_normalized("NFC", text):
            return "not NFC"
        lacking = [words for words in rule["contains"] if words not in text]
        return f"lacks {lacking}" if lacking else ""

    def profiles(self, _rule):
        wrong = []
        for profile in PROFILES:
            report = validation.validate_pdf_bytes(self.subject.pdf, profile=profile)
            wrong += [failure.rule_id for failure in report.failures]
        return ", ".join(wrong)

    def qr(self, rule):
        if self.sheet.images:
            return "drawn as pixels"
        with pypdfium2.PdfDocument(self.subject.pdf) as pdf:
            for sheet in pdf:
                image = sheet.render(scale=150 / 72).to_pil()
                for code in zxingcpp.read_barcodes(image):
                    return self._qr_wrong(code, rule)
        return "cannot be read"

    def _qr_wrong(self, code, rule):
        if not re.search(rule["must"], code.text):
            return f"leads to {code.text}"
        modules = segno.make(code.text, error="m", boost_error=False).symbol_size(border=0)[0]
        side = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
        whole = side / modules * (modules + 8)
        return "" if within(whole, rule["size_mm"], 1) else f"{whole:.1f} mm wide"

    def metadata(self, _rule):
        """What Info and XMP say, beside what the page says of itself."""
        said = {name: unescape(words) for name, words in _META.findall(self.subject.html)}
        title = unescape(re.search(r"<title>(.*?)</title>", self.subject.html)[1])
        instant = said["dcterms.created"]
        with pikepdf.open(io.BytesIO(self.subject.pdf)) as pdf, pdf.open_metadata() as xmp:
            info = {key: str(value) for key, value in pdf.docinfo.items()}
            found = {
                "title": (info.get("/Title"), xmp.get("dc:title"), title),
                "author": (
                    info.get("/Author", ""),
                    *(name or "" for name in xmp.get("dc:creator") or [""]),
                    said["author"],
                ),
                "subject": (info.get("/Subject"), xmp.get("dc:description"), said["description"]),
                "keywords": (info.get("/Keywords"), xmp.get("pdf:Keywords"), said["keywords"]),
                "created": (_iso(info["/CreationDate"]), xmp["xmp:CreateDate"], instant),
                "language": (str(pdf.Root.Lang), "vi"),
            }
        wrong = {name: values for name, values in found.items() if len(set(values)) > 1}
        if not instant.endswith("+07:00"):
            wrong["zone"] = instant
        return str(wrong) if wrong else ""


def _iso(pdf_date):
    """``2026-10-15T10:20:07+07:00`` of ``D:20261015102007+07'00``."""
    digits = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+(\d\d)'(\d\d)'?", pdf_date)
    if not digits:
        return pdf_date
    return "{}-{}-{}T{}:{}:{}+{}:{}".format(*digits.groups())
