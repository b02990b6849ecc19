"""Measure the product beside its floor: ``python -m bench.run --sizes 10000,100000``.

Every size has servers and data of its own, made and thrown away. One run, medians; compare ratios
and growth rather than milliseconds, which move with whatever else the machine does.
"""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.goals import verdict
from bench.house import house
from bench.result import Result
from bench.small import rates
from bench.statements import statements
from bench.tasks import all_tasks

MILLION = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="petitions, comma between")
    parser.add_argument("--million", action="store_true", help="also a million petitions")
    parser.add_argument("--json", type=Path, help="keep all figures in a file")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")] + [MILLION] * chosen.million
    measured = {size: _measured(size) for size in sizes}
    small = dict(rates())
    _print(measured, small)
    if chosen.json:
        kept = {size: [asdict(line) for line in lines] for size, lines in measured.items()}
        chosen.json.write_text(json.dumps({"tasks": kept, "a second": small}, indent=1))


def _measured(size: int) -> list[Result]:
    with (
        tempfile.TemporaryDirectory(prefix="feedback-bench-") as folder,
        house(Path(folder), size) as made,
    ):
        return [*all_tasks(made), *statements(made)]


def _print(measured: dict[int, list[Result]], small: dict[str, float]) -> None:
    first = {line.task: line.product for line in next(iter(measured.values()))}
    print("\n| petitions | task | product | floor | ratio | growth | goal | reached |")
    print("| --: | --- | --: | --: | --: | --: | --- | --- |")
    for size, lines in measured.items():
        for line in lines:
            goal, reached = verdict(line, size, first[line.task])
            print(
                f"| {size:,} | {line.task} | {line.product:.4g} {line.unit} | {line.floor:.4g}"
                f" | {line.product / line.floor:.1f} | {line.product / first[line.task]:.2f}"
                f" | {goal} | {reached} |"
            )
    print("\n| what | a second |\n| --- | --: |")
    for name, rate in small.items():
        print(f"| {name} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
