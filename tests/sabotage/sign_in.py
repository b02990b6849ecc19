"""Protections of officers' accounts: keys, codes, sessions, the province's provider."""

import contextlib
from typing import Any

from tests.sabotage.core import (
    NO,
    YES,
    Exchanged,
    Sabotage,
    becomes,
    cut,
    never,
    sabotage,
    says,
    stated,
)

PASSKEYS = "tests/integration/office/test_passkeys.py::test_"
CODES = "tests/integration/office/test_one_time_codes.py::test_"
DOOR = "tests/integration/office/test_signing_in.py::test_"
STEP_UP = "tests/integration/office/test_stepping_up.py::test_"
SIGN_ON = "tests/integration/office/test_sign_on.py::test_"
SESSIONS = "tests/integration/office/test_own_sessions.py::test_"
ACCOUNTS = "tests/integration/administration/test_accounts.py::test_"
TRUSTED = "tests/integration/administration/test_trusted_accounts.py::test_"
RULES = "tests/unit/domain/test_sign_in_rules.py::test_"


def looked_at_again(real: Any) -> Any:
    """A question that is answered, and stays open."""

    def look(token: str, purpose: Any, now: Any) -> Any:
        from feedback.extensions import db  # noqa: PLC0415 - not before the product asks for it
        from feedback.services.signing_in.ceremonies import look as left_open  # noqa: PLC0415 - as above

        return left_open(db.session(), token, purpose, now)

    return look


