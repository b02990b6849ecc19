"""What the patterns of rules.yml find and what they let be: read by the scanner, never run."""

import hmac
import pickle
import random
import secrets
import subprocess

import requests
from flask import redirect, render_template_string, request, url_for
from markupsafe import Markup
from sqlalchemy import text


def statements(connection, name):
    # ruleid: sql-put-together
    connection.execute(text(f"select * from {name}"))
    # ruleid: sql-put-together
    connection.execute(text("select * from " + name))
    # ruleid: sql-put-together
    connection.exec_driver_sql(f"drop table {name}")
    # ok: sql-put-together
    connection.execute(text("select * from petition where id = :id"), {"id": name})


def templates(environment, words):
    # ruleid: template-from-text
    render_template_string(words)
    # ruleid: template-from-text
    environment.from_string(words)


def markup(words):
    # ruleid: markup-of-a-value
    Markup(words)
    # ok: markup-of-a-value
    return Markup("<b>{}</b>").format(words)


def code(words):
    # ruleid: code-from-data
    pickle.loads(words)
    # ruleid: code-from-data
    return eval(words)


def programs(words):
    # ruleid: shell
    subprocess.run(words, shell=True)
    # ok: shell
    subprocess.run(["ls", words])


def neighbours(address):
    # ruleid: certificate-not-looked-at
    requests.get(address, verify=False, timeout=5)
    # ok: certificate-not-looked-at
    requests.get(address, timeout=5)


def ciphers(key, nonce):
    from cryptography.hazmat.primitives.ciphers import modes

    # ruleid: cipher-without-authentication
    return modes.CBC(nonce)


def chance():
    # ruleid: chance-that-can-be-guessed
    reset_token = random.randbytes(16)
    # ok: chance-that-can-be-guessed
    colour = random.choice("rgb")
    # ok: chance-that-can-be-guessed
    session_key = secrets.token_bytes(16)
    return reset_token, colour, session_key


def comparing(key, words, given):
    # ruleid: secret-compared-by-its-letters
    if hmac.digest(key, words, "sha256") == given:
        return True
    # ok: secret-compared-by-its-letters
    return hmac.compare_digest(hmac.digest(key, words, "sha256"), given)


def told(log):
    name = request.form["name"]
    # ruleid: what-was-sent-is-logged
    log.info("from %s", name)
    # ok: what-was-sent-is-logged
    log.info("one more")


def asked():
    # ruleid: asked-for-by-a-stranger
    open(request.args["file"])
    # ok: asked-for-by-a-stranger
    redirect(url_for("public.front"))
    # ruleid: asked-for-by-a-stranger
    return redirect(request.form["back"])


def served(app):
    # ruleid: page-that-runs-with-debug
    app.run(debug=True)


def tokens(csrf, blueprint):
    # ruleid: form-without-token
    csrf.exempt(blueprint)
