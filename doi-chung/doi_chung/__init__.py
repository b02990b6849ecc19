"""Đối chứng: is a history as it was signed? Asked without the program that wrote it."""
