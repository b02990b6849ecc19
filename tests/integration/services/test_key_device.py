"""A key that never leaves its device."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from feedback.letters.places import Place
from feedback.letters.render import render
from feedback.letters.signatures import read_signatures
from feedback.letters.signing import sign
from feedback.letters.stamps import signature_of
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.signing_keys import KeyDevice, Method, NoSigningKeyError, Owner, authorities
from tests.soft_token import module, token_of_this_process

TOKEN, PIN = "van-thu", "246810"
HEAD = Owner(seal=False, name="chutichxa", shown="Trần Quang Minh")
AT = datetime(2026, 10, 15, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a token, its PIN, and a demonstration authority beside it."""
    folder = tmp_path_factory.mktemp("device")
    (folder / "pin").write_text(PIN)
    with token_of_this_process(folder, TOKEN, PIN):
        _put_key(folder)
        yield folder


def _put_key(folder: Path) -> None:
    """Make the head's key inside the token, and lay its certificate beside it."""
    session = pkcs11.lib(module()).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN)
    with session:
        curve = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
            local=True,
        )
        public, _ = curve.generate_keypair(store=True, label=HEAD.label)
        certificate = DemoKeys(folder).certify(
            HEAD, load_der_public_key(encode_ec_public_key(public))
        )
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: HEAD.label,
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
    assert isinstance(certificate, x509.Certificate)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    from tests.documents.letter_specimens import ISSUED_AT, SPECIMENS  # noqa: PLC0415 - slow

    return render(SPECIMENS["acceptance_notice"], issued_at=ISSUED_AT)


def test_the_device_signs_and_keeps_its_key(token, pdf):
    keys = KeyDevice(module(), TOKEN, token / "pin")
    with keys.open(HEAD) as key:
        signed = sign(pdf, Place.PERSON, key.signer, signature_of(HEAD.shown), AT)
        assert key.method is Method.PKCS11
    (found,) = read_signatures(signed, authorities(token))
    assert found.valid
    assert HEAD.shown in found.subject


def test_who_has_no_key_in_it_signs_outside(token):
    keys = KeyDevice(module(), TOKEN, token / "pin")
    other = Owner(seal=True, name="X06862")
    with pytest.raises(NoSigningKeyError, match="ký bằng thiết bị"), keys.open(other):
        pass
