"""C1: a denunciation and a complaint live their whole lives; then everything is searched.

The servers are real and as they come, the product's processes work as in the demonstration. Places
are read as bytes: tables and their files, the write-ahead log with its whole pages, the queue and
what it writes down, the object store, logs, temporary files, mails, every paper and export taken
apart, every answer to somebody who is not the sender, and what ``/proc`` shows of each process.
"""

import http.client
import io
import logging
import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedback.services.watch import log_lines
from tests.integration.office.conftest import Office
from tests.integration.office.walking import Walk
from tests.tokens import places_of
from tests.whole_life import places, story
from tests.whole_life.installation import Installation, installed, until
from tests.whole_life.words import ALL, COMPLAINANT, CONTROL, DENOUNCER, TOLD
from tests.worlds import application

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, closed to others
#: Nine processes live a life and draw its papers; beside other tests that takes its time.
pytestmark = pytest.mark.timeout(900)
PLANTED = "update petition set forwarded_by = :word where id = :id"
WAITING = "select count(*) from outbox where done_at is null and failed_at is null"


@dataclass(frozen=True)
class Searched:
    """Where each word lies, by its name; where was looked; how large a core file may be."""

    lies: dict[str, set[str]]
    places: set[str]
    limits: set[str]


@pytest.fixture(scope="module")
def life() -> Iterator[Searched]:
    folder = Path(
        tempfile.mkdtemp(prefix="feedback-life-", dir=_MEMORY if _MEMORY.is_dir() else None)
    )
    with installed(folder) as home, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(home.temporary))
        patch.setenv("TMPDIR", str(home.temporary))
        # pages are read by other tests; here they are only looked through
        patch.setattr("tests.client.assert_well_formed", lambda _: None)
        yield _lived(home, folder)
    shutil.rmtree(folder)


def _lived(home: Installation, folder: Path) -> Searched:
    written, seen = io.StringIO(), story.Seen()
    handler = log_lines.handler(written)
    logging.getLogger().addHandler(handler)
    with application(home.settings) as app:
        seen.watch(app)
        app.test_cli_runner().invoke(args=["vault", "create", "--demo"])
        walk = Walk(Office(app))
        information = story.denounced_on_the_web(walk)
        complaint = story.complained(walk)
        # nothing that people write lies in clear so early: the search is shown something
        walk.office.write(PLANTED, word=CONTROL["control"], id=complaint)
        unanswered = places.log_position(home)
        denounced, case = story.denounced_on_paper(walk)
        answered = story.answered(walk, complaint)
        story.looked_at(walk, information, denounced, case, complaint, answered)
        story.dossiers_asked_for(walk, case, answered)
        with home.running(port := _free_port()) as numbers:
            until(lambda: _answers(port))
            until(lambda: walk.office.one(WAITING) == 0)
            found = [*places.processes(numbers.values())]
            limits = places.core_limits(numbers.values())
        places.planted(home)
        found += places.exports(app, folder / "exports")
    logging.getLogger().removeHandler(handler)
    for more in (
        places.dump(home), places.table_files(home), places.write_ahead_log(home, unanswered),
        places.statements(home, seen), places.queue(home), places.logs(home, written.getvalue()),
        places.files(home), places.data_folder(home), places.temporary(home), places.mails(home),
        places.pages(seen), places.papers([*walk.made, *walk.signed.values()]),
    ):  # fmt: skip
        found += more
    return Searched(places_of(ALL, found), {place for place, _ in found}, limits)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    """The web server is up, and was asked for a name as somebody asks who holds no code."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        path = f"/tra-cuu?ten={DENOUNCER['email']}"
        connection.request("GET", path, headers=story.browser(DENOUNCER))
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


#: In what is written for the archive or printed there is no word but from tables and pseudonyms,
#: so that nothing can be planted; it is read like every other export.
WITHOUT_WORDS = {"export of history"}


def test_the_search_sees_what_is_there(life):
    """The control lies in every place; where a table holds none, others of the dump do."""
    wanted = {place for place in life.places if not place.startswith("table ")} - WITHOUT_WORDS
    assert wanted - life.lies["control"] == set()
    assert {"table petition", "table act"} <= life.lies["control"]
    assert len(wanted) == len(PLACES)


PLACES = {
    "files of the tables", "write-ahead log", "write-ahead log before any answer", "statements",
    "queue", "queue's files", "object store", "data folder", "temporary files",
    "logs of the product", "logs of the servers", "heads of mails", "mails", "papers made",
    "export of books", "pages of can-bo", "pages of thanh-tra", "/proc: environ", "/proc: cmdline",
}  # fmt: skip


def test_a_denouncer_is_nowhere(life):
    """Neither who they are, nor where they came from, nor a word of their papers."""
    found = {name: life.lies[f"denouncer: {name}"] for name in DENOUNCER}
    assert {name: where for name, where in found.items() if where} == {}


@pytest.mark.parametrize("name", TOLD)
def test_what_a_denouncer_tells_is_nowhere_either(life, name):
    """Officers read it on one page, after an entry; the pages of this life do not ask for it."""
    assert life.lies[f"told: {name}"] == set()


#: Papers to a complainant name them, as they are handed out; the register of petitions does, by its
#: form. Where papers and what they are drawn from lie, nobody reads them.
PAPERS = {"papers made", "export of books"}  # fmt: skip
#: Officers who work on the file read it there.
OFFICERS = {"pages of can-bo"}
COMPLAINANT_LIES = {
    "name": PAPERS | OFFICERS,
    "address": PAPERS | OFFICERS,
    "phone": OFFICERS,
    "identity_number": OFFICERS,
    "email": OFFICERS,
    "browser": set(),
}


@pytest.mark.parametrize("name", COMPLAINANT)
def test_a_complainant_is_named_by_papers_to_them_and_nowhere_else(life, name):
    assert life.lies[f"complainant: {name}"] == COMPLAINANT_LIES[name]


def test_no_process_of_the_product_leaves_an_image_of_its_memory(life):
    assert life.limits == {"0"}
