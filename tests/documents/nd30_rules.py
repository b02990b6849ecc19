"""Runs the rules of ``nd30.toml`` on a PDF; each answers what is wrong, or nothing."""

import io
import re
import statistics
import tomllib
import unicodedata
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2
import segno
import zxingcpp
from nd30_sheet import MM, sheet_of

TABLE = tomllib.loads(Path(__file__).with_name("nd30.toml").read_text(encoding="utf-8"))
RULES = {rule["id"]: rule for rule in TABLE["rules"]}
_MM, _PT, _BASELINE = (
    TABLE["tolerance"]["mm"],
    TABLE["tolerance"]["pt"],
    TABLE["tolerance"]["baseline_pt"],
)
PROFILES = (validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1)
_INLINE = re.compile(r"</?(b|i|em|strong|span)\b(?![^>]*class=\"(?:type|line))[^>]*>")


@dataclass(frozen=True)
class Subject:
    """A document under test: its bytes, its page of HTML and what that page says it has."""

    pdf: bytes
    html: str
    has: frozenset
    own: dict

    @classmethod
    def of(cls, pdf, html):
        def inner(pattern):
            return [words_of(found) for found in re.findall(pattern, html, re.DOTALL)]

        issuing = inner(r'<p class="issuing">(.*?)</p>')
        lines = inner(r'<p(?: class="issuing")?>(.*?)</p>')
        subject = inner(r'<span class="line ruled part">(.*?)</span>\n')
        kind = inner(r'<span class="type">(.*?)</span>')
        authority = inner(r'<p class="authority-line">(.*?)</p>')
        signer = inner(r'<p class="signer">(.*?)</p>')
        marks = {
            "superior": '<div class="cell left">\n<p>' in html,
            "numbered": '<p class="number">' in html,
            "issued": bool(issuing),
            "form": '<div class="head petition">' in html,
            "titled": bool(kind),
            "prose": 'class="blank"' not in html,
            "subject": bool(subject),
            "official": "official-subject" in html,
            "grounds": '<p class="ground">Căn cứ' in html,
            "signed": '<p class="label">Nơi nhận' in html,
            "addressee": '<p class="addressee">' in html,
            "appendix": '<div class="appendix' in html,
            "qr": "Mã QR mở" in html,
        }
        own = {
            "issuing_last": " ".join(issuing[-1]) if issuing else "",
            "first_left_line": " ".join(lines[0]) if lines else "",
            "type": " ".join(kind[0]) if kind else "",
            "subject_last": " ".join(subject[-1]) if subject else "",
            "authority": " ".join(authority[0]) if authority else "",
            "signer": " ".join(signer[-1]) if signer else "",
        }
        return cls(pdf, html, frozenset(key for key, there in marks.items() if there), own)


def words_of(html):
    """The words a reader of the HTML gets; elements in a line do not part words, others do."""
    body = html.partition("<body>")[2] or html
    body = re.sub(r"\s+", " ", body)
    return unescape(re.sub(r"<[^>]+>", " ", _INLINE.sub("", body))).split()


