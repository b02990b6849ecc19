"""Every place where something of a life may be left, as names and bytes."""

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

from flask import Flask
from psycopg import sql
from redis import Redis

from feedback.delivery import email
from tests import canaries
from tests.opened import mail, opened
from tests.whole_life.installation import Installation
from tests.whole_life.story import Seen
from tests.whole_life.words import CONTROL

Found = Iterator[tuple[str, bytes]]


def dump(home: Installation) -> Found:
    """Every row of every table, as a dump has it."""
    yield from canaries.database(home.settings.owner_url)


def log_position(home: Installation) -> str:
    """Where the write-ahead log goes on, in a segment of its own."""
    with home.database() as database:
        database.execute("SELECT pg_switch_wal()")
        return str(database.execute("SELECT pg_current_wal_insert_lsn()").fetchone())[2:-3]


def write_ahead_log(home: Installation, until: str) -> Found:
    """Every segment since the cluster was made; what was written before a position is told apart.

    The segment in which it lies belongs to what came after.
    """
    with home.database() as database:
        for name, wanted in (("full_page_writes", "on"), ("wal_compression", "off")):
            assert database.execute(f"SHOW {name}").fetchone() == (wanted,)
        database.execute("SELECT pg_switch_wal()")
        (answered,) = database.execute("SELECT pg_walfile_name(%s)", [until]).fetchone()  # type: ignore[misc]  # one row
    segments = sorted((home.servers.cluster / "pg_wal").glob("?" * 24))
    assert segments[0].name.endswith("01")
    for told, which in (
        ("write-ahead log before any answer", [s for s in segments if s.name < answered]),
        ("write-ahead log", [s for s in segments if s.name >= answered]),
    ):
        yield told, b"".join(map(_records, which))


def _records(segment: Path) -> bytes:
    """Without the heads of pages, for a record goes on beyond them; a segment's first is longer."""
    pages, content = 8192, segment.read_bytes().rstrip(b"\0")
    heads = {0: 40}
    return b"".join(
        content[at + heads.get(at, 24) : at + pages] for at in range(0, len(content), pages)
    )


def table_files(home: Installation) -> Found:
    """The server's own files of the database: rows of before too, and what it notes of columns."""
    with home.database() as database:
        database.execute("ANALYZE")
        database.execute("CHECKPOINT")
        (number,) = database.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()  # type: ignore[misc]  # one row
    for path in sorted((home.servers.cluster / "base" / str(number)).iterdir()):
        yield "files of the tables", path.read_bytes()


def statements(home: Installation, seen: Seen) -> Found:
    """The text of every statement, which is what the server lists of it; parameters are apart."""
    for text in seen.statements:
        yield "statements", text.encode()
    with home.database() as planting, home.database() as database:
        planting.execute(sql.SQL("SELECT {}").format(sql.Literal(CONTROL["control"])))
        for (text,) in database.execute("SELECT query FROM pg_stat_activity"):
            yield "statements", (text or "").encode()


def planted(home: Installation) -> None:
    """The control, in each place that nothing of it would reach by itself."""
    word = CONTROL["control"]
    with Redis.from_url(home.settings.redis_url) as server:
        server.set("control", zlib.compress(word.encode()))
    with home.database() as database:
        raised = sql.SQL("DO $$ BEGIN RAISE LOG '%', {}; END $$").format(sql.Literal(word))
        database.execute(raised)
    logging.getLogger("feedback.control").warning(word)
    for folder in (home.temporary, home.settings.data_dir / "waiting", home.settings.files_dir):
        folder.mkdir(exist_ok=True)
        (folder / "control").write_text(word, encoding="utf-8")
    said = EmailMessage()
    said["To"], said["From"], said["Subject"] = "a@xoan.invalid", "b@xoan.invalid", word
    said.set_content(word)
    email.send(said, home.settings.smtp_url)


def queue(home: Installation) -> Found:
    """Keys that live, and every command ever sent, as the server wrote it down for good."""
    for _, value in canaries.queue(home.settings.redis_url):
        yield "queue", value
    with Redis.from_url(home.settings.redis_url) as server:
        server.config_set("rdbcompression", "no")
        server.save()
    for path in home.servers.queue.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield "queue's files", content
            for value in _bulk_strings(content):
                yield "queue's files", value


