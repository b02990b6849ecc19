"""Z1: every role at every address by every method, to every file as it stands to it.

What is expected follows from the table of the policy and from how the world says that people stand
to its files; what is found is the answer of the application. An address that the matrix cannot fill
in fails it, and so does a method that nobody thought of.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from feedback.blueprints.guards import Policy, policy_of
from feedback.domain.policy.deciding import decide
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.policy.table import TABLE
from feedback.domain.roles import Role
from feedback.domain.text import fold
from feedback.services.rights import relations
from tests.client import texts
from tests.factories import PEOPLE, at
from tests.integration.security.matrix_world import (
    COMPLAINANT,
    DENOUNCER,
    NOWHERE,
    OTHERS,
    REPORTER,
    TODAY,
    Thing,
    Told,
    happened,
)
from tests.papers import SCAN
from tests.passwords import PASSWORD
from tests.worlds import Worlds, application

NOBODY = "nobody"
DOOR, OTHERS_ROOM, NOT_THERE, OPEN = "the door", "another's room", "not there", "open"
#: Enough that every role meets every relation.
SIGNED_IN = (
    "canboxa", "xacminh", "chutichxa", "vanthuxa", "cbso", "tiepnhan", "chutichtinh", "thanhtra",
    *(username for username, *_ in OTHERS if username != "quantrihai"),
)  # fmt: skip
ROLES = {username: role for _, username, _, role, _ in PEOPLE} | {
    username: role for username, role, _ in OTHERS
}
AGENCIES = {username: code for _, username, _, _, code in PEOPLE} | {
    username: code for username, _, code in OTHERS
}
#: What addresses ask for beside numbers of files.
TEXTS: dict[str, str | int] = {
    "action": "suspend", "sha256": SCAN.sha256, "kind": "pdf", "name": "acceptance_notice",
    "code": "T1", "procedure": "intake", "index": 0, "number": 1, "form": "complaint_form",
    "page": "cau-chuyen", "token": "x" * 43, "address": "app.css",
    "request_id": 1, "opening_id": 1, "erasure_id": 1,
}  # fmt: skip
#: A name that means something else there.
ELSEWHERE = {
    ("inspection.procedure", "name"): "TT05-2021",
    ("office.petition", "subject_id"): "petition_id",
    ("office.acknowledge", "delivery_id"): "received_id",
    ("office.incoming_letter", "delivery_id"): "received_id",
}
#: Questions without which a page has nothing to show.
ASKED = {
    "office.deadline_sheet": "vu_viec={case}", "office.find": "q=thu+hoi",
    "office.desk": "xem=tat-ca", "office.book": "so=TCD", "office.print_book": "so=TCD",
}  # fmt: skip
#: Of these the world has none: "absent" is a right answer to who may ask.
ABSENT = {
    **dict.fromkeys(
        (
            "office.identity",
            "office.decide_identity",
            "office.review_identity",
            "office.open_identity",
            "office.read_identity",
        ),
        "nobody asked to read an identity",
    ),
    **dict.fromkeys(
        ("administration.erasing", "administration.erase", "administration.refuse_erasure"),
        "no erasure is proposed",
    ),
    "office.end_session": "only one's own sessions, and there is no other",
    "office.post_batch": "no envelope waits",
    "office.link_sign_on": "no provider is configured",
    "office.registered_pdf": "a receipt is asked for by its code",
}
#: Named by a number of the commune's own, which other agencies do not have.
OF_THE_COMMUNE = {
    "office.deadline_sheet", "office.paragraph", "office.change_paragraph",
    "office.incoming_document", "office.cancel_incoming",
}  # fmt: skip
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"})


@dataclass(frozen=True)
class Matrix:
    """The application in the shared world, and a client for each person."""

    app: Flask
    told: Told
    clients: dict[str, FlaskClient]


@pytest.fixture(scope="module")
def matrix(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    world = worlds.after(happened)
    name = f"feedback_matrix_{worlds.mark}"
    settings = worlds.clone(world, name, tmp_path_factory.mktemp("matrix") / "feedback")
    with application(settings) as app, time_machine.travel(at(TODAY, 9), tick=True):
        # the token is asked for by each form alone, so that what is posted empty changes nothing
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        clients = {who: signed_in(app, who) for who in SIGNED_IN} | {NOBODY: app.test_client()}
        yield Matrix(app, world.told, clients)
    worlds.end(name)


def signed_in(app: Flask, who: str) -> FlaskClient:
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    answer = client.post("/can-bo/dang-nhap", data={"username": who, "password": PASSWORD})
    app.config["WTF_CSRF_ENABLED"] = True
    assert answer.status_code == 302
    return client


def rules(app: Flask) -> list[Rule]:
    """Every address but the one that ends the session the matrix walks with."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "office.sign_out"]


