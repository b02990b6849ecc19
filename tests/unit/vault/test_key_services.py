"""Keys wrapped by a device, a transit engine and a key service: one contract, four providers.

SoftHSM stands for a box in the server room, moto for a key service, a small server of our own for a
Vault; the clients are the real ones.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from uuid import UUID

import boto3
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from moto.server import ThreadedMotoServer

from feedback.vault.data_keys import DataKeys
from feedback.vault.device_keys import DeviceKeys
from feedback.vault.envelope import Place
from feedback.vault.keys import create_missing
from feedback.vault.kms_keys import KmsKeys
from feedback.vault.transit_keys import TransitKeys
from feedback.vault.wrapping import KekFiles, KeyProvider, WrappingError
from tests.soft_token import module, token_of_this_process

TOKEN, PIN, SECRET = "danh-tinh", "135791", "hvs.of-a-test"
KEY, ABOUT = b"k" * 32, b"petition and key"
REGION = "ap-southeast-1"
PROVIDERS = ("files", "device", "transit", "kms")


class Engine(HTTPServer):
    """What of a transit engine is asked here: encrypt, decrypt, rotate, read."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.versions = [AESGCM.generate_key(256)]


class _Answers(BaseHTTPRequestHandler):
    server: Engine

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        asked = json.loads(self.rfile.read(length) or b"{}")
        self._answer(self.path.split("/")[3], asked)

    def do_PUT(self) -> None:
        self.do_POST()

    def do_GET(self) -> None:
        self._answer("read", {})

    def _answer(self, verb: str, asked: dict[str, str]) -> None:
        if self.headers["X-Vault-Token"] != SECRET:
            return self._say(403, {"errors": ["permission denied"]})
        try:
            return self._say(200, {"data": getattr(self, f"_{verb}")(asked)})
        except (InvalidTag, IndexError, ValueError):
            return self._say(400, {"errors": ["invalid ciphertext"]})

    def _encrypt(self, asked: dict[str, str]) -> dict[str, str]:
        nonce, about = secrets.token_bytes(12), b64decode(asked["associated_data"])
        key = AESGCM(self.server.versions[-1])
        sealed = nonce + key.encrypt(nonce, b64decode(asked["plaintext"]), about)
        coded = b64encode(sealed).decode()
        return {"ciphertext": f"vault:v{len(self.server.versions)}:{coded}"}

    def _decrypt(self, asked: dict[str, str]) -> dict[str, str]:
        _, version, coded = asked["ciphertext"].split(":")
        sealed, about = b64decode(coded), b64decode(asked["associated_data"])
        key = AESGCM(self.server.versions[int(version[1:]) - 1])
        return {"plaintext": b64encode(key.decrypt(sealed[:12], sealed[12:], about)).decode()}

    def _keys(self, _: dict[str, str]) -> dict[str, int]:
        self.server.versions.append(AESGCM.generate_key(256))
        return self._read(_)

    def _read(self, _: dict[str, str]) -> dict[str, int]:
        return {"latest_version": len(self.server.versions)}

    def _say(self, status: int, told: dict[str, object]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A test says nothing."""


@contextmanager
def transit(folder: Path) -> Iterator[KeyProvider]:
    token = folder / "transit_token"
    token.write_text(SECRET)
    with Engine() as engine:
        Thread(target=engine.serve_forever, daemon=True).start()
        yield TransitKeys(f"http://127.0.0.1:{engine.server_port}", "feedback", token)
        engine.shutdown()


@contextmanager
def kms(folder: Path) -> Iterator[KeyProvider]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    (folder / "kms_credentials").write_text(f"id\nsecret\n{REGION}\n")
    service = boto3.client(
        "kms", endpoint_url=url, region_name=REGION,
        aws_access_key_id="id", aws_secret_access_key="secret",  # noqa: S106 - of a test
    )  # fmt: skip
    key = service.create_key()["KeyMetadata"]["KeyId"]
    yield KmsKeys(url, key, folder / "kms_credentials")
    service.close()
    server.stop()


@contextmanager
def device(folder: Path) -> Iterator[KeyProvider]:
    (folder / "pin").write_text(PIN)
    with token_of_this_process(folder, TOKEN, PIN):
        keys = DeviceKeys(module(), TOKEN, folder / "pin")
        keys.renew()
        yield keys


@contextmanager
def files(folder: Path) -> Iterator[KeyProvider]:
    create_missing(folder)
    yield KekFiles(folder)


@pytest.fixture(scope="module", params=PROVIDERS)
def provider(request, tmp_path_factory) -> Iterator[KeyProvider]:
    with globals()[request.param](tmp_path_factory.mktemp(request.param)) as made:
        yield made


def test_a_key_is_wrapped_and_unwrapped(provider):
    wrapped = provider.wrap(KEY, ABOUT)
    assert wrapped.content[:1] == provider.mark
    assert wrapped.kek == provider.current
    assert KEY not in wrapped.content
    assert provider.unwrap(wrapped.content, ABOUT) == KEY


def test_it_does_not_unwrap_for_another_file_nor_changed(provider):
    wrapped = provider.wrap(KEY, ABOUT).content
    changed = wrapped[:-2] + bytes((wrapped[-2] ^ 1,)) + wrapped[-1:]
    for content, about in ((wrapped, b"another file"), (changed, ABOUT), (wrapped[:9], ABOUT)):
        with pytest.raises(WrappingError):
            provider.unwrap(content, about)


def test_after_a_rotation_the_old_still_unwraps_and_the_new_wraps(provider):
    old = provider.wrap(KEY, ABOUT)
    if isinstance(provider, KmsKeys):
        with pytest.raises(WrappingError, match="FEEDBACK_KMS_KEY"):
            provider.renew()
        return
    new = provider.renew()
    assert new == provider.current != old.kek
    assert provider.wrap(KEY, ABOUT).kek == new
    assert provider.unwrap(old.content, ABOUT) == KEY


def test_keys_move_from_files_to_another_provider(provider, tmp_path):
    """The old provider unwraps until every key is wrapped anew."""
    if provider.mark == KekFiles.mark:
        return
    create_missing(tmp_path)
    before = DataKeys(KekFiles(tmp_path))
    key, place = before.new(UUID(int=1)), Place(UUID(int=1), "person")
    sealed = key.seal(b"word", place)
    moved = DataKeys(provider, {KekFiles.mark: lambda: KekFiles(tmp_path)})
    assert moved.open(sealed, key.wrapped.content, place) == b"word"
    again = moved.rewrap(key.wrapped.content, place.subject, key.id)
    assert DataKeys(provider).open(sealed, again.content, place) == b"word"


@pytest.mark.parametrize(
    "away",
    [
        TransitKeys("http://127.0.0.1:9", "feedback", Path("/nowhere")),
        KmsKeys("http://127.0.0.1:9", "key", Path("/nowhere")),
        DeviceKeys("/nowhere.so", "token", Path("/nowhere")),
    ],
    ids=["transit", "kms", "device"],
)
def test_a_provider_that_is_away_is_one_refusal(away):
    for question in (lambda: away.wrap(KEY, ABOUT), lambda: away.current):
        with pytest.raises(WrappingError):
            question()


@contextmanager
def sent_on_to(elsewhere: str) -> Iterator[str]:
    """A server that answers everything with: ask over there."""

    class Redirects(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(307)
            self.send_header("Location", elsewhere + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_PUT = do_GET  # noqa: N815 - the names of the library

        def log_message(self, *_: object) -> None:
            """A test says nothing."""

    with HTTPServer(("127.0.0.1", 0), Redirects) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_token_is_not_carried_to_where_an_answer_leads(tmp_path):
    """Over there is an engine that would do all of it for whoever shows the token."""
    with transit(tmp_path) as there, sent_on_to(there._url) as here:  # noqa: SLF001 - its address
        moved = TransitKeys(here, "feedback", tmp_path / "transit_token")
        for question in (
            lambda: moved.wrap(KEY, ABOUT),
            lambda: moved.unwrap(there.wrap(KEY, ABOUT).content, ABOUT),
            lambda: moved.current,
        ):
            with pytest.raises(WrappingError):
                question()


def test_a_key_service_is_not_followed_elsewhere_either(tmp_path):
    with kms(tmp_path) as there, sent_on_to(there._url) as here:  # noqa: SLF001 - its address
        moved = KmsKeys(here, there._key, tmp_path / "kms_credentials")  # noqa: SLF001 - its name
        with pytest.raises(WrappingError):
            moved.wrap(KEY, ABOUT)


def test_a_wrong_token_is_a_refusal_and_no_secret_is_told(tmp_path):
    with transit(tmp_path) as provider:
        (tmp_path / "transit_token").write_text("wrong")
        with pytest.raises(WrappingError) as told:
            provider.wrap(KEY, ABOUT)
    assert "wrong" not in str(told.value)
