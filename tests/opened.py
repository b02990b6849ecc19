"""Files taken apart as far as they go: what a search must look into to say that nothing is there.

An archive's members and their names, a PDF's text as read by eyes, its streams as they were before
they were packed, what it says of itself, what is attached to it; a mail as it is read.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage

import pikepdf
import pypdfium2

#: A name and the bytes that lie there; names tell a reader of the test where it was.
Parts = Iterator[tuple[str, bytes]]


def opened(name: str, content: bytes) -> Parts:
    """The name, the bytes, and all that lies in them, however deep."""
    yield name, name.encode()
    yield name, content
    if content.startswith(b"%PDF"):
        with suppress(pypdfium2.PdfiumError, pikepdf.PdfError):  # what some tests upload is none
            yield from _pdf(name, content)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield name, archive.comment
            for member in archive.infolist():
                yield from opened(f"{name}/{member.filename}", archive.read(member))


def _pdf(name: str, content: bytes) -> Parts:
    with pypdfium2.PdfDocument(content) as document:
        read = " ".join(page.get_textpage().get_text_bounded() for page in document).split()
        yield name, " ".join(read).encode()
        yield name, "".join(read).encode()  # a narrow column breaks words
        yield name, repr(document.get_metadata_dict()).encode()
    with pikepdf.open(io.BytesIO(content)) as paper:
        for thing in paper.objects:
            if isinstance(thing, pikepdf.Stream):
                yield name, _unpacked(thing)
            elif isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
                yield name, "\n".join(_strings(thing)).encode()
        for attached in paper.attachments:
            yield from opened(
                f"{name}/{attached}", paper.attachments[attached].get_file().read_bytes()
            )


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """Pictures of pages stay as they are: a canary is a word."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings(thing: pikepdf.Object) -> Iterator[str]:
    """Texts of a dictionary or list itself; what it points to is an object of its own."""
    inside = thing.values() if isinstance(thing, pikepdf.Dictionary) else thing
    for each in inside:
        if isinstance(each, pikepdf.String):
            yield str(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Array) and not each.is_indirect:
            yield from _strings(each)


def mail(raw: bytes) -> tuple[bytes, bytes]:
    """What a mail shows of itself before it is opened, and what it says; addresses left out."""
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    shown = [f"{key}: {value}" for key, value in read.items() if key.lower() != "to"]
    said = [part.get_content() for part in read.walk() if part.get_content_maintype() == "text"]
    return "\n".join(shown).encode(), "\n".join(said).encode()
