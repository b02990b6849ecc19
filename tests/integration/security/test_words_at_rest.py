"""What petitions say lies nowhere in clear, cannot be swapped unseen, and is read by its page."""

import re
import shutil
import subprocess

from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.roles import Actor
from feedback.extensions import db
from feedback.launch.binaries import postgres_engines
from feedback.queries import queue, redactions
from feedback.queries.file import file
from feedback.queries.opened import opened
from feedback.queries.search import search
from feedback.queries.views import View
from feedback.services.acts import casework
from feedback.services.identity import redaction
from feedback.services.lodging import citizens
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.canaries import found
from tests.factories import a_lodging, at, read_province
from tests.integration.office.test_denunciation_through_the_web import CHECK
from tests.integration.security.conftest import change
from tests.worlds import stories

#: Words no Vietnamese text has; the first sentence of a story is its title.
DENOUNCED = {
    "story": "Zquẩyxơ nhận phong bì ở trạm. Zvẹnkhuỷa đứng canh cửa sau.",
    "wanted": "Zmừngtoét phải trả lại tiền.",
    "against": "Zphụngkhoằm, cán bộ địa chính",
    "place": "sau miếu Zđàmxoẳn",
}
COMPLAINED = {
    "story": "Zrưỡngthoạt lấy đất vườn. Zkhuềnhtoạc không đền bù.",
    "wanted": "Zlọanquyệt đền bù cho đúng.",
    "against": "Quyết định Zhuỵchngoắc số 845",
    "place": "bờ kênh Zthoảngkhuơ",
}
RETYPED = "Người tố cáo kể việc Zquậyngoéo nhận tiền."
ADDED = "Hôm qua Zđuểnhoảng lại đến nhà."
CANARY = re.compile(r"Z\w{4,}")


def canaries(*told: str) -> dict[str, str]:
    return {word: word for each in told for word in CANARY.findall(each)}


OF_COMPLAINT = canaries(*COMPLAINED.values())
OF_DENUNCIATION = canaries(*DENOUNCED.values(), RETYPED, ADDED)


def worked(app) -> tuple[int, int]:
    """A denunciation, sorted, checked, redacted, accepted; a complaint that waits for its kind."""
    with app.app_context():
        keys, people = KeyRing(app.extensions["settings"].keys_dir), read_province(db.session())
        desk, officer, head = people.receptionist, people.commune_officer, people.commune_head
        paper = a_lodging(
            Kind.DENUNCIATION, channel=Channel.COUNTER, signed=True, identity_number="", **DENOUNCED
        )
        secret = submit(paper, keys, at("2026-08-03"), officer=desk)
        complaint = submit(a_lodging(Kind.COMPLAINT, **COMPLAINED), keys, at("2026-08-03"))

        def act(who: Actor, action: str, **stated: str) -> None:
            drafter = officer.user_id if who is head else None
            casework.apply(secret, action, who, at("2026-08-04"), stated, drafter_id=drafter)

        act(desk, "classify", kind="denunciation", field="conduct", agency="X06862")
        act(officer, "check_identity", **CHECK | {"conditions": ",".join(CHECK["conditions"])})
        redaction.retype(secret, RETYPED, people.custodian, at("2026-08-04"))
        act(officer, "propose_acceptance", reason="Đủ bốn điều kiện.")
        act(head, "accept")
        citizens.add_information(secret, ADDED, at("2026-08-04"))
        return secret, complaint


beginning, lodged = stories(lodged=worked)


def dumped(settings, *options: str) -> bytes:
    """What ``pg_dump`` writes for who owns the database."""
    engines = postgres_engines({})
    program = shutil.which("pg_dump") or next(
        path for each in engines if (path := each.folder / "pg_dump").exists()
    )
    url = settings.database_owner_url.replace("postgresql+psycopg", "postgresql")
    return subprocess.run([program, *options, url], check=True, capture_output=True).stdout  # noqa: S603 - a program of PostgreSQL


def test_a_dump_holds_no_word_of_a_denunciation_nor_of_a_complaint(lodged, settings):
    dump = dumped(settings)
    assert b"COPY public.petition" in dump
    assert b"QNTC" in dump, "the search does see"
    assert found(OF_DENUNCIATION | OF_COMPLAINT, [("dump", dump)]) == []


