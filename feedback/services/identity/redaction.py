"""Making a bản lược danh: the custodian retypes a denunciation, or masks a copy of it.

Of masked papers only pictures of their pages are kept, drawn in the guarded child: no text under
the black, no metadata, no name of a file (Luật Tố cáo 25/2018/QH14, Điều 56 khoản 2). What was
uploaded is nowhere else, and what was typed is taken as it is: only the custodian can tell whether
it still says who denounces.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from feedback.domain.errors import InvalidInputError, NotAllowedError
from feedback.domain.lodging import KeptFile
from feedback.domain.petitions import Kind
from feedback.domain.roles import Actor, Role
from feedback.extensions import current_settings, current_texts
from feedback.letters import pictures
from feedback.letters.binding import page_count
from feedback.letters.pictures import TooManyPagesError, pictured_together
from feedback.letters.sandbox import RenderFailed, limited
from feedback.models.petition import Petition
from feedback.models.redaction import RedactedCopy
from feedback.services.acts import casework
from feedback.services.files import kept_files, uploads
from feedback.services.ground.transaction import transaction
from feedback.services.subject import identities
from feedback.services.subject.subjects import lock
from feedback.vault.words import redacted as field_of
from feedback.workflows.redaction import ACTION

MOST_PAGES: Final = 100
SECONDS, MIB = 60, 1024
SHOWN: Final = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
TEXT, PAGES = "redacted_text", "redacted_pages"


def retype(petition_id: int, text: str, custodian: Actor, now: datetime) -> None:
    """Keep the denunciation as the custodian retyped it."""
    if not text.strip():
        raise InvalidInputError(TEXT, "Chép lại nội dung đơn, bỏ mọi chi tiết về người tố cáo.")
    digest = sha256(text.encode()).hexdigest()
    _keep(petition_id, custodian, now, "retyped", text=text, sha256=digest)


def mask(
    petition_id: int, papers: Sequence[tuple[str, bytes]], custodian: Actor, now: datetime
) -> None:
    """Keep pictures of the pages of masked papers, given by name and content."""
    if not papers:
        raise InvalidInputError(PAGES, "Chọn bản chụp đã che họ tên, địa chỉ, bút tích.")
    _refuse_others(custodian)
    pdf = _drawn([(content, _recognised(name, content).media_type) for name, content in papers])
    digest = sha256(pdf).hexdigest()
    _keep(petition_id, custodian, now, "masked", sha256=digest, masked=pdf)


def _recognised(name: str, content: bytes) -> KeptFile:
    try:
        told = uploads.recognised(name, content, current_settings().max_file_bytes)
    except InvalidInputError as refusal:
        raise InvalidInputError(PAGES, str(refusal)) from refusal
    if told.media_type not in SHOWN:
        raise InvalidInputError(PAGES, f"Tệp “{told.name}” không phải ảnh hay PDF.")
    return told


def _drawn(papers: Sequence[tuple[bytes, str]]) -> bytes:
    pictures.warm_up()
    work = partial(pictured_together, papers, most_pages=MOST_PAGES)
    try:
        return limited(work, seconds=SECONDS, memory_mib=MIB)
    except RenderFailed as failure:
        if TooManyPagesError.__name__ in failure.detail:
            said = f"Bản chụp quá {MOST_PAGES} trang. Chia nhỏ hoặc bỏ trang không cần."
            raise InvalidInputError(PAGES, said) from failure
        said = "Không dựng lại được các trang của tệp này. Chụp lại rồi chọn lần nữa."
        raise InvalidInputError(PAGES, said) from failure


def _keep(
    petition_id: int,
    custodian: Actor,
    now: datetime,
    how: str,
    *,
    sha256: str,
    text: str = "",
    masked: bytes = b"",
) -> None:
    """The copy and the act that says so, on the case once there is one."""
    _refuse_others(custodian)
    with transaction() as session:
        petition = _denunciation(session, petition_id)
        subject = lock(session, petition.case_id or petition.id)
        if masked:
            kept_files.keep(session, petition, masked, now)
        session.add(
            RedactedCopy(
                petition_id=petition.id,
                sealed=_sealed(petition, text, sha256) if text else None,
                sha256=sha256,
                pages=page_count(masked) if masked else 0,
                made_at=now,
                made_by_id=custodian.user_id,
            )
        )
        session.flush()
        casework.perform(session, subject, ACTION, custodian, now, {"redacted_how": how})


def _sealed(petition: Petition, text: str, sha256: str) -> bytes:
    """Under the key of the petition: it says what was denounced, if not by whom."""
    key = identities.key_of(petition)
    return current_texts().seal_text(text, field_of(sha256), key, petition.uid)


def _denunciation(session: Session, petition_id: int) -> Petition:
    petition = session.get(Petition, petition_id)
    if petition is None or petition.kind is not Kind.DENUNCIATION:
        raise NotAllowedError("Chỉ đơn tố cáo mới lập bản lược danh.")
    return petition


def _refuse_others(actor: Actor) -> None:
    if actor.role is not Role.CUSTODIAN:
        raise NotAllowedError("Chỉ người giữ bí mật danh tính lập bản lược danh.")
