"""The seven tasks, each done by the product and by the floor in the same way."""

import base64
import json
import random
import threading
import time
from collections.abc import Callable, Iterator

from bench import floor
from bench.client import Client, by_turns, token_of
from bench.house import FLOOR_PORT, PRODUCT_PORT, House, cpu_seconds
from bench.recount import recount
from bench.result import Result
from feedback.app import create_app
from feedback.demo.load import PASSWORD
from feedback.domain import clock
from feedback.domain.petitions import Kind
from feedback.launch.child import Child
from feedback.queries.search import MARKED_BOOK
from feedback.services.lodging import drafts
from feedback.settings.frozen import Settings
from feedback.vault.blind_index import Scope
from feedback.vault.keys import KeyRing

CLIENTS = 8
LODGED = 1_200
#: How often a page is asked for.
ASKED = 150
STORY = "Đường vào thôn Đông bị xe chở đất cày nát, mưa xuống là bùn ngập bánh xe máy. "
#: Stand in a handful of petitions only, and in three of a hundred.
RARE, MIDDLING = "quyzxhiem", "quyzxvua"


def all_tasks(house: House) -> Iterator[Result]:
    codes, lodging = lodge(house)
    yield from lodging
    yield from pages(house, codes[0])
    yield from sweeps(house)
    yield from recount(house)


def lodge(house: House) -> tuple[list[str], list[Result]]:
    """T1: form, post and confirmation, eight clients at once."""
    prepared = forms(house, LODGED)
    sends = [_product_sender(*each) for each in prepared]
    rate, cpu = _hurry(sends, house.product)
    floor_rate, floor_cpu = _hurry([_floor_sender] * LODGED, house.floor)
    return [code for _, code in prepared], [
        Result("T1 lodge, 8 clients", "a second", rate, floor_rate, more_is_better=True),
        Result("T1 processor time", "ms", cpu, floor_cpu),
    ]


def forms(house: House, count: int) -> list[tuple[bytes, str]]:
    """Forms filled in and checked: key of the draft, receipt code."""
    app = create_app(Settings.from_environment(house.environ))
    with app.app_context():
        made = []
        for _ in range(count):
            key, answers = drafts.begin(Kind.REPORT, clock.now())
            given = {"story": _told(), "commune_code": "06862", "name": "Nguyễn Văn Hòa"}
            drafts.answer(key, clock.now(), given)
            made.append((key, answers.code))
    return made


def _told() -> str:
    """A story nobody told before: copies are set aside as suspects."""
    words = (STORY * 6).split()
    random.shuffle(words)
    return " ".join(words)


def _product_sender(key: bytes, _code: str) -> Callable[[], None]:
    def send() -> None:
        client = Client(PRODUCT_PORT, {"draft": base64.urlsafe_b64encode(key).decode()})
        token = client.token("/gui-don/cam-doan")
        client.must("/gui-don/cam-doan", {"csrf_token": token, "kind": "report", "sworn": "y"})
        client.must("/bien-nhan")

    return send


def _floor_sender() -> None:
    client = Client(FLOOR_PORT)
    client.must("/lodge")
    client.must("/lodge", {"story": STORY * 6})
    client.must("/receipt/1")


def _hurry(sends: list[Callable[[], None]], server: Child) -> tuple[float, float]:
    """How many a second, and milliseconds of the server's processor time for each."""
    waiting, lock = iter(sends), threading.Lock()

    def work() -> None:
        while True:
            with lock:
                send = next(waiting, None)
            if send is None:
                return
            send()

    before, begun = cpu_seconds(server), time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken, spent = time.perf_counter() - begun, cpu_seconds(server) - before
    return len(sends) / taken, spent * 1000 / len(sends)


def pages(house: House, code: str) -> Iterator[Result]:
    """T2, T3, T5 and T6: the pages of an officer and of a citizen."""
    officer, plain = signed_in(house), Client(FLOOR_PORT)
    agency, petition = desk_and_petition(house)
    _mark_words(house, agency)
    citizen = Client(PRODUCT_PORT)
    form = {"csrf_token": citizen.token("/tra-cuu"), "code": code}
    (hashed,) = house.one("SELECT encode(code_hash, 'hex') FROM floor.petition LIMIT 1")
    asked = {
        "T2 queue, 50 rows": (
            lambda: officer.must("/can-bo?xem=tat-ca"),
            lambda: plain.must(f"/queue/{agency}"),
        ),
        "T3 petition": (
            lambda: officer.must(f"/can-bo/don/{petition}"),
            lambda: plain.must(f"/petition/{petition}"),
        ),
        "T5 search, middling word": (
            lambda: officer.must(f"/can-bo/tim?q={MIDDLING}"),
            lambda: plain.must(f"/search?q={MIDDLING}"),
        ),
        "T5 search, rare word": (
            lambda: officer.must(f"/can-bo/tim?q={RARE}"),
            lambda: plain.must(f"/search?q={RARE}"),
        ),
        "T6 tracking by code": (
            lambda: citizen.must("/tra-cuu", form),
            lambda: plain.must("/track", {"code": hashed}),
        ),
    }
    for task, (product, ground) in asked.items():
        yield Result(task, "ms", *by_turns(product, ground, ASKED))


