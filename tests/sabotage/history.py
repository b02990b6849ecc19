"""Protections of the history: its rules, its proofs, its hours, its heads elsewhere."""

from collections.abc import Callable
from typing import Any

from tests.sabotage.core import Exchanged, Sabotage, Weaker, cut, sabotage, says

OPERATORS = (
    "tests/unit/verifier/test_tampering_operators.py"
    "::test_what_is_tampered_with_is_found_and_its_first_bad_entry_named"
)
#: The rules of the verifiers; V8 and V10 are asked where somebody brings secrets or the count.
RULES = {
    "V1": "signatures of checkpoints",
    "V2": "roots at each checkpoint",
    "V3": "each entry from its bytes",
    "V4": "the chain of each file",
    "V5": "numbers of the books",
    "V6": "the present state by the entries",
    "V7": "rows and entries in pairs",
    "V8": "secrets that were opened",
    "V9": "hours that never run backwards",
    "V10": "the count of the vault",
    "V11": "an entry for each destroyed salt",
    "V12": "two heads of one size",
}
OF_THE_HOUSE = {
    "V1": "altered_checkpoint_files_are_not_believed",
    "V2": "a_log_rewritten_as_a_whole_does_not_fit_the_checkpoints",
    "V7": "a_row_without_any_entry_is_found",
}


def deaf_to(rule: str, of: Callable[..., str]) -> Weaker:
    """A report that does not hear what breaks a rule."""

    def weaker(real: Any) -> Any:
        def add(self: Any, *found: Any) -> None:
            if of(*found) != rule:
                real(self, *found)

        return add

    return weaker


def _theirs(rule: str, *_rest: object) -> str:
    return rule


def _ours(finding: Any) -> str:
    return str(finding.rule)


SABOTAGES: tuple[Sabotage, ...] = (
    *(
        sabotage(
            f"{rule.lower()}-of-the-stand-alone-verifier",
            "T1",
            f"rule {rule} of doi-chung: {words}",
            Exchanged("doi_chung.report:Report.add", deaf_to(rule, _theirs)),
            OPERATORS,
        )
        for rule, words in RULES.items()
    ),
    *(
        sabotage(
            f"{rule.lower()}-of-the-house",
            "T1",
            f"rule {rule} of flask history verify: {RULES[rule]}",
            Exchanged("feedback.domain.history.report:Report.add", deaf_to(rule, _ours)),
            f"tests/integration/history/test_history_tampering.py::test_{test}",
        )
        for rule, test in OF_THE_HOUSE.items()
    ),
    sabotage(
        "leaves-told-from-nodes",
        "T4",
        "the byte that tells an entry from an inner node of the tree",
        Exchanged(
            "feedback.domain.history.merkle:leaf_hash",
            lambda real: lambda body: __import__("hashlib").sha256(b"\x01" + body).digest(),
        ),
        "tests/unit/history/test_merkle.py::test_an_inner_node_is_no_leaf",
        "tests/unit/history/test_merkle.py::test_roots_are_the_known_ones",
    ),
)
