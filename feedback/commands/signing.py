"""``flask signing …``: whose certificate and picture are known, and which keys lie here."""

from hashlib import sha256
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from flask.cli import AppGroup
from sqlalchemy import select

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.extensions import current_settings, db
from feedback.models.agency import Agency, UserAccount
from feedback.models.letter import SigningIdentity
from feedback.services.documents import signing_keys
from feedback.services.documents.signing_keys import Party
from feedback.vault.store import FileStore

signing = AppGroup("signing", help="Who signs documents, and by what they are known.")


@signing.command("enrol")
@click.option("--person", "username", help="Account of the person who signs.")
@click.option("--agency", "code", help="Code of the agency whose seal it is.")
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The certificate, PEM or DER.",
)
@click.option(
    "--picture",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Handwritten signature (blue) or seal (red): PNG, transparent.",
)
def enrol(
    *, username: str | None, code: str | None, certificate: Path, picture: Path | None
) -> None:
    """Register the certificate of a person or an agency; the newest one counts."""
    party = _party(username, code)
    digest = _fingerprint(certificate)
    kept = _kept(picture) if picture else ""
    db.session.add(
        SigningIdentity(
            user_id=party.user_id,
            agency_id=party.agency_id,
            certificate_sha256=digest,
            picture_sha256=kept,
            entered_at=clock.now(),
        )
    )
    db.session.commit()
    click.echo(f"{party.owner.shown}: {digest}")


def _party(username: str | None, code: str | None) -> Party:
    if (username is None) == (code is None):
        msg = "nêu đúng một trong --person và --agency"
        raise click.UsageError(msg)
    if username is not None:
        account = db.session.scalars(
            select(UserAccount).where(UserAccount.username == username)
        ).one_or_none()
        if account is not None:
            return signing_keys.person(account)
    agency = db.session.scalars(select(Agency).where(Agency.code == (code or ""))).one_or_none()
    if agency is None:
        msg = f"không có “{username or code}”"
        raise click.ClickException(msg)
    return signing_keys.agency(agency)


def _fingerprint(path: Path) -> str:
    """SHA-256 of the certificate in DER, as it is compared with signatures."""
    content = path.read_bytes()
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            certificate = x509.load_pem_x509_certificate(content)
        else:
            certificate = x509.load_der_x509_certificate(content)
    except ValueError as error:
        msg = f"{path.name} không phải chứng thư số"
        raise click.ClickException(msg) from error
    return sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def _kept(path: Path) -> str:
    content = path.read_bytes()
    try:
        signing_keys.read_picture(content)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    return FileStore(current_settings().files_dir).keep(content)
