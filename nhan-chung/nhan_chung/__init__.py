"""Nhân chứng: a witness of a log, run by somebody who does not run the log."""
