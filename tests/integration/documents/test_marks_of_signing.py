"""The rules on signed files can say yes and no; the file here is marked without being signed."""

import io
import zlib

import pikepdf
import pytest
from nd30_rules import Checker, Subject
from nd30_sheet import MM
from nd30_signed import signed_failures

BLUE, RED = (20, 40, 190), (200, 20, 20)
#: mm: the person's image, and how far the seal reaches into it
WIDE, HIGH, SEAL = 42, 19, 36


def _marked(rendered, **changes):
    """A letter with two visible fields of signature, as they should be but for the changes."""
    pdf, html = rendered("acceptance_notice")
    how = {"person": BLUE, "seal": RED, "seal_mm": SEAL, "over": 1 / 3, "clear": True, "down": 0}
    how |= changes
    checker = Checker(Subject.of(pdf, html))
    title, name = checker.run("KY-01"), checker.run("KY-02")
    centre, top = (title.x0 + title.x1) / 2, title.baseline + 8 * MM + how["down"] * MM
    left = centre - WIDE * MM / 2
    size = how["seal_mm"] * MM
    seal_x = left + how["over"] * WIDE * MM - size
    middle = top + HIGH * MM / 2
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[title.page - 1]
        height = float(page.mediabox[3])
        fields = [
            _field(
                opened,
                (left, height - top - HIGH * MM, left + WIDE * MM, height - top),
                how["person"],
                clear=how["clear"],
            ),
            _field(
                opened,
                (seal_x, height - middle - size / 2, seal_x + size, height - middle + size / 2),
                how["seal"],
                clear=True,
            ),
        ]
        page.Annots = opened.make_indirect(pikepdf.Array(fields))
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=3)
        opened.save(out)
    assert name.page == title.page
    return out.getvalue(), html


def _field(pdf, rect, colour, *, clear):
    def image(space, data, **more):
        made = pikepdf.Stream(pdf, zlib.compress(data), Filter=pikepdf.Name.FlateDecode)
        made.update(
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Image,
                "/Width": 8,
                "/Height": 8,
            }
        )
        made.ColorSpace, made.BitsPerComponent = pikepdf.Name(space), 8
        for key, value in more.items():
            made[f"/{key}"] = value
        return pdf.make_indirect(made)

    mask = {"SMask": image("/DeviceGray", bytes([128]) * 64)} if clear else {}
    drawn = image("/DeviceRGB", bytes(colour) * 64, **mask)
    form = pikepdf.Stream(pdf, b"q 1 0 0 1 0 0 cm /I Do Q")
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 1, 1]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=drawn))
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            F=132,
            Rect=list(rect),
            AP=pikepdf.Dictionary(N=pdf.make_indirect(form)),
        )
    )


def test_ky_05_ky_06_marks_in_their_places_pass(rendered):
    assert signed_failures(*_marked(rendered)).keys() <= {"EL-02"}


@pytest.mark.parametrize(
    ("rule", "told", "changes"),
    [
        pytest.param("KY-05", "colour", {"person": (90, 160, 90)}, id="a green signature"),
        pytest.param("KY-05", "transparent", {"clear": False}, id="a signature on white paper"),
        pytest.param("KY-05", "between", {"down": 30}, id="a signature over the name"),
        pytest.param("KY-05", "0 images of a person", {"person": RED}, id="a red signature"),
        pytest.param("KY-06", "left third", {"over": 1.4}, id="the seal on the right"),
        pytest.param("KY-06", "left third", {"over": 0.1}, id="the seal beside the signature"),
        pytest.param("KY-06", "true size", {"seal_mm": 30}, id="a seal too small"),
        pytest.param("KY-06", "0 seals", {"seal": BLUE}, id="a blue seal"),
    ],
)
def test_ky_05_ky_06_a_mark_out_of_its_place_is_found(rendered, rule, told, changes):
    assert told in signed_failures(*_marked(rendered, **changes))[rule]


def test_el_02_a_file_that_lost_its_profile_is_found(rendered):
    pdf, html = rendered("acceptance_notice")
    lost = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.OutputIntents
        opened.save(lost)
    assert "EL-02" not in signed_failures(pdf, html)
    assert signed_failures(lost.getvalue(), html)["EL-02"]
