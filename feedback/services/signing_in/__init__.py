"""Accounts and the proof of who somebody is."""