class Checker:
    """One document and all the rules that apply to it."""

    def __init__(self, subject):
        self.subject = subject
        self.sheet = sheet_of(subject.pdf)

    def failures(self):
        """By rule: what is wrong with the document."""
        checked = {
            name: getattr(self, rule["check"])(rule)
            for name, rule in RULES.items()
            if rule.get("when", "") in {"", *self.subject.has}
        }
        return {name: wrong for name, wrong in checked.items() if wrong}

    # -- finding

    def pattern_of(self, text):
        for key, value in self.subject.own.items():
            text = text.replace("{" + key + "}", re.escape(value))
        return text

    def candidates(self, rule):
        pages = {
            "first": {1},
            "last": {self.sheet.main_pages},
            "any": set(range(1, len(self.sheet.sizes) + 1)),
        }[rule.get("page", "any")]
        find = re.compile(self.pattern_of(rule["find"]))
        return [run for run in self.sheet.runs if run.page in pages and find.search(run.text)]

    def run(self, name):
        """The run a rule is about, or that a pattern finds on the first page."""
        rule = RULES.get(name, {"find": name, "page": "first"})
        found = self.candidates(rule)
        whole = [run for run in found if rule in RULES.values() and not self._wrong(run, rule)]
        return next(iter(whole or found), None)

    # -- verbs

    def line(self, rule):
        found = self.candidates(rule)
        if not found:
            return f"no line {self.pattern_of(rule['find'])}"
        wrongs = [self._wrong(run, rule) for run in found]
        return "" if "" in wrongs else wrongs[0]

    def _wrong(self, run, rule):
        width = self.sheet.sizes[run.page - 1][0]
        other = self.run(rule["centred_on"]) if "centred_on" in rule else None
        text_centre = (self.sheet.left + self.sheet.right) / 2
        tests = {
            "size": "size_pt" not in rule or _within(run.size, rule["size_pt"], _PT),
            "bold": "bold" not in rule or (run.bold == rule["bold"] and not run.mixed),
            "italic": "italic" not in rule or run.italic == rule["italic"],
            "capitals": not rule.get("capitals") or run.text == run.text.upper(),
            "half": "half" not in rule or (run.centre > width / 2) == (rule["half"] == "right"),
            "flush left": not rule.get("flush_left") or abs(run.x0 - self.sheet.left) < _MM * MM,
            "centred": other is None or abs(run.centre - other.centre) < MM,
            "centred in the text": "centred_mm" not in rule
            or abs(run.centre - text_centre) < rule["centred_mm"] * MM,
            "gap above": "gap_above_pt" not in rule or self._gap_above(run) >= rule["gap_above_pt"],
        }
        return ", ".join(f"{name}: {run}" for name, good in tests.items() if not good)

    def _gap_above(self, run):
        number = self.run("SO-01")
        return run.baseline - number.baseline - run.size * 1.16 + _BASELINE if number else 0

    def rule_below(self, rule):
        run = self.run(rule["of"])
        if run is None:
            return f"no {rule['of']}"
        for line in self.sheet.rules:
            gap = line.y - run.baseline
            if line.page == run.page and 0 < gap < rule["gap_mm"] * MM + 3:
                ratio = (line.x1 - line.x0) / run.width
                aside = abs((line.x0 + line.x1) / 2 - run.centre)
                overlaps = line.x0 < run.x1 and line.x1 > run.x0
                centred = aside < rule.get("centred_mm", 1) * MM
                if overlaps and _within(ratio, rule["ratio"], 0.02) and centred:
                    return ""
        return f"no such rule under {run.text!r}"

    def same_baseline(self, rule):
        a, b = self.run(rule["a"]), self.run(rule["b"])
        if a is None or b is None:
            return f"one is lacking: {a} {b}"
        apart = abs(a.baseline - b.baseline)
        return "" if a.page == b.page and apart <= _BASELINE else f"{apart:.1f} pt apart"

    def above(self, rule):
        upper, lower = self.run(rule["upper"]), self.run(rule["lower"])
        if upper is None or lower is None:
            return "one is lacking"
        pitch = (lower.baseline - upper.baseline) / lower.size
        return "" if 0 < pitch <= rule["pitch_lines"] else f"{pitch:.2f} lines apart"

    def page_box(self, rule):
        expected = (rule["width_mm"] * MM, rule["height_mm"] * MM)
        wrong = [
            s for s in self.sheet.sizes if max(abs(s[0] - expected[0]), abs(s[1] - expected[1])) > 1
        ]
        return f"pages of {wrong}" if wrong else ""

    def ink_zone(self, rule):
        inked = [
            char
            for number, chars in enumerate(self.sheet.chars)
            for char in chars
            if char["text"].strip() and not (number and char["bottom"] < 20 * MM)
        ]
        width, height = self.sheet.sizes[0]
        left = min(char["x0"] for char in inked) / MM
        right = (width - max(char["x1"] for char in inked)) / MM
        top = min(char["top"] for char in inked) / MM
        bottom = (height - max(char["bottom"] for char in inked)) / MM
        good = (
            _within(left, rule["left_mm"], _MM)
            and _within(right, rule["right_mm"], _MM)
            and top >= rule["top_mm"] - 1
            and bottom >= rule["bottom_mm"] - 1
        )
        return (
            "" if good else f"left {left:.1f} right {right:.1f} top {top:.1f} bottom {bottom:.1f}"
        )

    def page_number(self, rule):
        main = self.sheet.main_pages
        for page in range(1, len(self.sheet.sizes) + 1):
            found = [r for r in self.sheet.runs if r.page == page and r.baseline < 19 * MM]
            if page in {1, main + 1}:
                if found:
                    return f"a number on page {page}"
                continue
            middle = (self.sheet.left + self.sheet.right) / 2
            good = (
                len(found) == 1
                and found[0].text
                == str(page if page <= self.sheet.main_pages else page - self.sheet.main_pages)
                and _within(found[0].size, rule["size_pt"], _PT)
                and not (found[0].bold or found[0].italic)
                and abs(found[0].centre - middle) < rule["centred_mm"] * MM
            )
            if not good:
                return f"page {page}: {found}"
        return ""

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

    def words(self, _rule):
        text, at = self.sheet.text.strip(), 0
        for word in words_of(self.subject.html):
            while at < len(text) and text[at].isspace():
                at += 1
            for sign in word:
                while at < len(text) and text[at] == "\n":
                    at += 1
                if at >= len(text) or text[at] != sign:
                    return f"{word!r} is written {text[max(0, at - 20) : at + 20]!r}"
                at += 1
            if at < len(text) and not text[at].isspace():
                return f"{word!r} is glued to {text[at : at + 10]!r}"
        return f"more than the page says: {text[at:]!r}" if text[at:].strip() else ""

    def pattern(self, rule):
        if rule["subject"] == "document":
            text = self.sheet.text
        else:
            run = self.run(rule["subject"])
            text = run.text if run else ""
        if "must" in rule and not re.search(self.pattern_of(rule["must"]), text):
            return f"not {rule['must']}: {text[:60]!r}"
        if "must_not" in rule and (found := re.search(self.pattern_of(rule["must_not"]), text)):
            return f"says {found.group()!r}"
        return ""

    def last_recipient(self, rule):
        lines = [run.text for run in self.sheet.runs if run.text.startswith("- Lưu")]
        return "" if lines and re.search(rule["must"], lines[-1]) else f"recipients end {lines}"

    def unbroken(self, rule):
        said = " ".join(words_of(self.subject.html))
        for token in rule["tokens"]:
            for found in set(re.findall(f"(?:{token})".replace("(,", "(?:,"), said)):
                if self.sheet.text.count(found) < said.count(found):
                    return f"{found} is split"
        return ""

    # -- the text's paragraphs

    def justified(self, rule):
        if any(not _within(run.size, rule["size_pt"], _PT) for run in self.sheet.body):
            return "size"
        full = [line for lines in self.sheet.paragraphs for line in lines[:-1]]
        flush = [run for run in full if abs(run.x1 - self.sheet.right) < rule["right_mm"] * MM]
        return (
            "" if len(flush) >= rule["share"] * len(full) else f"{len(flush)} of {len(full)} lines"
        )

    def indent(self, rule):
        first = [(lines[0].x0 - self.sheet.left) / MM for lines in self.sheet.paragraphs]
        low, high = rule["first_line_mm"]
        wrong = [mm for mm in first if mm > 1 and not low - _MM <= mm <= high + _MM]
        return f"first lines at {wrong[:3]}" if wrong else ""

    def paragraph_gap(self, rule):
        pitch = self._pitch()
        for above, below in pairwise(self.sheet.paragraphs):
            upper, lower = above[-1], below[0]
            if upper.page == lower.page:
                gap = lower.baseline - upper.baseline - pitch
                if gap < rule["least_pt"] - _BASELINE:
                    return f"{gap:.1f} pt above {lower.text[:30]!r}"
        return ""

    def line_pitch(self, rule):
        over = self._pitch() / self.sheet.body[0].size
        return "" if _within(over, rule["over_size"], 0.01) else f"{over:.2f} x size"

    def _pitch(self):
        steps = [
            lower.baseline - upper.baseline
            for lines in self.sheet.paragraphs
            for upper, lower in pairwise(lines)
            if upper.page == lower.page
        ]
        return statistics.median(steps) if steps else self.sheet.body[0].size * 1.28

    # -- the ending

    def signature_zone(self, rule):
        title, name = self.run("KY-01"), self.run("KY-02")
        if title is None or name is None:
            return "nobody signs"
        between = [
            run.baseline
            for run in self.sheet.runs
            if run.page == title.page
            and run.baseline <= name.baseline - 1
            and run.x0 > title.x0 - 30
        ]
        height = (name.baseline - max(between) - name.size) / MM
        return "" if height >= rule["least_mm"] else f"{height:.0f} mm to sign in"

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
        return "" if _within(whole, rule["size_mm"], 1) else f"{whole:.1f} mm wide"


def _within(value, span, tolerance):
    return span[0] - tolerance <= value <= span[1] + tolerance


def failures(pdf, html):
    """By rule: what is wrong with a PDF made of a page."""
    return Checker(Subject.of(pdf, html)).failures()
