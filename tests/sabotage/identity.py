"""Protections of who denounces and who complains: sealed, opened by two, written down before."""

import dataclasses
import json
import tempfile
from typing import Any

from tests.sabotage.core import NO, YES, Exchanged, Sabotage, becomes, cut, never, sabotage, says

CANARIES = "tests/integration/security/test_canaries.py::test_"
AT_REST = "tests/integration/security/test_complainants_at_rest.py::test_"
WORDS = "tests/integration/security/test_words_at_rest.py::test_"
ORIGINALS = "tests/unit/vault/test_originals.py::test_"
DATA_KEYS = "tests/unit/vault/test_data_keys.py::test_"
CUSTODIAN = "tests/unit/vault/test_custodian.py::test_"
READING = "tests/integration/identity/test_reading.py::test_"
RULES = "tests/unit/domain/test_identity_reading.py::test_"
PROCESS = "tests/integration/identity/test_vault_process.py::test_"
BUNDLES = "tests/unit/vault/test_bundles.py::test_"
ERASURE = "tests/integration/services/test_erasure.py::test_"
REFUSES = f"{CUSTODIAN}the_vault_itself_refuses"


def in_the_clear(_real: object) -> Any:
    """The record itself in place of its envelope."""
    return lambda told, *_others: json.dumps(told, ensure_ascii=False).encode()


