"""C1: who denounces leaves no word of who they are outside what is sealed."""

import base64
import os
import resource
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import NullPool, create_engine, select, text

from feedback.app import create_app
from feedback.models.petition import Petition
from feedback.services.identity.sealed_papers import sealed_papers
from feedback.vault.envelope import EnvelopeError, Place, open_envelope
from feedback.vault.spool import IN_MEMORY
from feedback.vault.store import FileStore
from tests import canaries
from tests.canaries import found, spellings
from tests.client import Visitor
from tests.denouncers_files import (
    IN_FILES,
    NAMES_OF_FILES,
    files_sent,
    multipart,
    plain_hashes,
)

#: Whatever names the sender, and where they came from.
IDENTITY = {
    "name": "Zuyệt Khuẩn Vỹ",
    "address": "ngõ Quỷnh Xoắn 7419b",
    "identity_number": "094381726055",
    "phone": "0976318254",
    "email": "zkv.quynh@xoan.invalid",
}
CAME_WITH = {
    "User-Agent": "Trinhduyetzq/9.41",
    "Referer": "https://noiviet.zq.example/nhap",
    "X-Forwarded-For": "198.51.100.213",
    "Accept-Language": "zq-ZQ",
}
#: Not who they are: what they say.
STORY = {"story": "Ông phó trạm Quẩyxơ nhận phong bì."}

Places = Callable[[], Iterator[tuple[str, bytes]]]


@pytest.fixture
def places(settings, written, tmp_path, monkeypatch) -> Places:
    """Everything the installation holds: database, queue, data folder, temporary files, logs."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))

    def all_of_them() -> Iterator[tuple[str, bytes]]:
        yield from canaries.database(settings.database_owner_url)
        yield from canaries.queue(settings.redis_url)
        yield from canaries.folder(settings.data_dir, "data folder")
        yield from canaries.folder(temporary, "temporary files")
        yield "log", written.getvalue().encode()
        yield "log of PostgreSQL", log_of_postgres(settings.database_owner_url)

    return all_of_them


def log_of_postgres(url: str) -> bytes:
    """Of the servers the tests start themselves; somebody else's is theirs to look at."""
    if "FEEDBACK_DATABASE_URL" in os.environ:
        return b"not ours"
    sockets = Path(parse_qs(urlsplit(url).query)["host"][0])
    return (sockets.parent / "log" / "postgres.log").read_bytes()


@pytest.fixture
def denounce(app, places) -> Callable[[], Visitor]:
    """Write everything a denunciation asks for, with a file; it only has to be sent.

    What is written meanwhile into logs and temporary folders is looked at: ``places`` comes first.
    """

    def write() -> Visitor:
        visitor = Visitor(app)

        def answer(page: str, fields: dict[str, object]) -> None:
            visitor.get(f"/gui-don/{page}" if page else "/gui-don", headers=CAME_WITH)
            path = f"/gui-don/{page}" if page else "/gui-don"
            assert visitor.post(path, fields, headers=CAME_WITH).status_code == 303, page

        answer("", {"kind": "denunciation"})
        answer("cau-chuyen", STORY)
        who = {key: IDENTITY[key] for key in ("name", "address", "identity_number")}
        answer("ban-la-ai", {**who, "form_of_address": "bà", "people": "1"})
        answer("lien-he", {key: IDENTITY[key] for key in ("phone", "email")})
        answer("tep", {"files": [(BytesIO(content), name) for name, content in files_sent()]})
        return visitor

    return write


@pytest.fixture
def lodged(denounce) -> Visitor:
    """Sent; receipt, printed receipt and the look at its course included, and one refusal."""
    visitor = denounce()
    visitor.get("/gui-don/cam-doan", headers=CAME_WITH)
    assert visitor.post("/gui-don/cam-doan", {"sworn": "y"}, headers=CAME_WITH).status_code == 303
    receipt = visitor.get("/bien-nhan", headers=CAME_WITH)
    code = receipt.text.split('class="panel__code">')[1].split("<")[0].replace(" ", "")
    assert visitor.post("/bien-nhan/tai", headers=CAME_WITH).data.startswith(b"%PDF")
    assert visitor.answer("/tra-cuu", {"code": code}, headers=CAME_WITH).status_code == 200
    visitor.answer("/tra-cuu", {"code": IDENTITY["name"]}, headers=CAME_WITH)
    return visitor


def test_a_half_written_denunciation_tells_nobody_who_writes(denounce, places):
    denounce()
    assert found(IDENTITY | CAME_WITH, places()) == []


@pytest.mark.usefixtures("lodged")
def test_a_denunciation_that_was_sent_tells_nobody_who_sent_it_nor_what_it_says(places):
    assert found(IDENTITY | CAME_WITH | STORY | {"a word": "Quẩyxơ"}, places()) == []


