"""The policy of this installation: who witnesses the history, where to ask, whose word counts.

A file in the format of C2SP beside the keys, for it is of the same weight; without it nobody is
asked and nobody's word is needed (docs/security/witnesses.md).
"""

from pathlib import Path
from typing import Final

from feedback.domain.history.policy import NO_WITNESSES, Policy, read_policy
from feedback.services.log.log_key import public_key

FILE: Final = "history_policy"


def load(keys_dir: Path) -> Policy:
    """The policy beside the keys; that of a log without witnesses where there is none."""
    file = keys_dir / FILE
    return read(file) if file.exists() else NO_WITNESSES


def read(file: Path) -> Policy:
    """A policy from its file; ``MalformedPolicyError`` names the wrong line."""
    return read_policy(file.read_bytes(), public_key)
