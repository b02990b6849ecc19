"""What citizens write is printed, never obeyed; what is too much fails in an ordinary way."""

import io
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import fields, is_dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from letter_specimens import ISSUED_AT, SPECIMENS
from nd30_rules import PROFILES, validation

from feedback.domain.letters.catalogue import from_json, to_json
from feedback.letters import engine, sandbox
from feedback.letters.render import render
from feedback.letters.sandbox import Reason, RenderFailed, limited, render_limited

HOSTILE = (
    '</p></body><link rel=attachment href="file:///etc/passwd">'
    '<img src="http://127.0.0.1:9/x.png"><script>alert(1)</script>'
    '<a href="javascript:alert(1)">x</a>{{ 7*7 }}{% raw %}<style>@import "file:///etc/hosts";'
    "p{background:url(http://127.0.0.1:9/y)}</style>\u202eecnetnes\u202c\x00 ' onload=x \" --> ]]>"
)
#: Kept as they are: an address that is drawn as a code, and a digest.
_FORMS = {"tracking_url", "sha256"}


def _poisoned(value, key=""):
    """The context with hostile text in every text there is, found by type and not by name."""
    if is_dataclass(value):
        kept = {
            each.name: _poisoned(getattr(value, each.name), each.name) for each in fields(value)
        }
        return type(value)(**kept)
    if isinstance(value, tuple):
        return tuple(_poisoned(item, key) for item in value)
    return f"{value} {HOSTILE}" if type(value) is str and key not in _FORMS else value


#: Papers to be filled in by hand hold no text of anybody.
WRITTEN = [name for name, letter in SPECIMENS.items() if any(to_json(letter).values())]