def place_of(rule: Rule) -> str | None:
    """The name by which an address names a file; None where it names none."""
    named = [name for name in rule.arguments if name in relations.PLACES]
    assert len(named) < 2, f"{rule} names two files"
    return named[0] if named else None


def path_of(rule: Rule, told: Told, thing: Thing) -> str:
    """The address filled in; KeyError for what the matrix does not know."""
    known = TEXTS | told.common | thing.places
    given = {}
    for name in rule.arguments:
        other = ELSEWHERE.get((rule.endpoint, name), name)
        given[name] = known.get(other, other) if other != name else known[name]
    built = rule.build(given)
    assert built is not None, f"{rule} cannot be filled in"
    question = ASKED.get(rule.endpoint, "").format(**thing.texts)
    return built[1] + (f"?{question}" if question else "")


def stands(who: str, thing: Thing, place: str) -> set[Relation]:
    """How somebody stands to what an address names, as the world says."""
    agency, role = AGENCIES[who], ROLES[who]
    if role in {Role.INSPECTOR, Role.DELEGATE, Role.CUSTODIAN, Role.AUDITOR}:
        return {Relation.PROVINCE}
    leads = {Relation.INSPECTORATE} if (role, agency) == (Role.HEAD, "TTT") else set()
    ties = [leads, thing.stands.get(agency, set()), thing.people.get(who, set())]
    if place in {"letter_id", "act_id"}:
        ties.append(thing.documents.get(agency, set()))
    if place == "delivery_id":
        ties.append(thing.deliveries.get(agency, set()))
    return set().union(*ties) or {Relation.STRANGER}


def expected(who: str, policy: Policy, thing: Thing, place: str | None) -> str:
    """What the table says: the door, another's room, not there, or open."""
    if who == NOBODY:
        return DOOR
    role = ROLES[who]
    if not any(role in row.roles for action in policy.actions for row in TABLE[action]):
        return OTHERS_ROOM
    if place is None or policy.looks_itself:
        return OPEN
    standing = stands(who, thing, place)
    facts = FileFacts(protected=thing.protected, hidden=thing.hidden)
    may = Relation.CONFLICTED not in standing and any(
        decide(role, action, relation, facts).allowed
        for action in policy.actions
        for relation in standing
    )
    return OPEN if may else NOT_THERE


def answered(answer: TestResponse) -> str:
    """What the application did, in the same words."""
    if answer.status_code >= 500:
        return f"broken: {answer.status_code}"
    if answer.location and answer.location.startswith("/can-bo/dang-nhap"):
        return DOOR
    return {401: DOOR, 403: OTHERS_ROOM, 404: NOT_THERE}.get(answer.status_code, OPEN)


def asked(matrix: Matrix, who: str, method: str, rule: Rule, thing: Thing) -> TestResponse:
    answer = matrix.clients[who].open(path_of(rule, matrix.told, thing), method=method)
    answer.request.environ["wsgi.input"].close()
    return answer


def cells(matrix: Matrix) -> Iterator[tuple[Rule, str, str, Thing]]:
    """Every address by every method it has, to every file it may name."""
    told = matrix.told
    for rule in rules(matrix.app):
        things = {"held": told.held, "moved": told.moved, "denounced": told.denounced}
        if place_of(rule) is None:
            things = {"held": told.held}
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            for name, thing in things.items():
                yield rule, method, name, thing


