"""The rules on a signed file: KY-05, KY-06 and EL-02 (ô 7c, ô 8; Phụ lục I, II.7.d and II.8.a).

A signed letter has two visible fields: the person's image, blue, between post and name; the seal of
the agency, red, of its true size, over the left third of the first. Both images are transparent.
"""

import io
import re
from dataclasses import dataclass

import pikepdf
from nd30_file import PROFILES, validation
from nd30_rules import Checker, Subject
from nd30_sheet import MM
from nd30_table import within

#: A validator reads "the signature covers the file" to the letter, so that the first of two
#: signatures is told as soon as the second is there (ISO 19005-3, 6.4.3).
_COVERS = re.compile(r"6\.4\.3|ByteRange", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """A visible field of signature: its place in pt from the top left, what its image is like."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    colour: str
    transparent: bool

    @property
    def size_mm(self):
        return (self.x1 - self.x0) / MM, (self.bottom - self.top) / MM


def marks_of(pdf):
    """The visible fields of signature in the order they were put there."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages, 1):
            height = float(page.mediabox[3])
            for field in page.get("/Annots", []):
                x0, y0, x1, y1 = map(float, field.get("/Rect", [0, 0, 0, 0]))
                if field.get("/FT", field.get("/Parent", {}).get("/FT")) != "/Sig" or x0 == x1:
                    continue
                colour, transparent = _image(field.get("/AP", {}).get("/N", {}))
                if not colour:
                    continue
                found.append(Mark(number, x0, x1, height - y1, height - y0, colour, transparent))
    return found


def _image(form, depth=0):
    """The colour most of the drawn image has, and whether it lets the paper through."""
    objects = form.get("/Resources", {}).get("/XObject", {})
    for name in objects.keys():  # noqa: SIM118 - a dictionary of PDF, not of Python
        item = objects[name]
        if item.get("/Subtype") == "/Image":
            return _colour(pikepdf.PdfImage(item).as_pil_image()), "/SMask" in item
        if depth < 4 and (found := _image(item, depth + 1))[0]:
            return found
    return "", False


def _colour(image):
    small = image.convert("RGB").resize((32, 32))
    pixels = list(small.get_flattened_data())
    red = sum(r > 150 and max(g, b) < 120 for r, g, b in pixels)
    blue = sum(b > 120 and r < 120 for r, g, b in pixels)
    return "red" if red > blue else "blue" if blue else "other"


def signed_failures(pdf, html, *, seal_mm=36.0):
    """By rule: what is wrong with the marks of a file signed by a person and by the agency."""
    wrong = {
        "KY-05": _person_wrong(pdf, html),
        "KY-06": _seal_wrong(pdf, seal_mm),
        "EL-02": _profile_wrong(pdf),
    }
    return {rule: words for rule, words in wrong.items() if words}


def _person_wrong(pdf, html):
    checker = Checker(Subject.of(pdf, html))
    title, name = checker.run("KY-01"), checker.run("KY-02")
    marks = [mark for mark in marks_of(pdf) if mark.colour != "red"]
    if len(marks) != 1:
        return f"{len(marks)} images of a person"
    (mark,) = marks
    centre = (title.x0 + title.x1 + name.x0 + name.x1) / 4
    tests = {
        "colour": mark.colour == "blue",
        "transparent": mark.transparent,
        "page": mark.page == title.page == name.page,
        "between": title.baseline < mark.top and mark.bottom < name.baseline,
        "centred": abs((mark.x0 + mark.x1) / 2 - centre) < 2 * MM,
    }
    return ", ".join(key for key, good in tests.items() if not good)


def _seal_wrong(pdf, seal_mm):
    marks = marks_of(pdf)
    seals = [mark for mark in marks if mark.colour == "red"]
    people = [mark for mark in marks if mark.colour != "red"]
    if len(seals) != 1 or len(people) != 1:
        return f"{len(seals)} seals beside {len(people)} persons"
    (seal,), (person,) = seals, people
    over = (seal.x1 - person.x0) / (person.x1 - person.x0)
    tests = {
        "transparent": seal.transparent,
        "page": seal.page == person.page,
        "true size": all(within(side, [seal_mm, seal_mm], 0.5) for side in seal.size_mm),
        "left third": seal.x0 < person.x0 and within(over, [0.25, 0.42], 0),
        "beside it": seal.top < person.bottom and person.top < seal.bottom,
    }
    return ", ".join(key for key, good in tests.items() if not good)


def _profile_wrong(pdf):
    report = validation.validate_pdf_bytes(pdf, profile=PROFILES[0])
    wrong = [failure for failure in report.failures if not _COVERS.search(failure.rule_id)]
    return ", ".join(failure.rule_id for failure in wrong)
