"""Figure T1: every operator on many histories. ``python -m tests.tools.tamper [--each N]``.

Prints for each operator how many were tampered with, found, and named at their first bad entry, by
each verifier that is given what it takes; then clean histories and how many raised an alarm. Ends
with 1 when anything was missed. ``--table`` prints only what the operators do.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "doi-chung"), str(ROOT / "nhan-chung")]

from tests.tampering.trial import OPERATORS, false_alarms, trials  # noqa: E402 - they stand there


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=1000)
    parser.add_argument("--clean", type=int, default=1000)
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    if asked.table:
        for number, operator in enumerate(OPERATORS, 1):
            print(f"{number:2}  {operator.rules:6} {operator.sentence}")
        return
    missed = sum(_run(number, operator, asked.each) for number, operator in enumerate(OPERATORS, 1))
    alarms = false_alarms(asked.clean)
    print(f"{asked.clean} clean histories, false alarms: {len(alarms)} {alarms[:5]}")
    sys.exit(bool(missed or alarms))


def _run(number, operator, each):
    """How many were not found and named."""
    counts: Counter[str] = Counter()
    for trial in trials(operator, each):
        counts[trial.verifier] += 1
        counts[f"{trial.verifier} found"] += trial.found
        counts[f"{trial.verifier} named"] += trial.named
        if not (trial.found and trial.named):
            print("   missed:", trial)
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"{number:2}  {operator.sentence}: {said}", flush=True)
    done = sum(count for name, count in counts.items() if " " not in name)
    return 2 * done - sum(count for name, count in counts.items() if " " in name)


if __name__ == "__main__":
    main()
