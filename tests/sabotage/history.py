"""Protections of the history: its rules, its proofs, its hours, and heads others keep."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from tests.sabotage.core import YES, Exchanged, Sabotage, Weaker, cut, never, sabotage, stated

OPERATORS = (
    "tests/unit/verifier/test_tampering_operators.py"
    "::test_what_is_tampered_with_is_found_and_its_first_bad_entry_named"
)
SEALING = "tests/integration/history/test_history_sealing.py::test_"
SEALER = "tests/integration/history/test_sealer.py::test_"
RECORD = "tests/integration/history/test_history_record.py::test_"
MERKLE = "tests/unit/history/test_merkle.py::test_"
#: What each rule of the verifiers looks at, and who breaks it alone (``tests/tampering``).
RULES = {
    "V1": ("signatures of checkpoints", "note_size"),
    "V2": ("the root at each checkpoint", "rewrite"),
    "V3": ("each entry from its bytes", "type_column"),
    "V4": ("the chain of each file", "swap"),
    "V5": ("the numbers of the books", "counter"),
    "V6": ("the present state by the entries", "state"),
    "V7": ("rows and entries in pairs", "row_added"),
    "V8": ("secrets that were opened", "secrets_swapped"),
    "V9": ("hours that never run backwards", "backdated"),
    "V10": ("the count of the vault", "opened_unseen"),
    "V11": ("an entry for each destroyed salt", "salt_destroyed"),
    "V12": ("two heads of one size", "split_view"),
}
#: Of the rest nobody tells the house in memory, or nobody at all.
OF_THE_HOUSE = ("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V9", "V12")


def without_comparing(rule: str) -> Weaker:
    """A report that compares nothing by this rule."""

    def weaker(real: Any) -> Any:
        def compare(self: Any, checks: Iterable[Any], *where: Any) -> None:
            real(self, (one for one in checks if one[0] != rule), *where)

        return compare

    return weaker


def rooted_each_time(real: Any) -> Any:
    """A tree whose root is asked at each entry, as if a head might stand there."""

    def append(self: Any, leaf: bytes) -> None:
        real(self, leaf)
        self.root()
        self.root()

    return append


def kept_whole(real: Any) -> Any:
    """A reader that forgets no line."""

    def read(self: Any, record: list[Any]) -> None:
        self.__dict__.setdefault("lines", []).append(record)
        real(self, record)

    return read


def deaf_to(rule: str) -> Weaker:
    """A report that does not hear what breaks this rule."""

    def weaker(real: Any) -> Any:
        def add(self: Any, finding: Any) -> None:
            if str(finding.rule) != rule:
                real(self, finding)

        return add

    return weaker


def node_like(_real: object) -> Callable[[bytes], bytes]:
    """A leaf hashed as an inner node is."""
    return lambda body: hashlib.sha256(b"\x01" + body).digest()


SABOTAGES: tuple[Sabotage, ...] = (
    *(
        sabotage(
            f"{rule.lower()}-of-doi-chung",
            "T1",
            f"rule {rule} of the stand-alone verifier: {words}",
            Exchanged("doi_chung.report:Report.compare", without_comparing(rule)),
            f"{OPERATORS}[{breaks_it}]",
        )
        for rule, (words, breaks_it) in RULES.items()
    ),
    *(
        sabotage(
            f"{rule.lower()}-of-the-house",
            "T1",
            f"rule {rule} of `flask history verify`: {RULES[rule][0]}",
            Exchanged("feedback.domain.history.report:Report.add", deaf_to(rule)),
            f"{OPERATORS}[{RULES[rule][1]}]",
        )
        for rule in OF_THE_HOUSE
    ),
    sabotage(
        "v11-of-the-house",
        "T1 I17",
        f"rule V11 of `flask history verify`: {RULES['V11'][0]}",
        Exchanged("feedback.domain.history.report:Report.add", deaf_to("V11")),
        "tests/integration/services/test_erasure.py"
        "::test_what_was_destroyed_without_a_decision_is_found",
    ),
    sabotage(
        "clocks-of-witnesses",
        "T1 T2",
        "times of entries held against the clocks of witnesses",
        never("feedback.domain.history.witness_times:WitnessTimes.look"),
        f"{SEALER}an_entry_set_back_further_than_the_window_is_found",
    ),
    sabotage(
        "sealed-within-a-minute",
        "T2",
        "the interval within which a head is signed",
        cut(
            "feedback.services.upkeep.sealer",
            "age < self.interval - timedelta(seconds=EVERY)",
            "age < 2 * self.interval",
        ),
        f"{SEALER}nothing_stays_unsealed_longer_than_sixty_five_seconds",
    ),
    sabotage(
        "the-log-does-not-go-back",
        "R8 T2",
        "an entry no earlier than the one before it, whatever the clock says",
        cut("feedback.domain.history.chain", "at = max(claimed, earliest)", "at = claimed"),
        f"{RECORD}a_clock_set_back_does_not_set_back_the_log",
    ),
    sabotage(
        "looked-at-before-signing",
        "T1",
        "the sealer's look at every new entry before it signs",
        never("feedback.services.log.sealing:_refuse"),
        f"{SEALING}what_breaks_a_rule_is_never_signed",
    ),
    sabotage(
        "no-head-over-an-older-database",
        "T1 R7",
        "the sealer's refusal of a database that went back behind its last head",
        never("feedback.services.log.sealing:_refuse_rollback"),
        f"{SEALING}what_breaks_a_rule_is_never_signed",
    ),
    sabotage(
        "one-sealer-at-a-time",
        "T1",
        "the lock that lets one sealer sign",
        cut(
            "feedback.services.log.sealing",
            "if not session.scalar(select(func.pg_try_advisory_xact_lock(SEALING))):",
            "if not session:",
        ),
        f"{SEALING}two_sealers_do_not_sign_at_once",
    ),
    sabotage(
        "leaves-told-from-nodes",
        "T4",
        "the byte that tells an entry from an inner node of the tree",
        Exchanged("feedback.domain.history.merkle:leaf_hash", node_like),
        f"{MERKLE}an_inner_node_is_no_leaf",
        f"{MERKLE}roots_are_the_known_ones",
    ),
    sabotage(
        "leaves-told-from-nodes-elsewhere",
        "T4",
        "the same byte in the stand-alone verifier",
        Exchanged("doi_chung.entry:leaf_hash", node_like),
        "tests/unit/verifier/test_public_formats.py"
        "::test_the_roots_of_certificate_transparency_are_the_known_ones",
    ),
    sabotage(
        "a-proof-ends-at-the-root",
        "T4",
        "the refusal of a proof with a hash too few",
        cut(
            "feedback.domain.history.proof",
            "return last == 0 and node == root",
            "return node == root",
        ),
        f"{MERKLE}a_path_that_ends_below_the_root_proves_nothing",
    ),
    sabotage(
        "a-proof-leads-to-the-root",
        "T4",
        "the check that the hashes of a receipt lead to the signed root",
        Exchanged("feedback.domain.history.proof:includes", YES),
        f"{MERKLE}every_leaf_is_proven_and_nothing_else",
        "tests/unit/history/test_tlog_proof.py::test_hashes_that_lead_elsewhere_prove_nothing",
    ),
    sabotage(
        "one-spelling-of-a-proof",
        "T4",
        "the one spelling of base64 in a receipt",
        cut("feedback.domain.history.tlog_proof", "if _encoded(content) != line:", "if False:"),
        "tests/unit/history/test_tlog_proof.py::test_what_is_no_proof_is_refused",
    ),
    sabotage(
        "a-signature-is-checked",
        "T4",
        "the signature on a head",
        cut(
            "feedback.domain.history.note",
            "if not all(key.check(signature, text.encode()) for signature in ours):",
            "if False:",
        ),
        "tests/unit/history/test_note.py::test_a_forged_note_is_refused",
    ),
    sabotage(
        "a-witness-asks-for-growth",
        "T1",
        "the witness's demand that the log only grew",
        Exchanged("nhan_chung.tree:grew", YES),
        "tests/unit/witness/test_witness.py"
        "::test_anything_else_is_refused_and_nothing_is_remembered",
    ),
    sabotage(
        "a-witness-knows-whose-key",
        "T1",
        "the witness's demand for the signature of a key it knows",
        cut("nhan_chung.witness", "except UntrustedError as error:", "except KeyError as error:"),
        "tests/unit/witness/test_witness.py"
        "::test_anything_else_is_refused_and_nothing_is_remembered",
    ),
    sabotage(
        "entries-are-only-added",
        "T1",
        "the refusal to change or delete an entry, whoever asks",
        stated("ALTER TABLE entry DISABLE TRIGGER append_only_rows"),
        "tests/integration/security/test_database_rights.py"
        "::test_no_trigger_that_refuses_can_be_skipped",
    ),
    sabotage(
        "a-root-where-a-head-is",
        "T3",
        "that the stand-alone verifier asks for a root only where a checkpoint stands",
        Exchanged("doi_chung.entry:Tree.append", rooted_each_time),
        "tests/unit/verifier/test_cost.py::test_work_grows_as_the_log_does",
    ),
    sabotage(
        "lines-are-read-and-forgotten",
        "T3",
        "that it forgets each line once it was compared",
        Exchanged("doi_chung.log:Log.read", kept_whole),
        "tests/unit/verifier/test_cost.py::test_an_entry_leaves_less_than_a_thousand_bytes",
    ),
)