@pytest.mark.parametrize("who", [NOBODY, *SIGNED_IN])
def test_every_cell_is_as_the_table_says(matrix, who):
    wrong = []
    for rule, method, name, thing in cells(matrix):
        policy = policy_of(matrix.app, rule.endpoint)
        assert policy is not None, rule
        if policy.everyone:
            continue  # its one cell is tried below
        place = place_of(rule)
        wanted = expected(who, policy, thing, place)
        if wanted == OPEN and not is_there(rule, name, thing, place):
            continue
        if wanted in {DOOR, OTHERS_ROOM} and name != "held":
            continue  # refused before any file is looked for
        answer = asked(matrix, who, method, rule, thing)
        got = answered(answer)
        if got == wanted == NOT_THERE and not like_nothing(matrix, who, method, rule, answer):
            got = "told apart from what is not there"
        if got == NOT_THERE and wanted == OPEN and may_be_absent(rule, name, who):
            continue
        if got != wanted:
            wrong.append(f"{method} {rule.endpoint} of {name}: {got}, by the table {wanted}")
        if named := names_in(answer, who):
            wrong.append(f"{method} {rule.endpoint} of {name} tells {', '.join(named)}")
    assert not wrong, "\n".join(wrong)


def test_what_is_everyones_asks_nobody_who_they_are(matrix):
    wrong = []
    for rule, method, name, thing in cells(matrix):
        policy = policy_of(matrix.app, rule.endpoint)
        if policy is not None and policy.everyone and name == "held":
            got = answered(asked(matrix, NOBODY, method, rule, thing))
            # whoever gave no password yet has no second step
            if got not in {OPEN, NOT_THERE} and rule.endpoint != "office.second_step":
                wrong.append(f"{method} {rule.endpoint}: {got}")
    assert not wrong, "\n".join(wrong)


def names_in(answer: TestResponse, who: str) -> list[str]:
    """Words of people in the answer, its title and the names of its files, that are not for whom.

    A denouncer's are for nobody; a sender's for the agencies that work on the file, or wrote it
    down.
    """
    said = (answer.get_data() + str(answer.headers).encode()).lower()
    agency = AGENCIES.get(who, "")
    hidden = [DENOUNCER]
    hidden += [COMPLAINANT] if agency not in {"X06862", "BTCD"} else []
    hidden += [REPORTER] if agency not in {"X06862", "SXD", "BTCD"} else []
    words = [word for person in hidden for word in person.values()]
    return [word for word in words if any(form in said for form in written(word))]


@cache
def written(word: str) -> tuple[bytes, ...]:
    """A word as pages, addresses and the search write it."""
    forms = (word.lower(), fold(word), quote(word).lower(), word.replace(" ", "").lower())
    return tuple(form.encode() for form in forms)


def like_nothing(matrix: Matrix, who: str, method: str, rule: Rule, answer: TestResponse) -> bool:
    """Whether a file that may not be known of is answered like a number that nothing has (I10)."""
    nothing = replace(matrix.told.held, places=dict.fromkeys(matrix.told.held.places, NOWHERE))
    other = asked(matrix, who, method, rule, nothing)
    same = (answer.status_code, texts(answer.text)) == (other.status_code, texts(other.text))
    return same and sorted(answer.headers.keys()) == sorted(other.headers.keys())


def may_be_absent(rule: Rule, name: str, who: str) -> bool:
    """Whether the world lacks what an address asks for, although its reader might see it."""
    others = rule.endpoint in OF_THE_COMMUNE and AGENCIES[who] != "X06862"
    return name != "held" or rule.endpoint in ABSENT or others


def is_there(rule: Rule, name: str, thing: Thing, place: str | None) -> bool:
    """Whether the world has what the address names, to be shown to who may see it."""
    if rule.endpoint == "office.case" and name != "held":
        return False
    number = ELSEWHERE.get((rule.endpoint, place or ""), place or "")
    return thing.places.get(number) != NOWHERE


def test_a_method_that_an_address_does_not_have_is_answered_by_nothing(matrix):
    wrong = []
    for rule in rules(matrix.app):
        path = path_of(rule, matrix.told, matrix.told.held).partition("?")[0]
        own = matrix.app.url_map.bind("").allowed_methods(path)
        for method in METHODS - set(own):
            answer = matrix.clients["chutichxa"].open(path, method=method)
            if answer.status_code != 405:
                wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []


def test_every_role_and_every_relation_is_met(matrix):
    """Else a cell of the table would never be tried."""
    told = matrix.told
    met = {ROLES[who] for who in SIGNED_IN}
    assert met == set(Role) - {Role.CITIZEN, Role.SYSTEM}
    related = {
        relation
        for who in SIGNED_IN
        for thing in (told.held, told.moved, told.denounced)
        for place in relations.PLACES
        for relation in stands(who, thing, place)
    }
    assert related == set(Relation) - {Relation.NO_FILE, Relation.OWN}