def test_the_search_of_the_dump_sees_a_column_left_in_clear(lodged, owner, settings):
    """Also bytes, which a dump writes in hexadecimal."""
    clear = DENOUNCED["story"]
    change(
        owner,
        f"create table clear as select '{clear}'::text as said;"
        f"create table coded as select convert_to('{clear}', 'UTF8') as said",
    )
    hits = found(canaries(clear), [("dump", dumped(settings))])
    forms = {hit.rsplit(" as ", 1)[1] for hit in hits}
    assert {"NFC utf-8", "NFC utf-8 hex"} <= forms


def test_officers_read_a_complaint_and_find_it_by_its_words(session, province, lodged):
    complaint, reader = lodged[1], province.receptionist
    seen = file(session, reader, complaint, SubjectKind.PETITION)
    paper = seen.paper
    assert {name: getattr(paper, name) for name in COMPLAINED} == COMPLAINED
    assert seen.title == COMPLAINED["story"].split(".")[0]
    assert opened(session, reader, complaint).story == COMPLAINED["story"]
    for needle in (*OF_COMPLAINT, "zrưỡngthoạt den bu", "VƯỜN", "bờ kênh"):
        assert [row.id for row in search(session, reader, needle)[0]] == [complaint], needle
    assert search(session, reader, "zrưỡngthoạt khongco") == ((), None)
    assert search(session, reader, "zrưỡng") == ((), None), "a beginning is another word"


def test_no_word_of_a_denunciation_finds_it_and_none_is_on_its_file(session, province, lodged):
    for reader in (province.receptionist, province.commune_officer):
        for needle in OF_DENUNCIATION:
            assert search(session, reader, needle) == ((), None), needle


def test_whoever_may_reads_the_words_of_a_denouncer_and_what_was_added(session, lodged):
    told = redactions.words(session, lodged[0])
    assert {name: getattr(told, name) for name in DENOUNCED} == DENOUNCED
    assert told.added == (ADDED,)
    assert redactions.shown_copy(session, lodged[0]).text == RETYPED


def test_what_was_said_twice_in_a_row_is_one_addition(session, lodged):
    citizens.add_information(lodged[0], ADDED, at("2026-08-05"))
    assert redactions.words(session, lodged[0]).added == (ADDED,)


UNREADABLE = "Nội dung không đọc được; hãy báo quản trị viên"
MOVED = {
    "words of another": (
        "update petition set content = (select content from petition as other"
        " where other.id <> petition.id)"
    ),
    "titles of another": (
        "update petition set title = (select title from petition as other"
        " where other.id <> petition.id)"
    ),
    "both with the key": (
        "update petition set (content, title) = (select content, title from petition as other"
        " where other.id <> petition.id);"
        "alter table data_key drop constraint uq_data_key_petition_id;"
        "update data_key set petition_id = (select petition_id from data_key as other"
        " where other.id <> data_key.id)"
    ),
    "the other column": "update petition set content = title, title = content",
    "the sender for the words": (
        "update petition set content = person, title = person from party"
        " where party.petition_id = petition.id"
    ),
    "cut off": "update petition set content = substr(content, 1, 20), title = ''",
    "the key gone": "delete from data_key",
}


def test_what_was_moved_is_read_by_nobody_and_the_page_says_so(
    session, province, owner, lodged, caplog
):
    change(owner, "create table kept as table petition; create table k2 as table data_key")
    secret, complaint = lodged
    reader = province.receptionist
    for name, statement in MOVED.items():
        session.rollback()
        change(owner, statement)
        if name != "titles of another":
            seen = file(session, reader, complaint, SubjectKind.PETITION)
            assert (seen.paper.story, seen.title) == (UNREADABLE, UNREADABLE), name
            assert not any((seen.paper.wanted, seen.paper.against, seen.paper.place)), name
            assert redactions.words(session, secret).story == UNREADABLE, name
        if name != "words of another":
            page = queue.page(session, reader, View.ALL, at("2026-08-04").date())
            assert [row.title for row in page.rows] == [UNREADABLE], name
        session.rollback()
        change(
            owner,
            "truncate data_key; insert into data_key select * from k2;"
            "update petition set content = kept.content, title = kept.title"
            " from kept where kept.id = petition.id",
        )
    assert "words_unreadable" in caplog.text
    assert file(session, reader, complaint, SubjectKind.PETITION).paper.story


def test_an_older_copy_does_not_pass_for_the_newest(session, province, owner, lodged):
    redaction.retype(lodged[0], "Bản mới hơn.", province.custodian, at("2026-08-05"))
    change(
        owner,
        "alter table redacted_copy disable trigger append_only_rows;"
        "update redacted_copy set sealed = (select sealed from redacted_copy order by id limit 1)",
    )
    assert redactions.shown_copy(session, lodged[0]).text == UNREADABLE
