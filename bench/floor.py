"""The floor: the thinnest Flask and psycopg program that does the seven tasks on the same data.

It shows what the stack itself costs with nothing in the way: no rules, no history, no rights.
``FLOOR_DATABASE`` is the address of the database in which ``lay`` made its tables.
"""

import os
import secrets
import threading
import time

import psycopg
from flask import Flask, redirect, render_template_string, request, session

TABLES = """
DROP SCHEMA IF EXISTS floor CASCADE;
CREATE SCHEMA floor;
CREATE TABLE floor.petition AS
    SELECT s.id, p.number::text AS number, 'Đơn số ' || p.number AS title,
           repeat('Chuyện đã xảy ra. ', 60) AS story, s.state, s.agency_id, o.due_on,
           p.code_hash, p.search
      FROM subject s JOIN petition p ON p.id = s.id
      LEFT JOIN obligation o ON o.subject_id = s.id AND o.done_at IS NULL;
CREATE TABLE floor.event AS SELECT subject_id, recorded_at, action FROM act;
CREATE TABLE floor.deadline AS
    SELECT id, subject_id, next_level_at, next_level FROM deadline WHERE state = 'open';
CREATE TABLE floor.escalation (deadline_id bigint, level bigint, UNIQUE (deadline_id, level));
CREATE TABLE floor.counter AS SELECT max(id) AS last FROM subject;
ALTER TABLE floor.petition ADD PRIMARY KEY (id);
CREATE INDEX ON floor.petition (agency_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX ON floor.petition (code_hash);
CREATE INDEX ON floor.petition USING gin (search);
CREATE INDEX ON floor.event (subject_id);
CREATE INDEX ON floor.deadline (next_level_at);
"""
QUEUE = """SELECT id, number, title, state, due_on FROM floor.petition
            WHERE agency_id = %s AND due_on IS NOT NULL ORDER BY due_on, id LIMIT 50"""
SEARCH = """WITH found AS MATERIALIZED (SELECT id FROM floor.petition
                 WHERE search @@ plainto_tsquery('simple', %s))
            SELECT p.id, p.number, p.title, p.state, p.due_on FROM floor.petition p
              JOIN found USING (id) ORDER BY p.id DESC LIMIT 50"""
TAKE = "UPDATE floor.counter SET last = last + 1 RETURNING last"
LODGE = """INSERT INTO floor.petition
           VALUES (%s, %s, %s, %s, 'received', 1, now()::date + 10, %s,
                   to_tsvector('simple', %s))"""
SWEEP = """WITH due AS (SELECT id, next_level FROM floor.deadline WHERE next_level_at <= now()
                FOR UPDATE SKIP LOCKED),
           told AS (INSERT INTO floor.escalation SELECT id, next_level FROM due)
           UPDATE floor.deadline SET next_level_at = NULL FROM due WHERE deadline.id = due.id"""
RECOUNT = """WITH moved AS (UPDATE floor.deadline
                SET next_level_at = next_level_at + interval '1 day'
                WHERE id % 5 < 2 RETURNING subject_id)
             INSERT INTO floor.event SELECT subject_id, now(), 'moved' FROM moved"""
LIST = """<!doctype html><table>{% for id, number, title, state, due in rows %}
<tr><td>{{ number }}<td><a href="/petition/{{ id }}">{{ title }}</a><td>{{ state }}<td>{{ due }}
{% endfor %}</table>"""
ONE = """<!doctype html><h1>{{ row[2] }}</h1><p>{{ row[3] }}</p>
{% for at, what in events %}<p>{{ at }} {{ what }}</p>{% endfor %}"""
FORM = """<!doctype html><form method=post><input name=token value="{{ token }}">
<textarea name=story></textarea><button>Gửi</button></form>"""


def lay(address: str) -> None:
    """Make the floor's tables from the product's."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(TABLES)
        connection.execute("ANALYZE")


def sweep(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute(SWEEP)


def recount(address: str) -> float:
    """Two clocks in five get another day and an event each, in one statement; its seconds."""
    begun = time.perf_counter()
    with psycopg.connect(address) as connection:
        connection.execute(RECOUNT)
    return time.perf_counter() - begun


app = Flask(__name__)
app.secret_key = secrets.token_bytes(16)


_THREAD = threading.local()


def database() -> psycopg.Connection:
    """One connection for each thread, kept."""
    if not hasattr(_THREAD, "connection"):
        _THREAD.connection = psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True)
    return _THREAD.connection


@app.get("/queue/<int:agency>")
def queue(agency: int) -> str:
    rows = database().execute(QUEUE, [agency]).fetchall()
    return render_template_string(LIST, rows=rows)


@app.get("/search")
def search() -> str:
    rows = database().execute(SEARCH, [request.args["q"]]).fetchall()
    return render_template_string(LIST, rows=rows)


@app.get("/petition/<int:petition_id>")
def petition(petition_id: int) -> str:
    return _one("id", petition_id)


@app.post("/track")
def track() -> str:
    return _one("code_hash", bytes.fromhex(request.form["code"]))


def _one(column: str, value: object) -> str:
    row = (
        database()
        .execute(
            f"SELECT id, number, title, story FROM floor.petition WHERE {column} = %s",
            [value],
        )
        .fetchone()
    )
    events = database().execute(
        "SELECT recorded_at, action FROM floor.event WHERE subject_id = %s", [row[0]]
    )
    return render_template_string(ONE, row=row, events=events.fetchall())


@app.route("/lodge", methods=["GET", "POST"])
def lodge() -> object:
    if request.method == "GET":
        session["token"] = secrets.token_hex(8)
        return render_template_string(FORM, token=session["token"])
    story = request.form["story"]
    with database().transaction():
        number = database().execute(TAKE).fetchone()[0]
        database().execute(
            LODGE, [number, str(number), story[:80], story, secrets.token_bytes(32), story]
        )
    return redirect(f"/receipt/{number}", 303)


@app.get("/receipt/<int:number>")
def receipt(number: int) -> str:
    return render_template_string("<!doctype html><h1>{{ number }}</h1>", number=number)