def signed_in(house: House) -> Client:
    """An officer of the reception desk, where most petitions rest."""
    client = Client(PRODUCT_PORT)
    client.must("/can-bo/dang-nhap", door_form(house, client.must("/can-bo/dang-nhap")))
    return client


def door_form(house: House, door: str) -> dict[str, str]:
    """What the officer types at the door."""
    (username,) = house.one(
        "SELECT username FROM user_account u JOIN agency a ON a.id = u.agency_id"
        " WHERE a.level = 'board' AND u.role = 'reception_officer' ORDER BY u.id LIMIT 1"
    )
    return {"csrf_token": token_of(door), "username": username, "password": PASSWORD}


def desk_and_petition(house: House) -> tuple[int, int]:
    """The reception desk, and a petition with a history that rests there."""
    return house.one(
        "SELECT p.agency_id, p.id FROM floor.petition p JOIN agency a ON a.id = p.agency_id"
        " JOIN floor.event e ON e.subject_id = p.id WHERE a.level = 'board'"
        " GROUP BY p.agency_id, p.id ORDER BY count(*) DESC, p.id DESC LIMIT 1"
    )


def _mark_words(house: House, agency: int) -> None:
    """One word goes into a few petitions, another into three in a hundred, for both programs."""
    few = (
        "SELECT s.id FROM subject s JOIN petition p ON p.id = s.id"
        f" WHERE s.agency_id = {int(agency)} ORDER BY s.id LIMIT 5"
    )
    for word, chosen in ((RARE, few), (MIDDLING, "SELECT id FROM petition WHERE mod(id, 33) = 0")):
        for year, mark in _marks(house, word):
            house.one(
                "UPDATE petition SET search = search || %s::tsvector"
                f" WHERE year = %s AND id IN ({chosen})",
                mark, year,
            )  # fmt: skip
        house.one(
            "UPDATE floor.petition SET search = search || to_tsvector('simple', %s)"
            f" WHERE id IN ({chosen})",
            word,
        )
    for table in ("petition", "floor.petition"):
        house.one(f"VACUUM ANALYZE {table}")  # as the server does by itself, a minute later


def _marks(house: House, word: str) -> list[tuple[int, str]]:
    """What stands for the word in the product's index, in each year."""
    index = KeyRing(Settings.from_environment(house.environ).keys_dir).blind_index
    (years,) = house.one("SELECT array_agg(DISTINCT year) FROM petition")
    return [(year, index.token(word, Scope(MARKED_BOOK, year))) for year in years]


def sweeps(house: House) -> Iterator[Result]:
    """T4, one in a hundred deadlines due: the command from start to end, and the sweep alone."""
    command, alone, ground = [], [], []
    for _ in range(3):
        _make_due(house, "deadline", "state = 'open' AND next_level_at IS NOT NULL")
        begun = time.perf_counter()
        counts = json.loads(house.flask("escalate", "--json"))
        command.append(time.perf_counter() - begun)
        alone.append(counts["seconds"])
        _make_due(house, "floor.deadline", "true")
        house.one("TRUNCATE floor.escalation")
        begun = time.perf_counter()
        floor.sweep(house.database)
        ground.append(time.perf_counter() - begun)
    yield Result("T4 sweep, 1 % due, command", "s", sorted(command)[1], sorted(ground)[1])
    yield Result("T4 the sweep alone", "s", sorted(alone)[1], sorted(ground)[1])


def _make_due(house: House, table: str, which: str) -> None:
    house.one(
        f"UPDATE {table} SET next_level_at = now() - interval '1 minute' WHERE id IN (SELECT id"
        f" FROM {table} WHERE {which} ORDER BY id %% 97, id LIMIT {house.size // 100})"
    )
