"""The rules of ``nd30.toml`` as data, and how near is near enough."""

import tomllib
from pathlib import Path

TABLE = tomllib.loads(Path(__file__).with_name("nd30.toml").read_text(encoding="utf-8"))
RULES = {rule["id"]: rule for rule in TABLE["rules"]}
MM_NEAR, PT_NEAR, BASELINE_NEAR = (TABLE["tolerance"][key] for key in ("mm", "pt", "baseline_pt"))


def within(value, span, tolerance):
    return span[0] - tolerance <= value <= span[1] + tolerance
