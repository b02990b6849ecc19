"""PDFs that act, by each way and from each place we know, and those that grow."""

import io
import itertools
import random
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.hostile_parts import CANARY, PDF, Hostile, May, page_pdf, saved


def active_pdfs() -> Iterator[Hostile]:
    """A PDF that acts, by each way and from each place we know."""
    for what, (where, put) in itertools.product(_actions(), _PLACES.items()):
        pdf = page_pdf()
        put(pdf, pdf.make_indirect(_actions()[what]))
        yield Hostile(f"{what}-{where}.pdf", saved(pdf), PDF, May.BE_REBUILT)
    locked = io.BytesIO()
    page_pdf().save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    yield Hostile("khoa.pdf", locked.getvalue(), PDF, May.BE_REFUSED)


def embedding_pdfs() -> Iterator[Hostile]:
    """A PDF that carries a program, or reaches for a file outside."""
    for where, put in _EMBEDDINGS.items():
        pdf = page_pdf()
        put(pdf)
        yield Hostile(f"nhung-{where}.pdf", saved(pdf), PDF, May.BE_REBUILT)


def _actions() -> dict[str, Dictionary]:
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY.decode()}')"))
    program = CANARY.decode() + ".exe"
    return {
        "javascript": script,
        "launch": Dictionary(S=Name.Launch, F=String(program)),
        "uri": Dictionary(S=Name.URI, URI=String(f"http://127.0.0.1:9/{CANARY.decode()}")),
        "submit": Dictionary(S=Name.SubmitForm, F=String(f"http://127.0.0.1:9/{program}")),
        "gotor": Dictionary(S=Name.GoToR, F=String(f"//127.0.0.1/{program}"), D=Array([0])),
        "import": Dictionary(S=Name.ImportData, F=String(program)),
        "chain": Dictionary(S=Name.Named, N=Name.NextPage, Next=script),
    }


def _widget(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("n"), A=action,
                       Rect=Array([0, 0, 99, 99]), AA=Dictionary(E=action))  # fmt: skip
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _link(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _outline(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("x"), A=action))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _in_resources(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    drawn = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), AA=action)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_stream(b"", drawn))


_PLACES = {
    "openaction": lambda pdf, action: pdf.Root.__setattr__("OpenAction", action),
    "catalog-aa": lambda pdf, action: pdf.Root.__setattr__("AA", Dictionary(WC=action)),
    "page-aa": lambda pdf, action: pdf.pages[0].obj.__setattr__("AA", Dictionary(O=action)),
    "names": lambda pdf, action: pdf.Root.__setattr__(
        "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("x"), action])))
    ),
    "widget": _widget,
    "link": _link,
    "outline": _outline,
    "resources": _in_resources,
    "piece": lambda pdf, action: pdf.pages[0].obj.__setattr__("PieceInfo", Dictionary(X=action)),
}


def _program(pdf: pikepdf.Pdf) -> Dictionary:
    held = pdf.make_stream(b"MZ" + CANARY, Dictionary(Type=Name.EmbeddedFile))
    spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), UF=String("a.exe"),
                      AFRelationship=Name.Data, EF=Dictionary(F=held, UF=held))  # fmt: skip
    return pdf.make_indirect(spec)


def _embed_by_names(pdf: pikepdf.Pdf) -> None:
    names = Array([String("a.exe"), _program(pdf)])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


def _embed_by_annotation(pdf: pikepdf.Pdf) -> None:
    pinned = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]),
                        FS=_program(pdf))  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(pinned)])


def _embed_by_rich_media(pdf: pikepdf.Pdf) -> None:
    assets = Dictionary(Assets=Dictionary(Names=Array([String("a.swf"), _program(pdf)])))
    media = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]),
                       RichMediaContent=assets)  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(media)])


def _embed_in_form(pdf: pikepdf.Pdf) -> None:
    drawn = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                       AF=Array([_program(pdf)]))  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_stream(b"", drawn))


def _embed_in_font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.AF = Array([_program(pdf)])


def _embed_in_properties(pdf: pikepdf.Pdf) -> None:
    named = Dictionary(MC0=Dictionary(AF=Array([_program(pdf)])))
    pdf.pages[0].obj.Resources.Properties = named


def _fetch_from_outside(pdf: pikepdf.Pdf) -> None:
    """A stream that says its bytes lie in another file, and a form that is drawn from one."""
    outside = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                         F=String(f"/etc/{CANARY.decode()}"),
                         Ref=Dictionary(F=String(CANARY.decode()), Page=0))  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_stream(b"", outside))


def _xfa(pdf: pikepdf.Pdf) -> None:
    form = Stream(pdf, b"<xdp><script>" + CANARY + b"</script></xdp>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=form)


def _describe(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = CANARY.decode()
    pdf.pages[0].obj.Metadata = pdf.make_stream(b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>")


_EMBEDDINGS = {
    "names": _embed_by_names,
    "af": lambda pdf: pdf.Root.__setattr__("AF", Array([_program(pdf)])),
    "page-af": lambda pdf: pdf.pages[0].obj.__setattr__("AF", Array([_program(pdf)])),
    "annotation": _embed_by_annotation,
    "richmedia": _embed_by_rich_media,
    "form-af": _embed_in_form,
    "font-af": _embed_in_font,
    "properties": _embed_in_properties,
    "outside": _fetch_from_outside,
    "xfa": _xfa,
    "metadata": _describe,
}


def growing_pdfs() -> Iterator[Hostile]:
    """Many pages, a page that swells, one drawn by itself."""
    for count in (501, 3_000):
        pdf = pikepdf.new()
        for _ in range(count):
            pdf.add_blank_page(page_size=(20, 20))
        yield Hostile(f"trang-{count}.pdf", saved(pdf), PDF, May.BE_REFUSED)
    yield Hostile("phinh.pdf", _swollen_pdf(), PDF, May.BE_REBUILT)
    yield Hostile("chu-to.pdf", _huge_font(), PDF, May.BE_REBUILT)
    yield Hostile("vong.pdf", _looping_pdf(), PDF, May.BE_REBUILT)


def _swollen_pdf() -> bytes:
    pdf = page_pdf()
    packed = zlib.compress(zlib.compress(b"q " * 8_000_000))
    both = Dictionary(Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].obj.Contents = Stream(pdf, packed, both)
    return saved(pdf)


def _huge_font() -> bytes:
    pdf = page_pdf()
    program = pdf.make_stream(random.Random(7).randbytes(4_000_000))  # noqa: S311 - no secret
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name.X, Flags=4, FontFile2=program)
    pdf.pages[0].obj.Resources.Font.F1 = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.X, FontDescriptor=described
    )
    return saved(pdf)


def _looping_pdf() -> bytes:
    """A form that is drawn by itself."""
    pdf = page_pdf()
    drawn = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form = pdf.make_stream(b"/X Do", drawn)
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)
