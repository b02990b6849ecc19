"""Every address says who may use it; what is open to everyone is listed here by name."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Blueprint, Flask, flash, session

from feedback.app import create_app
from feedback.blueprints import guards
from feedback.blueprints.guards import asks, policy_of
from feedback.blueprints.office.batch import by_reason
from feedback.domain.policy.actions import Action
from feedback.queries.queue import PAGE
from feedback.services.rights import relations
from feedback.settings.choices import DatabaseRole, Mode
from feedback.settings.frozen import Settings
from feedback.vault.keys import create_missing
from tests.servers import ServerUrls
from tests.worlds import settings_for

OPEN_TO_EVERYONE = {
    "assets.serve",
    "health.healthz",
    "health.readyz",
    "office.activate",
    "office.ask_key",
    "office.come_back",
    "office.second_step",
    "office.sign_in",
    "office.sign_in_by_key",
    "office.sign_on",
    "public.accessibility",
    "public.add_information",
    "public.another",
    "public.check",
    "public.complaint_to_sign",
    "public.come_from_vneid",
    "public.declare",
    "public.files",
    "public.form",
    "public.forms",
    "public.go_to_vneid",
    "public.guide",
    "public.home",
    "public.kind",
    "public.leave",
    "public.letter",
    "public.prepare",
    "public.privacy",
    "public.proof",
    "public.prove",
    "public.prove_file",
    "public.published",
    "public.published_letter",
    "public.question",
    "public.receipt",
    "public.receipt_pdf",
    "public.track",
    "public.triage",
    "public.verify",
    "public.verify_file",
    "public.verify_number",
    "public.vneid",
    "public.withdraw",
    "public.withdraw_part",
    "reports.csp",
}
#: For development; production has no such addresses.
DEVELOPMENT = "showcase."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a house whose database nobody asks."""
    data = tmp_path_factory.mktemp("routes")
    create_missing(data / "keys")
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    servers = ServerUrls(
        nowhere,
        dict.fromkeys(DatabaseRole, nowhere),
        nowhere,
        "redis://127.0.0.1:1",
        own_database=True,
    )
    return settings_for(servers, "none", Path(data))


@pytest.fixture(scope="module")
def house(settings: Settings) -> Flask:
    """The assembled application."""
    return create_app(settings)


def test_every_route_says_who_may_use_it(house):
    silent = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if policy_of(house, rule.endpoint) is None
    }
    assert silent == set()


def test_what_everyone_may_open_is_known_by_name(house):
    found = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if (policy := policy_of(house, rule.endpoint)) and policy.everyone
    }
    named = {name for name in found if not name.startswith(DEVELOPMENT)}
    assert named == OPEN_TO_EVERYONE


def test_production_has_no_page_for_development(settings, house):
    """Samples and pages of components are for who works on the product (ASVS 15.2.3)."""
    production = create_app(replace(settings, mode=Mode.PRODUCTION))
    here, there = (
        {rule.endpoint for rule in app.url_map.iter_rules()} for app in (house, production)
    )
    assert here - there
    assert all(name.startswith(DEVELOPMENT) for name in here - there)
    assert there - here == set()
    assert not any(name.startswith(DEVELOPMENT) for name in there)
    assert not production.debug
    assert not production.testing


#: Numbers in addresses that lead to no file, or to one that the service asks for itself: requests
#: to read an identity, and erasures, are known by who may ask, not by who holds the file.
OF_NO_FILE = {
    "change_id", "document_id", "erasure_id", "index", "number", "opening_id", "request_id",
}  # fmt: skip


def test_every_number_in_an_address_is_known_to_lead_to_a_file_or_to_none(house):
    """A file named by a word that the guard does not know would be opened without being asked."""
    numbers = {
        name
        for rule in house.url_map.iter_rules()
        for name in re.findall(r"<int:(\w+)>", rule.rule)
    }
    assert numbers == set(relations.PLACES) | OF_NO_FILE


def test_who_looks_for_the_file_itself_is_known_by_name(house):
    found = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if (policy := policy_of(house, rule.endpoint)) and policy.looks_itself
    }
    assert found == {"office.classify", "office.deadline_sheet"}


def test_no_address_of_citizens_carries_anything_but_a_page_name(house):
    """Codes and ids in addresses end in logs and histories.

    The token opens what is public, and a form to print has a name.
    """
    arguments = {
        name
        for rule in house.url_map.iter_rules()
        if rule.endpoint.startswith("public.")
        for name in rule.arguments
    }
    assert arguments == {"form", "page", "token"}


@pytest.fixture
def small() -> Flask:
    app = Flask("small")
    app.secret_key = "of a test"  # noqa: S105 - guards nothing
    blueprint = Blueprint("open", __name__)
    blueprint.add_url_rule("/forgotten", "forgotten", lambda: "leaked")
    blueprint.add_url_rule("/heads", "heads", asks(Action.DECIDE)(lambda: "leaked"))
    app.add_url_rule("/dang-nhap", "office.sign_in", lambda: "sign in")
    guards.install(app)
    guards.login.init_app(app, add_context_processor=False)
    app.register_blueprint(blueprint)
    return app


def test_a_view_that_declares_nothing_is_closed(small):
    assert small.test_client().get("/forgotten").status_code == 404


def test_nobody_opens_an_officers_page_without_signing_in(small):
    answer = small.test_client().get("/heads")
    assert answer.status_code in {302, 401}
    assert "leaked" not in answer.text


def test_a_policy_names_at_least_one_action():
    with pytest.raises(ValueError, match="at least one action"):
        asks()


def test_the_longest_sentences_after_a_press_fit_into_a_cookie(house):
    """A whole page of petitions refused for five long reasons (ASVS 3.3.5)."""
    letters = random.Random(1)  # noqa: S311 - words of a test
    reasons = ["".join(letters.choices("aâbcdđeêghiknoôrstuưy ", k=150)) for _ in range(5)]
    codes = [f"QNKNPA-2026-{letters.randrange(99_999):05}" for _ in range(PAGE)]
    refused = [(code, reasons[number % 5]) for number, code in enumerate(codes)]
    with house.test_request_context():
        for sentence in by_reason(refused):
            flash(sentence)
        answer = house.response_class()
        house.session_interface.save_session(house, session, answer)
    assert len(answer.headers["Set-Cookie"].encode()) <= 4096


def test_a_reason_is_said_once_after_all_it_is_about():
    refused = [("QN-1", "late"), ("QN-2", "gone"), ("QN-3", "late")]
    assert by_reason(refused) == ["QN-1, QN-3: late", "QN-2: gone"]
