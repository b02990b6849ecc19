"""Of what people send only the fields that were asked for are taken, from where they belong."""

import ast
import re
from pathlib import Path

import pytest

BLUEPRINTS = Path(__file__).resolve().parents[2] / "feedback" / "blueprints"
#: Whole requests or forms handed on, members set by a name that was sent (ASVS 15.3.3, 15.3.7).
WHOLE = re.compile(
    r"request\.(values|json|get_json\(.*)"
    r"|\w*form\.(populate_obj\(.*|data)"
    r"|.*request\.\w+\.to_dict\(.*"
    r"|setattr\(.*"
)


def taken_whole(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Call) and WHOLE.fullmatch(ast.unparse(node)):
            found.append(ast.unparse(node))
        if isinstance(node, ast.Call):
            spread = [ast.unparse(word.value) for word in node.keywords if word.arg is None]
            found += [each for each in spread if each.startswith(("request.", "form.data"))]
    return found


def test_no_view_hands_on_all_that_was_sent():
    found = {
        str(path.relative_to(BLUEPRINTS)): taken
        for path in sorted(BLUEPRINTS.rglob("*.py"))
        if (taken := taken_whole(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "request.values.get('page')",
        "form.populate_obj(account)",
        "Account(**request.form)",
        "Account(**form.data)",
        "change(request.form.to_dict())",
        "setattr(account, name, value)",
        "request.get_json()['role']",
    ],
)
def test_what_takes_all_is_seen(code):
    assert taken_whole(ast.parse(code))