def onto_the_disk(_real: object) -> Any:
    """A plain temporary file, as the framework makes it."""
    return lambda *_words, **_named: tempfile.TemporaryFile()


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "a-denouncers-name-is-sealed",
        "C1 I6",
        "the envelope around who denounces",
        Exchanged("feedback.vault.originals:close_identity", in_the_clear),
        f"{CANARIES}a_denunciation_that_was_sent_tells_nobody_who_sent_it_nor_what_it_says",
    ),
    sabotage(
        "a-denouncers-papers-are-sealed",
        "C1 I6",
        "the envelope around each paper of a denouncer",
        Exchanged(
            "feedback.vault.originals:close_file", lambda _real: lambda packed, *_others: packed
        ),
        f"{CANARIES}the_papers_of_a_denouncer_are_readable_to_nobody",
        f"{CANARIES}the_names_of_a_denouncers_files_are_readable_to_nobody",
    ),
    sabotage(
        "papers-arrive-encrypted",
        "C1",
        "the encrypted spool in which uploads arrive",
        Exchanged("feedback.blueprints.requests:QuietRequest._get_file_stream", onto_the_disk),
        f"{CANARIES}while_a_paper_arrives_nothing_of_it_is_on_the_disk",
    ),
    sabotage(
        "no-image-of-memory",
        "C1",
        "the refusal to leave a core file",
        never("feedback.app:_leave_no_core"),
        f"{CANARIES}a_process_that_dies_leaves_no_image_of_its_memory",
    ),
    sabotage(
        "a-paper-has-no-plain-hash",
        "C1",
        "the secret in the commitment to a paper",
        Exchanged("feedback.vault.originals:Original.commitment", lambda _real: property(_plain)),
        f"{ORIGINALS}the_same_paper_twice_cannot_be_told_to_be_the_same",
    ),
    sabotage(
        "an-identity-has-no-length",
        "C1",
        "the blanks that hide how long a name is",
        Exchanged("feedback.vault.originals:_IDENTITY", becomes(1)),
        f"{ORIGINALS}an_identity_shows_neither_words_nor_length",
    ),
    sabotage(
        "a-complainants-name-is-sealed",
        "C1",
        "the key of a petition around who complains",
        cut(
            "feedback.vault.identities",
            "return key.seal(plain, Place(subject, FIELD))",
            "return plain",
        ),
        f"{AT_REST}a_dump_holds_nothing_of_a_complainant",
    ),
    sabotage(
        "a-name-is-found-by-marks-alone",
        "C1",
        "the marks in place of words of a name in the search",
        Exchanged("feedback.vault.blind_index:BlindIndex.token", lambda _real: _plain_word),
        f"{AT_REST}a_dump_holds_nothing_of_a_complainant",
        "tests/unit/vault/test_blind_index.py"
        "::test_words_of_a_name_lose_their_order_and_their_letters",
    ),
    sabotage(
        "marks-of-one-book-and-year",
        "C1",
        "the book and the year in a mark of a number",
        cut(
            "feedback.vault.blind_index",
            "(field, scope.book, str(scope.year), value)",
            "(field, value)",
        ),
        "tests/unit/vault/test_blind_index.py"
        "::test_nothing_can_be_compared_beyond_a_book_and_a_year",
    ),
    sabotage(
        "words-are-sealed",
        "C1",
        "the key of a petition around what it says and what it is called",
        cut(
            "feedback.vault.words",
            "return key.seal(text.encode(), Place(subject, field))",
            "return text.encode()",
        ),
        f"{WORDS}a_dump_holds_no_word_of_a_denunciation_nor_of_a_complaint",
    ),
    sabotage(
        "an-older-copy-does-not-pass",
        "C1 T1",
        "the hash of a retyped copy in the place that it is bound to",
        Exchanged("feedback.vault.words:redacted", says("redacted")),
        f"{WORDS}an_older_copy_does_not_pass_for_the_newest",
    ),
    sabotage(
        "what-is-sealed-stays-in-its-row",
        "C1 T1",
        "the place that a ciphertext is bound to",
        Exchanged("feedback.vault.sealed_fields:_bound", says(b"")),
        f"{DATA_KEYS}moved_to_another_row_or_column_it_does_not_open",
        f"{WORDS}what_was_moved_is_read_by_nobody_and_the_page_says_so",
    ),
    sabotage(
        "what-is-sealed-belongs-to-its-file",
        "C1 T1",
        "the file that a ciphertext and its wrapped key are bound to",
        (
            Exchanged("feedback.vault.sealed_fields:_bound", says(b"")),
            Exchanged("feedback.vault.data_keys:_about", says(b"")),
        ),
        f"{AT_REST}what_was_moved_is_read_by_nobody_and_breaks_no_page",
    ),
    sabotage(
        "the-web-holds-no-key-of-the-vault",
        "C2",
        "envelopes for keys whose other half lies elsewhere",
        cut(
            "feedback.vault.keys",
            'return self.custodian_public, self._public_key("recovery_public")',
            "own = X25519PrivateKey.from_private_bytes(self.factor_key).public_key()\n"
            "        return self.custodian_public, own",
        ),
        f"{CANARIES}with_everything_but_the_private_keys_no_identity_opens",
    ),
    sabotage(
        "an-envelope-opens-at-its-place",
        "C2 C3",
        "the petition and the part that an envelope is bound to",
        Exchanged("feedback.vault.envelope:Place.__bytes__", lambda _real: lambda _self: b""),
        "tests/unit/vault/test_envelope.py::test_for_others_and_elsewhere_it_stays_closed",
    ),
    sabotage(
        "announced-before-it-is-read",
        "C3",
        "the wait for a head over the announcement before the vault is asked",
        Exchanged("feedback.services.identity.identity_readings:await_seal", YES),
        "tests/integration/identity/test_pages.py"
        "::test_before_the_seal_the_page_says_so_and_goes_on_later",
    ),
    sabotage(
        "the-vault-asks-for-proofs",
        "C3",
        "everything the vault demands before it opens",
        never("feedback.domain.identity_proofs:_demand"),
        REFUSES,
        f"{CUSTODIAN}an_entry_opens_once",
    ),
    sabotage(
        "the-vault-checks-the-proof",
        "C3",
        "the check that the log holds the entry that is laid before the vault",
        Exchanged("feedback.domain.history.tlog_proof:includes", YES),
        f"{REFUSES}[an entry that the log does not hold]",
    ),
    sabotage(
        "the-vault-asks-for-a-second-person",
        "C3",
        "the vault's demand that who approved is another than who asked",
        cut(
            "feedback.domain.identity_proofs",
            "    _demand(approved.entry.actor != requested.entry.actor, Refusal.SAME_PERSON)\n",
        ),
        REFUSES,
    ),
    sabotage(
        "an-entry-opens-once",
        "C3",
        "once for each entry, a quarter of an hour for each request, five petitions an hour",
        never("feedback.domain.identity_proofs:_fits"),
        f"{CUSTODIAN}an_entry_opens_once",
        f"{CUSTODIAN}a_request_is_over_a_quarter_of_an_hour_after_its_first_reading",
        f"{CUSTODIAN}the_sixth_petition_of_an_hour_is_refused",
    ),
    sabotage(
        "counted-before-it-is-opened",
        "C3",
        "the count on the disk before anything is decrypted",
        cut(
            "feedback.vault.custodian",
            "        self._openings.add(opening)\n        self._between()\n",
            "        self._between()\n        self._openings.add(opening)\n",
        ),
        f"{PROCESS}killed_between_counting_and_decrypting_it_leaves_an_event_without_a_reading",
    ),
    sabotage(
        "a-count-that-was-touched",
        "C3 T1",
        "the chain of the vault's own count",
        cut(
            "feedback.vault.openings",
            'if line.get("n") != number or line.get("prev") != before or _bytes(line) != text:',
            "if not line:",
        ),
        f"{CUSTODIAN}a_count_that_was_touched_stops_the_vault",
    ),
    sabotage(
        "the-vault-locks-itself",
        "C3",
        "the quarter of an hour after which the vault is locked",
        cut(
            "feedback.vault.custodian", "        self.unlocked_until(now)\n        if", "        if"
        ),
        f"{CUSTODIAN}a_quarter_of_an_hour_after_it_was_unlocked_it_is_locked",
    ),
    sabotage(
        "only-what-was-asked-for-leaves",
        "C3",
        "the fields of the record that were not asked for",
        Exchanged(
            "feedback.vault.custodian:_asked_for", lambda _real: lambda plain, _opening: plain
        ),
        f"{CUSTODIAN}what_was_approved_and_written_down_is_opened_as_far_as_it_was_asked_for",
    ),
    sabotage(
        "a-second-person-decides",
        "C3",
        "the second person of a request",
        never("feedback.domain.identity_reading:refuse_deciding"),
        f"{RULES}whoever_may_not_decide_is_told_why",
        f"{READING}whoever_asked_or_has_no_such_office_approves_nothing",
    ),
    sabotage(
        "two-accounts-are-one-person",
        "C3",
        "one person under two accounts",
        cut(
            "feedback.domain.identity_reading",
            "return self.agency_id == other.agency_id and fold(self.name) == fold(other.name)",
            "return fold(self.name) == fold(other.name) == 'ai'",
        ),
        f"{READING}a_second_account_is_no_second_person",
    ),
    sabotage(
        "only-who-asked-reads",
        "C3",
        "the reader, who is who asked, while it lasts",
        never("feedback.domain.identity_reading:refuse_opening"),
        f"{RULES}whoever_may_not_read_now_is_told_why",
        f"{READING}a_reading_is_over_after_a_quarter_of_an_hour",
    ),
    sabotage(
        "a-flood-of-readings",
        "C3",
        "five petitions an hour, and the alarm at the sixth",
        never("feedback.services.identity.identity_alarms:refuse_flood"),
        f"{READING}the_sixth_in_an_hour_is_refused_and_raises_one_alarm",
    ),
    sabotage(
        "words-are-read-after-an-entry",
        "C3",
        "the entry before the words of a denunciation are shown",
        never("feedback.services.identity.original_reading:read"),
        "tests/integration/office/test_redaction.py"
        "::test_each_reading_of_the_words_is_written_down_with_its_reason",
    ),
    sabotage(
        "bundles-are-signed",
        "C2 C3",
        "the signature on what is carried to the vault's room",
        cut(
            "feedback.vault.bundles",
            '        key.verify(bytes.fromhex(signed["signature"]), body.encode())\n',
        ),
        f"{BUNDLES}what_is_not_signed_as_it_should_be_is_told_and_not_opened",
    ),
    sabotage(
        "the-same-limits-in-the-custodians-room",
        "C3",
        "the rules of reading on the machine of the independent network",
        cut(
            "feedback.processes.offline_vault", "within=CARRIED_WITHIN", "within=9 * CARRIED_WITHIN"
        ),
        f"{BUNDLES}a_carrier_that_took_too_long_brings_nothing",
    ),
    sabotage(
        "a-hold-holds",
        "I17",
        "the hold of who answers for a file",
        Exchanged(
            "feedback.domain.erasure:HOLDS",
            lambda real: (*real[:-1], dataclasses.replace(real[-1], stands=NO)),
        ),
        "tests/unit/domain/test_erasure_holds.py::test_what_forbids_it",
    ),
    sabotage(
        "two-erase",
        "I17",
        "the second administrator of an erasure",
        never("feedback.services.ground.four_eyes:refuse_decided_or_own"),
        f"{ERASURE}one_person_alone_erases_nothing",
        "tests/integration/administration/test_day_changes.py"
        "::test_the_one_who_proposes_may_not_confirm_or_refuse",
    ),
    sabotage(
        "an-erasure-has-its-entry",
        "I17 T1",
        "the entry of an erasure in the history of its file",
        cut("feedback.services.erasing.erasure", 'ERASED = "identity_erased"', 'ERASED = "noted"'),
        f"{ERASURE}the_history_verifies_and_one_entry_says_what_was_done",
    ),
    sabotage(
        "what-forbids-an-erasure",
        "I17",
        "what the law forbids, asked again before anything is destroyed",
        cut(
            "feedback.services.erasing.erasure", "    if found:\n", "    if found and by is None:\n"
        ),
        f"{ERASURE}what_forbids_it_is_said_at_once_and_again_before_it_is_done",
    ),
)


def _plain(original: Any) -> str:
    return str(original.sha256)


def _plain_word(_index: object, word: str, _scope: object) -> str:
    return "#" + word
