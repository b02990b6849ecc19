"""``python -m feedback.commands``: the ``flask`` command, with our ``routes`` in place of its own.

Flask looks at its own commands before it loads an application, so a group that shall stand in for
one of them must be there first.
"""

from flask.cli import cli

from feedback.commands.routes import routes

if __name__ == "__main__":
    cli.add_command(routes)
    cli.main(prog_name="flask")
