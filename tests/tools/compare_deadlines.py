"""Compare our time limits with a study of the law in YAML.

``python -m tests.tools.compare_deadlines FILE``

Every entry must be a row of ours, with the same length, unit, direction, dates, variants, additions
and citation; exit 1 when one differs. Rows of ours that the study does not know are named too.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from feedback.workflows.limits.registry import all_limits
from feedback.workflows.limits.rows import row_of

PLAIN = (
    "rule", "petition_kind", "stage", "name_vi", "duty", "actor", "trigger", "direction", "length",
    "unit", "effective_from", "effective_to", "confidence", "verified", "source",
)  # fmt: skip
CITED = ("instrument", "article", "clause", "point", "amended_by")


def differences(study: list[dict[str, Any]]) -> Iterator[str]:
    """One sentence for each thing that differs."""
    ours = {limit.id: row_of(limit) for limit in all_limits()}
    for entry in study:
        row = ours.pop(entry["id"], None)
        if row is None:
            yield f"{entry['id']}: no row of ours"
            continue
        for name, theirs, mine in _pairs(entry, row):
            if theirs != mine:
                yield f"{entry['id']}: {name} is {mine!r}, the study says {theirs!r}"
    for limit_id in ours:
        yield f"{limit_id}: not in the study"


def _pairs(entry: dict[str, Any], row: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in PLAIN:
        yield name, _text(entry[name]), _text(row[name])
    for name in CITED:
        theirs, mine = entry["citation"].get(name), row["citation"].get(name)
        yield f"citation {name}", _text(theirs), _text(mine)
    yield "form", _numbers(entry["citation"].get("form")), _numbers(row["citation"].get("form"))
    yield "law_applies", entry.get("law_applies", True), row["law_applies"]
    yield "version_by", entry.get("version_by", ""), row.get("version_by", "")
    yield "variants", _variants(entry), _variants(row)
    yield "additions", _additions(entry), _additions(row)
    yield "pauses", _pauses(entry), _pauses(row)
    for name in ("guard", "internal_sla"):
        yield name, _span(entry.get(name)), _span(row.get(name))


def _text(value: object) -> object:
    """Dates and numbers as YAML reads them are compared as they are written."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return "" if value is None else str(value)


def _numbers(form: object) -> list[str]:
    """The numbers of forms; the words around them are in another language."""
    return re.findall(r"\d+\w?", str(form or "").partition("(")[0])


def _variants(row: dict[str, Any]) -> list[tuple[object, ...]]:
    return sorted(
        (tuple(sorted(each["when"])), each["length"], each["unit"])
        for each in row.get("variants", ())
    )


def _additions(row: dict[str, Any]) -> list[tuple[object, ...]]:
    given = row.get("extension")
    if not isinstance(given, list):
        return []
    return [(each["when"], each["add"], each["unit"], each["max_times"]) for each in given]


def _pauses(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["code"], str(each["effective_from"])) for each in row.get("pauses", ())]


def _span(value: dict[str, Any] | None) -> tuple[object, object] | None:
    return (value["length"], value["unit"]) if value else None


def main() -> int:
    study = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))["deadlines"]
    found = list(differences(study))
    for line in found:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(study)} entries, {len(all_limits())} rows, {len(found)} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
