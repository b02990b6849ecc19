"""Tiếng nói công dân. Kept empty: importing the law must not load the framework."""
