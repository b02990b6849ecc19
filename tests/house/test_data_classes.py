"""Nothing is kept that has no class, and nothing is logged where the inventory does not say so."""

import ast
import re
from pathlib import Path

import pytest

import feedback.models.everything  # noqa: F401 - makes the metadata whole
from feedback.models.base import Base

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security/data-classes.md").read_text(encoding="utf-8")
#: What writes a log, or whatever stands in its place.
_WRITES = re.compile(
    r"print|logging\.(basicConfig|FileHandler|StreamHandler|handlers\.\w+|config\.\w+)"
    r"|\w+\.addHandler|syslog\.\w+|sys\.std(out|err)\.write|warnings\.warn"
)
#: Programs at a terminal, whose words are for who types; the demonstration's launcher.
AT_A_TERMINAL = (
    "feedback/launch/", "feedback/commands/", "feedback/demo/",
    "feedback/processes/offline_vault.py",
)  # fmt: skip


def classes() -> dict[str, str]:
    """The cells of the table of classes: class, and tables."""
    rows = re.findall(r"^\| (K\d [a-z]+) \| [^|]+ \| ([^|]+) \|", PAGE, re.MULTILINE)
    return dict(rows)


def test_every_table_has_its_class():
    named = {name for cell in classes().values() for name in re.findall(r"`(\w+)`", cell)}
    assert len(classes()) == 6
    assert named == set(Base.metadata.tables)


def writes_a_log(tree: ast.AST) -> set[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {word for node in calls if _WRITES.fullmatch(word := ast.unparse(node.func))}


def test_lines_go_to_standard_error_and_nowhere_else():
    found = {}
    for path in sorted((ROOT / "feedback").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        if place.startswith(AT_A_TERMINAL):
            continue
        if wrote := writes_a_log(ast.parse(path.read_text(encoding="utf-8"))):
            found[place] = wrote
    ours = {"logging.basicConfig", "logging.StreamHandler"}
    assert found == {"feedback/services/watch/log_lines.py": ours}


@pytest.mark.parametrize(
    "code",
    ["print(name)", "logging.FileHandler(path)", "log.addHandler(h)", "syslog.syslog(words)"],
)
def test_another_log_is_seen(code):
    assert writes_a_log(ast.parse(code))
