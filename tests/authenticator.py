"""A passkey made of nothing but code: answers questions as a browser with a key would.

Each answer can be made wrong in one way, which no real key and browser would do; those are met by
the journey in Chromium.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from feedback.domain.clock import now
from feedback.services.signing_in.hardware_keys import OF_MAKE

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
#: may be copied among devices, and is
COPIED = 0x08 | 0x10


def text_of(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Key:
    """One credential on one device."""

    site: str
    origin: str
    verifies: bool = True
    count: int = 0
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    owner: str = ""
    copied: bool = False
    #: its make (AAGUID), and who vouches for it; without, it says nothing of its make
    aaguid: bytes = bytes(16)
    maker: "Maker | None" = None

    def make(self, asked: dict[str, Any]) -> str:
        """The answer to a question for a new key."""
        self.owner = asked["user"]["id"]
        client = self._client("webauthn.create", asked["challenge"])
        attested = self.aaguid + len(self.id).to_bytes(2, "big") + self.id + self._public()
        told: dict[str, Any] = {"fmt": "none", "attStmt": {}}
        told["authData"] = self._data(ATTESTED) + attested
        if self.maker:
            signed = told["authData"] + hashlib.sha256(client).digest()
            told |= {"fmt": "packed", "attStmt": self.maker.vouch(signed, self)}
        response = {
            "clientDataJSON": text_of(client),
            "attestationObject": text_of(cbor2.dumps(told)),
        }
        return self._answer(response)

    def prove(self, asked: dict[str, Any]) -> str:
        """The answer to a question who somebody is."""
        self.count += 1
        client, data = self._client("webauthn.get", asked["challenge"]), self._data()
        signed = self.sign(data + hashlib.sha256(client).digest())
        return self._answer(
            {
                "clientDataJSON": text_of(client),
                "authenticatorData": text_of(data),
                "signature": text_of(signed),
                "userHandle": self.owner,
            }
        )

    def sign(self, what: bytes) -> bytes:
        return self.private.sign(what, ec.ECDSA(hashes.SHA256()))

    def _answer(self, response: dict[str, str]) -> str:
        named = text_of(self.id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | (COPIED if self.copied else 0) | more
        site = hashlib.sha256(self.site.encode()).digest()
        return site + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.private.public_key().public_numbers()
        return cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        )


@dataclass
class Maker:
    """Who makes keys and signs of which make each is: a root, and a certificate under it."""

    #: the make that the certificate names; empty: it names none
    names: bytes = b""
    #: keys sign for themselves, without a certificate
    absent: bool = False
    #: signs something else than what the key said
    forges: bool = False
    #: the certificate ran out
    over: bool = False
    root: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    own: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def root_certificate(self) -> bytes:
        return self._certificate("Gốc", self.root).public_bytes(Encoding.PEM)

    def vouch(self, signed: bytes, key: Key) -> dict[str, Any]:
        if self.absent:
            return {"alg": -7, "sig": key.sign(signed)}
        said = signed + b"x" if self.forges else signed
        leaf = self._certificate("Khóa cứng", self.own)
        return {
            "alg": -7,
            "sig": self.own.sign(said, ec.ECDSA(hashes.SHA256())),
            "x5c": [leaf.public_bytes(Encoding.DER)],
        }

    def _certificate(self, called: str, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
        root = key is self.root
        of_root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gốc")])
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
        end = -1 if self.over and not root else 3650
        made = (
            x509.CertificateBuilder(of_root, subject, key.public_key(), x509.random_serial_number())
            .not_valid_before(now() - timedelta(days=3650))
            .not_valid_after(now() + timedelta(days=end))
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        )
        if self.names and not root:
            named = x509.UnrecognizedExtension(OF_MAKE, b"\x04\x10" + self.names)
            made = made.add_extension(named, critical=False)
        return made.sign(self.root, hashes.SHA256())
