"""Runs the rules of ``nd30.toml`` on a PDF; each answers what is wrong, or nothing."""

import re
from dataclasses import dataclass
from html import unescape

from nd30_ending import EndingChecks
from nd30_file import PROFILES, FileChecks, validation
from nd30_sheet import MM, sheet_of
from nd30_table import BASELINE_NEAR, MM_NEAR, PT_NEAR, RULES, within
from nd30_text import TextChecks

__all__ = ["PROFILES", "RULES", "Checker", "Subject", "failures", "validation"]
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
            "addressee": 'class="addressee"' in html,
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


class Checker(TextChecks, EndingChecks, FileChecks):
    """One document and all the rules that apply to it."""

    def __init__(self, subject):
        self.subject = subject
        self.sheet = sheet_of(subject.pdf)

    def failures(self, asked):
        """By rule: what is wrong with the document."""
        checked = {
            name: getattr(self, rule["check"])(rule)
            for name, rule in RULES.items()
            if name in asked and self._applies(rule)
        }
        return {name: wrong for name, wrong in checked.items() if wrong}

    def _applies(self, rule):
        return rule.get("when", "") in {"", *self.subject.has}

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
            "size": "size_pt" not in rule or within(run.size, rule["size_pt"], PT_NEAR),
            "bold": "bold" not in rule or (run.bold == rule["bold"] and not run.mixed),
            "italic": "italic" not in rule or run.italic == rule["italic"],
            "capitals": not rule.get("capitals") or run.text == run.text.upper(),
            "half": "half" not in rule or (run.centre > width / 2) == (rule["half"] == "right"),
            "flush left": not rule.get("flush_left")
            or abs(run.x0 - self.sheet.left) < MM_NEAR * MM,
            "centred": other is None or abs(run.centre - other.centre) < MM,
            "centred in the text": "centred_mm" not in rule
            or abs(run.centre - text_centre) < rule["centred_mm"] * MM,
            "gap above": "gap_above_pt" not in rule or self._gap_above(run) >= rule["gap_above_pt"],
        }
        return ", ".join(f"{name}: {run}" for name, good in tests.items() if not good)

    def _gap_above(self, run):
        number = self.run("SO-01")
        return run.baseline - number.baseline - run.size * 1.16 + BASELINE_NEAR if number else 0

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
                if overlaps and within(ratio, rule["ratio"], 0.02) and centred:
                    return ""
        return f"no such rule under {run.text!r}"

    def same_baseline(self, rule):
        a, b = self.run(rule["a"]), self.run(rule["b"])
        if a is None or b is None:
            return f"one is lacking: {a} {b}"
        apart = abs(a.baseline - b.baseline)
        return "" if a.page == b.page and apart <= BASELINE_NEAR else f"{apart:.1f} pt apart"

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
            within(left, rule["left_mm"], MM_NEAR)
            and within(right, rule["right_mm"], rule["overshoot_mm"])
            and top >= rule["top_mm"] - 1
            and bottom >= rule["bottom_mm"] - 1
        )
        return (
            "" if good else f"left {left:.1f} right {right:.1f} top {top:.1f} bottom {bottom:.1f}"
        )

    def page_number(self, rule):
        return self._numbered(rule, range(1, self.sheet.main_pages + 1))

    def appendix_numbers(self, rule):
        pages = range(self.sheet.main_pages + 1, len(self.sheet.sizes) + 1)
        return self._numbered(RULES["PG-05"] | rule, pages)

    def _numbered(self, rule, pages):
        """The first leaf of a part bears no number, every other its own, centred, upright."""
        middle = (self.sheet.left + self.sheet.right) / 2
        for page in pages:
            found = [r for r in self.sheet.runs if r.page == page and r.baseline < 19 * MM]
            leaf = self.sheet.leaf(page)
            if leaf == 1 and found:
                return f"a number on page {page}"
            good = leaf == 1 or (
                [run.text for run in found] == [str(leaf)]
                and within(found[0].size, rule["size_pt"], PT_NEAR)
                and not (found[0].bold or found[0].italic)
                and abs(found[0].centre - middle) < rule["centred_mm"] * MM
            )
            if not good:
                return f"page {page}: {found}"
        return ""

    def portrait(self, _rule):
        wide = [s for s in self.sheet.sizes[: self.sheet.main_pages] if s[0] > s[1]]
        return f"pages of {wide}" if wide else ""

    def size_pair(self, rule):
        """Every component in the size that belongs to the size of the text."""
        pair = rule["pairs"].get(f"{self.sheet.body_size:g}")
        if pair is None:
            return f"text of {self.sheet.body_size} pt"
        runs = {name: self.run(name) for name in pair if self._applies(RULES[name])}
        wrong = [
            f"{name} in {run.size} pt"
            for name, run in runs.items()
            if run is not None and abs(run.size - pair[name]) > PT_NEAR
        ]
        return ", ".join(wrong)

    def words(self, _rule):
        text, at = self.sheet.text.strip(), 0
        for word in words_of(self.subject.html):
            at = self._after_head(text, at, word)
            for sign in word:
                while at < len(text) and text[at] in "\n\f":
                    at += 1
                if at >= len(text) or text[at] != sign:
                    return f"{word!r} is written {text[max(0, at - 20) : at + 20]!r}"
                at += 1
            if at < len(text) and not text[at].isspace():
                return f"{word!r} is glued to {text[at : at + 10]!r}"
        return f"more than the page says: {text[at:]!r}" if text[at:].strip() else ""

    def _after_head(self, text, at, word):
        """Where the next word is: after white space, and a table's head repeated on a new page."""
        begun = at
        while at < len(text) and text[at].isspace():
            at += 1
        if "\f" in text[begun:at] and not text.startswith(word, at):
            for head in re.findall(r"<thead>(.*?)</thead>", self.subject.html, re.DOTALL):
                said = r"\s+".join(map(re.escape, words_of(head)))
                if found := re.compile(rf"{said}\s+").match(text, at):
                    return found.end()
        return at

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

    def unbroken(self, rule):
        said = " ".join(words_of(self.subject.html))
        for token in rule["tokens"]:
            for found in set(re.findall(f"(?:{token})".replace("(,", "(?:,"), said)):
                if self.sheet.text.count(found) < said.count(found):
                    return f"{found} is split"
        return ""


def failures(pdf, html, asked=frozenset(RULES)):
    """By rule of those asked about: what is wrong with a PDF made of a page."""
    return Checker(Subject.of(pdf, html)).failures(asked)
