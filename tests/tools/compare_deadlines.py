"""Our rows against the study's values: ``python -m tests.tools.compare_deadlines [FILE]``.

FILE is a deadlines.yaml, compared value by value; without it the copy of the values in this
repository (``tests/unit/workflows/limits_expected.toml``) is. Prints one line for each difference
and ends with 0 only when there is none. What is written in words (names, notes, reasons) is ours to
translate and is not compared; every number, unit, direction, date, citation, condition and mark is.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from feedback.workflows.limits.as_data import (
    duty_data,
    limit_data,
    report_data,
    retention_data,
    sunset_data,
)
from feedback.workflows.limits.recurring import RECURRING_DUTIES
from feedback.workflows.limits.registry import all_limits
from feedback.workflows.limits.reports import REPORT_PERIODS
from feedback.workflows.limits.retention import RETENTION, SUNSETS

#: What a row of the file need not write, because it is the rule.
USUAL = {
    "immediate": False,
    "variants": [],
    "pauses": [],
    "outcomes": [],
    "recipients": [],
    "version_by": "trigger_date",
    "law_applies": True,
}
#: Told in words: only that both sides say something is compared.
IN_WORDS = ("trigger_condition", "cap", "secrecy", "transition")
LIMIT = (
    "rule", "petition_kind", "stage", "duty", "trigger", "direction", "length", "unit", "immediate",
    "internal_sla", "variants", "extension", "pauses", "resume_rule", "guard", "on_lapse",
    "outcomes", "recipients", "citation", "effective_from", "effective_to", "version_by",
    "confidence", "verified", "law_applies", "source", *IN_WORDS,
)  # fmt: skip
DUTY = ("min_days", "per", "effective_from", "effective_to", "confidence", "verified", "source")
REPORT = ("from", "to", "due", "confidence", "verified")
RETAINED = ("length", "unit", "from", "confidence", "verified", "source")
SUNSET = ("ends", "confidence", "source")

Row = Mapping[str, Any]
COPY = Path(__file__).parents[1] / "unit" / "workflows" / "limits_expected.toml"


def differences(study: Mapping[str, Any]) -> Iterator[str]:
    """Every difference between the file and our tables, one sentence each."""
    yield from _compare("id", LIMIT, study["deadlines"], map(limit_data, all_limits()))
    duties = map(duty_data, RECURRING_DUTIES)
    yield from _compare("id", DUTY, study["recurring_duties"], duties)
    reports = map(report_data, REPORT_PERIODS)
    yield from _compare("code", REPORT, study["report_periods"]["periods"], reports)
    yield from _compare("id", RETAINED, study["retention"], map(retention_data, RETENTION))
    yield from _compare("ends", SUNSET, _plain(study["sunsets"]), map(sunset_data, SUNSETS))


def differences_of_copy() -> Iterator[str]:
    """Every difference between our rows and the copy of the values in this repository."""
    rows = tomllib.loads(COPY.read_text(encoding="utf-8"))["rows"]
    ours = {limit.id: _copied(limit_data(limit)) for limit in all_limits()}
    for name in sorted({row[0] for row in rows} ^ ours.keys()):
        yield f"{name}: on one side only"
    for name, *wanted in rows:
        if ours.get(name, wanted) != wanted:
            yield f"{name}: {ours[name]}, the copy says {wanted}"


def _copied(row: Row) -> list[Any]:
    cited = row["citation"]
    texts = (row["effective_from"], row["effective_to"], cited["article"], cited["clause"])
    spelled = ("" if text is None else str(text) for text in texts)
    return [row["length"], row["unit"], row["direction"], *spelled]


def _compare(
    key: str, names: tuple[str, ...], theirs: list[Row], ours: Iterator[Row]
) -> Iterator[str]:
    file, tables = {row[key]: row for row in theirs}, {row[key]: row for row in ours}
    for missing in sorted(file.keys() ^ tables.keys()):
        yield f"{missing}: only in {'the file' if missing in file else 'the tables'}"
    for name in (name for name in file if name in tables):
        for field in names:
            wanted = _comparable(field, file[name].get(field, USUAL.get(field)), file[name])
            found = _comparable(field, tables[name].get(field), tables[name])
            if wanted != found:
                yield f"{name}: {field} is {found!r}, the file says {wanted!r}"


def _comparable(field: str, value: Any, row: Row) -> Any:
    value = _plain(value)
    if field == "citation":
        return {name: part for name, part in value.items() if part is not None and name != "form"}
    if field == "variants":
        return sorted(_variant(each, row) for each in value or ())
    if field == "guard":
        return value and (value["length"], value["unit"])
    read = {**dict.fromkeys(IN_WORDS, bool), "extension": _extension, "pauses": _pauses}
    return read[field](value) if field in read else value


def _pauses(value: Any) -> list[tuple[str, str]]:
    return sorted((each["code"], each["effective_from"]) for each in value or ())


def _variant(each: Row, row: Row) -> tuple[Any, ...]:
    """The direction too: the file tells one that counts back in words alone."""
    back = "before" in str(each.get("note", "")) or each.get("direction") == "before"
    direction = "before" if back else row["direction"]
    return (sorted(each["when"]), each["length"], each["unit"], direction)


def _extension(value: Any) -> Any:
    """Additions are compared; what the text says about them in words is only asked to exist."""
    if not isinstance(value, list):
        return value not in (None, "none")
    return [(each["when"], each["add"], each["unit"], each["max_times"]) for each in value]


def _plain(value: Any) -> Any:
    """Dates as text, enumerations as their words."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def main(arguments: list[str]) -> int:
    if arguments:
        study = yaml.safe_load(Path(arguments[0]).read_text(encoding="utf-8"))
        found = list(differences(study))
    else:
        found = list(differences_of_copy())
    for sentence in found:
        print(sentence)
    print(f"{len(all_limits())} time limits compared, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