def _bulk_strings(log: bytes) -> Found:
    """Each word of each command of an append-only file: jobs are packed one by one."""
    at = log.find(b"\n$")
    while at >= 0:
        size, _, _ = log[at + 2 : at + 20].partition(b"\r\n")
        start = at + 2 + len(size) + 2
        yield log[start : start + int(size)]
        at = log.find(b"\n$", start + int(size))


def logs(home: Installation, written: str) -> Found:
    """Of the product's processes and of the application that was walked; of the two servers."""
    yield "logs of the product", written.encode()
    for path in (home.settings.data_dir / "log").iterdir():
        yield "logs of the product", path.read_bytes()
    for path in home.servers.logs.iterdir():
        yield "logs of the servers", path.read_bytes()


def files(home: Installation) -> Found:
    """The object store, opened as far as it goes; what is sealed there goes no further."""
    with home.database() as database:
        asked = "SELECT pdf_sha256 FROM dossier UNION SELECT zip_sha256 FROM dossier"
        assert len(list(database.execute(asked))) == 4
    for path in sorted(home.settings.files_dir.rglob("*")):
        if path.is_file():
            for _, content in opened(path.name, path.read_bytes()):
                yield "object store", content


def data_folder(home: Installation) -> Found:
    """Whatever else lies in the product's folder."""
    for path in sorted(home.settings.data_dir.rglob("*")):
        inside = path.relative_to(home.settings.data_dir).parts[0]
        if inside not in {home.settings.files_dir.name, "log", "keys"}:
            yield "data folder", path.name.encode()
            if path.is_file():
                yield "data folder", path.read_bytes()


def temporary(home: Installation) -> Found:
    for _, content in canaries.folder(home.temporary, "temporary files"):
        yield "temporary files", content


def mails(home: Installation) -> Found:
    """What lies open on the way, and what is inside."""
    for one in home.mailbox.mails:
        outside, inside = mail(one.as_bytes())
        yield "heads of mails", outside
        yield "mails", inside


def pages(seen: Seen) -> Found:
    for path, content in seen.pages:
        for _, part in opened(path, content):
            yield f"pages of {path.split('/')[1]}", part


def papers(made: list[bytes]) -> Found:
    """Papers that are made for whoever asks and kept nowhere."""
    for content in made:
        for _, part in opened("", content):
            yield "papers made", part


def exports(app: Flask, folder: Path) -> Found:
    """Everything a command writes for somebody else: the history, its tiles, register books."""
    folder.mkdir()
    run = app.test_cli_runner().invoke
    for words in ("history export --all", f"history tiles {folder}/tiles", *_books(run, folder)):
        done = run(args=words.split())
        assert done.exit_code == 0, done.output
        yield f"export of {words.split()[0]}", done.output.encode()
    for path in sorted(folder.rglob("*")):
        told = "books" if path.suffix == ".pdf" else "history"
        if path.is_file():
            for _, content in opened(path.name, path.read_bytes()):
                yield f"export of {told}", content


def _books(run: Callable, folder: Path) -> Iterator[str]:
    """Those in which a petition or a paper to its sender stands."""
    for agency in ("BTCD", "X06862"):
        listed = run(args=["books", "list", agency, "--year", "2026"]).output.splitlines()
        for book in (line.split(":")[0] for line in listed):
            if book.startswith("QN") or "TB-UBND" in book:
                yield f"books print {agency} {book} --year 2026 --into {folder}/{agency}"


def processes(numbers: Iterable[int]) -> Found:
    """What anybody of the same account reads of each process of the product and its children."""
    for number in with_children(numbers):
        for name in ("environ", "cmdline"):
            with suppress(OSError):  # ended meanwhile: a job's child lives as long as its job
                yield f"/proc: {name}", Path(f"/proc/{number}/{name}").read_bytes()


def core_limits(numbers: Iterable[int]) -> set[str]:
    """How large a core file each of them may leave."""
    limits = set()
    for number in with_children(numbers):
        with suppress(OSError):
            told = Path(f"/proc/{number}/limits").read_text(encoding="ascii").splitlines()
            limits |= {line.split()[4] for line in told if line.startswith("Max core file size")}
    return limits


def with_children(numbers: Iterable[int]) -> Iterator[int]:
    """Each process and whatever it started that still lives."""
    for number in numbers:
        yield number
        with suppress(OSError):
            for thread in Path(f"/proc/{number}/task").iterdir():
                listed = (thread / "children").read_text(encoding="ascii").split()
                yield from with_children(map(int, listed))
