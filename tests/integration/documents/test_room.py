"""The room a letter is made in has no window: templates and faces, and no other file."""

import errno
import os
from pathlib import Path

import pypdfium2
import pytest
from letter_specimens import ISSUED_AT, SPECIMENS
from nd30_file import PROFILES, validation

from feedback.domain.letters.catalogue import to_json
from feedback.letters import engine, landlock, sandbox
from feedback.letters.engine import DataFile, pdf_of
from feedback.letters.manifest import TEMPLATES
from feedback.letters.page import templates
from feedback.letters.sandbox import Reason, RenderFailed, render_limited
from feedback.letters.text import FONTS

REPLY = to_json(SPECIMENS["reply"])
DATA = DataFile("a.json", "a", "{}", ISSUED_AT)
needs_landlock = pytest.mark.skipif(not landlock.version(), reason="a kernel without Landlock")


def _inside(monkeypatch, attempt):
    """What ``attempt`` answers in the room, in place of a letter."""
    monkeypatch.setattr(sandbox, "render", lambda *_args, **_options: attempt())
    return render_limited("reply", REPLY, issued_at=ISSUED_AT)


def _read(path):
    try:
        return str(
            len(list(Path(path).iterdir()) if Path(path).is_dir() else Path(path).read_bytes())
        )
    except OSError as error:
        return errno.errorcode[error.errno]


@needs_landlock
def test_the_room_reads_templates_and_faces_and_no_other_file(monkeypatch, tmp_path):
    (tmp_path / "petition.pdf").write_bytes(b"secret")
    open_to_it = (TEMPLATES / "base" / "letter.css", FONTS / "Tinos-Bold.ttf")
    closed = ("/etc/passwd", "/etc", tmp_path / "petition.pdf", tmp_path, engine.__file__, "/proc")
    asked = [str(path) for path in (*open_to_it, engine.colour_profile(), *closed)]
    answers = _inside(monkeypatch, lambda: " ".join(map(_read, asked)).encode()).decode().split()
    assert all(answer.isdigit() for answer in answers[:3])
    assert answers[3:] == ["EACCES"] * len(closed)
    assert _read("/etc/passwd").isdigit()


@needs_landlock
def test_the_room_starts_nothing_and_makes_nothing(monkeypatch, tmp_path):
    def attempt():
        tried = (
            lambda: os.mkdir(tmp_path / "made"),  # noqa: PTH102 - as short as the others
            lambda: os.symlink("/etc", tmp_path / "linked"),  # noqa: PTH211 - as above
            lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - refused, or the test fails
        )
        return " ".join(map(_refused, tried)).encode()

    assert _inside(monkeypatch, attempt).decode().split() == ["EACCES"] * 3
    assert list(tmp_path.iterdir()) == []


def _refused(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_letter_is_made_in_the_room(name):
    data = to_json(SPECIMENS[name])
    assert render_limited(name, data, issued_at=ISSUED_AT)[:5] == b"%PDF-"


SPYING = (
    "{{% include '{path}' %}}",
    "{{% import '{path}' as spy %}}{{{{ spy }}}}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
    "{{{{ cycler.__init__.__globals__.os.popen('cat {path}').read() }}}}",
    "{{{{ templates }}}}",
)


@pytest.mark.parametrize("source", SPYING)
@pytest.mark.parametrize("path", ["/etc/passwd", "../../../../etc/passwd"])
def test_a_template_that_spies_fails_in_an_ordinary_way(monkeypatch, source, path):
    spy = source.format(path=path)
    with pytest.raises(RenderFailed) as failed:
        _inside(monkeypatch, lambda: templates().from_string(spy).render().encode())
    assert failed.value.reason is Reason.ERROR


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file://{path}" alt="ảnh">',
        '<link rel="attachment" href="file://{path}">',
        '<link rel="stylesheet" href="file://{path}">',
        '<object data="file://{path}">thay thế</object>',
        '<img src="http://127.0.0.1:9/{path}" alt="ảnh">',
    ],
)
def test_markup_that_asks_for_a_file_gets_none(monkeypatch, tmp_path, markup):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">MATKHAU</text></svg>')
    page = f"<html lang=vi><title>Ơ</title><body><p>Chào</p>{markup.format(path=secret)}"
    pdf = _inside(monkeypatch, lambda: pdf_of(page, DATA))
    assert b"MATKHAU" not in pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        said = opened[0].get_textpage().get_text_range()
    assert "Chào" in said
    assert "MATKHAU" not in said


@needs_landlock
def test_a_face_of_its_own_is_refused(monkeypatch):
    """The library would lay it into a folder; the room has none."""
    face = "<style>@font-face { font-family: x; src: url(data:font/ttf;base64,AAEAAA) }</style>"
    page = f"<html lang=vi><title>Ơ</title>{face}<body><p>Chào</p>"
    with pytest.raises(RenderFailed, match="PermissionError"):
        _inside(monkeypatch, lambda: pdf_of(page, DATA))


def test_an_image_that_is_none_leaves_its_words():
    image = '<img src="data:image/png;base64,bm90IGFuIGltYWdl" alt="Chữ ký">'
    pdf = pdf_of(f"<html lang=vi><title>Ơ</title><body><p>Chào {image}", DATA)
    with pypdfium2.PdfDocument(pdf) as opened:
        assert "Chữ ký" in opened[0].get_textpage().get_text_range()
    assert validation.validate_pdf_bytes(pdf, profile=PROFILES[0]).is_compliant


def test_without_landlock_the_letter_is_the_same(monkeypatch):
    with_it = render_limited("reply", REPLY, issued_at=ISSUED_AT)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    assert landlock.read_only(()) is False
    assert render_limited("reply", REPLY, issued_at=ISSUED_AT) == with_it
