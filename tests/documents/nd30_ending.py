"""Verbs on what stands around the text: addressees, recipients, signature, stamps, appendices."""

import re

from nd30_sheet import MM
from nd30_table import PT_NEAR, within

_RED = re.compile(r"\((0?\.[89]\d*|1(\.0)?), 0(\.0)?, 0(\.0)?\)")


class EndingChecks:
    """One part of the checker."""

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

    def last_recipient(self, rule):
        lines = [run.text for run in self.sheet.runs if run.text.startswith("- Lưu")]
        return "" if lines and re.search(rule["must"], lines[-1]) else f"recipients end {lines}"

    def addressees(self, _rule):
        """One on the line of ``Kính gửi:``; several each on a line of its own, below the colon."""
        begun = next((r for r in self.sheet.runs if r.text.startswith("Kính gửi:")), None)
        if begun is None:
            return "no Kính gửi"
        below = [
            run
            for run in self.sheet.runs
            if run.page == begun.page
            and run.text.startswith("- ")
            and 0 < run.baseline - begun.baseline < 60 * MM
            and abs(run.x0 - self.sheet.left) > 25 * MM
            and run.size == begun.size
        ]
        if begun.text != "Kính gửi:":
            return "one on the line, more below" if below else ""
        ends = [run.text[-1] for run in below]
        if len(ends) < 2 or ends != [";"] * (len(ends) - 1) + ["."]:
            return f"they end {ends}"
        aside = [run.text for run in below if abs(run.x0 - begun.x1) > 3 * MM]
        return f"not below the colon: {aside}" if aside else ""

    def never_alone(self, rule):
        """Two lines of the text stand above a signature on a page of its own; it is not split."""
        title, name = self.run("KY-01"), self.run("KY-02")
        if title is None or name is None or title.page != name.page:
            return "the signature is split"
        above = [
            run
            for run in self.sheet.body
            if run.page == title.page and run.baseline < title.baseline
        ]
        enough = title.page == 1 or len(above) >= rule["least_lines"]
        return "" if enough else f"{len(above)} lines above the signature"

    def stamps(self, rule):
        """A mark of urgency or of circulation stands bold in a frame of its own."""
        for run in self.sheet.runs:
            if run.text not in rule["frames_mm"] or run.page != 1:
                continue
            size = rule["frames_mm"][run.text]
            framed = [frame for frame in self.sheet.frames if _around(frame, run, size)]
            if not framed:
                return f"{run.text!r} has no frame of {size} mm"
            if rule["red"] and not all(_RED.match(frame.colour) for frame in framed):
                return f"{run.text!r} is framed in {framed[0].colour}"
            if not (run.bold and not run.italic and within(run.size, rule["size_pt"], PT_NEAR)):
                return f"{run}"
        return ""

    def no_mark(self, rule):
        marks = [run.text for run in self.sheet.runs if re.fullmatch(rule["must_not"], run.text)]
        return f"bears {marks}" if marks else ""

    def appendix_title(self, rule):
        """Bold capitals in the middle; several appendices are counted, the text names each."""
        for index, begun in enumerate(self.sheet.appendices):
            title = self._next(begun)
            if wrong := self._wrong(title, rule):
                return wrong
            counted = begun.text.removeprefix("Phụ lục").strip()
            several = len(self.sheet.appendices) > 1
            if counted != (_roman(index + 1) if several else ""):
                return f"appendix {index + 1} is called {begun.text!r}"
            if begun.text not in self._main_text():
                return f"the text does not speak of {begun.text}"
        return ""

    def appendix_reference(self, rule):
        """``(Kèm theo Quyết định số … ngày … của …)`` in italics below the title."""
        for begun in self.sheet.appendices:
            line = next(
                (r for r in self.sheet.runs if r.page == begun.page and r.text[:9] == "(Kèm theo"),
                None,
            )
            if line is None or not re.search(rule["must"], self._following(line)):
                return f"no reference below {begun.text}"
            if wrong := self._wrong(line, rule):
                return wrong
        return ""

    def _next(self, run):
        later = [r for r in self.sheet.runs if r.page == run.page and r.baseline > run.baseline + 1]
        return min(later, key=lambda r: r.baseline)

    def _following(self, run):
        lines = [r for r in self.sheet.runs if r.page == run.page and r.baseline >= run.baseline]
        return " ".join(r.text for r in lines[:4])

    def _main_text(self):
        pages = range(1, self.sheet.main_pages + 1)
        return " ".join(run.text for run in self.sheet.runs if run.page in pages)


def _around(frame, run, size_mm):
    width, height = (frame.x1 - frame.x0) / MM, (frame.bottom - frame.top) / MM
    return (
        frame.page == run.page
        and frame.x0 < run.x0
        and run.x1 < frame.x1
        and frame.top < run.baseline < frame.bottom
        and abs(width - size_mm[0]) <= 1
        and abs(height - size_mm[1]) <= 1
    )


def _roman(number):
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1]
