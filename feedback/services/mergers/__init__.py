"""Agencies merge and end; their files, posts and people follow."""
