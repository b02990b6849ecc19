"""Papers that acts state: one scan serves every test that does not look at its bytes."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

from feedback.domain.lodging import KeptFile, WaitingFile
from feedback.services.files import waiting
from feedback.vault.locks import lock, new_key

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SCAN = KeptFile("ban-da-ky.pdf", "application/pdf", len(PDF), sha256(PDF).hexdigest())


def papers(stated: Mapping[str, str]) -> list[WaitingFile]:
    """The files to send along with what is stated; in an application's context."""
    return [scan()] if SCAN.stated in stated.values() else []


def scan() -> WaitingFile:
    """The scan on its way to whatever states it."""
    return on_its_way(PDF, SCAN.name)


def upload() -> tuple[BytesIO, str]:
    """The scan as a browser posts it."""
    return BytesIO(PDF), SCAN.name


#: What an officer writes down of a dialogue where nobody stayed away.
DIALOGUE = {
    "session_began": "14 giờ 00",
    "chair": "Người giải quyết khiếu nại",
    "complainant_side": "Người khiếu nại",
    "respondent_side": "Người bị khiếu nại",
    "absence": "nobody",
    "presented": "Nêu mục đích và kết quả xác minh.",
    "opinions": "Người khiếu nại giữ yêu cầu.",
    "agreed": "Thống nhất về nguồn gốc đất.",
    "differing": "Không có.",
    "copies": "3",
}


def on_its_way(
    content: bytes, name: str = "giấy tờ.pdf", media_type: str = "application/pdf"
) -> WaitingFile:
    """A file as a form would carry it, whatever is in it; in an application's context."""
    key, plain = new_key(), sha256(content).hexdigest()
    locked_as = waiting.store().keep(lock(content, key, b"file"))
    return WaitingFile(name, media_type, len(content), plain, locked_as, key.hex())