@pytest.mark.parametrize("name", WRITTEN)
def test_hostile_text_in_every_field_stays_text(name):
    poisoned = from_json(name, to_json(_poisoned(SPECIMENS[name])))
    pdf = render(poisoned, issued_at=ISSUED_AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert set(opened.attachments) == {"van-ban.json"}
        kinds = {str(each.Subtype) for page in opened.pages for each in page.get("/Annots", ())}
        assert kinds <= {"/Widget"}, "a place to sign, and no link"
        assert "/OpenAction" not in opened.Root
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    text = "".join("".join(pages).split())
    assert "alert(1)" in text
    assert "{{7*7}}" in text
    assert "root:" not in text
    assert "\u202e" not in text
    assert validation.validate_pdf_bytes(pdf, profile=PROFILES[0]).is_compliant


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_renderer_opens_no_connection_and_no_file_but_templates_and_faces(tmp_path):
    data = tmp_path / "poisoned.json"
    data.write_text(json.dumps(to_json(_poisoned(SPECIMENS["settlement_decision"]))))
    program = (
        "import json, sys; from datetime import datetime, UTC\n"
        "from feedback.letters.render import render\n"
        "from feedback.domain.letters.catalogue import from_json\n"
        "from feedback.letters.render import warm_up; import encodings.idna\n"
        "letter = from_json('settlement_decision', json.load(open(sys.argv[1])))\n"
        "at = datetime(2026, 10, 15, tzinfo=UTC)\n"
        "render(letter, issued_at=at); print('MARK', flush=True)\n"
        "render(letter, issued_at=at)\n"
    )
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=openat,open,connect,socket,write", "-o", str(trace)]
    root = Path(engine.__file__).resolve().parents[2]
    subprocess.run(  # noqa: S603 - our own program
        [*command, sys.executable, "-c", program, str(data)],
        check=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        timeout=120,
    )
    lines = trace.read_text().splitlines()
    assert not [line for line in lines if "AF_INET" in line]
    assert not [line for line in lines if "/etc/passwd" in line or "/etc/hosts" in line]
    mark = next(number for number, line in enumerate(lines) if "MARK" in line)
    opened = [line for line in lines[mark:] if "open" in line and "O_DIRECTORY" not in line]
    own = (
        str(root / "templates"),
        str(root / "feedback" / "letters" / "fonts"),
        "weasyprint/pdf/sRGB2014.icc",
    )
    assert not [line for line in opened if not any(folder in line for folder in own)]


def _receipt(**changes):
    return to_json(SPECIMENS["reply"]) | changes


def test_a_letter_in_the_sandbox_is_the_same_letter():
    pdf = render_limited("reply", _receipt(), issued_at=ISSUED_AT)
    assert pdf == render(SPECIMENS["reply"], issued_at=ISSUED_AT)


@pytest.mark.parametrize(
    ("data", "limits", "reasons"),
    [
        pytest.param(
            _receipt(answer=["x" * 2_000_000]),
            {"seconds": 1.5},
            {Reason.TOO_SLOW},
            id="a word without end",
        ),
        pytest.param(
            _receipt(answer=["dài dòng " * 1_000_000]),
            {"seconds": 15, "memory_mib": 16},
            {Reason.OUT_OF_MEMORY},
            id="more than the memory holds",
        ),
        pytest.param(_receipt(answer=7), {}, {Reason.ERROR}, id="no context at all"),
        pytest.param(
            to_json(SPECIMENS["suspension_decision"]) | {"law_on": "2026-06-30"},
            {},
            {Reason.REFUSED},
            id="a day without a form",
        ),
    ],
)
def test_what_cannot_be_rendered_is_an_ordinary_failure(data, limits, reasons):
    name = "suspension_decision" if "executors" in data else "reply"
    started = time.monotonic()
    with pytest.raises(RenderFailed) as failed:
        render_limited(name, data, issued_at=ISSUED_AT, **limits)
    assert failed.value.reason in reasons
    assert time.monotonic() - started < limits.get("seconds", 10) + 3


def test_the_fatal_error_of_the_library_does_not_escape(monkeypatch):
    """It derives from BaseException, so ``except Exception`` would let it through."""
    fatal = engine._weasyprint().urls.FatalURLFetchingError  # noqa: SLF001 - the library's own

    def refuse(*_args, **_options):
        raise fatal("refused")

    monkeypatch.setattr(sandbox, "render", refuse)
    with pytest.raises(RenderFailed, match="FatalURLFetchingError: refused") as failed:
        render_limited("reply", _receipt(), issued_at=ISSUED_AT)
    assert failed.value.reason is Reason.ERROR


def _attempt(monkeypatch, attempt):
    """What ``attempt`` tells from inside the child, in place of a letter."""
    monkeypatch.setattr(sandbox, "render", lambda *_args, **_options: attempt().encode())
    return render_limited("reply", _receipt(), issued_at=ISSUED_AT).decode()


def test_the_child_writes_nothing_and_inherits_no_open_file(monkeypatch, tmp_path):
    def attempt():
        return f"{_tried(_write, tmp_path)} {sum(map(_is_open, range(1024)))}"

    written, files = _attempt(monkeypatch, attempt).split()
    assert written in {"OSError", "PermissionError"}
    assert int(files) <= 5
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").read_bytes()


def test_the_child_reaches_no_network(monkeypatch, tmp_path):
    assert _tried(_connect, tmp_path) == "done"
    if _attempt(monkeypatch, lambda: _tried(_connect, tmp_path)) == "done":
        pytest.skip("the kernel gives this user no network namespace; the fetcher alone stands")


def _tried(action, folder):
    try:
        action(folder)
    except OSError as error:
        return type(error).__name__
    return "done"


def _is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _write(folder):
    (folder / "file").write_bytes(b"x")


def _connect(_folder):
    import socket  # noqa: PLC0415 - in the child only

    with socket.create_connection(("127.0.0.1", _listening()), timeout=1):
        pass


def _listening():
    return int(os.environ["LETTER_TEST_PORT"])


@pytest.fixture(autouse=True)
def _open_port(monkeypatch):
    import socket  # noqa: PLC0415 - beside its only use

    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("LETTER_TEST_PORT", str(server.getsockname()[1]))
        yield


def test_a_killed_child_is_told_as_such(monkeypatch):
    monkeypatch.setattr(sandbox, "render", lambda *_a, **_o: os.kill(os.getpid(), 9))
    with pytest.raises(RenderFailed, match="SIGKILL") as failed:
        render_limited("reply", _receipt(), issued_at=ISSUED_AT)
    assert failed.value.reason is Reason.DIED


def test_an_answer_without_end_is_cut():
    with pytest.raises(RenderFailed) as failed:
        limited(lambda: b"x" * (3 << 20), output_mib=1)
    assert failed.value.reason is Reason.TOO_LARGE


def _children() -> set[str]:
    """Every child of this process, also one that ended and that nobody asked about."""
    tasks = Path("/proc/self/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text().split()}


def test_no_child_is_left_behind(monkeypatch):
    before = _children()
    render_limited("reply", _receipt(), issued_at=ISSUED_AT)
    monkeypatch.setattr(sandbox, "render", lambda *_a, **_o: os.kill(os.getpid(), 9))
    with pytest.raises(RenderFailed):
        render_limited("reply", _receipt(), issued_at=ISSUED_AT)
    assert _children() - before == set()
