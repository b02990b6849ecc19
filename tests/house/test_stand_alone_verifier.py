"""The stand-alone verifier stays what a sceptic can trust: apart from us, and short."""

import ast
import io
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "doi-chung"
MODULES = sorted(FOLDER.rglob("*.py"))
#: What a sceptic reads in an hour: code, and all of it with blank lines and remarks.
OF_CODE, IN_ALL = 600, 775
SAYS_NOTHING = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip
#: Of a receipt only this is read.
OF_A_RECEIPT = {"__init__", "entry", "notes", "report", "receipt"}


def imported(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_it_imports_the_standard_library_and_cryptography_and_nothing_of_ours():
    assert MODULES
    roots = {name.partition(".")[0] for module in MODULES for name in imported(module)}
    assert roots - sys.stdlib_module_names == {"cryptography", "doi_chung"}


def test_the_witness_too_stands_alone():
    """It runs in other houses: nothing of ours, nothing of the verifier, one library."""
    modules = sorted((ROOT / "nhan-chung").rglob("*.py"))
    assert modules
    roots = {name.partition(".")[0] for module in modules for name in imported(module)}
    assert roots - sys.stdlib_module_names == {"cryptography", "nhan_chung"}


def test_nothing_is_imported_behind_that():
    calls = {"__import__", "import_module", "exec", "eval", "run_path", "run_module"}
    named = {
        node.id if isinstance(node, ast.Name) else node.attr
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert named & calls == set()


def lines(modules):
    return sum(len(module.read_text(encoding="utf-8").splitlines()) for module in modules)


def of_code(modules):
    """Lines on which something stands that is neither a remark nor the text about a definition."""
    return sum(len(_occupied(module.read_text(encoding="utf-8"))) for module in modules)


def _occupied(source):
    told = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for line in range(node.lineno, node.end_lineno + 1)
    }
    return {
        line
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in SAYS_NOTHING
        for line in range(token.start[0], token.end[0] + 1)
    } - told


def test_it_can_be_read_in_an_hour():
    assert of_code(MODULES) <= OF_CODE
    assert lines(MODULES) <= IN_ALL


def test_a_receipt_asks_for_about_half_of_that():
    read = [module for module in MODULES if module.stem in OF_A_RECEIPT]
    assert len(read) == len(OF_A_RECEIPT)
    assert lines(read) <= 400
    ours = {name for module in read for name in imported(module) if name.startswith("doi_chung.")}
    assert {name.partition(".")[2] for name in ours} <= OF_A_RECEIPT


def test_its_package_asks_for_one_library():
    package = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))
    assert [name.partition(">")[0] for name in package["project"]["dependencies"]] == [
        "cryptography"
    ]


def test_nothing_of_ours_imports_it():
    """It must be possible to hand it out, and to change it, without the product."""
    users = [
        module.name
        for module in (ROOT / "feedback").rglob("*.py")
        if "doi_chung" in {name.partition(".")[0] for name in imported(module)}
    ]
    assert users == []


def test_it_runs_where_there_is_nothing_but_its_folder(tmp_path):
    """The exit code says what it knows: about an empty log nobody can tell anything."""
    export = tmp_path / "log.jsonl"
    export.write_text('["log",1,0]\n["end",1]\n')
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "doi_chung", str(export)],
        cwd=tmp_path, env={"PYTHONPATH": str(FOLDER)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "")
    assert "CHƯA THỂ KẾT LUẬN" in done.stdout
