"""What serves people: the application, once nothing stands in the way of serving them."""

from feedback.app import create_app
from feedback.services import log_lines
from feedback.services.safe_start import look_before_serving

log_lines.install()
app = create_app()
look_before_serving(app)
