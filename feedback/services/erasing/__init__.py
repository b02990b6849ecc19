"""Destroying who sent a petition, or keeping it on somebody's word."""
