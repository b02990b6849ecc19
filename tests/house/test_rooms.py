"""Rules of single rooms: inspectors only read, settings are listed, no job is forgotten."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

from flask import Flask

from feedback import jobs
from feedback.blueprints.guards import policy_of
from feedback.blueprints.inspection.everything import inspection
from feedback.domain.roles import Role
from feedback.domain.targets import CELLS, GUARDS
from feedback.jobs.timetable import timetable
from feedback.queries.populations import catalogue
from feedback.services.ground.outbox import JOBS
from feedback.settings.names import NAMES

ROOT = Path(__file__).resolve().parents[2]
SUPERVISORS = {Role.INSPECTOR, Role.HEAD, Role.DELEGATE}


def inspectors_room() -> Flask:
    app = Flask("inspectors")
    app.register_blueprint(inspection)
    return app


def test_routes_of_inspection_only_read():
    rules = [rule for rule in inspectors_room().url_map.iter_rules() if rule.endpoint != "static"]
    # it takes files and writes nothing: what it asks the database is asked read-only
    brings = {"inspection.verify_history"}
    assert {rule.endpoint for rule in rules if rule.methods - {"GET", "HEAD", "OPTIONS"}} == brings


def test_only_those_who_supervise_enter_the_inspectors_room():
    app = inspectors_room()
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            assert policy_of(app, rule.endpoint).roles <= {*SUPERVISORS, Role.AUDITOR}


def test_the_page_of_settings_lists_every_setting_with_its_default():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(FEEDBACK_\w+)` \| .+ \| (.+) \|$", page, re.MULTILINE))
    words = {None: "**required**", "": "empty"}
    assert rows == {name: words.get(default, f"`{default}`") for name, _, default in NAMES}


def test_every_job_is_in_the_timetable_or_enqueued_somewhere(settings):
    written = set()
    for module in pkgutil.iter_modules(jobs.__path__, f"{jobs.__name__}."):
        if module.name.endswith(".timetable"):
            continue
        room = importlib.import_module(module.name)
        written |= {
            f"{module.name}.{name}"
            for name, made in inspect.getmembers(room, inspect.isfunction)
            if made.__module__ == module.name and not name.startswith("_")
        }
    called = {each.job for each in timetable(settings)} | set(JOBS.values())
    assert written == called


def test_every_figure_of_the_target_has_its_population_or_says_why_not():
    computable = {m.name for cell in CELLS for m in cell.measures if m.computable}
    assert computable == catalogue.POPULATIONS.keys()
    assert {measure.name for measure in GUARDS} == catalogue.GUARDS.keys()


def test_the_target_has_nine_cells_three_by_three_and_none_is_verified_yet():
    assert [cell.code for cell in CELLS] == [f"{g}{n}" for g in "TGK" for n in (1, 2, 3)]
    assert not any(cell.wording_verified for cell in CELLS)