@pytest.mark.usefixtures("app")
def test_a_process_that_dies_leaves_no_image_of_its_memory(settings):
    """Also where whoever starts it allows one."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    create_app(settings, pages=False)
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_a_failure_while_sending_tells_nobody_either(app, denounce, places):
    """The page that answers carries what was typed back to its sender, and to nobody else."""
    visitor = denounce()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def broken(**_: object) -> None:
        raise RuntimeError(*IDENTITY.values())

    broken.policy = app.view_functions["public.question"].policy
    app.view_functions["public.question"] = broken
    answer = visitor.post("/gui-don/ban-la-ai", IDENTITY, headers=CAME_WITH)
    assert answer.status_code == 500
    assert found(IDENTITY | CAME_WITH, places()) == []


@pytest.mark.usefixtures("lodged")
def test_the_papers_of_a_denouncer_are_readable_to_nobody(places):
    """Handwriting names its writer: Điều 8 khoản 3, Điều 56 Luật Tố cáo."""
    assert found(IN_FILES | plain_hashes(), places()) == []


@pytest.mark.usefixtures("lodged")
def test_the_names_of_a_denouncers_files_are_readable_to_nobody(places):
    assert found(NAMES_OF_FILES, places()) == []


def test_papers_of_a_form_under_way_are_readable_to_nobody(denounce, places):
    denounce()
    assert found(IN_FILES | NAMES_OF_FILES | plain_hashes(), places()) == []


def test_while_a_paper_arrives_nothing_of_it_is_on_the_disk(app, denounce):
    """Looked at when nearly all of it has come: temporary files have no name, but are open."""
    visitor, seen = denounce(), []

    def look() -> None:
        seen.append(found(IN_FILES, canaries.open_files()))
        assert any(len(content) > IN_MEMORY for _, content in canaries.open_files())

    app.wsgi_app = arriving_slowly(app.wsgi_app, look)
    visitor.get("/gui-don/tep", headers=CAME_WITH)
    body, kind = multipart(visitor.hidden("/gui-don/tep"), files_sent())
    assert visitor.post("/gui-don/tep", body, content_type=kind).status_code == 303
    assert seen == [[]]


#: Of the recording more than stays in memory.
NEARLY_ALL = 700_000


def arriving_slowly(answer: Callable, look: Callable[[], None]) -> Callable:
    """The same application, that looks around before it takes the last piece of a long body."""

    class Body(BytesIO):
        def readinto(self, buffer, /) -> int:
            if self.tell() < NEARLY_ALL <= self.tell() + len(buffer):
                look()
            return super().readinto(buffer)

    def watched(environ, start_response):
        environ["wsgi.input"] = Body(environ["wsgi.input"].read())
        return answer(environ, start_response)

    return watched


@pytest.mark.usefixtures("lodged")
def test_with_everything_but_the_private_keys_no_identity_opens(settings, session):
    """C2: whoever takes the machine has the database, the files and the keys that lie there."""
    papers = sealed_papers(session, session.scalars(select(Petition.id)).one())
    store = FileStore(settings.files_dir)
    closed = [(papers.identity, papers.identity_place)]
    closed += [(store.read(one.sha256), one.place) for one in papers.files]
    assert len(closed) == 5
    lying = (path for path in settings.keys_dir.rglob("*") if path.is_file())
    keys = {path.name: path.read_text(errors="replace").strip() for path in lying}
    private = {keys.pop(f"{whose}_private") for whose in ("custodian", "recovery")}
    assert opened(keys.values(), closed) == []
    everything = [plain for key in private for plain in opened([key], closed)]
    assert len(everything) == 10
    told = found(IDENTITY | IN_FILES | NAMES_OF_FILES, [("it", each) for each in everything])
    assert len({hit.split(" in it")[0] for hit in told}) == 5 + 5 + 4


def opened(keys: Iterable[str], closed: list[tuple[bytes, Place]]) -> list[bytes]:
    """What opens with any of the keys, whatever each was made for."""
    plain = []
    for key in keys:
        for envelope, place in closed:
            with suppress(EnvelopeError, ValueError):
                private = X25519PrivateKey.from_private_bytes(bytes.fromhex(key))
                plain.append(open_envelope(envelope, private, place))
    return plain


@pytest.mark.usefixtures("lodged")
def test_the_search_sees_what_is_there(places, settings):
    FileStore(settings.files_dir).keep(IN_FILES["handwriting"].encode())
    owner = create_engine(settings.database_owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        connection.execute(text("update subject set field = :story"), STORY)
    hits = found(STORY | IN_FILES, places())
    assert "story in table subject as NFC utf-8" in hits
    assert any(hit.startswith("handwriting in data folder files") for hit in hits)
    empty = {place for place, content in places() if not content}
    assert not {"log", "log of PostgreSQL"} & empty


CANARY = "Zuyệt Khuẩn Vỹ"
HIDDEN = {
    "in the middle of base64": base64.b64encode(b"ab" + CANARY.encode() + b"xyz"),
    "at its beginning": base64.b64encode(CANARY.encode() + b"x"),
    "in hexadecimal digits, upper case": CANARY.encode().hex().upper().encode(),
    "in an address": quote(CANARY).encode(),
    "in an address, lower case": quote(CANARY).lower().encode(),
    "in UTF-16": CANARY.encode("utf-16"),
    "compressed": zlib.compress(CANARY.encode()),
    "without its marks": b"ten: zuyet khuan vy.",
    "escaped in JSON": b'"Zuy\\u1ec7t Khu\\u1ea9n V\\u1ef9"',
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_the_search_finds_a_word_however_it_is_written(content):
    assert found({"it": CANARY}, [("here", content)])
    assert found({"another": "Đoàn Quế Lâm"}, [("here", content)]) == []


def test_each_spelling_is_long_enough_to_be_no_accident():
    assert min(len(raw) for canary in IDENTITY.values() for _, raw in spellings(canary)) >= 10
