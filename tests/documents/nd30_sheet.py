"""A PDF as a person sees it: runs of text with their place and face, rules, edges."""

import io
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

import pdfplumber

MM = 72 / 25.4
#: A wider gap than this parts two columns on one baseline.
COLUMN_GAP = 12.0


@dataclass(frozen=True)
class Run:
    """Text on one baseline without a column's gap; places in pt from the top left of its page."""

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    mixed: bool
    #: what is bold and upright at its beginning
    lead: str

    @property
    def centre(self):
        return (self.x0 + self.x1) / 2

    @property
    def width(self):
        return self.x1 - self.x0


@dataclass(frozen=True)
class Rule:
    page: int
    x0: float
    x1: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A rectangle of lines; its place in pt, its colour as the file has it."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    colour: str


class Sheet:
    """What lies on the pages of a PDF."""

    def __init__(self, data):
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            self.sizes = [(float(page.width), float(page.height)) for page in pdf.pages]
            self.chars = [page.chars for page in pdf.pages]
            self.images = sum(len(page.images) for page in pdf.pages)
            shapes = [[*page.rects, *page.lines, *page.curves] for page in pdf.pages]
        self.rules = [
            Rule(number, shape["x0"], shape["x1"], shape["top"])
            for number, found in enumerate(shapes, 1)
            for shape in found
            if shape["width"] > 5 * MM and shape["height"] < MM
        ]
        self.frames = [
            Frame(number, *(float(shape[side]) for side in ("x0", "x1", "top", "bottom")), colour)
            for number, found in enumerate(shapes, 1)
            for shape in found
            if shape["width"] > 5 * MM and 4 * MM < shape["height"] < 20 * MM
            for colour in [str(shape["stroking_color"] or shape["non_stroking_color"])]
        ]
        self.runs = [
            run for number, chars in enumerate(self.chars, 1) for run in self._runs(number, chars)
        ]

    def _runs(self, number, chars):
        height = self.sizes[number - 1][1]
        lines = {}
        for char in chars:
            if char["text"].strip() or lines:
                lines.setdefault(round(height - char["matrix"][5], 1), []).append(char)
        for baseline, line in sorted(lines.items()):
            line.sort(key=lambda char: char["x0"])
            start = 0
            for index, (left, right) in enumerate(pairwise(line), 1):
                if right["x0"] - left["x1"] > COLUMN_GAP:
                    yield from _run(number, baseline, line[start:index])
                    start = index
            yield from _run(number, baseline, line[start:])

    @cached_property
    def main_pages(self):
        """Pages of the document itself, without its appendices."""
        return min((run.page - 1 for run in self.appendices), default=len(self.sizes))

    @cached_property
    def appendices(self):
        """The lines that each appendix begins with."""
        return [run for run in self.runs if re.match(r"^Phụ lục( [IVX]+)?$", run.text)]

    def leaf(self, page):
        """The page's number in its own part: the document, or one appendix."""
        starts = [1, *(run.page for run in self.appendices)]
        return page - max(start for start in starts if start <= page) + 1

    @cached_property
    def left(self):
        """The edge lines go back to; where every line begins a paragraph, the page's own."""
        edge = min((run.x0 for run in self.body), default=0)
        return edge if 0 < edge < 38 * MM else 30 * MM

    @cached_property
    def right(self):
        """Where most lines end that reach furthest; labels of lines to write on end earlier.

        Where no line is full, the edge the page is set to.
        """
        ends = Counter(round(run.x1) for run in self.body)
        far = [end for end in ends if end > max(ends) - 3 * MM]
        most = max(far, key=lambda end: (ends[end], end), default=0)
        set_to = self.sizes[0][0] - 15 * MM
        if ends[most] < 2 or most < set_to - 5 * MM:
            return set_to
        return statistics.median(run.x1 for run in self.body if round(run.x1) == most)

    @cached_property
    def body_size(self):
        """The size most text is set in; 14 pt also where a table of 13 pt is longer."""
        letters = Counter()
        for run in self.runs:
            letters[run.size] += len(run.text) * (run.page <= self.main_pages)
        common = letters.most_common(1)[0][0]
        return 14.0 if letters[14.0] > 0.2 * letters.total() else common

    @cached_property
    def body(self):
        """Lines of the text: from the first ground or paragraph to the recipients."""
        ends = [
            r for r in self.runs if re.match("^(Nơi nhận:|NGƯỜI CUNG CẤP|Mã hồ sơ: .*)$", r.text)
        ]
        end = min(((run.page, run.baseline) for run in ends), default=(99, 0))
        return [
            run
            for run in self.runs
            if run.size == self.body_size
            and run.page <= self.main_pages
            and not run.bold
            and (run.page > 1 or run.baseline > 60 * MM)
            and (run.page, run.baseline) < end
            and run.baseline > 20 * MM
            and run.x0 < 60 * MM
            and run not in self.addressees
        ]

    @cached_property
    def addressees(self):
        """``Kính gửi:`` and the lines that follow it closely."""
        found = [run for run in self.runs if run.text.startswith("Kính gửi:")]
        for run in self.runs:
            if found and run.page == found[0].page:
                pitch = run.baseline - found[-1].baseline
                found += [run] * (0 < pitch < 1.4 * run.size)
        return found

    @cached_property
    def paragraphs(self):
        """Body lines by paragraph: a line that starts right of the edge begins one."""
        found = []
        for run in self.body:
            if run.x0 > self.left + 2 * MM or not found:
                found.append([])
            found[-1].append(run)
        return found

    @cached_property
    def text(self):
        """Everything in the order it is written, a new line wherever the baseline changes.

        A form feed begins each page.
        """
        parts = []
        for number, chars in enumerate(self.chars, 1):
            last = None
            parts.append("\f")
            for char in chars:
                if number > 1 and char["top"] < 19 * MM:
                    continue
                if last and (
                    abs(char["matrix"][5] - last["matrix"][5]) > 1
                    or char["x0"] - last["x1"] > COLUMN_GAP
                ):
                    parts.append("\n")
                parts.append(char["text"])
                last = char
            parts.append("\n")
        return "".join(parts)


@lru_cache(maxsize=64)
def sheet_of(data):
    """The sheet of a PDF, read once."""
    return Sheet(data)


def _run(number, baseline, chars):
    while chars and not chars[0]["text"].strip():
        chars = chars[1:]
    while chars and not chars[-1]["text"].strip():
        chars = chars[:-1]
    if not chars:
        return
    inked = [char for char in chars if char["text"].strip()]
    bold = ["Bold" in char["fontname"] for char in inked]
    italic = ["Italic" in char["fontname"] for char in inked]
    yield Run(
        page=number,
        text="".join(char["text"] for char in chars),
        x0=inked[0]["x0"],
        x1=inked[-1]["x1"],
        baseline=baseline,
        size=round(max(char["size"] for char in inked), 2),
        bold=all(bold),
        italic=all(italic),
        mixed=(any(bold) and not all(bold)) or (any(italic) and not all(italic)),
        lead="".join(char["text"] for char in takewhile(_bold_upright, chars)).strip(),
    )


def _bold_upright(char):
    return "Bold" in char["fontname"] and "Italic" not in char["fontname"]
