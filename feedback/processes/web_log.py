"""gunicorn's own words in the shape of all other lines, and no access log of its making.

``gunicorn --logger-class feedback.processes.web_log.WebLog``. Its access log holds paths, query
strings and addresses whatever its format says in a request it cannot read, so there is none: each
request is told by ``feedback.blueprints.request_log``.
"""

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn ships no types

from feedback.services.watch.log_lines import JsonLines


class WebLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """What gunicorn makes of its settings, with the one formatter of the house."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    def access(self, *_about: object) -> None:
        """Nothing, even where somebody turned it on."""
