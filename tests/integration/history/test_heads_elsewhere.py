"""Heads in other hands: on paper for the bound register, and under the seal of an authority."""

import json
import shutil
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import pem, x509

from feedback.domain.errors import NotFoundError
from feedback.letters.page import qr_image
from feedback.models.entry import LogCheckpoint
from feedback.processes.sealer import sealer_of
from feedback.services.log.head_stamps import BadStampError, Stamps, imprint, request, stamped_at
from feedback.services.log.log_key import note_key
from feedback.services.log.paper_head import paper_head
from tests.integration.history.test_sealer import NOW, after, write

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def pinned(keys, settings):
    return note_key(keys.history_public, settings.history_origin)


@pytest.fixture
def sealer(settings):
    write(NOW)
    one = sealer_of(settings)
    one.look(NOW)
    return one


# ----------------------------------------------------------------------------------------- paper
def test_the_page_of_a_day_holds_its_last_head_as_a_picture_to_scan(sealer, session, pinned):
    write(after(100))
    sealer.look(after(120))
    content = paper_head(session, NOW.date(), pinned)
    assert content == paper_head(session, NOW.date(), pinned)
    head = session.get(LogCheckpoint, 2)
    with pikepdf.open(BytesIO(content)) as page:
        (data,) = page.attachments.values()
        told = json.loads(data.get_file().read_bytes())
    assert told["qr"] == qr_image(head.note)
    assert ("".join(told["root"]), told["size"]) == (head.root.hex(), 2)
    assert told["key_id"] == pinned.key_id.hex()


def test_a_day_without_a_head_has_no_page(sealer, session, pinned):
    with pytest.raises(NotFoundError):
        paper_head(session, (NOW - timedelta(days=1)).date(), pinned)


# ------------------------------------------------------------------------------------- authority
CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A time-stamping authority of ``openssl``, and the folder of its certificates."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    run = openssl(folder)
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    run("req", "-x509", *new, "-subj", "/CN=Authority", "-keyout", "ca.key", "-out", "ca.pem")
    run("req", *new[:-2], "-subj", "/CN=Stamps", "-keyout", "tsa.key", "-out", "tsa.csr")
    run(
        "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30",
        "-CAcreateserial", "-extfile", "ts.cnf", "-extensions", "stamping", "-out", "tsa.pem",
    )  # fmt: skip
    return folder


def openssl(folder):
    program = shutil.which("openssl")
    assert program is not None

    def run(*words, **more):
        done = subprocess.run(  # noqa: S603 - our own words
            [program, *words], cwd=folder, check=True, capture_output=True, **more
        )
        return done.stdout

    return run


@contextmanager
def serving(authority):
    """Its address on loopback: each request is handed to ``openssl ts``."""
    run = openssl(authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            (authority / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            words = ("-reply", "-queryfile", "query", "-config", "ts.cnf", "-section", "own")
            answer = run("ts", *words)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_about):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def certificate(folder, name="ca.pem"):
    return x509.Certificate.load(pem.unarmor((folder / name).read_bytes())[2])


def test_the_sealer_has_one_head_a_day_stamped_and_the_stamp_verifies(
    sealer, settings, authority, session
):
    stamps = Stamps(settings.checkpoints_dir)
    with serving(authority) as url:
        one = replace(sealer, timestamp_url=url)
        one.look(after(60))
        write(after(70))
        one.look(after(130))
        write(after(86_500))
        one.look(after(86_530))
    assert [file.name for file in stamps.all()] == ["1.tst", "3.tst"]
    note = session.get(LogCheckpoint, 1).note
    at = stamped_at(stamps.file(1).read_bytes(), note, [certificate(authority)])
    assert at.tzinfo is not None


def test_a_stamp_counts_only_for_its_head_and_from_an_authority_we_trust(authority, tmp_path):
    with serving(authority) as url:
        token = request(url, "a head\n")
    trusted = [certificate(authority)]
    assert stamped_at(token, "a head\n", trusted)
    for note, roots in (("another head\n", trusted), ("a head\n", [])):
        with pytest.raises(BadStampError):
            stamped_at(token, note, roots)
    with pytest.raises(BadStampError):
        stamped_at(token[:-40] + bytes(40), "a head\n", trusted)
    with pytest.raises(BadStampError):
        stamped_at(b"rubbish", "a head\n", trusted)


@pytest.mark.parametrize("weaker", ["md5", "sha1"])
def test_a_token_over_a_weaker_hash_says_nothing(weaker):
    with pytest.raises(ValueError, match=weaker):
        imprint(weaker, "a head\n")


def test_an_authority_that_is_away_holds_nothing_up(sealer, settings, caplog, session):
    replace(sealer, timestamp_url="http://127.0.0.1:9/").look(after(60))
    assert Stamps(settings.checkpoints_dir).all() == []
    assert [line.getMessage() for line in caplog.records if line.levelname == "ERROR"] == [
        "no time-stamp"
    ]


def test_a_head_is_signed_at_once_where_a_person_waits_for_it(sealer, session):
    write(after(10), "noted")
    sealer.look(after(15))
    assert session.get(LogCheckpoint, 2) is None
    write(after(16), "identity_opened")
    sealer.look(after(20))
    assert session.get(LogCheckpoint, 3) is not None
