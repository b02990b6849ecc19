"""Verbs on the text: its paragraphs, căn cứ, articles and points."""

import re
import statistics
from itertools import groupby, pairwise

from nd30_sheet import MM
from nd30_table import BASELINE_NEAR, MM_NEAR, PT_NEAR, within

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class TextChecks:
    """One part of the checker."""

    def justified(self, rule):
        if any(not within(run.size, rule["size_pt"], PT_NEAR) for run in self.sheet.body):
            return "size"
        full = [line for lines in self.sheet.paragraphs for line in lines[:-1]]
        flush = [run for run in full if abs(run.x1 - self.sheet.right) < rule["right_mm"] * MM]
        return (
            "" if len(flush) >= rule["share"] * len(full) else f"{len(flush)} of {len(full)} lines"
        )

    def indent(self, rule):
        first = [(lines[0].x0 - self.sheet.left) / MM for lines in self.sheet.paragraphs]
        low, high = rule["first_line_mm"]
        wrong = [mm for mm in first if mm > 1 and not low - MM_NEAR <= mm <= high + MM_NEAR]
        return f"first lines at {wrong[:3]}" if wrong else ""

    def paragraph_gap(self, rule):
        pitch = self._pitch()
        for above, below in pairwise(self.sheet.paragraphs):
            upper, lower = above[-1], below[0]
            if upper.page == lower.page:
                gap = lower.baseline - upper.baseline - pitch
                if gap < rule["least_pt"] - BASELINE_NEAR:
                    return f"{gap:.1f} pt above {lower.text[:30]!r}"
        return ""

    def line_pitch(self, rule):
        over = self._pitch() / self.sheet.body[0].size
        return "" if within(over, rule["over_size"], 0.01) else f"{over:.2f} x size"

    def _pitch(self):
        steps = [
            lower.baseline - upper.baseline
            for lines in self.sheet.paragraphs
            for upper, lower in pairwise(lines)
            if upper.page == lower.page
        ]
        return statistics.median(steps) if steps else self.sheet.body[0].size * 1.28

    # -- căn cứ, articles, points

    def grounds(self, rule):
        """One a line, each closed by ";", the last by "."; a law is cited by its name alone."""
        said = [
            " ".join(run.text for run in lines)
            for italic, paragraphs in groupby(
                self.sheet.paragraphs, lambda lines: all(run.italic for run in lines)
            )
            if italic
            for lines in paragraphs
        ]
        grounds = [words for words in said if re.match(r"(Căn cứ|Xét|Theo) ", words)]
        if not grounds:
            return "no căn cứ"
        ends = [words[-1] for words in grounds]
        if ends != [";"] * (len(ends) - 1) + ["."]:
            return f"they end {ends}"
        numbered = [words for words in grounds if re.search(rule["must_not"], words)]
        return f"a law with its number: {numbered[0]}" if numbered else ""

    def articles(self, rule):
        """``Điều n.`` bold, upright, indented and counted; headings bold capitals, counted."""
        return self._articles(rule) or self._headings() or self._clauses()

    def _articles(self, rule):
        low, high = rule["first_line_mm"]
        begun = [run for run in self._indented(r"^Điều \d+\.") if run.page <= self.sheet.main_pages]
        for number, run in enumerate(begun, 1):
            if run.lead.partition(".")[0] != f"Điều {number}":
                return f"{run.text[:30]!r} is article {number}, bold to {run.lead!r}"
            if not low - MM_NEAR <= (run.x0 - self.sheet.left) / MM <= high + MM_NEAR:
                return f"{run.text[:30]!r} is not indented"
        return ""

    def _headings(self):
        begun = [run for run in self.sheet.runs if run.bold and re.match(r"[IVX]+\. ", run.text)]
        counted = [run.text.partition(".")[0] for run in begun]
        if counted != list(_ROMAN[: len(counted)]):
            return f"headings {counted}"
        small = [run.text for run in begun if run.text != run.text.upper()]
        return f"not in capitals: {small}" if small else ""

    def _clauses(self):
        slanted = [run.text for run in self._indented(r"^(\d+\.|[a-zđ]\)) ") if run.italic]
        return f"italic: {slanted}" if slanted else ""

    def points(self, rule):
        """Points go on in the order of the Vietnamese alphabet, or begin again."""
        order = rule["order"]
        last = -1
        for run in self._indented(r"^[a-zđ]\) "):
            at = order.index(run.text[0]) if run.text[0] in order else None
            if at not in {0, last + 1}:
                return f"{run.text[:20]!r} follows {order[last]!r}"
            last = at
        return ""

    def _indented(self, pattern):
        return [
            run
            for run in self.sheet.runs
            if re.match(pattern, run.text)
            and 8 * MM < run.x0 - self.sheet.left < 20 * MM
            and abs(run.size - self.sheet.body_size) < PT_NEAR
        ]
