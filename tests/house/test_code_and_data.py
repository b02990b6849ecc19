"""Data stays data: no shell, no code out of it, no objects, one reader for XML (ASVS 1)."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("feedback", "doi-chung/doi_chung", "nhan-chung/nhan_chung")
#: Calls that make data into code or a command, or bring objects back to life.
CODE = re.compile(
    r"(eval|exec|compile|__import__|os\.(system|popen|exec\w*|spawn\w*)|commands\.getoutput"
    r"|subprocess\.(getoutput|getstatusoutput)|(pickle|marshal|shelve|dill|jsonpickle)\.\w+"
    r"|yaml\.(load|unsafe_load)|importlib\.import_module|render_template_string|\w+\.from_string"
    r"|string\.Formatter|\w+\.format_map)"
)
#: Where chance that can be repeated is wanted: a seal drawn alike each time, an invented province,
#: courses of procedures made up to be compared.
REPEATABLE = (
    "feedback/demo/", "feedback/letters/stamps.py",
    "feedback/workflows/courses.py", "feedback/workflows/replay.py",
)  # fmt: skip


def trees() -> Iterator[tuple[str, ast.AST]]:
    for program in PROGRAMS:
        for path in sorted((ROOT / program).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def places(is_it: Callable[[ast.AST], bool]) -> list[str]:
    return [
        f"{place}: {ast.unparse(node)}"
        for place, tree in trees()
        for node in ast.walk(tree)
        if is_it(node)
    ]


def runs_data(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    shell = any(
        word.arg == "shell" and ast.unparse(word.value) != "False" for word in node.keywords
    )
    return shell or CODE.fullmatch(ast.unparse(node.func)) is not None


def formats_a_value(node: ast.AST) -> bool:
    """``words.format(…)`` of something that is neither a constant nor named like one."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return (
        node.func.attr == "format"
        and re.match(r"(request|form)\.", ast.unparse(node.func)) is not None
    )


def imports(names: str) -> Callable[[ast.AST], bool]:
    wanted = re.compile(rf"({names})\b")

    def does(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(wanted.match(each.name) for each in node.names)
        return isinstance(node, ast.ImportFrom) and wanted.match(node.module or "") is not None

    return does


#: A line of a document's manifest, which is a file of ours.
OURS = ["feedback/letters/page.py: plain.from_string(form.subject)"]


def test_no_program_of_ours_asks_a_shell_or_runs_data():
    assert places(lambda node: runs_data(node) or formats_a_value(node)) == OURS


@pytest.mark.parametrize(
    "code", ["eval(a)", "subprocess.run(a, shell=True)", "pickle.loads(a)", "os.system(a)",
             "env.from_string(a)", "request.args['a'].format(b)"]
)  # fmt: skip
def test_what_runs_data_is_seen(code):
    seen = [node for node in ast.walk(ast.parse(code)) if runs_data(node) or formats_a_value(node)]
    assert len(seen) == 1


def test_xml_is_read_by_one_module_that_refuses_entities():
    """Before its reader sees a file, whatever declares an entity was refused."""
    found = places(imports("xml|lxml|defusedxml|xmltodict|bs4"))
    assert [each.split(":")[0] for each in found] == ["feedback/letters/safe_office.py"]


def test_chance_that_can_be_guessed_makes_nothing_but_pictures_and_the_demonstration():
    found = places(imports("random"))
    assert found
    assert [each for each in found if not each.startswith(REPEATABLE)] == []


def pattern_of_words(node: ast.AST) -> bool:
    """A pattern put together, in which some part is neither escaped nor a constant of ours."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
        return False
    parts = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else ()
    put_in = [ast.unparse(p.value) for p in parts if isinstance(p, ast.FormattedValue)]
    return any(not (word.startswith("re.escape(") or CONSTANTS.fullmatch(word)) for word in put_in)


#: Put into patterns as they are: alternatives written out beside them.
CONSTANTS = re.compile(r"_?[A-Z_]+|'\|'\.join\(KIND_WORDS.*|heads|place|word|figure")


def test_a_word_in_a_pattern_is_escaped_or_a_constant():
    assert places(pattern_of_words) == []
    assert pattern_of_words(ast.parse("re.search(f'{typed}', text)").body[0].value)