def kept_as_it_is(_real: object) -> Any:
    return lambda token: token


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "a-key-verifies-its-owner",
        "ASVS 6",
        "the PIN, the finger or the face that a passkey asks for",
        cut(
            "feedback.services.signing_in.passkey_proof",
            "require_user_verification=True",
            "require_user_verification=False",
        ),
        f"{PASSKEYS}a_wrong_answer_is_refused",
    ),
    sabotage(
        "a-key-answers-our-page-alone",
        "ASVS 6",
        "the address of the page that a passkey answered",
        cut(
            "feedback.services.signing_in.passkey_proof",
            "expected_origin=site.origin",
            "expected_origin=[site.origin, site.origin + '.net']",
        ),
        f"{PASSKEYS}a_wrong_answer_is_refused",
    ),
    sabotage(
        "a-copied-key-is-refused",
        "ASVS 6",
        "the count of a key that went back",
        cut(
            "feedback.services.signing_in.passkey_proof",
            "            proved.new_sign_count <= key.sign_count\n",
            "            proved.new_sign_count < 0\n",
        ),
        f"{PASSKEYS}a_copied_key_is_refused_and_told_of",
    ),
    sabotage(
        "an-answer-counts-once",
        "ASVS 6",
        "the end of a question with its answer",
        Exchanged("feedback.services.signing_in.ceremonies:take", looked_at_again),
        f"{PASSKEYS}an_answer_counts_once",
        f"{SIGN_ON}a_code_and_a_question_count_once",
    ),
    sabotage(
        "a-question-is-of-its-kind",
        "ASVS 6",
        "what a question was put for",
        cut("feedback.services.signing_in.ceremonies", "        Ceremony.purpose == purpose,\n"),
        f"{PASSKEYS}an_answer_to_another_kind_of_question_is_refused",
    ),
    sabotage(
        "a-question-ends",
        "ASVS 6",
        "the five minutes of a question",
        cut("feedback.services.signing_in.ceremonies", "        Ceremony.expires_at >= now,\n"),
        f"{PASSKEYS}a_question_is_forgotten_after_five_minutes",
        f"{CODES}the_second_step_is_forgotten_after_five_minutes",
    ),
    sabotage(
        "a-code-is-taken-once",
        "ASVS 6",
        "the step of a one-time code that was used",
        Exchanged("feedback.services.signing_in.one_time_codes:_use_up", YES),
        f"{CODES}a_code_is_taken_once_and_no_older_one_after_it",
    ),
    sabotage(
        "a-code-on-paper-once",
        "ASVS 6",
        "the end of a code on paper with its use",
        cut("feedback.services.signing_in.paper_codes", "        & PaperCode.used_at.is_(None)\n"),
        f"{CODES}a_code_on_paper_stands_in_once",
    ),
    sabotage(
        "a-code-of-three-days",
        "ASVS 6",
        "the three days of an activation code",
        cut(
            "feedback.services.signing_in.paper_codes",
            "        & (func.coalesce(PaperCode.expires_at, now) >= now)\n",
        ),
        f"{ACCOUNTS}an_activation_code_counts_once_for_three_days_and_the_newest_alone",
    ),
    sabotage(
        "a-secret-opens-in-its-row",
        "ASVS 6 C1",
        "the account that the secret of a telephone is bound to",
        Exchanged("feedback.vault.factors:_belongs_to", says(b"")),
        f"{CODES}a_secret_opens_in_its_own_row_alone",
    ),
    sabotage(
        "guessing-codes-is-slowed",
        "ASVS 6",
        "the growing wait after wrong passwords and codes",
        never("feedback.services.signing_in.throttle:refuse_hasty"),
        f"{CODES}guessing_codes_is_slowed_though_the_password_is_right",
        f"{DOOR}guessing_is_slowed_and_another_network_is_not",
    ),
    sabotage(
        "an-unknown-name-costs-the-same",
        "ASVS 6 Z2",
        "the work of a password for a name that nobody has",
        cut(
            "feedback.services.signing_in.passwords",
            "    usable = bool(known) and len(typed) <= LONGEST\n",
            "    usable = bool(known) and len(typed) <= LONGEST\n"
            "    if not usable:\n"
            "        return False\n",
        ),
        f"{DOOR}an_unknown_name_costs_the_same_work_as_a_known_one",
    ),
    sabotage(
        "two-passwords-at-a-time",
        "D1",
        "the two places in which passwords are hashed",
        Exchanged(
            "feedback.services.signing_in.passwords:_AT_ONCE", becomes(contextlib.nullcontext())
        ),
        "tests/unit/services/test_passwords.py::test_two_are_hashed_at_a_time",
    ),
    sabotage(
        "a-second-factor-where-it-counts",
        "ASVS 6",
        "the second factor of those who decide",
        Exchanged("feedback.domain.sign_in:is_enough", YES),
        f"{RULES}those_who_decide_need_more_than_a_password_where_it_is_demanded",
        f"{ACCOUNTS}a_head_does_not_enter_with_a_password_alone",
    ),
    sabotage(
        "proved-again",
        "ASVS 7",
        "the fresh proof before what must not go wrong",
        never("feedback.blueprints.guards:require_fresh"),
        f"{STEP_UP}without_the_proof_nothing_that_asks_for_it_is_done",
        f"{STEP_UP}exports_ask_for_it",
    ),
    sabotage(
        "a-proof-is-fresh-for-five-minutes",
        "ASVS 7",
        "the five minutes of a fresh proof",
        Exchanged("feedback.domain.sign_in:is_fresh", YES),
        f"{RULES}a_proof_is_fresh_for_five_minutes",
    ),
    sabotage(
        "the-token-changes",
        "ASVS 7",
        "the new token of a session whose owner proved again",
        cut(
            "feedback.services.signing_in.sessions",
            "    fresh = secrets.token_urlsafe(32)\n    with",
            "    fresh = token\n    with",
        ),
        f"{STEP_UP}the_token_changes_and_the_old_one_opens_nothing",
    ),
    sabotage(
        "a-session-that-was-ended",
        "ASVS 7",
        "the end of a session in the database",
        Exchanged("feedback.services.signing_in.sessions:_end", says(1)),
        f"{SESSIONS}a_cookie_kept_by_somebody_opens_nothing_after_signing_out",
        f"{SESSIONS}a_session_ended_elsewhere_is_over_with_the_next_request",
    ),
    sabotage(
        "a-session-runs-out",
        "ASVS 7",
        "half an hour without a request, twelve hours in any case",
        Exchanged("feedback.domain.sign_in:is_over", NO),
        f"{RULES}a_session_lasts_as_long_as_its_role_allows",
        f"{DOOR}an_idle_session_ends",
    ),
    sabotage(
        "a-new-password-ends-sessions",
        "ASVS 7",
        "the mark of a password in each session",
        cut("feedback.services.signing_in.sessions", "account.stamp != found.begun_with or "),
        f"{DOOR}a_session_ends_with_the_next_request_once",
    ),
    sabotage(
        "tokens-are-kept-as-hashes",
        "ASVS 7 C1",
        "the hash in place of a session's token",
        Exchanged("feedback.services.signing_in.sessions:_hash", kept_as_it_is),
        f"{SESSIONS}the_database_holds_nothing_that_opens_a_session",
    ),
    sabotage(
        "the-browser-that-asked",
        "ASVS 10",
        "the state that binds a sign-on to the browser that asked",
        cut(
            "feedback.services.signing_in.identity_provider",
            "if not same or",
            "if",
        ),
        f"{SIGN_ON}an_answer_to_another_browser_or_none_is_refused",
    ),
    sabotage(
        "the-nonce-of-the-question",
        "ASVS 10",
        "the nonce of a sign-on in the token",
        cut("feedback.services.signing_in.identity_provider", '        "nonce": question.nonce,\n'),
        f"{SIGN_ON}what_it_says_wrong_is_not_believed",
    ),
    sabotage(
        "claims-are-checked",
        "ASVS 9",
        "the claims of the provider's token",
        cut(
            "feedback.services.signing_in.identity_provider",
            "        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)\n",
        ),
        f"{SIGN_ON}what_it_says_wrong_is_not_believed",
    ),
    sabotage(
        "a-token-is-signed",
        "ASVS 9",
        "the signature on the provider's token",
        cut(
            "feedback.services.signing_in.identity_provider",
            'told = jwt.decode(str(token["id_token"]), keys, algorithms=list(ALGORITHMS))',
            'parts = str(token["id_token"]).split(".")[:2]\n'
            "        read = __import__('base64').urlsafe_b64decode\n"
            "        told = jwt.Token(*(json.loads(read(part + '==')) for part in parts))",
        ),
        f"{SIGN_ON}a_token_not_signed_as_it_should_be_is_not_believed",
    ),
    sabotage(
        "the-provider-that-was-configured",
        "ASVS 10",
        "the issuer of the provider's own document",
        cut(
            "feedback.services.signing_in.providers",
            'if told.get("issuer") != provider.issuer:',
            "if told is None:",
        ),
        f"{SIGN_ON}a_document_that_is_not_the_providers_is_not_believed",
    ),
    sabotage(
        "a-trusted-account-takes-two",
        "C3",
        "the second administrator of an account that names hang on",
        never("feedback.services.signing_in.trusted_accounts:hold"),
        f"{TRUSTED}made_alone_it_opens_nothing_and_the_code_is_worth_nothing_yet",
    ),
    sabotage(
        "an-account-by-two-in-the-database",
        "C3",
        "the second administrator, refused by the database itself",
        stated(
            "ALTER TABLE account_confirmation DROP CONSTRAINT ck_account_confirmation_two_others"
        ),
        f"{TRUSTED}the_database_wants_two_as_well",
    ),
)
